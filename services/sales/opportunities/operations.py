"""What people do with opportunities: create, edit, move, win, lose, reopen, delete, restore.

Each operation runs in the caller's transaction, holds the opportunity's row lock, checks the right
of the actor before it writes, and states a fact with the whole new state. Permissions of the
profile are the route's; here it is about this opportunity: NotFound when the actor may not see it,
Forbidden when seeing is all that they may.
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from chassis.clock import now
from chassis.db import Session
from chassis.errors import Conflict, FieldError, Invalid
from chassis.events import record
from chassis.identity.actor import Actor
from chassis.ids import new_id
from contracts.sales import (
    OpportunityChanged,
    OpportunityCreated,
    OpportunityDiscarded,
    OpportunityRestored,
    OpportunityStageChanged,
)
from services.sales.opportunities.history import add_event
from services.sales.opportunities.models import OPEN, Opportunity
from services.sales.opportunities.people import People, assign, people_of
from services.sales.opportunities.proposals import Proposal
from services.sales.opportunities.references import Asking, wrong_continued
from services.sales.opportunities.rights import editable, write_grants
from services.sales.opportunities.rows import stage_of, state_of, terms_of, write_terms
from services.sales.opportunities.terms import Terms, changed_members
from services.sales.stages.models import Stage
from services.sales.stages.operations import hold_stage


def create_opportunity(
    session: Session,
    actor: Actor,
    given: Mapping[str, Any],
    *,
    currency: str,
    clients: Asking | None = None,
) -> Opportunity:
    """Make an opportunity (S-01, S-17). `currency` is the one of a budget that names none.

    Who creates it is its owner unless another is named; everybody sees and edits it unless it is
    restricted (S-05). Raises Invalid naming every wrong member, Unavailable when whoever knows a
    contact or product that is not known here cannot be asked.
    """
    stage = hold_stage(session, given["stage_id"])
    sent = {"contact_id": None, "budget": {}, **given}
    proposal = Proposal(session, actor, clients, Terms(currency=currency), sent)
    people = people_of(None, {"owner_id": actor.user_id, **given})
    wrong = [
        *proposal.errors,
        *([] if stage else [FieldError("stage_id", "unknown_stage")]),
        *people.wrong(session, before=People(owner_id=actor.user_id)),
        *wrong_continued(session, actor, given.get("continues_id")),
    ]
    if wrong or stage is None:
        raise Invalid("invalid_fields", *wrong)
    opportunity = Opportunity(
        id=new_id(),
        organization_id=session.organization,
        stage_id=stage.id,
        state=OPEN,
        moved_at=now(),
        continues_id=given.get("continues_id"),
        created_by=actor.user_id,
        lines=[],
    )
    write_terms(session, opportunity, proposal.terms)
    assign(opportunity, people)
    session.add(opportunity)
    session.flush()
    write_grants(session, opportunity, is_new=True)
    add_event(session, opportunity.id, "created", to=stage)
    record(session, opportunity, OpportunityCreated(**state_of(session, opportunity)))
    return opportunity


def edit_opportunity(
    session: Session,
    actor: Actor,
    opportunity_id: UUID,
    given: Mapping[str, Any],
    *,
    expected_version: int | None,
    clients: Asking | None = None,
) -> Opportunity:
    """Merge the given members into an open opportunity (S-10, S-40, S-05).

    A merge that changes nothing writes nothing and states nothing. Raises NotFound, Forbidden,
    Stale, Conflict for a closed or deleted one, Invalid naming every wrong member.
    """
    target = hold_stage(session, given["stage_id"]) if given.get("stage_id") else None
    opportunity = _changeable(session, actor, opportunity_id, expected_version=expected_version)
    before, known = terms_of(opportunity), People.of(opportunity)
    proposal = Proposal(session, actor, clients, before, given)
    people = people_of(known, given)
    wrong = [*proposal.errors, *people.wrong(session, before=known)]
    if "stage_id" in given and target is None:
        wrong.append(FieldError("stage_id", "unknown_stage"))
    if wrong:
        raise Invalid("invalid_fields", *wrong)
    moves = target is not None and target.id != opportunity.stage_id
    changed = changed_members(before, proposal.terms)
    assigned = assign(opportunity, people)
    if not (changed or assigned or moves):
        return opportunity
    write_terms(session, opportunity, proposal.terms)
    if assigned:
        write_grants(session, opportunity)
    if changed or assigned:
        add_event(session, opportunity.id, "edited", members=[*changed, *assigned])
    if moves and target is not None:
        previous = _enter(session, opportunity, target)
        if "probability" in given:
            opportunity.own_probability = given["probability"]
        _state_move(session, opportunity, previous, target)
    if changed or assigned:
        opportunity.touch()
        added = people.added_since(known)
        state = state_of(session, opportunity)
        record(session, opportunity, OpportunityChanged(**state, added_user_ids=added))
    return opportunity


def move_opportunity(
    session: Session,
    actor: Actor,
    opportunity_id: UUID,
    stage_id: UUID,
    *,
    expected_version: int | None,
) -> Opportunity:
    """Put an open opportunity to another stage, which presets its probability (S-09, S-40).

    To where it stands it moves without a trace. Raises NotFound, Forbidden, Stale when somebody
    moved it since, Conflict for a closed or deleted one, Invalid for a stage that is not in use.
    """
    target = hold_stage(session, stage_id)
    opportunity = _changeable(session, actor, opportunity_id, expected_version=expected_version)
    if target is None:
        raise Invalid("invalid_fields", FieldError("stage_id", "unknown_stage"))
    if target.id != opportunity.stage_id:
        previous = _enter(session, opportunity, target)
        _state_move(session, opportunity, previous, target)
    return opportunity


def discard_opportunity(
    session: Session, actor: Actor, opportunity_id: UUID, *, expected_version: int | None
) -> None:
    """Delete an opportunity (S-10): only administrators see it from now on and can restore it."""
    opportunity = editable(session, actor, opportunity_id, expected_version=expected_version)
    if opportunity.is_discarded:
        raise Conflict("opportunity_discarded")
    opportunity.discarded_at = now()
    opportunity.touch()
    add_event(session, opportunity.id, "discarded")
    record(session, opportunity, OpportunityDiscarded(**state_of(session, opportunity)))


def restore_opportunity(
    session: Session, actor: Actor, opportunity_id: UUID, *, expected_version: int | None
) -> Opportunity:
    """Bring a deleted opportunity back as it was; administrators, since only they see it."""
    opportunity = editable(session, actor, opportunity_id, expected_version=expected_version)
    if not opportunity.is_discarded:
        raise Conflict("opportunity_not_discarded")
    opportunity.discarded_at = None
    opportunity.touch()
    add_event(session, opportunity.id, "restored")
    record(session, opportunity, OpportunityRestored(**state_of(session, opportunity)))
    return opportunity


def move_locked(session: Session, opportunity: Opportunity, target: Stage) -> None:
    """Move an opportunity whose row this transaction holds (the deletion of its stage)."""
    previous = _enter(session, opportunity, target)
    _state_move(session, opportunity, previous, target)


def refuse_discarded(opportunity: Opportunity) -> None:
    """Raise Conflict for a deleted opportunity: it is restored before it changes."""
    if opportunity.is_discarded:
        raise Conflict("opportunity_discarded")


def _changeable(
    session: Session, actor: Actor, opportunity_id: UUID, *, expected_version: int | None
) -> Opportunity:
    opportunity = editable(session, actor, opportunity_id, expected_version=expected_version)
    refuse_discarded(opportunity)
    if opportunity.state != OPEN:
        raise Conflict("opportunity_closed")
    return opportunity


def _enter(session: Session, opportunity: Opportunity, target: Stage) -> Stage:
    """Let the opportunity stand at the target; return where it stood."""
    previous = stage_of(session, opportunity)
    opportunity.stage_id = target.id
    opportunity.own_probability = None
    opportunity.moved_at = now()
    return previous


def _state_move(session: Session, opportunity: Opportunity, previous: Stage, target: Stage) -> None:
    opportunity.touch()
    add_event(session, opportunity.id, "moved", origin=previous, to=target)
    state = state_of(session, opportunity)
    record(
        session,
        opportunity,
        OpportunityStageChanged(**state, previous_stage_id=previous.id, stage=target.name),
    )
