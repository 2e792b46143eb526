"""The opportunity that a converted lead becomes (X-3): made from its fact, under the id it names.

The fact may come twice, after a crash or from a restored database: who finds the opportunity there
leaves it as it is, whatever became of it meanwhile.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final
from uuid import UUID

from sqlalchemy import select

from chassis import faults
from chassis.clock import now
from chassis.db import Session
from chassis.events import record
from chassis.identity.directory import DirectoryUser
from contracts.sales import OpportunityCreated
from services.sales.opportunities.amounts import Budget
from services.sales.opportunities.history import add_event
from services.sales.opportunities.models import OPEN, Opportunity
from services.sales.opportunities.people import People, assign
from services.sales.opportunities.rights import write_grants
from services.sales.opportunities.rows import state_of, write_terms
from services.sales.opportunities.terms import Terms
from services.sales.stages.models import Stage
from services.sales.stages.operations import hold_stage

_PRIVATE: Final = "private"


@dataclass(frozen=True, slots=True, kw_only=True)
class FromLead:
    """What a converted lead says of its opportunity; the contacts begin with the principal."""

    id: UUID
    title: str
    stage_id: UUID | None
    amount: Decimal | None
    currency: str
    expected_close_on: date | None
    contact_ids: tuple[UUID, ...]
    owner_id: UUID | None
    manager_ids: tuple[UUID, ...]
    is_private: bool
    converted_by: UUID | None


def open_from_lead(session: Session, wanted: FromLead) -> None:
    """Make the opportunity of a lead unless it is there.

    It begins at the stage named, or at the first in use when that one is gone. A private lead makes
    a private opportunity, shared with its managers; any other is everybody's (S-05).
    """
    if session.get(Opportunity, wanted.id) is not None:
        return
    stage = _stage(session, wanted.stage_id)
    opportunity = Opportunity(
        id=wanted.id,
        organization_id=session.organization,
        stage_id=stage.id,
        state=OPEN,
        moved_at=now(),
        created_by=wanted.converted_by,
        lines=[],
    )
    write_terms(
        session,
        opportunity,
        Terms(
            currency=wanted.currency,
            title=wanted.title,
            contact_ids=wanted.contact_ids,
            budget=Budget(amount=wanted.amount),
            expected_close_on=wanted.expected_close_on,
        ),
    )
    assign(opportunity, _people(session, wanted))
    session.add(opportunity)
    session.flush()
    write_grants(session, opportunity, is_new=True)
    add_event(session, opportunity.id, "created", to=stage)
    record(session, opportunity, OpportunityCreated(**state_of(session, opportunity)))
    faults.point("sales.opportunity_of_lead")


def _stage(session: Session, stage_id: UUID | None) -> Stage:
    named = hold_stage(session, stage_id) if stage_id is not None else None
    if named is not None:
        return named
    return session.scalars(
        select(Stage)
        .where(Stage.is_active, Stage.is_deleted.is_(False))
        .order_by(Stage.position, Stage.id)
        .limit(1)
        .with_for_update(read=True)
    ).one()


def _people(session: Session, wanted: FromLead) -> People:
    managers = [id for id in wanted.manager_ids if id != wanted.owner_id]
    known = set(
        session.scalars(
            select(DirectoryUser.user_id).where(
                DirectoryUser.user_id.in_(managers), DirectoryUser.is_active
            )
        )
    )
    return People(
        owner_id=wanted.owner_id,
        visibility=_PRIVATE if wanted.is_private else "write",
        user_ids=tuple(id for id in managers if id in known) if wanted.is_private else (),
    )
