"""The world of the fault suite: the bus world's owner gets a door, a job and a clock of its own.

A request writes one line of an account. That is one transaction: the line, a shipment that is due,
the fact, the stored answer. The fact has its effect in two readers, the shipment by a job, or by
the sweep where the wake-up was lost. Every effect leaves a row each time, so that a second shows.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, text, update
from sqlalchemy.orm import Mapped, mapped_column

from chassis.clock import now
from chassis.db import Aggregate, Owned, Session, for_each_due
from chassis.events import Catalog, Fact, Reaction, Received, newer, parking, record
from chassis.identity.actor import Actor
from chassis.ids import new_id
from chassis.spec import Job, Service, Sweep
from chassis.testing.bus import (
    NEW_CATALOG,
    ORGANIZATION,
    Base,
    Effect,
    Shown,
    World,
)
from chassis.testing.bus import reactions as bus_reactions
from chassis.web import Body, Call, Reply, Routes

PERMISSION = "contacts.create"
PERSON = Actor(
    organization_id=ORGANIZATION, user_id=UUID(int=7), permissions=frozenset({PERMISSION})
)
_WAKE_UP_FIRST = timedelta(seconds=1)
_LEASE = timedelta(seconds=5)
_SWEEP_EVERY = timedelta(seconds=0.3)


class Account(Aggregate, Base):
    """Whose lines have an order: each is one version."""

    __tablename__ = "account"

    lines: Mapped[int]


class Line(Owned, Base):
    """What one request wrote. `mark` is the client's name for it and deliberately not unique."""

    __tablename__ = "line"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    account_id: Mapped[UUID] = mapped_column(index=True)
    mark: Mapped[UUID]
    number: Mapped[int]
    account_version: Mapped[int]


class Shipment(Aggregate, Base):
    """Work for a job: the row is the truth, the message only wakes."""

    __tablename__ = "shipment"

    mark: Mapped[UUID]
    due_at: Mapped[datetime]
    sent: Mapped[int]


class Parcel(Owned, Base):
    """What the job did; one row each time."""

    __tablename__ = "parcel"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    mark: Mapped[UUID]


class Step(Owned, Base):
    """A state that a projection took on, in the order in which it did."""

    __tablename__ = "step"

    place: Mapped[int] = mapped_column(
        primary_key=True, server_default=text("nextval('effect_place')")
    )
    account_id: Mapped[UUID] = mapped_column(index=True)
    version: Mapped[int]


class LineWritten(Fact, type="origin.account.written"):
    """An account has one more line."""

    mark: UUID
    number: int


CATALOG = Catalog(readers={**NEW_CATALOG.readers, LineWritten: ("single", "listed")})


class LineBody(Body):
    """What a client sends: `mark` names the line, `number` counts the client's lines."""

    mark: UUID
    number: int


def write_line(session: Session, account_id: UUID, mark: UUID, number: int) -> Account:
    """Write one line, what is to be shipped for it, and the fact."""
    account = session.lock(Account, account_id)
    account.lines += 1
    account.touch()
    _add(session, account, mark, number)
    record(session, account, LineWritten(mark=mark, number=number))
    return account


def _add(session: Session, account: Account, mark: UUID, number: int) -> None:
    line = Line(account_id=account.id, mark=mark, number=number, account_version=account.version)
    shipment = Shipment(id=new_id(), mark=mark, due_at=now() + _WAKE_UP_FIRST, sent=0)
    session.add_all([line, shipment])
    session.wake("ship", shipment_id=shipment.id)


def post_line(call: Call, account_id: UUID, body: LineBody) -> Reply:
    """Write a line."""
    account = write_line(call.session, account_id, body.mark, body.number)
    return call.json({"mark": body.mark}, status=201, version=account.version)


def ship(service: Service, *, shipment_id: UUID) -> None:
    """Send one shipment unless it was sent."""
    with service.database.transaction(ORGANIZATION) as session:
        statement = (
            update(Shipment)
            .where(Shipment.id == shipment_id, Shipment.sent == 0)
            .values(sent=Shipment.sent + 1)
            .returning(Shipment.mark)
        )
        mark = session.scalars(statement).one_or_none()
        if mark is not None:
            session.add(Parcel(mark=mark))


def ship_due(service: Service) -> None:
    """Send what no wake-up has brought."""
    for_each_due(
        service.database,
        Shipment,
        lambda _, shipment_id: ship(service, shipment_id=shipment_id),
        due=Shipment.due_at,
        where=Shipment.sent == 0,
        lease=_LEASE,
    )


SHIP = Job(name="ship", run=ship)


def note_line(session: Session, received: Received[LineWritten]) -> None:
    """One effect for one fact."""
    session.add(_effect(received))


def follow_accounts(session: Session, facts: Sequence[Received[LineWritten]]) -> None:
    """Effects of a list, and the accounts' newest state."""
    for received in facts:
        session.add(_effect(received))
        shown = session.get(Shown, received.subject_id)
        if shown is None:
            shown = Shown(item_id=received.subject_id, incarnation=0, version=0, text="")
            session.add(shown)
        if newer(received, shown.incarnation, shown.version):
            shown.incarnation, shown.version = received.incarnation, received.version
            shown.text = str(received.data.number)
            session.add(Step(account_id=received.subject_id, version=received.version))
            session.flush()


def _effect(received: Received[LineWritten]) -> Effect:
    return Effect(
        event_id=received.data.mark, subject_id=received.subject_id, version=received.version
    )


def routes() -> Routes:
    """Return the owner's routes, new each time."""
    table = Routes("origin", tag="Accounts")
    table.post("/accounts/<uuid:account_id>/lines", allow=PERMISSION)(post_line)
    return table


def reactions(service: str, facts: Sequence[type[Fact]]) -> tuple[Reaction, ...]:
    """Return the bus world's reactions and those to lines."""
    if service == "single":
        more = (Reaction(fact=LineWritten, handle=note_line, kind="each"),)
    elif service == "listed":
        more = (Reaction(fact=LineWritten, handle=follow_accounts, kind="each", batch=True),)
    else:
        more = ()
    return (*bus_reactions(service, facts), *more)


@dataclass
class Shop(World):
    """The bus world with the owner's door, job and clock."""

    accounts: list[UUID] = field(default_factory=list)

    def services(self) -> list[Service]:
        """Return the services as the runtime would build them."""
        found = super().services()
        for service in found:
            changes: dict[str, Any] = {
                "catalog": CATALOG,
                "reactions": reactions(service.name, self.facts),
            }
            if service.name == "origin":
                changes |= {
                    "routes": (routes(),),
                    "jobs": (SHIP,),
                    "sweeps": (Sweep(name="ship_due", every=_SWEEP_EVERY, run=ship_due),),
                }
            service.spec = replace(service.spec, **changes)
        return found

    def open_accounts(self, count: int) -> list[UUID]:
        """Open accounts in the owner's database."""
        with self.databases["origin"].transaction(ORGANIZATION) as session:
            made = [Account(lines=0) for _ in range(count)]
            session.add_all(made)
            session.flush()
            opened = [account.id for account in made]
        self.accounts += opened
        return opened

    def lines(self) -> list[tuple[UUID, UUID, int, int]]:
        """Return every line as (account, mark, number, version), by account and version."""
        statement = select(Line.account_id, Line.mark, Line.number, Line.account_version)
        with self.databases["origin"].transaction(None) as session:
            rows = session.chassis_execute(
                statement.order_by(Line.account_id, Line.account_version)
            )
            return [(row[0], row[1], row[2], row[3]) for row in rows]

    def parcels(self) -> Counter[UUID]:
        """Count what was shipped by mark."""
        with self.databases["origin"].transaction(None) as session:
            return Counter(session.chassis_execute(select(Parcel.mark)).scalars())

    def unsent(self) -> int:
        """Count the shipments that no job has sent."""
        with self.databases["origin"].transaction(None) as session:
            statement = select(func.count()).where(Shipment.sent == 0)
            return int(session.chassis_execute(statement).scalar_one())

    def retry_parked(self, reader: str) -> int:
        """Retry everything that is parked, as an operator would; returns how much."""
        types = {fact.event_type for fact in CATALOG.read_by(reader)}
        with self.databases[reader].transaction(ORGANIZATION) as session:
            return sum(parking.retry_all(session, ORGANIZATION, type=type) for type in types)

    def steps(self) -> list[tuple[UUID, int]]:
        """Return the states that the projection took on, in order."""
        with self.databases["listed"].transaction(None) as session:
            rows = session.chassis_execute(
                select(Step.account_id, Step.version).order_by(Step.place)
            )
            return [(row[0], row[1]) for row in rows]

    def marks(self, reader: str) -> Counter[UUID]:
        """Count a reader's effects of lines by mark."""
        with self.databases[reader].transaction(None) as session:
            statement = select(Effect.event_id).where(Effect.subject_id.in_(self.accounts))
            return Counter(session.chassis_execute(statement).scalars())

    def arrivals(self, reader: str) -> list[tuple[UUID, int]]:
        """Return (subject, version) of a reader's effects in the order in which they happened."""
        with self.databases[reader].transaction(None) as session:
            statement = select(Effect.subject_id, Effect.version).order_by(Effect.place)
            return [(row[0], row[1]) for row in session.chassis_execute(statement)]

    def account_versions(self) -> tuple[dict[UUID, int], dict[UUID, int]]:
        """Return the accounts' versions at the owner and as the projection shows them."""
        with self.databases["origin"].transaction(None) as session:
            rows = session.chassis_execute(select(Account.id, Account.version))
            owned = {row[0]: row[1] for row in rows}
        with self.databases["listed"].transaction(None) as session:
            rows = session.chassis_execute(select(Shown.item_id, Shown.version))
            shown = {row[0]: row[1] for row in rows}
        return owned, {id: shown.get(id, 1) for id in owned}
