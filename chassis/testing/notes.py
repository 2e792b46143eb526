"""A whole small service for tests of the chassis: notes of an organization."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from chassis.db import Aggregate, Database, Owned, service_base
from chassis.db.migrate import upgrade
from chassis.errors import NotFound
from chassis.events import Catalog, Fact, record
from chassis.identity.actor import Actor
from chassis.identity.tokens import SigningKey, TokenVerifier, mint
from chassis.ids import new_id
from chassis.spec import Service, ServiceSpec
from chassis.web import Body, Call, Reply, Routes, ShortText

Base = service_base("notes")
NO_MIGRATIONS = Path(__file__).parent / "no_migrations"
KEY = SigningKey.generate()


class Line(Owned, Base):  # type: ignore[valid-type,misc]
    """A line of a note: a child that changes only with its note."""

    __tablename__ = "line"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    note_id: Mapped[UUID] = mapped_column(ForeignKey("note.id"))
    words: Mapped[str]


class Note(Aggregate, Base):  # type: ignore[valid-type,misc]
    """A text that somebody wrote."""

    __tablename__ = "note"

    text: Mapped[str]
    lines: Mapped[list[Line]] = relationship()


class NoteChanged(Fact, type="notes.note.changed"):
    """A note has this text."""

    text: str


class NoteBody(Body):
    """What a client sends."""

    text: ShortText


def _shown(note: Note) -> dict[str, Any]:
    return {"id": note.id, "text": note.text}


def _create(call: Call, body: NoteBody) -> Reply:
    note = Note(text=body.text)
    call.session.add(note)
    record(call.session, note, NoteChanged(text=note.text))
    return call.json(_shown(note), status=201, version=note.version)


def _edit(call: Call, note_id: UUID, body: NoteBody) -> Reply:
    note = call.session.lock(Note, note_id, expected_version=call.expected_version)
    note.text = body.text
    note.touch()
    record(call.session, note, NoteChanged(text=note.text))
    return call.json(_shown(note), version=note.version)


def _read(call: Call, note_id: UUID) -> Reply:
    note = call.session.scalars(select(Note).where(Note.id == note_id)).one_or_none()
    if note is None:
        raise NotFound
    return call.json(_shown(note), version=note.version)


def routes() -> Routes:
    """Return the routes, new each time, since an application keeps them."""
    table = Routes("notes", tag="Notes")
    table.post("/notes", allow="contacts.create")(_create)
    table.patch("/notes/<uuid:note_id>", allow="contacts.edit", match="required")(_edit)
    table.get("/notes/<uuid:note_id>", allow=None)(_read)
    return table


def spec(**changes: Any) -> ServiceSpec:
    """Return the service as data."""
    values: dict[str, Any] = {
        "name": "notes",
        "base": Base,
        "migrations": NO_MIGRATIONS,
        "catalog": Catalog(readers={NoteChanged: ()}),
        "routes": (routes(),),
        "settings": dict,
    }
    return ServiceSpec(**(values | changes))


def build(url: str) -> None:
    """Lay out an empty database: for `database_template`."""
    upgrade(url, metadata=Base.metadata, migrations=NO_MIGRATIONS)
    database = Database("notes", url)
    Base.metadata.create_all(database.engine)
    database.close()


def running(database: Database, **changes: Any) -> Service:
    """Return the service as it runs in a process, without servers."""
    keys = TokenVerifier("notes", {KEY.key_id: ("gateway", KEY.public())})
    return Service(spec=spec(**changes), settings=None, database=database, token_keys=keys)


def headers(actor: Actor, **more: str) -> Mapping[str, str]:
    """Return the headers of a signed-in request."""
    token = mint(actor, key=KEY, issuer="gateway", audience="notes")
    return {"Authorization": f"Bearer {token}", **more}


def member(*permissions: str, organization_id: UUID | None = None, **more: Any) -> Actor:
    """Return somebody with these permissions; both `create` and `edit` when none are named."""
    return Actor(
        organization_id=organization_id or new_id(),
        user_id=new_id(),
        permissions=frozenset(permissions or ("contacts.create", "contacts.edit")),
        **more,
    )


TemplateOf = Callable[[str, Callable[[str], None]], str]
