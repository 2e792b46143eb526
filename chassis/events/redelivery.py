"""Redelivery: an owner sends one reader again what it stated, to that reader's queue alone.

Guarantee: a request is a row, so it survives every stop; what the reader handled already it skips
by its inbox. Limit: published rows are kept seven days, so nothing older comes again (`restate`
is for that).
"""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta

import orjson
import structlog
from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert

from chassis.db.session import Session
from chassis.events import inbox
from chassis.events.tables import Outbox, Redelivery, RedeliveryAsk
from chassis.ids import new_id

log = structlog.get_logger(__name__)

Ask = Callable[[str, str, datetime], None]
"""`ask(owner, reader, since)`: reach the owner's `request`, in this process or by its queue."""

_MARGIN = timedelta(minutes=10)
"""A fact stated earlier may be delivered later: long transactions, clocks that differ."""


def request(session: Session, reader: str, since: datetime) -> None:
    """On the owner's side: note the request; the relay works it off."""
    session.chassis_execute(
        insert(Redelivery).values(id=new_id(), reader=reader, since=since, position=0)
    )


def write_request(reader: str, since: datetime) -> bytes:
    """Write the request as it travels to an owner's queue."""
    return orjson.dumps({"reader": reader, "since": since})


def read_request(body: bytes) -> tuple[str, datetime]:
    """Read a request. Raises ValueError when it is none."""
    try:
        found = orjson.loads(body)
        since = datetime.fromisoformat(found["since"])
        return str(found["reader"]), since.replace(tzinfo=since.tzinfo or UTC)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"not a request: {type(error).__name__}") from error


def next_rows(
    session: Session, types_of: Callable[[str], frozenset[str]], limit: int
) -> tuple[Redelivery, list[tuple[str, str, int]]] | None:
    """Return the oldest open request with its next rows (id, envelope, position), in order.

    Only published rows: the others come by themselves. Those committed late have a position below
    the mark but are unpublished, so the mark skips nothing.
    """
    found: Redelivery | None = session.chassis_execute(
        select(Redelivery)
        .where(Redelivery.done_at.is_(None))
        .order_by(Redelivery.asked_at)
        .limit(1)
    ).scalar_one_or_none()
    if found is None:
        return None
    rows = session.chassis_execute(
        select(Outbox.id, Outbox.envelope, Outbox.position)
        .where(
            Outbox.position > found.position,
            Outbox.published_at.is_not(None),
            Outbox.published_at <= func.now(),
            Outbox.recorded_at >= found.since,
            Outbox.type.in_(types_of(found.reader)),
            or_(Outbox.reader.is_(None), Outbox.reader == found.reader),
        )
        .order_by(Outbox.position)
        .limit(limit)
    )
    return found, [(str(row[0]), row[1], row[2]) for row in rows]


def advance(session: Session, found: Redelivery, position: int | None) -> None:
    """Note how far the request is worked off; None ends it."""
    values = {"done_at": func.now()} if position is None else {"position": position}
    session.chassis_execute(update(Redelivery).where(Redelivery.id == found.id).values(**values))


def note_lost_queue(session: Session, owners: Iterable[str]) -> None:
    """On the reader's side: its queue is new; remember to ask every owner since its last fact."""
    for owner in owners:
        since = inbox.last_handled(session, owner)
        since = since - _MARGIN if since > inbox.NEVER else since
        session.chassis_execute(
            insert(RedeliveryAsk)
            .values(owner=owner, since=since)
            .on_conflict_do_update(
                index_elements=[RedeliveryAsk.owner],
                set_={"since": func.least(RedeliveryAsk.since, since)},
            )
        )


def open_asks(session: Session) -> list[tuple[str, datetime]]:
    """List the owners that were not reached yet."""
    rows = session.chassis_execute(select(RedeliveryAsk.owner, RedeliveryAsk.since))
    return [(row[0], row[1]) for row in rows]


def close_ask(session: Session, owner: str) -> None:
    """The owner has noted the request."""
    session.chassis_execute(delete(RedeliveryAsk).where(RedeliveryAsk.owner == owner))


def put(ask: Ask, owner: str, reader: str, since: datetime) -> bool:
    """Ask one owner; an owner that is not reached is asked again later."""
    try:
        ask(owner, reader, since)
    except Exception as error:  # noqa: BLE001 - whatever the way to the owner raises
        log.warning("owner not reached for redelivery", owner=owner, error=repr(error)[:200])
        return False
    log.info("redelivery asked", owner=owner, reader=reader)
    return True
