"""The parked-events desk: what an operator sees of an inbox, retries or drops.

All of it is bound to one organization; a fact of another one, and what is no envelope at all, is
not there. The caller has checked that the actor is an administrator.

Guarantee: each decision is one statement on the row as it then is, so of two operators, or of an
operator and the consumer, one wins and the other is told. A fact that is being handled at this
moment is neither retried nor dropped. A dropped fact never runs again, also when it is delivered
once more.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import ColumnElement, Table, func, select, update

from chassis.db.session import Session
from chassis.errors import Conflict, NotFound
from chassis.events.tables import Inbox

WAITING = ("parked", "retry", "unsupported")
"""What the desk is about: facts that have not had their effect and wait for something."""
SHOWN = (*WAITING, "dropped")
_RETRIED = ("parked", "retry")
_COLUMNS = (
    "position",
    "event_id",
    "type",
    "subject",
    "source",
    "organization_id",
    "state",
    "error",
    "attempts",
    "deaths",
    "occurred_at",
    "received_at",
    "next_attempt_at",
    "decided_by",
    "decided_at",
    "decision",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """Which facts to look at; without `states` those that wait."""

    states: Sequence[str] = WAITING
    type: str | None = None
    since: datetime | None = None


def listed(
    session: Session,
    organization_id: UUID,
    filters: Filters | None = None,
    *,
    after: int = 0,
    limit: int = 50,
) -> list[Mapping[str, Any]]:
    """List facts in the order of their arrival, from behind the position `after`."""
    table = cast("Table", Inbox.__table__)
    statement = (
        select(*(table.c[name] for name in _COLUMNS))
        .where(*_matching(organization_id, filters), Inbox.position > after)
        .order_by(Inbox.position)
        .limit(limit)
    )
    return [dict(row) for row in session.chassis_execute(statement).mappings()]


def total(session: Session, organization_id: UUID, filters: Filters | None = None) -> int:
    """Count facts."""
    matching = _matching(organization_id, filters)
    statement = select(func.count()).select_from(Inbox).where(*matching)
    return int(session.chassis_execute(statement).scalar_one())


def counts(session: Session, organization_id: UUID) -> list[Mapping[str, Any]]:
    """Count what waits by type and state, with when the oldest of each arrived."""
    columns = (Inbox.type, Inbox.state)
    numbers = (func.count().label("count"), func.min(Inbox.received_at).label("oldest_at"))
    statement = select(*columns, *numbers).where(*_matching(organization_id, None))
    rows = session.chassis_execute(statement.group_by(*columns).order_by(*columns))
    return [dict(row) for row in rows.mappings()]


def one(session: Session, organization_id: UUID, event_id: UUID) -> Mapping[str, Any]:
    """Return one fact with its envelope (None once it was dropped). Raises NotFound."""
    table = cast("Table", Inbox.__table__)
    columns = (table.c[name] for name in (*_COLUMNS, "envelope"))
    statement = select(*columns).where(
        Inbox.event_id == event_id,
        Inbox.organization_id == organization_id,
        Inbox.state.in_(SHOWN),
    )
    row = session.chassis_execute(statement).mappings().one_or_none()
    if row is None:
        raise NotFound
    return dict(row)


def retry(session: Session, organization_id: UUID, event_id: UUID) -> None:
    """Give a fact all its attempts again; the consumer takes it at once.

    Raises NotFound, or Conflict for one that was dropped, that this release does not know, or that
    is in hand.
    """
    if not _move(session, organization_id, _RETRIED, _again(), event_id=event_id):
        raise _refusal(session, organization_id, event_id)


def retry_all(session: Session, organization_id: UUID, *, type: str) -> int:
    """Retry every parked fact of one type; those in somebody's hand are left out. Says how many."""
    return _move(session, organization_id, ("parked",), _again(), type=type)


def drop(
    session: Session, organization_id: UUID, event_id: UUID, *, by: UUID | None, reason: str
) -> None:
    """Decide that a fact is never handled: who, when and why stay, its envelope goes.

    Raises NotFound, or Conflict for one that is in hand or was dropped already.
    """
    values = {
        "state": "dropped",
        "envelope": None,
        "handled_at": func.now(),
        "next_attempt_at": None,
        "decided_by": by,
        "decided_at": func.now(),
        "decision": reason,
    }
    if not _move(session, organization_id, WAITING, values, event_id=event_id):
        raise _refusal(session, organization_id, event_id)


def _again() -> dict[str, Any]:
    return {"state": "retry", "attempts": 0, "deaths": 0, "next_attempt_at": func.now()}


def _matching(organization_id: UUID, filters: Filters | None) -> list[ColumnElement[bool]]:
    filters = filters or Filters()
    found: list[ColumnElement[bool]] = [
        Inbox.organization_id == organization_id,
        Inbox.state.in_(filters.states),
    ]
    if filters.type is not None:
        found.append(Inbox.type == filters.type)
    if filters.since is not None:
        found.append(Inbox.received_at >= filters.since)
    return found


def _move(
    session: Session,
    organization_id: UUID,
    states: Sequence[str],
    values: Mapping[str, Any],
    **which: Any,
) -> int:
    """Change the rows that are in these states and in nobody's hand; a locked row is in one."""
    chosen = select(Inbox.event_id).filter_by(organization_id=organization_id, **which)
    free = chosen.where(Inbox.state.in_(states)).order_by(Inbox.event_id)
    locked = session.chassis_execute(free.with_for_update(skip_locked=True)).scalars().all()
    if locked:
        session.chassis_execute(update(Inbox).where(Inbox.event_id.in_(locked)).values(**values))
    return len(locked)


def _refusal(session: Session, organization_id: UUID, event_id: UUID) -> NotFound | Conflict:
    statement = select(Inbox.state).filter_by(organization_id=organization_id, event_id=event_id)
    state = session.chassis_execute(statement).scalar_one_or_none()
    if state is None:
        return NotFound()
    if state == "unsupported":
        return Conflict("event_unsupported")
    if state == "dropped":
        return Conflict("event_dropped")
    if state == "done":
        return Conflict("event_done")
    return Conflict("event_in_hand")
