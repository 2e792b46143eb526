"""Fill the contacts service's database with an address book, by COPY.

Beside the contacts stand the grants: one agent is given `granted` of them, the others belong to
fifty colleagues. The rows are those that the service itself would have written.
"""

import random
import time
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID, uuid4

import psycopg

from bench.population import Person, people

COLLEAGUES = 50


def load(
    url: str, *, organization_id: UUID, agent_id: UUID, count: int = 100_000, granted: int = 100
) -> float:
    """Load `count` contacts and return the seconds it took. The table must hold no such book."""
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
            _copy(connection, "contact", _CONTACT, _contacts(organization_id, book, owners))
            _copy(connection, "contact_phone", _PHONE, _phones(organization_id, book))
            _copy(connection, "contact_email", _EMAIL, _emails(organization_id, book))
            _copy(connection, "record_access", _GRANT, _grants(organization_id, owners))
        connection.execute("VACUUM ANALYZE")
    return time.monotonic() - began


_CONTACT = (
    "id organization_id version kind first_name last_name name sort_key search_text class origin "
    "owner_id visibility created_at updated_at"
)
_PHONE = "id organization_id contact_id place number national label is_primary"
_EMAIL = "id organization_id contact_id place address key label is_primary"
_GRANT = "organization_id principal_id record_type record_id reason level"


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
    organization_id: UUID, book: list[Person], owners: dict[UUID, UUID]
) -> Iterable[Sequence[Any]]:
    for person in book:
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
