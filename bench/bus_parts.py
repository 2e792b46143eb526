"""The processes that bench/bus.py measures: `python -m bench.bus_parts <role> …`.

Each prints `ready` when it is connected and idle, and ends when its input is closed.
"""

import logging
import os
import sys
import time
from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

import pika
import psycopg
import structlog
from msgspec import Raw
from pika.adapters.select_connection import SelectConnection
from sqlalchemy.orm import Mapped, mapped_column

from chassis.clock import now
from chassis.db import (
    Aggregate,
    Database,
    Owned,
    Session,
    append_row,
    insert_many,
    service_base,
)
from chassis.db.migrate import upgrade
from chassis.events import Catalog, Reaction, Received, record
from chassis.events.facts import Envelope
from chassis.events.start import RabbitMQ, start_events, start_notifier
from chassis.events.topology import Names, inbox_arguments
from chassis.ids import new_id
from chassis.runtime import collector
from chassis.spec import Service, ServiceSpec
from chassis.testing.bus import NO_MIGRATIONS
from contracts.contacts import ContactCreated, EmailState, PhoneState

Base = service_base("bench")
READER = "reader"
CATALOG = Catalog(readers={ContactCreated: (READER,)})
ORGANIZATION = UUID("018f0000-0000-7000-8000-000000000001")
WINDOW = 1_000
ACK_EVERY = 500
PREFETCH = 2_000


class Contact(Aggregate, Base):  # type: ignore[valid-type,misc]
    """What the owner changes in the latency run."""

    __tablename__ = "contact"

    name: Mapped[str]


class Effect(Owned, Base):  # type: ignore[valid-type,misc]
    """What the reader does with a fact: a row with its name and when."""

    __tablename__ = "effect"

    event_id: Mapped[UUID] = mapped_column(primary_key=True)
    subject_id: Mapped[UUID]
    name: Mapped[str]
    at: Mapped[float]


def react_singly(session: Session, received: Received[ContactCreated]) -> None:
    """One row for one fact."""
    append_row(
        session,
        Effect,
        event_id=received.id,
        subject_id=received.subject_id,
        name=received.data.name,
        at=time.time(),
    )


def react_to_list(session: Session, facts: Sequence[Received[ContactCreated]]) -> None:
    """One statement for all."""
    at = time.time()
    rows = (
        {
            "event_id": received.id,
            "subject_id": received.subject_id,
            "name": received.data.name,
            "at": at,
        }
        for received in facts
    )
    insert_many(session, Effect, rows)


SHAPES = {
    "single": Reaction(fact=ContactCreated, handle=react_singly, kind="each"),
    "list": Reaction(fact=ContactCreated, handle=react_to_list, kind="each", batch=True),
}


def build(url: str) -> None:
    """Lay out an empty database."""
    upgrade(url, metadata=Base.metadata, migrations=NO_MIGRATIONS)
    database = Database("bench", url)
    Base.metadata.create_all(database.engine)
    database.close()


def fact() -> ContactCreated:
    """Return a contact of the usual size."""
    return ContactCreated(
        kind="person",
        contact_class="prospect",
        name="María Fernanda Ñústez Quispe",
        phones=[
            PhoneState(number="+573001234567", label="mobile", primary=True),
            PhoneState(number="+576012345678", label="work", primary=False),
        ],
        emails=[EmailState(address="maria.nustez@example.com", label="work", primary=True)],
        owner_id=new_id(),
        manager_ids=[new_id()],
        shared_user_ids=[],
        shared_group_ids=[],
        visibility="private",
        origin="manual",
    )


def envelopes(count: int) -> Iterator[Envelope]:
    """Return so many facts about as many contacts."""
    data = Raw(fact().model_dump_json().encode())
    for _ in range(count):
        yield Envelope(
            id=new_id(),
            source="/troncal/contacts",
            type=ContactCreated.event_type,
            subject=f"contact/{new_id()}",
            time=now(),
            organization_id=ORGANIZATION,
            incarnation=1,
            version=1,
            correlation_id=new_id(),
            causation_id=None,
            actor_id=new_id(),
            traceparent="00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            data=data,
        )


def fill(connection: psycopg.Connection[Any], count: int) -> None:
    """Write facts into the outbox of the open transaction."""
    columns = "id, type, subject, aggregate_version, organization_id, envelope, traceparent"
    with connection.cursor().copy(f"COPY outbox ({columns}) FROM STDIN") as copy:
        for one in envelopes(count):
            copy.write_row(
                (one.id, one.type, one.subject, 1, one.organization_id, one.to_json(),
                 one.traceparent)
            )  # fmt: skip


def service(name: str, url: str, shape: str) -> Service:
    """Return the owner or the reader as a service."""
    spec = ServiceSpec(
        name=name,
        base=Base,
        migrations=NO_MIGRATIONS,
        catalog=CATALOG,
        routes=(),
        settings=dict,
        reactions=(SHAPES[shape],) if name == READER else (),
    )
    return Service(spec=spec, settings=None, database=Database(name, url))


def run_bus(name: str, amqp: str, prefix: str, url: str, shape: str) -> None:
    """Run one service's bus until the input ends."""
    events = start_events([service(name, url, shape)], RabbitMQ(url=amqp, prefix=prefix))
    for relay in events.relays:
        relay._carrier.wait_ready(30)  # noqa: SLF001 - the measurement begins when all stands
    collector.settle()  # as every process of the product does when it stands
    _ready()
    before = time.process_time()
    sys.stdin.read()
    print(f"{name}: {time.process_time() - before:.2f} s of processor time", file=sys.stderr)
    events.stop(10)


def state_steadily(url: str, rate: float, seconds: float) -> None:
    """State facts through the front door at a rate, whatever the answer time (open loop)."""
    database = Database("contacts", url)
    notifier = start_notifier(database)
    _ready()
    start = time.monotonic()
    for turn in range(int(rate * seconds)):
        time.sleep(max(0.0, start + turn / rate - time.monotonic()))
        with database.transaction(ORGANIZATION) as session:
            contact = Contact(name="x")
            session.add(contact)
            record(session, contact, fact())
    notifier.stop()
    database.close()


def raw_publish(amqp: str, queue: str, count: int) -> None:
    """Publish in windows with asynchronous confirms, as fast as pika does."""
    bodies = [(str(one.id), one.to_json().encode()) for one in envelopes(count)]
    state = {"sent": 0, "acked": 0}

    def opened(channel: Any) -> None:
        channel.confirm_delivery(
            lambda frame: confirmed(channel, frame.method.delivery_tag), callback=lambda _: begin()
        )

        def begin() -> None:
            _ready()
            sys.stdin.readline()
            more(channel)

    def confirmed(channel: Any, tag: int) -> None:
        state["acked"] = max(state["acked"], tag)
        if state["acked"] >= count:
            connection.close()
        elif state["sent"] - state["acked"] <= WINDOW // 2:
            more(channel)

    def more(channel: Any) -> None:
        end = min(count, state["acked"] + WINDOW)
        for id, body in bodies[state["sent"] : end]:
            properties = pika.BasicProperties(
                delivery_mode=2, message_id=id, content_type="application/cloudevents+json"
            )
            channel.basic_publish("", queue, body, properties, mandatory=True)
        state["sent"] = max(end, state["sent"])

    connection = _connection(amqp, opened)
    connection.ioloop.start()


def raw_consume(amqp: str, queue: str, count: int) -> None:
    """Take everything and acknowledge in batches; print when the last arrived."""
    state = {"taken": 0}

    def opened(channel: Any) -> None:
        def delivered(_: Any, method: Any, __: Any, ___: bytes) -> None:
            state["taken"] += 1
            if state["taken"] % ACK_EVERY == 0 or state["taken"] == count:
                channel.basic_ack(method.delivery_tag, multiple=True)
            if state["taken"] == count:
                print(time.time(), flush=True)
                connection.close()

        channel.basic_qos(
            prefetch_count=PREFETCH,
            callback=lambda _: channel.basic_consume(queue, delivered, callback=lambda _: _ready()),
        )

    connection = _connection(amqp, opened)
    connection.ioloop.start()


def _connection(amqp: str, opened: Any) -> SelectConnection:
    return SelectConnection(
        pika.URLParameters(amqp),
        on_open_callback=lambda connection: connection.channel(on_open_callback=opened),
        on_close_callback=lambda connection, _: connection.ioloop.stop(),
    )


def declare_raw(amqp: str, prefix: str) -> str:
    """Make the ceiling's queue: the same arguments as an inbox has."""
    names = Names(prefix)
    with pika.BlockingConnection(pika.URLParameters(amqp)) as connection:
        channel = connection.channel()
        channel.queue_declare(
            names.dead(READER), durable=True, arguments={"x-queue-type": "quorum"}
        )
        channel.queue_declare(
            names.inbox(READER), durable=True, arguments=inbox_arguments(names, READER)
        )
    return names.inbox(READER)


def drop(amqp: str, prefix: str) -> None:
    """Delete what a measurement declared."""
    names = Names(prefix)
    with pika.BlockingConnection(pika.URLParameters(amqp)) as connection:
        channel = connection.channel()
        for queue in (names.inbox(READER), names.dead(READER)):
            channel.queue_delete(queue)
        for exchange in (names.exchange, names.live_exchange):
            channel.exchange_delete(exchange)


def _ready() -> None:
    print("ready", flush=True)


if __name__ == "__main__":
    # Standard output is for `ready` and the result.
    structlog.configure(
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING),
    )
    match sys.argv[1:]:
        case ["bus", name, amqp, prefix, url, shape]:
            run_bus(name, amqp, prefix, url, shape)
        case ["state", url, rate, seconds]:
            state_steadily(url, float(rate), float(seconds))
        case ["raw-publish", amqp, queue, count]:
            raw_publish(amqp, queue, int(count))
        case ["raw-consume", amqp, queue, count]:
            raw_consume(amqp, queue, int(count))
    sys.stdout.flush()
    os._exit(0)
