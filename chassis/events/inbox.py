"""The inbox: what became of every fact that reached this service. Only statements live here.

Guarantee: ids are inserted or locked in sorted order, so two consumers of one reader never wait
for each other in a circle; a fact is handed out for handling only while its row is locked by the
transaction that will carry its effect.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Literal, cast
from uuid import UUID

import orjson
from sqlalchemy import (
    ARRAY,
    DateTime,
    Integer,
    Table,
    Text,
    Uuid,
    any_,
    bindparam,
    column,
    func,
    literal,
    select,
    update,
)
from sqlalchemy import cast as cast_sql
from sqlalchemy.dialects.postgresql import JSON, insert

from chassis.db.session import Session
from chassis.events.facts import PREFIX
from chassis.events.incoming import Incoming, read
from chassis.events.tables import Inbox

State = Literal["received", "in_hand", "done", "retry", "parked", "unsupported", "dropped"]
_TABLE = cast("Table", Inbox.__table__)
NEVER = datetime(1970, 1, 1, tzinfo=UTC)
_ERROR_LENGTH = 2_000


def _array(name: str, type: Any) -> Any:
    return bindparam(name, type_=ARRAY(type))


def _records(name: str, columns: Mapping[str, Any]) -> Any:
    """Rows out of one JSON parameter: much cheaper to send than an array for each column."""
    made = func.json_to_recordset(cast_sql(bindparam("rows", type_=Text()), JSON))
    typed = [column(one, type) for one, type in columns.items()]
    return made.table_valued(*typed, name=name).render_derived(with_types=True)


_ARRIVED = select(
    _records(
        "arrived", {"event_id": Uuid(), "source": Text(), "occurred_at": DateTime(timezone=True)}
    )
).cte("arrived")
_INSERTED = (
    insert(_TABLE)
    .from_select(
        ["event_id", "source", "occurred_at", "state", "handled_at"],
        select(
            _ARRIVED.c.event_id,
            _ARRIVED.c.source,
            _ARRIVED.c.occurred_at,
            literal("done"),
            func.now(),
        ),
    )
    .on_conflict_do_nothing()
    .returning(Inbox.event_id)
    .cte("inserted")
)
_KNOWN_BEFORE = select(_ARRIVED.c.event_id).where(
    _ARRIVED.c.event_id.not_in(select(_INSERTED.c.event_id))
)
_LOCK = (
    select(Inbox.event_id, Inbox.state)
    .where(Inbox.event_id == any_(_array("ids", Uuid())))
    .order_by(Inbox.event_id)
    .with_for_update()
)
_MARK_DONE = (
    update(Inbox)
    .where(Inbox.event_id == any_(_array("ids", Uuid())))
    .values(state="done", handled_at=func.now(), envelope=None, error=None, next_attempt_at=None)
)


_STORED: dict[str, Any] = {
    "event_id": Uuid(),
    "source": Text(),
    "type": Text(),
    "subject": Text(),
    "organization_id": Uuid(),
    "incarnation": Integer(),
    "aggregate_version": Integer(),
    "occurred_at": DateTime(timezone=True),
    "envelope": Text(),
    "error": Text(),
}
_WAITING = _records("waiting", _STORED)
_INSERT_WAITING = insert(_TABLE).from_select(
    [*_STORED, "state"],
    select(*(_WAITING.c[name] for name in _STORED), bindparam("state", type_=Text())),
)
_STORE = _INSERT_WAITING.on_conflict_do_nothing()
_SET_APART = _INSERT_WAITING.on_conflict_do_update(
    index_elements=[Inbox.event_id],
    set_={
        "state": _INSERT_WAITING.excluded.state,
        "error": _INSERT_WAITING.excluded.error,
        "next_attempt_at": None,
    },
    where=_TABLE.c.state.in_(["received", "in_hand", "retry"]),
)


def _json(rows: Iterable[Mapping[str, Any]]) -> str:
    return orjson.dumps(list(rows)).decode()


def insert_done(session: Session, facts: Sequence[Incoming]) -> set[UUID]:
    """Insert these as done in this transaction and return those that were known before.

    They are done when, and only when, the transaction commits together with their effects. The
    known are returned, not the new: nearly always there is none, and rows cost their reader.
    """
    rows = _json(
        {
            "event_id": fact.id,
            "source": fact.envelope.source if fact.envelope else "",
            "occurred_at": fact.envelope.time if fact.envelope else NEVER,
        }
        for fact in sorted(facts, key=lambda fact: fact.id)
    )
    return set(session.chassis_execute(_KNOWN_BEFORE, {"rows": rows}).scalars())


def lock(session: Session, ids: Iterable[UUID]) -> dict[UUID, State]:
    """Lock the rows of these ids in sorted order and tell their states."""
    rows = session.chassis_execute(_LOCK, {"ids": sorted(ids)})
    return {row[0]: row[1] for row in rows}


def mark_done(session: Session, ids: Iterable[UUID]) -> None:
    """Set locked rows done; they need no envelope any more."""
    session.chassis_execute(_MARK_DONE, {"ids": sorted(ids)})


def store(session: Session, facts: Sequence[Incoming]) -> None:
    """Insert facts as received; known ids stay as they are."""
    session.chassis_execute(_STORE, {"rows": _rows(facts), "state": "received"})


def set_apart(session: Session, facts: Sequence[Incoming], state: State) -> None:
    """Keep facts that cannot be handled now (unsupported, parked); what is done stays done."""
    session.chassis_execute(_SET_APART, {"rows": _rows(facts), "state": state})


def _rows(facts: Sequence[Incoming]) -> str:
    return _json(_columns(fact) for fact in sorted(facts, key=lambda fact: fact.id))


def _columns(fact: Incoming) -> dict[str, Any]:
    envelope = fact.envelope
    if envelope is None:
        return {
            "event_id": fact.id,
            "source": "",
            "type": None,
            "subject": None,
            "organization_id": None,
            "incarnation": 0,
            "aggregate_version": None,
            "occurred_at": NEVER,
            "envelope": fact.raw,
            "error": fact.error,
        }
    return {
        "event_id": fact.id,
        "source": envelope.source,
        "type": envelope.type,
        "subject": envelope.subject,
        "organization_id": envelope.organization_id,
        "incarnation": envelope.incarnation,
        "aggregate_version": envelope.version,
        "occurred_at": envelope.time,
        "envelope": fact.raw,
        "error": None,
    }


def set_aside(
    session: Session,
    fact: Incoming,
    *,
    state: State,
    error: str,
    attempts: int,
    delay: timedelta | None,
) -> None:
    """Keep a fact that failed, with what is needed to try it again or to show it."""
    values = {
        "state": state,
        "error": error.replace("\0", "")[:_ERROR_LENGTH],
        "attempts": attempts,
        "next_attempt_at": None if delay is None else func.now() + delay,
        "envelope": fact.raw,
    }
    statement = insert(Inbox).values({**_columns(fact), **values})
    session.chassis_execute(
        statement.on_conflict_do_update(index_elements=[Inbox.event_id], set_=values)
    )


def take_in_hand(session: Session, fact: Incoming, *, lease: timedelta, deaths: int) -> None:
    """State that this fact is about to be handled alone; found again in this state it killed."""
    values = {
        "state": "in_hand",
        "deaths": deaths,
        "next_attempt_at": func.now() + lease,
        "envelope": fact.raw,
    }
    statement = insert(Inbox).values({**_columns(fact), **values})
    session.chassis_execute(
        statement.on_conflict_do_update(index_elements=[Inbox.event_id], set_=values)
    )


def history(session: Session, id: UUID) -> tuple[State, int, int] | None:
    """Lock one row and return its state, attempts and deaths; None when the id is unknown."""
    row = session.chassis_execute(
        select(Inbox.state, Inbox.attempts, Inbox.deaths)
        .where(Inbox.event_id == id)
        .with_for_update()
    ).one_or_none()
    return None if row is None else (row[0], row[1], row[2])


def waiting(session: Session, limit: int) -> list[Incoming]:
    """Return facts stored as received, oldest first (the one-process bus, retried by hand)."""
    rows = session.chassis_execute(
        select(Inbox.envelope, Inbox.event_id)
        .where(Inbox.state == "received")
        .order_by(Inbox.position)
        .limit(limit)
    )
    return [read(row[0] or "", str(row[1])) for row in rows]


def claim_due(session: Session, *, lease: timedelta) -> Incoming | None:
    """Take the one fact whose next attempt, or whose lost handler's lease, is due the longest."""
    chosen = (
        select(Inbox.event_id)
        .where(Inbox.state.in_(["retry", "in_hand"]), Inbox.next_attempt_at <= func.now())
        .order_by(Inbox.next_attempt_at)
        .limit(1)
        .with_for_update(skip_locked=True)
        .scalar_subquery()
    )
    row = session.chassis_execute(
        update(Inbox)
        .where(Inbox.event_id == chosen)
        .values(next_attempt_at=func.now() + lease)
        .returning(Inbox.envelope, Inbox.event_id)
    ).one_or_none()
    return None if row is None else read(row[0] or "", str(row[1]))


def release_hands(session: Session) -> None:
    """After an unclean stop: what is in hand and in no living transaction is due at once."""
    free = select(Inbox.event_id).where(Inbox.state == "in_hand").with_for_update(skip_locked=True)
    session.chassis_execute(
        update(Inbox).where(Inbox.event_id.in_(free)).values(next_attempt_at=func.now())
    )


def counts(session: Session) -> dict[str, int]:
    """Count the facts that are not done, by state."""
    rows = session.chassis_execute(
        select(Inbox.state, func.count())
        .where(Inbox.state.not_in(["done", "dropped"]))
        .group_by(Inbox.state)
    )
    return {row[0]: row[1] for row in rows}


def lag(session: Session) -> float:
    """Return for how many seconds the oldest fact that is here and not handled waits; 0 for none.

    Counted from when its owner stated it. Parked and unsupported facts wait for people and releases
    and have counts of their own.
    """
    oldest = select(func.min(Inbox.occurred_at)).where(
        Inbox.state.in_(["received", "in_hand", "retry"])
    )
    age = func.extract("epoch", func.now() - oldest.scalar_subquery())
    found = session.chassis_execute(select(age)).scalar_one()
    return max(0.0, float(found or 0))


def last_handled(session: Session, owner: str) -> datetime:
    """When the newest handled fact of this owner was stated; the beginning when there is none."""
    source = f"/{PREFIX}/{owner}"
    found: datetime | None = session.chassis_execute(
        select(func.max(Inbox.occurred_at)).where(Inbox.source == source, Inbox.state == "done")
    ).scalar_one()
    return found or NEVER


def admit_supported(session: Session, types: Iterable[str]) -> int:
    """Hand facts of an earlier release's unknown types to the reactions that this one has."""
    result = session.chassis_execute(
        update(Inbox)
        .where(Inbox.state == "unsupported", Inbox.type.in_(list(types)))
        .values(state="received")
    )
    return int(result.rowcount)
