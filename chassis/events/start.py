"""Starts the bus for the services of this process.

    events = start_events(services, RabbitMQ(url))       # or OneProcess()
    …
    events.stop(20)                                      # drains: batches in hand are finished

Each service gets a relay and a consumer with databases, connections and threads of their own, so
one of them that is slow or away leaves the others alone.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from chassis import budgets
from chassis.db.database import Database
from chassis.events import redelivery
from chassis.events.bus import ASKED, BusDown, Carrier, Message, Source
from chassis.events.catalog import Catalog
from chassis.events.consumer import Consumer
from chassis.events.handler import Handler
from chassis.events.handling import Reactions
from chassis.events.local import LocalBus
from chassis.events.measures import Measures, NoMeasures
from chassis.events.relay import Relay
from chassis.events.settings import ConsumerLimits
from chassis.events.topology import Names, Topology, derive
from chassis.events.wakeups import Listener, Notifier
from chassis.events.watchdog import Watchdog
from chassis.ids import new_id
from chassis.spec import Service

_POOL = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class OneProcess:
    """All readers live in this process."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RabbitMQ:
    """A broker stands between the processes. `prefix` keeps parallel tests apart."""

    url: str
    prefix: str = ""


Bus = OneProcess | RabbitMQ


@dataclass(kw_only=True)
class Events:
    """The running bus of this process."""

    relays: list[Relay] = field(default_factory=list)
    consumers: list[Consumer] = field(default_factory=list)
    _closing: list[Callable[[], None]] = field(default_factory=list)

    def stop(self, timeout: float) -> bool:
        """Finish the batches and windows in hand, then end. False when some did not in time."""
        end = time.monotonic() + timeout
        clean = True
        parts: list[Relay | Consumer] = [*self.relays, *self.consumers]
        for part in parts:
            clean &= part.stop(max(0.1, end - time.monotonic()))
        for close in reversed(self._closing):
            close()
        return clean


def topology_of(catalog: Catalog, prefix: str = "") -> Topology:
    """Derive the broker's topology from the contracts."""
    readers = {fact.event_type: names for fact, names in catalog.readers.items()}
    return derive(readers, Names(prefix), owners={fact.owner for fact in catalog.facts})


def start_notifier(database: Database) -> Notifier:
    """Wake this service's relay after each commit that recorded a fact. Role `web` needs it too."""
    notifier = Notifier(database)
    database.recorded = notifier.wake
    notifier.start()
    return notifier


def start_events(
    services: Sequence[Service],
    bus: Bus,
    *,
    limits: ConsumerLimits | None = None,
    measures: Mapping[str, Measures] | None = None,
) -> Events:
    """Start relay and consumer of each service. Returns at once; nothing need be reachable yet.

    Raises ValueError when the one-process bus lacks a reader: its facts would never arrive.
    """
    topology = topology_of(services[0].spec.catalog, getattr(bus, "prefix", ""))
    local = LocalBus(topology) if isinstance(bus, OneProcess) else None
    if limits is None:
        limits = ConsumerLimits(batch=budgets.LOCAL_BATCH) if local else ConsumerLimits()
    if local is not None:
        absent = set().union(*topology.readers.values()) - {one.name for one in services}
        if absent:
            raise ValueError(f"the one-process bus lacks its readers {sorted(absent)}")
    events = Events()
    here = {service.name: service.database for service in services}
    parts = []
    for service in services:
        database = _own_database(service.database, limits)
        told: Measures = (measures or {}).get(service.name) or NoMeasures()
        source, carrier, close = _ends(service.name, database, topology, bus, local, limits)
        events._closing += [database.close, close]  # noqa: SLF001 - its own module
        ask = _ask(here, carrier, topology)
        consumer = _consumer(service, database, source, limits, told, ask)
        relay = Relay(database, carrier, topology, measures=told)
        parts.append((service, database, relay, consumer))
    for service, database, relay, consumer in parts:
        _wire(events, service.database, database, relay)
        consumer.start()
        relay.start()
        events.consumers.append(consumer)
        events.relays.append(relay)
    return events


def _own_database(database: Database, limits: ConsumerLimits) -> Database:
    """Connections of the bus' own, with a reaction's timeouts instead of a request's."""
    own = Database(
        database.service,
        database.url,
        direct_url=database.direct_url,
        statement_timeout_ms=limits.statement_timeout_ms,
        lock_timeout_ms=limits.lock_timeout_ms,
        pool_size=_POOL,
        pool_overflow=_POOL,
    )
    own.effects = lambda service, effects: database.effects and database.effects(service, effects)
    return own


def _ends(
    name: str,
    database: Database,
    topology: Topology,
    bus: Bus,
    local: LocalBus | None,
    limits: ConsumerLimits,
) -> tuple[Source, Carrier, Callable[[], None]]:
    """Return where the service's facts come from and where they go, with what ends the former."""
    if isinstance(bus, OneProcess):
        assert local is not None
        return local.join(name, database), local.carrier(), lambda: None
    from chassis.events.rabbitmq import Deliveries, Publisher

    publisher = Publisher(bus.url, topology=topology, name=f"{bus.prefix}{name}-relay")
    if topology.names.inbox(name) not in {queue.name for queue in topology.queues}:
        # It states and reads nothing, so the broker has no queue for it to read.
        return LocalBus(topology).join(name, database), publisher, lambda: None
    deliveries = Deliveries(bus.url, topology=topology, reader=name, prefetch=limits.prefetch)
    deliveries.start()
    return deliveries, publisher, deliveries.stop


def _consumer(
    service: Service,
    database: Database,
    source: Source,
    limits: ConsumerLimits,
    measures: Measures,
    ask: redelivery.Ask,
) -> Consumer:
    reactions = Reactions(service.spec.reactions)
    watchdog = Watchdog(limit=limits.watchdog, grace=limits.watchdog)
    handler = Handler(database, reactions, limits=limits, measures=measures, watchdog=watchdog)
    return Consumer(
        service.name,
        database,
        source=source,
        handler=handler,
        owners={fact.owner for fact in service.spec.catalog.read_by(service.name)},
        ask=ask,
    )


def _wire(events: Events, writes: Database, own: Database, relay: Relay) -> None:
    """Let commits of the service and of its reactions wake the relay, here and elsewhere."""
    notifier = start_notifier(writes)
    own.recorded = notifier.wake
    listener = Listener(own, relay.wake)
    listener.start()
    events._closing += [notifier.stop, listener.stop]  # noqa: SLF001 - its own module


def _ask(here: Mapping[str, Database], carrier: Carrier, topology: Topology) -> redelivery.Ask:
    """Reach an owner for redelivery: in its database when it is here, else in its queue."""

    def ask(owner: str, reader: str, since: datetime) -> None:
        database = here.get(owner)
        if database is not None:
            with database.transaction(None) as session:
                redelivery.request(session, reader, since)
            return
        body = redelivery.write_request(reader, since)
        message = Message(str(new_id()), "", topology.names.inbox(owner), body, ASKED)
        window = carrier.send([message])
        if not carrier.wait(window, budgets.CONFIRM_TIMEOUT) or window.failed:
            raise BusDown(f"{owner} has no queue")

    return ask
