"""The product itself as one side: `troncal run`, its gateway, an administrator.

The address book is written by COPY with the facts of the first 2,000 contacts, which are carried to
their readers before anything is measured: sales and billing know those, and opportunities and
invoices are for them. What follows from a write (facts, timelines, figures, the audit) is done in
the same process while the next requests come, as always.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from typing import Any
from urllib.parse import quote

import psycopg

from bench.address_book import load
from bench.loops import Request
from bench.peers.sides import KNOWN, LINES, PAGE, PRICE, QUANTITY, TAX_PERCENT, Work, require
from bench.population import people
from bench.product import Product
from chassis.testing import eventually

_CARRIED = 300.0
_READERS = ("sales", "billing")


class Troncal:
    """The running product; `known` are the contacts whose facts sales and billing have handled."""

    title = "Troncal"

    def __init__(self, running: Product, *, contacts: int) -> None:
        self.port = running.port
        self._running = running
        self._ids = [str(person.id) for person in people(contacts)]
        self._token = running.administrator
        self._opportunities: list[str] = []
        self._stages = [row["id"] for row in running.call("GET", "/api/v1/stages")["items"]][:2]
        tax = {"name": "IVA del banco de pruebas", "rate_percent": str(TAX_PERCENT)}
        self._tax = running.call("POST", "/api/v1/taxes", tax)["id"]
        self._makes: dict[str, Callable[[Work], list[Request]]] = {
            "create": self._creates,
            "list": lambda work: [self._get(f"sort=name&limit={PAGE}")] * len(work.read),
            "deep list": lambda work: [
                self._get(f"sort=name&limit={PAGE}&offset={offset}") for offset in work.offsets
            ],
            "search": lambda work: [
                self._get(f"q={quote(words)}&sort=name&limit={PAGE}") for words in work.words
            ],
            "read one": lambda work: [
                self._asks("GET", f"contacts/{self._ids[place]}") for place in work.read
            ],
            "create an opportunity": self._opens,
            "move an opportunity": self._moves,
            "draft invoice": self._bills,
        }

    def begin(self) -> None:
        """Log in again: an access token lasts a quarter of an hour."""
        self._token = self._running.log_in()

    def requests(self, what: str, work: Work) -> list[Request]:
        """Return the requests of one line of the table."""
        return self._makes[what](work)

    def heard(self, what: str, answers: Sequence[bytes]) -> None:
        """Check the answers; keep the opportunities that were made."""
        said = [json.loads(answer) for answer in answers]
        if what in {"list", "deep list"}:
            require(all(len(one["items"]) == PAGE for one in said), what, answers[0])
            require(said[0]["items"][0]["phones"], what, answers[0])
        elif what == "search":
            require(sum(len(one["items"]) for one in said) >= len(said), what, answers[0])
        elif what == "create an opportunity":
            self._opportunities = [one["id"] for one in said]
        elif what == "move an opportunity":
            require(all(one["stage_id"] == self._stages[1] for one in said), what, answers[0])
        elif what == "draft invoice":
            wanted = Decimal(LINES * QUANTITY * PRICE) * (100 + TAX_PERCENT) / 100
            first = said[0]
            require(Decimal(first["total"]["amount"]) == wanted, what, answers[0])
            require(len(first["lines"]) == LINES and first["state"] == "draft", what, answers[0])

    def cpu_seconds(self) -> float:
        """The product's processor time, PostgreSQL's apart."""
        return self._running.cpu_seconds()

    def _creates(self, work: Work) -> list[Request]:
        return [
            self._asks(
                "POST",
                "contacts",
                {
                    "kind": "person",
                    "first_name": person.first_name,
                    "last_name": person.last_name,
                    "phones": [{"number": number} for number in person.phones],
                    "emails": [{"address": address} for address in person.emails],
                },
            )
            for person in work.newcomers
        ]

    def _opens(self, work: Work) -> list[Request]:
        return [
            self._asks(
                "POST",
                "opportunities",
                {
                    "title": "Internet dedicado",
                    "contact_id": self._ids[place],
                    "stage_id": self._stages[0],
                    "budget": {"amount": str(PRICE), "currency": "COP"},
                },
            )
            for place in work.known
        ]

    def _moves(self, work: Work) -> list[Request]:
        del work
        body = {"stage_id": self._stages[1]}
        return [
            self._asks("POST", f"opportunities/{one}/stage", body, expects=200)
            for one in self._opportunities
        ]

    def _bills(self, work: Work) -> list[Request]:
        lines = [
            {
                "description": f"Servicio {number}",
                "quantity": str(QUANTITY),
                "unit_price": str(PRICE),
                "tax_ids": [self._tax],
            }
            for number in range(LINES)
        ]
        return [
            self._asks("POST", "invoices", {"contact_id": self._ids[place], "lines": lines})
            for place in work.known
        ]

    def _get(self, query: str) -> Request:
        return self._asks("GET", f"contacts?{query}")

    def _asks(
        self, method: str, path: str, body: Any = None, *, expects: int | None = None
    ) -> Request:
        headers = {"Authorization": f"Bearer {self._token}"}
        if body is not None:
            headers |= {
                "Content-Type": "application/json",
                "Origin": f"http://127.0.0.1:{self.port}",
            }
        data = None if body is None else json.dumps(body).encode()
        status = expects or (201 if method == "POST" else 200)
        return Request(method, f"/api/v1/{path}", headers, data, expects=status)


@contextmanager
def troncal(running: Product, *, contacts: int) -> Iterator[Troncal]:
    """Load the address book and wait until sales and billing know the first of it.

    Raises StillWaiting when they do not within five minutes.
    """
    agent_id, _ = running.agent()
    known = min(KNOWN, contacts)
    load(
        running.contacts_url,
        organization_id=running.organization_id,
        agent_id=agent_id,
        count=contacts,
        granted=min(100, contacts),
        events=known,
    )
    eventually(
        lambda: all(_handled(running, reader) >= known for reader in _READERS),
        deadline=_CARRIED,
        saying="sales and billing know the address book",
    )
    yield Troncal(running, contacts=contacts)


def _handled(running: Product, reader: str) -> int:
    """Count the contacts' facts that a reader has handled."""
    url = running.contacts_url.rsplit("_", 1)[0] + f"_{reader}"
    with psycopg.connect(url) as connection:
        found = connection.execute(
            "SELECT count(*) FROM inbox WHERE state = 'done' AND source = '/troncal/contacts'"
        ).fetchone()
    return int(found[0]) if found else 0
