"""Fill the contacts service's database with an address book, by COPY.

Beside the contacts stand the grants: one agent is given `granted` of them, the others belong to
fifty colleagues. The rows are those that the service itself would have written; with `events` the
first line of each timeline too, and for so many of the contacts the fact that they exist. The plain
indexes of these tables are dropped meanwhile and built again, which is several times faster.
"""

import random
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import psycopg
from msgspec import Raw
from psycopg.types.json import Jsonb

from bench.population import Person, people
from chassis.clock import now
from chassis.events.facts import Envelope
from chassis.ids import new_id
from contracts.contacts import ContactCreated, EmailState, PhoneState

COLLEAGUES = 50


def load(
    url: str,
    *,
    organization_id: UUID,
    agent_id: UUID,
    count: int = 100_000,
    granted: int = 100,
    events: int = 0,
    fields: Sequence["Filled"] = (),
) -> float:
    """Load `count` contacts and return the seconds it took. The table must hold no such book.

    `fields` are custom fields and what the contacts have in them.

    With `events` the relay is woken when all is there, as by the service itself.
    """
    began = time.monotonic()
    dice = random.Random(5)
    colleagues = [UUID(int=dice.getrandbits(128), version=4) for _ in range(COLLEAGUES)]
    book = list(people(count))
    mine = {person.id for person in dice.sample(book, granted)}
    owners = {
        person.id: agent_id if person.id in mine else dice.choice(colleagues) for person in book
    }
    with psycopg.connect(url, autocommit=True) as connection:
        with connection.transaction():
            indexes = _without_indexes(connection)
            _copy(connection, "contact", _CONTACT, _contacts(organization_id, book, owners, fields))
            for field in fields:
                column = psycopg.sql.Identifier(field.column)
                connection.execute(
                    _VALUES.format(column=column, value=psycopg.sql.SQL(field.sql)),
                    {"field": field.id, "slot": field.slot},
                )
            _copy(connection, "contact_phone", _PHONE, _phones(organization_id, book))
            _copy(connection, "contact_email", _EMAIL, _emails(organization_id, book))
            _copy(connection, "record_access", _GRANT, _grants(organization_id, owners))
            if events:
                _copy(connection, "timeline_entry", _ENTRY, _entries(organization_id, book, owners))
            for definition in indexes:
                connection.execute(definition)
        connection.execute("VACUUM ANALYZE")
        if events:
            with connection.transaction():
                _copy(connection, "outbox", _FACT, _facts(organization_id, book[:events], owners))
                connection.execute("NOTIFY troncal_outbox")
    return time.monotonic() - began


@dataclass(frozen=True, slots=True)
class Filled:
    """A custom field with its values: what a contact has, and how `custom_value` repeats it.

    `sql` makes `column` of the value `custom -> %(slot)s`.
    """

    id: UUID
    slot: str
    make: Callable[[random.Random, int], Any]
    column: str
    sql: str


_VALUES = psycopg.sql.SQL(
    "INSERT INTO custom_value (organization_id, field_id, record_id, {column})"
    " SELECT organization_id, %(field)s, id, {value} FROM contact WHERE custom ? %(slot)s"
)
_CONTACT = (
    "id organization_id version kind first_name last_name name sort_key search_text class origin "
    "owner_id visibility created_at updated_at custom"
)
_PHONE = "id organization_id contact_id place number national label is_primary"
_EMAIL = "id organization_id contact_id place address key label is_primary"
_GRANT = "organization_id principal_id record_type record_id reason level"
_ENTRY = (
    "id organization_id version contact_id kind at title params actor_id record_type record_id "
    "readers created_at updated_at"
)
_FACT = "id type subject aggregate_version organization_id envelope"


_TABLES = [
    "contact",
    "contact_phone",
    "contact_email",
    "record_access",
    "timeline_entry",
    "custom_value",
]


def _without_indexes(connection: psycopg.Connection[Any]) -> list[bytes]:
    """Drop the plain indexes of the tables for this transaction; return how each is built again."""
    connection.execute("SET LOCAL maintenance_work_mem = '512MB'")
    found = connection.execute(
        "SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index"
        " WHERE indrelid = ANY(%s::text[]::regclass[]) AND NOT indisunique",
        (_TABLES,),
    ).fetchall()
    for name, _ in found:
        connection.execute(f"DROP INDEX {name}".encode())
    return [definition.encode() for _, definition in found]


def _copy(
    connection: psycopg.Connection[Any], table: str, columns: str, rows: Iterable[Sequence[Any]]
) -> None:
    names = psycopg.sql.SQL(", ").join(map(psycopg.sql.Identifier, columns.split()))
    statement = psycopg.sql.SQL("COPY {} ({}) FROM STDIN").format(
        psycopg.sql.Identifier(table), names
    )
    with connection.cursor().copy(statement) as target:
        for row in rows:
            target.write_row(row)


def _contacts(
    organization_id: UUID,
    book: list[Person],
    owners: dict[UUID, UUID],
    fields: Sequence[Filled],
) -> Iterable[Sequence[Any]]:
    dice = random.Random(11)
    for number, person in enumerate(book):
        made = {field.slot: field.make(dice, number) for field in fields}
        yield (
            person.id,
            organization_id,
            1,
            person.kind,
            person.first_name,
            person.last_name,
            person.name,
            person.sort_key,
            person.search_text,
            person.class_,
            "import",
            owners[person.id],
            person.visibility,
            person.created_at,
            person.created_at,
            Jsonb({slot: value for slot, value in made.items() if value is not None}),
        )


def _phones(organization_id: UUID, book: list[Person]) -> Iterable[Sequence[Any]]:
    for person in book:
        for place, number in enumerate(person.phones):
            national = number[-10:]
            yield (
                uuid4(),
                organization_id,
                person.id,
                place,
                number,
                national,
                "mobile",
                place == 0,
            )


def _emails(organization_id: UUID, book: list[Person]) -> Iterable[Sequence[Any]]:
    for person in book:
        for place, address in enumerate(person.emails):
            key = address.casefold()
            yield uuid4(), organization_id, person.id, place, address, key, "work", place == 0


def _grants(organization_id: UUID, owners: dict[UUID, UUID]) -> Iterable[Sequence[Any]]:
    for contact_id, owner_id in owners.items():
        yield organization_id, owner_id, "contact", contact_id, "owner", "write"


def _entries(
    organization_id: UUID, book: list[Person], owners: dict[UUID, UUID]
) -> Iterable[Sequence[Any]]:
    for person in book:
        yield (
            new_id(),
            organization_id,
            1,
            person.id,
            "created",
            person.created_at,
            "timeline.contact.created",
            Jsonb({"origin": "import"}),
            owners[person.id],
            "contact",
            person.id,
            [person.id],
            person.created_at,
            person.created_at,
        )


def _facts(
    organization_id: UUID, book: list[Person], owners: dict[UUID, UUID]
) -> Iterable[Sequence[Any]]:
    for person in book:
        stated = Envelope(
            id=new_id(),
            source="/troncal/contacts",
            type=ContactCreated.event_type,
            subject=f"contact/{person.id}",
            time=now(),
            organization_id=organization_id,
            incarnation=1,
            version=1,
            correlation_id=new_id(),
            actor_id=owners[person.id],
            data=Raw(_created(person, owners[person.id]).model_dump_json().encode()),
        )
        yield stated.id, stated.type, stated.subject, 1, organization_id, stated.to_json()


def _created(person: Person, owner_id: UUID) -> ContactCreated:
    return ContactCreated.model_validate(
        {
            "kind": person.kind,
            "contact_class": person.class_,
            "name": person.name,
            "phones": [
                PhoneState(number=number, label="mobile", primary=place == 0)
                for place, number in enumerate(person.phones)
            ],
            "emails": [
                EmailState(address=address, label="work", primary=place == 0)
                for place, address in enumerate(person.emails)
            ],
            "owner_id": owner_id,
            "manager_ids": [],
            "shared_user_ids": [],
            "shared_group_ids": [],
            "visibility": person.visibility,
            "origin": "import",
        }
    )
