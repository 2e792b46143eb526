"""A small world on a bus: one service that states facts, two that react, and a ledger.

`origin` owns items and states a fact at each change. `single` reacts to one fact at a time and
writes one row per effect, so an effect that happened twice is seen. `listed` takes lists and keeps
a projection. What a text says decides what its reaction does (`Behaviour`), so poison travels over
the bus like everything else.
"""

import os
import signal
import threading
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, select, text
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db import Aggregate, Database, Owned, Session, service_base
from chassis.db.migrate import upgrade
from chassis.events import (
    Catalog,
    Fact,
    Reaction,
    Received,
    Restated,
    Restates,
    forgets,
    inbox,
    incoming,
    newer,
    record,
)
from chassis.events.settings import ConsumerLimits
from chassis.events.start import Bus, Events, start_events
from chassis.events.tables import Inbox, Outbox, Redelivery, RedeliveryAsk
from chassis.ids import new_id
from chassis.spec import Service, ServiceSpec

NO_MIGRATIONS = Path(__file__).parent / "no_migrations"
Base = service_base("world")
SERVICES = ("origin", "single", "listed")
ORGANIZATION = UUID("018f0000-0000-7000-8000-000000000001")
OTHER_ORGANIZATION = UUID("018f0000-0000-7000-8000-000000000002")
QUICK = ConsumerLimits(retry_delays=(0.05, 0.1), poll=0.05, watchdog=10.0, batch=50, prefetch=100)


class Item(Aggregate, Base):  # type: ignore[valid-type,misc]
    """Something of the origin's."""

    __tablename__ = "item"

    text: Mapped[str]


class Effect(Owned, Base):  # type: ignore[valid-type,misc]
    """What a reaction did; one row each time, so that a second time shows."""

    __tablename__ = "effect"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    event_id: Mapped[UUID] = mapped_column(index=True)
    subject_id: Mapped[UUID]
    version: Mapped[int]
    place: Mapped[int] = mapped_column(server_default=text("nextval('effect_place')"))
    at: Mapped[datetime] = mapped_column(server_default=text("clock_timestamp()"))


class Shown(Owned, Base):  # type: ignore[valid-type,misc]
    """A projection: the newest state of each item."""

    __tablename__ = "shown"

    item_id: Mapped[UUID] = mapped_column(primary_key=True)
    incarnation: Mapped[int]
    version: Mapped[int]
    text: Mapped[str]


class ItemChanged(Fact, type="origin.item.changed"):
    """An item has this text."""

    text: str


class ItemRenamed(Fact, type="origin.item.renamed"):
    """An item has another name; a second type about the same aggregate."""

    text: str


class ItemChanged2(Fact, type="origin.item.changed", version=2):
    """What a newer release states, which an older one does not know."""

    text: str
    colour: str


class SecretKept(Fact, type="origin.item.kept"):
    """Nobody reads this."""


class ItemRestated(Fact, type="origin.item.restated"):
    """An item as it is, said again."""

    text: str


class OriginRestated(Fact, type="origin.restate.completed"):
    """Every item was said again."""


NEW_CATALOG = Catalog(
    readers={
        ItemRestated: ("single", "listed"),
        OriginRestated: ("listed",),
        ItemChanged: ("single", "listed"),
        ItemRenamed: ("single", "listed"),
        ItemChanged2: ("single", "listed"),
        SecretKept: (),
    }
)


_FAILS_AT_COMMIT = text(
    "CREATE TEMP TABLE checked_late (n int UNIQUE DEFERRABLE INITIALLY DEFERRED) ON COMMIT DROP;"
    " INSERT INTO checked_late VALUES (1), (1)"
)


def _effect(received: Received[ItemChanged]) -> Effect:
    return Effect(event_id=received.id, subject_id=received.subject_id, version=received.version)


def _act_on(session: Session, words: str) -> None:  # noqa: C901 - one case for each way
    """Do what the text asks for: the ways in which a reaction can go wrong."""
    match words.split(":"):
        case ["raise", *_]:
            raise ValueError("this fact cannot be handled")
        case ["kill", *_]:
            os.kill(os.getpid(), signal.SIGKILL)
        case ["spin", *_]:
            while True:
                time.sleep(0.01)
        case ["slow", seconds, *_]:
            time.sleep(float(seconds))
        case ["commit", *_]:
            session.chassis_execute(_FAILS_AT_COMMIT)
        case ["statement", *_]:
            session.chassis_execute(text("SELECT pg_sleep(30)"))
        case ["fails", name, times, *_]:
            if _countdown(f"{session.service} {name}", int(times)):
                raise ValueError("not yet")
        case ["sqlstate", state, name, times, *_]:
            if _countdown(f"{session.service} {name}", int(times)):
                code = f"DO $$ BEGIN RAISE EXCEPTION 'injected' USING ERRCODE = '{state}'; END $$"
                session.chassis_execute(text(code))


_passes: Counter[str] = Counter()
_passes_guard = threading.Lock()


def _countdown(name: str, times: int) -> bool:
    """Whether this is one of the first `times` passes in this process."""
    with _passes_guard:
        _passes[name] += 1
        return _passes[name] <= times


def react_singly(session: Session, received: Received[ItemChanged]) -> None:
    """Write one effect for one fact."""
    _act_on(session, received.data.text)
    session.add(_effect(received))
    session.tell([received.subject_id], "item", {"text": received.data.text})


def react_to_list(session: Session, facts: Sequence[Received[ItemChanged]]) -> None:
    """Write the effects of a list and bring the projection up to date."""
    for received in facts:
        _act_on(session, received.data.text)
        session.add(_effect(received))
    show_list(session, facts)


def show_list(session: Session, facts: Sequence[Received[Any]]) -> None:
    """Bring the projection up to date: what a state says, whichever fact says it."""
    for received in facts:
        shown = session.get(Shown, received.subject_id)
        if shown is None:
            shown = Shown(item_id=received.subject_id, incarnation=0, version=0, text="")
            session.add(shown)
        if newer(received, shown.incarnation, shown.version):
            shown.incarnation, shown.version = received.incarnation, received.version
            shown.text = received.data.text


OLD = (ItemChanged, ItemRenamed)
NEW = (*OLD, ItemChanged2)


def restate_items(_session: Session, rows: Sequence[Item]) -> Iterable[tuple[Item, ItemRestated]]:
    """Say what items are."""
    for item in rows:
        yield item, ItemRestated(text=item.text)


RESTATES = Restates(records=(Restated(model=Item, state=restate_items),), completed=OriginRestated)


def reactions(service: str, facts: Sequence[type[Fact]] = OLD) -> tuple[Reaction, ...]:
    """Return the reactions of one service in the release that knows these facts."""
    if service == "single":
        said_again = Reaction(fact=ItemRestated, handle=react_singly, kind="state")
        return (
            *(Reaction(fact=fact, handle=react_singly, kind="each") for fact in facts),
            said_again,
        )
    if service == "listed":
        return (
            *(Reaction(fact=fact, handle=react_to_list, kind="each", batch=True) for fact in facts),
            Reaction(fact=ItemRestated, handle=show_list, kind="state", batch=True),
            forgets(OriginRestated, Shown),
        )
    return ()


def build(url: str) -> None:
    """Lay out an empty database: for `database_template`."""
    upgrade(url, metadata=Base.metadata, migrations=NO_MIGRATIONS)
    database = Database("world", url)
    with database.engine.begin() as connection:
        connection.execute(text("CREATE SEQUENCE IF NOT EXISTS effect_place"))
    Base.metadata.create_all(database.engine)
    database.close()


@dataclass
class World:
    """The three services on a bus, in this process.

    `stated` is the ledger: every fact whose transaction was committed, as (event id, subject,
    version). The checks compare it with what the readers have done.
    """

    urls: Mapping[str, str]
    bus: Bus
    limits: ConsumerLimits = QUICK
    facts: Sequence[type[Fact]] = OLD
    runs: Sequence[str] = SERVICES
    stated: list[tuple[UUID, UUID, int]] = field(default_factory=list)
    told: list[object] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.databases = {name: Database(name, self.urls[name]) for name in SERVICES}
        self.events: Events | None = None
        for database in self.databases.values():
            database.effects = lambda _, effects: self.told.extend(effects)

    def services(self) -> list[Service]:
        """Return the services as the runtime would build them."""
        return [
            Service(
                spec=ServiceSpec(
                    name=name,
                    base=Base,
                    migrations=NO_MIGRATIONS,
                    catalog=NEW_CATALOG,
                    routes=(),
                    settings=dict,
                    reactions=reactions(name, self.facts),
                ),
                settings=None,
                database=self.databases[name],
            )
            for name in self.runs
        ]

    def start(self) -> "World":
        """Start the bus of these services."""
        self.events = start_events(self.services(), self.bus, limits=self.limits)
        return self

    def stop(self, timeout: float = 10) -> bool:
        """Drain and stop; True when it ended in good order."""
        events, self.events = self.events, None
        return events is None or events.stop(timeout)

    def close(self) -> None:
        """Stop and let the databases go."""
        self.stop()
        for database in self.databases.values():
            database.close()

    def release(self, facts: Sequence[type[Fact]]) -> None:
        """Restart with the release that knows these facts."""
        self.stop()
        self.facts = facts
        self.start()

    def limited(self, **changes: object) -> "World":
        """Change a limit before the start."""
        self.limits = replace(self.limits, **changes)  # type: ignore[arg-type]
        return self

    def state(
        self,
        words: str = "text",
        *,
        item_id: UUID | None = None,
        fact: type[Fact] = ItemChanged,
        organization_id: UUID = ORGANIZATION,
    ) -> UUID:
        """Change an item, or make one, and state it; returns the item's id."""
        with self.databases["origin"].transaction(organization_id) as session:
            if item_id is None:
                item = Item(text=words)
                session.add(item)
            else:
                item = session.lock(Item, item_id)
                item.text = words
                item.touch()
            content = {"text": words, "colour": "red"}
            shape = {name: content[name] for name in fact.model_fields}
            event_id = record(session, item, fact(**shape))
            entry = (event_id, item.id, item.version)
        self.stated.append(entry)
        return entry[1]

    def state_many(self, count: int, *, words: str = "text") -> list[UUID]:
        """State facts about new items, a hundred in a transaction."""
        made: list[UUID] = []
        for start in range(0, count, 100):
            entries = []
            with self.databases["origin"].transaction(ORGANIZATION) as session:
                items = [Item(text=words) for _ in range(min(100, count - start))]
                session.add_all(items)
                session.flush()
                entries = [
                    (record(session, item, ItemChanged(text=words)), item.id, 1) for item in items
                ]
            self.stated += entries
            made += [entry[1] for entry in entries]
        return made

    def effects(self, reader: str) -> Counter[UUID]:
        """Count the effects of a reader by event id."""
        with self.databases[reader].transaction(None) as session:
            return Counter(session.chassis_execute(select(Effect.event_id)).scalars())

    def versions(self, reader: str, item_id: UUID) -> list[int]:
        """Return the versions of an item in the order in which a reader handled them."""
        with self.databases[reader].transaction(None) as session:
            statement = select(Effect.version).where(Effect.subject_id == item_id)
            return list(session.chassis_execute(statement.order_by(Effect.place)).scalars())

    def shown(self, item_id: UUID) -> tuple[int, str] | None:
        """Return version and text of an item as `listed` shows it."""
        with self.databases["listed"].transaction(None) as session:
            statement = select(Shown.version, Shown.text).where(Shown.item_id == item_id)
            row = session.chassis_execute(statement).one_or_none()
            return None if row is None else (row[0], row[1])

    def inbox(self, reader: str) -> Counter[str]:
        """Count a reader's inbox by state."""
        with self.databases[reader].transaction(None) as session:
            rows = session.chassis_execute(select(Inbox.state, func.count()).group_by(Inbox.state))
            return Counter({row[0]: row[1] for row in rows})

    def history(self, reader: str, event_id: UUID) -> tuple[str, int, int]:
        """Return state, attempts and deaths of one fact at a reader."""
        with self.databases[reader].transaction(None) as session:
            statement = select(Inbox.state, Inbox.attempts, Inbox.deaths)
            found = session.chassis_execute(statement.where(Inbox.event_id == event_id))
            row = found.one_or_none()
            return ("absent", 0, 0) if row is None else (row[0], row[1], row[2])

    def attempted(self, reader: str) -> int:
        """Count the failures and deaths that a reader's inbox has noted."""
        with self.databases[reader].transaction(None) as session:
            statement = select(func.coalesce(func.sum(Inbox.attempts + Inbox.deaths), 0))
            return int(session.chassis_execute(statement).scalar_one())

    def open_redeliveries(self) -> int:
        """Count what is asked for and not yet delivered again."""
        with self.databases["origin"].transaction(None) as session:
            statement = select(func.count()).where(Redelivery.done_at.is_(None))
            count = int(session.chassis_execute(statement).scalar_one())
        for reader in ("single", "listed"):
            with self.databases[reader].transaction(None) as session:
                statement = select(func.count()).select_from(RedeliveryAsk)
                count += int(session.chassis_execute(statement).scalar_one())
        return count

    def unpublished(self) -> int:
        """Count what the origin has not got confirmed."""
        with self.databases["origin"].transaction(None) as session:
            statement = select(func.count()).where(Outbox.published_at.is_(None))
            return int(session.chassis_execute(statement).scalar_one())

    def missing(self, readers: Sequence[str] = ("single", "listed")) -> int:
        """Count stated facts that a reader has no effect of."""
        return sum(
            len({entry[0] for entry in self.stated} - set(self.effects(reader)))
            for reader in readers
        )

    def doubled(self, readers: Sequence[str] = ("single", "listed")) -> int:
        """Count effects that happened more than once."""
        return sum(sum(count - 1 for count in self.effects(reader).values()) for reader in readers)

    def put_into_inbox(self, reader: str, envelopes: Sequence[str]) -> None:
        """Store raw messages as the local bus does, but in this order: it sorts a window by id."""
        with self.databases[reader].transaction(None) as session:
            for one in envelopes:
                inbox.store(session, [incoming.read(one)])

    def envelopes(self) -> list[str]:
        """Return every envelope of the origin's outbox, in order."""
        with self.databases["origin"].transaction(None) as session:
            statement = select(Outbox.envelope).order_by(Outbox.position)
            return list(session.chassis_execute(statement).scalars())


def forget(world: World, reader: str, count: int) -> list[UUID]:
    """Make a reader forget facts, effects and all, as if they had never arrived."""
    with world.databases[reader].transaction(None) as session:
        statement = select(Effect.event_id).order_by(Effect.place).limit(count)
        gone = list(session.chassis_execute(statement).scalars())
        session.chassis_execute(delete(Effect).where(Effect.event_id.in_(gone)))
        session.chassis_execute(delete(Inbox).where(Inbox.event_id.in_(gone)))
    return gone
