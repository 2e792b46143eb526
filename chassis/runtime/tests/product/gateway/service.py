"""The toy's door: takes entries, asks the ledger what it has."""

from dataclasses import dataclass
from pathlib import Path

from contracts.toy import CATALOG, ORGANIZATION, EntryWritten
from sqlalchemy import select
from sqlalchemy.orm import Mapped

from chassis.db import Aggregate, service_base
from chassis.events import record
from chassis.identity.actor import Actor
from chassis.spec import Job, Service, ServiceSpec
from chassis.web import Body, Call, Reply, Routes, ShortText

Base = service_base("gateway")


class Entry(Aggregate, Base):
    __tablename__ = "entry"

    text: Mapped[str]


class EntryBody(Body):
    text: ShortText


@dataclass(frozen=True, kw_only=True)
class Login:
    email: str
    password: str | None


def first_start(service: Service) -> Login | None:
    with service.database.transaction(ORGANIZATION) as session:
        if session.scalars(select(Entry).limit(1)).first() is not None:
            return None
        write(session, "first")
    return Login(email="admin@toy.local", password="made-up")


def write(session, text: str) -> Entry:
    entry = Entry(text=text)
    session.add(entry)
    record(session, entry, EntryWritten(text=text))
    session.wake("shout", text=text)
    return entry


routes = Routes("gateway", tag="Toy")


@routes.public("post", "/entries")
def write_entry(call: Call, body: EntryBody) -> Reply:
    with call.service.database.transaction(ORGANIZATION) as session:
        entry = write(session, body.text)
        session.flush()
        return call.json({"id": str(entry.id)}, status=201)


@routes.public("get", "/entries")
def list_entries(call: Call) -> Reply:
    with call.service.database.reading(ORGANIZATION) as session:
        return call.json({"texts": sorted(session.scalars(select(Entry.text)))})


@routes.public("get", "/ledger")
def show_ledger(call: Call) -> Reply:
    actor = Actor.system(ORGANIZATION)
    answer = call.service.clients.get("ledger", "/api/v1/lines", actor=actor)
    return call.json({"status": answer.status, "body": answer.body.decode()})


def shout(service: Service, text: str) -> None:
    with (Path(service.environment["TRONCAL_FILES_DIR"]) / "shouted").open("a") as file:
        file.write(f"{text}\n")


def settings(environ):
    if environ.get("TOY_REFUSES"):
        raise ValueError("TOY_REFUSES must not be set.")
    return environ


SERVICE = ServiceSpec(
    name="gateway",
    base=Base,
    migrations=Path(__file__).with_name("migrations"),
    catalog=CATALOG,
    routes=(routes,),
    settings=settings,
    jobs=(Job(name="shout", run=shout),),
    first_start=first_start,
    public=True,
)
