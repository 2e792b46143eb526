"""The parked-events desk: what an operator sees, retries or drops. Functions, no screen.

All of them work on one service's inbox; the caller has checked that the actor may configure it.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select, update

from chassis.db.session import Session
from chassis.events.tables import Inbox


@dataclass(frozen=True, slots=True, kw_only=True)
class Parked:
    """A fact that waits for an operator. `organization_id` is None for what is no envelope."""

    event_id: UUID
    type: str | None
    subject: str | None
    organization_id: UUID | None
    error: str | None
    attempts: int
    deaths: int
    received_at: datetime


def parked(
    session: Session, *, organization_id: UUID | None = None, limit: int = 100
) -> list[Parked]:
    """List parked facts, oldest first; of one organization when it is given."""
    statement = (
        select(
            Inbox.event_id,
            Inbox.type,
            Inbox.subject,
            Inbox.organization_id,
            Inbox.error,
            Inbox.attempts,
            Inbox.deaths,
            Inbox.received_at,
        )
        .where(Inbox.state == "parked")
        .order_by(Inbox.position)
        .limit(limit)
    )
    if organization_id is not None:
        statement = statement.where(Inbox.organization_id == organization_id)
    return [Parked(**row) for row in session.chassis_execute(statement).mappings()]


def retry(session: Session, event_id: UUID) -> bool:
    """Give a parked fact all its attempts again. False when it is not parked."""
    return _move(
        session,
        event_id,
        state="retry",
        attempts=0,
        deaths=0,
        next_attempt_at=func.now(),
    )


def drop(session: Session, event_id: UUID) -> bool:
    """Decide that a parked fact is never handled; its envelope goes too. False when not parked."""
    return _move(session, event_id, state="dropped", envelope=None, handled_at=func.now())


def _move(session: Session, event_id: UUID, **values: object) -> bool:
    result = session.chassis_execute(
        update(Inbox).where(Inbox.event_id == event_id, Inbox.state == "parked").values(**values)
    )
    return bool(result.rowcount)
