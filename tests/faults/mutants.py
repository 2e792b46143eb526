"""Known defects, planted on order: the suite must catch each. The product has no switch for them.

`plant(name, setattr)` replaces what the defect breaks; a child process plants with the builtin, a
test with pytest's, which takes it back.
"""

import time
from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

import psycopg
from pika.channel import Channel
from sqlalchemy import select

from chassis.db import Session
from chassis.events import consumer, handler, inbox, incoming, outgoing, record, relay
from chassis.events.bus import Delivery
from chassis.events.failures import Failure
from chassis.events.outgoing import Row
from chassis.ids import new_id
from chassis.spec import Job
from chassis.testing import bus as world_of
from chassis.testing.bus import ORGANIZATION
from chassis.web import idempotency
from tests.faults import shop
from tests.faults.shop import Account, LineWritten, Parcel, Shipment

_launch = relay.Relay._launch
_publish = Channel.basic_publish


def _without_the_inbox_check(
    self: handler.Handler, session: Session, facts: Sequence[incoming.Incoming], *, stored: bool
) -> tuple[list[incoming.Incoming], list[incoming.Incoming]]:
    """Every delivery has its effect, known or not."""
    if stored:
        inbox.mark_done(session, [fact.id for fact in facts])
    else:
        inbox.insert_done(session, facts)
    return list(facts), []


def _with_the_ack_before_the_commit(
    self: consumer.Consumer, deliveries: Sequence[Delivery]
) -> bool:
    """Acknowledged as soon as it arrives. The ack is on the wire before the work."""
    self._source.settle(deliveries[-1])
    time.sleep(0.2)  # the connection's thread sends it
    return self._persist(lambda: self._handle(deliveries))


def _marked_before_the_confirm(
    self: relay.Relay, connection: psycopg.Connection[Any], rows: Sequence[Row]
) -> bool:
    """Published by hope."""
    outgoing.mark(connection, [row.position for row in rows])
    return _launch(self, connection, rows)


def _not_mandatory(self: Channel, *arguments: Any, **options: Any) -> None:
    """What no queue takes is confirmed all the same."""
    _publish(self, *arguments, **{**options, "mandatory": False})


def _after_the_last_position() -> Callable[..., list[Row]]:
    """Polls `position > last`, although identity values commit out of order."""
    last = 0

    def claim(connection: psycopg.Connection[Any], under_way: object, limit: int) -> list[Row]:
        nonlocal last
        rows = connection.execute(
            "SELECT position, id::text, type, envelope, reader FROM outbox"
            " WHERE published_at IS NULL AND position > %s ORDER BY position LIMIT %s",
            (last, limit),
        )
        found = [Row(*row) for row in rows]
        last = max([last, *(row.position for row in found)])
        return found

    return claim


def _committed_before_the_fact(
    session: Session, account_id: UUID, mark: UUID, number: int
) -> Account:
    """The fact follows in a transaction of its own."""
    account = session.lock(Account, account_id)
    account.lines += 1
    account.touch()
    shop._add(session, account, mark, number)
    session.commit()
    account = session.lock(Account, account_id)
    account.version += 1
    record(session, account, LineWritten(mark=mark, number=number))
    return account


def _without_a_lock(session: Session, account_id: UUID, mark: UUID, number: int) -> Account:
    """Two at once read the same version, and both count it up."""
    account = session.scalars(select(Account).where(Account.id == account_id)).one()
    time.sleep(0.02)
    account.lines += 1
    account.touch()
    shop._add(session, account, mark, number)
    record(session, account, LineWritten(mark=mark, number=number))
    return account


def _forgotten_when_it_failed(
    self: handler.Handler, fact: incoming.Incoming, failed: object
) -> None:
    """A failed fact is acknowledged and nothing of it is kept."""
    self._mine.discard(fact.id)


def _without_looking_at_the_row(service: Any, *, shipment_id: UUID) -> None:
    """The job does what its message says, sent or not."""
    with service.database.transaction(ORGANIZATION) as session:
        shipment = session.lock(Shipment, shipment_id)
        shipment.sent += 1
        session.add(Parcel(id=new_id(), mark=shipment.mark))


_Change = tuple[object, str, object]

MUTANTS: dict[str, Callable[[], Sequence[_Change]]] = {
    "the inbox is not asked": lambda: [(handler.Handler, "_admit", _without_the_inbox_check)],
    "acknowledged before the commit": lambda: [
        (consumer.Consumer, "carry", _with_the_ack_before_the_commit)
    ],
    "marked before the confirm": lambda: [(relay.Relay, "_launch", _marked_before_the_confirm)],
    "not mandatory": lambda: [(Channel, "basic_publish", _not_mandatory)],
    "position greater than the last": lambda: [(outgoing, "claim", _after_the_last_position())],
    "committed before the fact": lambda: [(shop, "write_line", _committed_before_the_fact)],
    "the machines' failures are attempts": lambda: [
        (handler, "failure_of", lambda _error: Failure.OWN)
    ],
    "no lock of the aggregate": lambda: [(shop, "write_line", _without_a_lock)],
    "what failed is forgotten": lambda: [
        (handler.Handler, "_set_aside", _forgotten_when_it_failed)
    ],
    "versions are not compared": lambda: [
        (shop, "newer", lambda *_: True),
        (world_of, "newer", lambda *_: True),
    ],
    "the job does not look at its row": lambda: [
        (shop, "ship", _without_looking_at_the_row),
        (shop, "SHIP", Job(name="ship", run=_without_looking_at_the_row)),
    ],
    "the answer is not kept": lambda: [
        (idempotency.Keyed, "replay", lambda _self: None),
        (idempotency.Keyed, "store", lambda _self, _reply: None),
    ],
}


def plant(name: str, replace: Callable[[Any, str, Any], None] = setattr) -> None:
    """Plant one defect."""
    for owner, attribute, defect in MUTANTS[name]():
        replace(owner, attribute, defect)
