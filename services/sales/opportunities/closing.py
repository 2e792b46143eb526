"""How an opportunity ends, and how it is opened again (S-11…S-13, S-16, O-37)."""

from uuid import UUID

from sqlalchemy import select

from chassis.clock import now
from chassis.db import Session
from chassis.errors import Conflict, FieldError, Invalid, Stale
from chassis.events import record
from chassis.identity.actor import Actor
from chassis.records.catalogs import E, chosen
from contracts.sales import OpportunityLost, OpportunityReopened, OpportunityWon
from services.sales.opportunities.amounts import CERTAIN
from services.sales.opportunities.history import add_event
from services.sales.opportunities.models import LOST, OPEN, WON, Opportunity
from services.sales.opportunities.operations import refuse_discarded
from services.sales.opportunities.rights import editable
from services.sales.opportunities.rows import stage_of, state_of
from services.sales.reasons.models import LossReason, PurchaseMotive
from services.sales.stages.operations import hold_stage


def win_opportunity(
    session: Session,
    actor: Actor,
    opportunity_id: UUID,
    purchase_motive_id: UUID | None,
    *,
    expected_version: int | None,
) -> Opportunity:
    """Mark an open opportunity as won, with the motive (S-11, S-12): it is certain now.

    Raises NotFound, Forbidden, Stale, Conflict for a closed one, Invalid without a motive.
    """
    opportunity = _closable(session, actor, opportunity_id, expected_version=expected_version)
    motive = _chosen(
        session, PurchaseMotive, purchase_motive_id, "purchase_motive_id", "motive_required"
    )
    opportunity.purchase_motive_id = motive.id
    _close(opportunity, WON, probability=CERTAIN)
    session.flush()
    add_event(session, opportunity.id, "won", to=stage_of(session, opportunity), detail=motive.name)
    record(session, opportunity, OpportunityWon(**state_of(session, opportunity)))
    return opportunity


def lose_opportunity(
    session: Session,
    actor: Actor,
    opportunity_id: UUID,
    loss_reason_id: UUID | None,
    *,
    expected_version: int | None,
) -> Opportunity:
    """Mark an open opportunity as lost, with the reason (S-11, S-13): nothing is expected of it.

    Raises NotFound, Forbidden, Stale, Conflict for a closed one, Invalid without a reason.
    """
    opportunity = _closable(session, actor, opportunity_id, expected_version=expected_version)
    reason = _chosen(session, LossReason, loss_reason_id, "loss_reason_id", "reason_required")
    opportunity.loss_reason_id = reason.id
    _close(opportunity, LOST, probability=0)
    session.flush()
    add_event(
        session, opportunity.id, "lost", to=stage_of(session, opportunity), detail=reason.name
    )
    record(session, opportunity, OpportunityLost(**state_of(session, opportunity)))
    return opportunity


def reopen_opportunity(
    session: Session,
    actor: Actor,
    opportunity_id: UUID,
    *,
    reason: str,
    stage_id: UUID | None,
    expected_version: int | None,
) -> Opportunity:
    """Open a closed opportunity again, with the reason in its history (S-16, O-37).

    It stands at its last stage, or at the one that is named: needed where the last one is not in
    use any more. The stage presets the probability. Raises NotFound, Forbidden, Stale, Conflict for
    an open one, Invalid.
    """
    last = session.scalars(
        select(Opportunity.stage_id).where(Opportunity.id == opportunity_id)
    ).one_or_none()
    wanted = stage_id or last
    target = hold_stage(session, wanted) if wanted else None
    opportunity = editable(session, actor, opportunity_id, expected_version=expected_version)
    refuse_discarded(opportunity)
    if opportunity.state == OPEN:
        raise Conflict("opportunity_open")
    if stage_id is None and opportunity.stage_id != last:
        raise Stale(params={"version": opportunity.version})
    before = stage_of(session, opportunity)
    if target is None:
        code = "unknown_stage" if stage_id else "stage_required"
        raise Invalid("invalid_fields", FieldError("stage_id", code))
    previous_state = opportunity.state
    opportunity.state, opportunity.closed_at = OPEN, None
    opportunity.purchase_motive_id = opportunity.loss_reason_id = None
    opportunity.own_probability = None
    opportunity.stage_id = target.id
    opportunity.moved_at = now()
    opportunity.touch()
    session.flush()
    add_event(session, opportunity.id, "reopened", origin=before, to=target, detail=reason)
    state = state_of(session, opportunity)
    fact = OpportunityReopened(**state, previous_state=previous_state, reason=reason)
    record(session, opportunity, fact)
    return opportunity


def _closable(
    session: Session, actor: Actor, opportunity_id: UUID, *, expected_version: int | None
) -> Opportunity:
    opportunity = editable(session, actor, opportunity_id, expected_version=expected_version)
    refuse_discarded(opportunity)
    if opportunity.state != OPEN:
        raise Conflict("opportunity_closed")
    return opportunity


def _chosen(session: Session, model: type[E], id: UUID | None, member: str, missing: str) -> E:
    if id is None:
        raise Invalid("invalid_fields", FieldError(member, missing))
    found = chosen(session, model, {id}).get(id)
    if found is None:
        raise Invalid("invalid_fields", FieldError(member, "unknown_reason"))
    return found


def _close(opportunity: Opportunity, state: str, *, probability: int) -> None:
    opportunity.state = state
    opportunity.own_probability = probability
    opportunity.closed_at = opportunity.moved_at = now()
    opportunity.touch()
