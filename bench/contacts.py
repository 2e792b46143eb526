"""How long the contacts service takes for a list, a search and one record, at N contacts.

    TRONCAL_TEST_DATABASE_URL=… .venv/bin/python -m bench.contacts [N]

Service time: the request as the gateway forwards it through the service's own application, without
a network. For an administrator and for an agent who was given 100 of the contacts. Medians, and
p95, of 200 requests each, after 20 that are not counted.
"""

import os
import statistics
import sys
import time
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import psycopg

from bench.population import Person, people
from chassis.db.migrate import upgrade
from chassis.identity.actor import ACTIONS, Actor
from chassis.ids import new_id
from chassis.records import search_text, sort_key
from chassis.testing.running import running
from chassis.testing.servers import TestServer
from services.contacts.service import SERVICE

ORGANIZATION = UUID(int=1)
OWNER = UUID(int=2)
AGENT = UUID(int=3)
REQUESTS, WARM_UP = 200, 20
MINE = 100
CONTACT = (
    "id organization_id version kind first_name last_name name sort_key search_text class origin"
    " owner_id manager_ids visibility tags created_at updated_at"
)
PHONE = "id organization_id contact_id place number national label is_primary"
EMAIL = "id organization_id contact_id place address key label is_primary"
GRANT = "organization_id principal_id record_type record_id reason level"


def load(url: str, count: int) -> list[UUID]:
    """Copy `count` contacts into a migrated database; return the ids of the agent's hundred."""
    crowd = list(people(count))
    agents = {person.id for person in crowd[:: max(1, count // MINE)][:MINE]}
    with psycopg.connect(url, autocommit=True) as connection:
        _copy(connection, "contact", CONTACT, (_contact(each, agents) for each in crowd))
        _copy(connection, "contact_phone", PHONE, _phones(crowd))
        _copy(connection, "contact_email", EMAIL, _emails(crowd))
        _copy(connection, "record_access", GRANT, _grants(crowd, agents))
        connection.execute("VACUUM ANALYZE")
    return sorted(agents)


def _copy(connection: Any, table: str, columns: str, rows: Iterator[tuple[Any, ...]]) -> None:
    listed = ", ".join(f'"{column}"' for column in columns.split())
    with connection.cursor().copy(f"COPY {table} ({listed}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def _contact(person: Person, agents: set[UUID]) -> tuple[Any, ...]:
    owner = AGENT if person.id in agents else OWNER
    found_by = search_text(person.name, *person.emails, phones=person.phones)
    return (
        person.id,
        ORGANIZATION,
        1,
        person.kind,
        person.first_name,
        person.last_name,
        person.name,
        sort_key(person.name),
        found_by,
        person.class_,
        "import",
        owner,
        [owner],
        person.visibility,
        ["vip"] if person.id.int % 50 == 0 else [],
        person.created_at,
        person.created_at,
    )


def _phones(crowd: list[Person]) -> Iterator[tuple[Any, ...]]:
    for person in crowd:
        for place, number in enumerate(dict.fromkeys(person.phones)):
            yield (
                new_id(),
                ORGANIZATION,
                person.id,
                place,
                number,
                number,
                "mobile",
                place == 0,
            )


def _emails(crowd: list[Person]) -> Iterator[tuple[Any, ...]]:
    for person in crowd:
        for place, address in enumerate(dict.fromkeys(person.emails)):
            yield (
                new_id(),
                ORGANIZATION,
                person.id,
                place,
                address,
                address,
                "work",
                place == 0,
            )


def _grants(crowd: list[Person], agents: set[UUID]) -> Iterator[tuple[Any, ...]]:
    for person in crowd:
        owner = AGENT if person.id in agents else OWNER
        for reason in ("owner", "manager"):
            yield (ORGANIZATION, owner, "contact", person.id, reason, "write")


def member(user_id: UUID, *, administrator: bool) -> Actor:
    """Return who asks."""
    return Actor(
        organization_id=ORGANIZATION,
        user_id=user_id,
        permissions=frozenset(f"contacts.{action}" for action in ACTIONS),
        scope="all",
        is_administrator=administrator,
    )


def measure(client: Any, paths: list[str]) -> tuple[float, float]:
    """Return median and p95 in milliseconds over the paths, one after the other."""
    took = []
    for number in range(WARM_UP + REQUESTS):
        path = paths[number % len(paths)]
        begun = time.perf_counter()
        answer = client.get(f"/api/v1{path}")
        took.append((time.perf_counter() - begun) * 1000)
        assert answer.status_code == 200, answer.text
    counted = sorted(took[WARM_UP:])
    return statistics.median(counted), counted[int(len(counted) * 0.95)]


def main() -> None:
    """Load, measure, print a table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    server = TestServer(os.environ["TRONCAL_TEST_DATABASE_URL"])
    with server.fresh() as url:
        upgrade(url, metadata=SERVICE.base.metadata, migrations=SERVICE.migrations)
        mine = load(url, count)
        with running(SERVICE, url) as service:
            print(f"{count} contacts, one agent with {len(mine)}; milliseconds")
            print(f"{'':24} {'administrator':>20} {'agent':>20}")
            for title, paths in questions(mine).items():
                cells = []
                for user_id, administrator in ((OWNER, True), (AGENT, False)):
                    client = service.client(member(user_id, administrator=administrator))
                    median, p95 = measure(client, paths)
                    cells.append(f"{median:6.2f} (p95 {p95:6.2f})")
                print(f"{title:24} {cells[0]:>20} {cells[1]:>20}")
    server.drop_all()


def questions(mine: list[UUID]) -> dict[str, list[str]]:
    """Return what is asked, by title."""
    return {
        "list, newest first": ["/contacts"],
        "list by name": ["/contacts?sort=name"],
        "list of clients": ["/contacts?class=client&sort=name"],
        "list of a tag": ["/contacts?tags=vip"],
        "search, common name": ["/contacts?q=garcia", "/contacts?q=maria"],
        "search, rare name": ["/contacts?q=zuluaga", "/contacts?q=yolanda ynfante"],
        "search, digits": ["/contacts?q=573123", "/contacts?q=3001234"],
        "search, nothing": ["/contacts?q=xyzzy"],
        "lookup, three letters": [
            "/contacts/lookup?q=mar&limit=10",
            "/contacts/lookup?q=qui&limit=10",
        ],
        "one record": [f"/contacts/{id}" for id in mine],
        "timeline": [f"/contacts/{id}/timeline" for id in mine],
    }


if __name__ == "__main__":
    main()
