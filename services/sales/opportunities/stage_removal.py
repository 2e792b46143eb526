"""Deleting a stage: its open opportunities go to another one, in the same transaction (S-17)."""

from uuid import UUID

from sqlalchemy import select

from chassis.db import Session
from chassis.errors import Conflict, FieldError, Invalid, NotFound
from services.sales.opportunities.models import OPEN, Opportunity
from services.sales.opportunities.operations import move_locked
from services.sales.stages.models import Stage
from services.sales.stages.operations import lock_stages, refuse_last, state


def remove_stage(
    session: Session, stage_id: UUID, *, move_to: UUID | None, expected_version: int | None
) -> None:
    """Delete a stage; open opportunities, deleted ones too, move to `move_to` and say so.

    Closed ones keep it: it is where they were closed. Raises NotFound, Stale, Invalid for a target
    that is the stage itself or not in use, Conflict when opportunities stand there and no target is
    named (`count` says how many) or when no stage would be left in use. Who moves an opportunity
    into the stage at the same time waits and is refused then.
    """
    locked = lock_stages(session)
    stage = session.lock(Stage, stage_id, expected_version=expected_version)
    if stage.is_deleted:
        raise NotFound
    others = [other for other in locked if other.id != stage_id]
    target = next((other for other in others if other.id == move_to and other.is_active), None)
    if move_to is not None and target is None:
        raise Invalid("invalid_fields", FieldError("move_to", "unknown_stage"))
    refuse_last(others)
    standing = session.scalars(
        select(Opportunity)
        .where(Opportunity.stage_id == stage_id, Opportunity.state == OPEN)
        .order_by(Opportunity.id)
        .with_for_update()
    ).all()
    if standing and target is None:
        raise Conflict("stage_in_use", params={"count": len(standing)})
    for opportunity in standing:
        assert target is not None
        move_locked(session, opportunity, target)
    stage.is_deleted = True
    state(session, stage)
