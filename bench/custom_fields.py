"""`make bench-custom`: lists by custom fields through the gateway, at a million contacts.

    python -m bench.custom_fields [--contacts 1000000] [--runs 5] [--requests 60]

Starts a copy of the product, adds ten fields, loads contacts of which nine in ten have each of
them, and asks for pages of fifty: filtered by two fields (of every share, from one in six contacts
to none at all) and sorted by the name, by a date or by a custom field, for an administrator and for
an agent who sees 100 of the contacts. Closed loop, one client, another question each time. Prints
p50 and p95 over all requests of a line and exits 1 where p50 is beyond 15 ms or p95 beyond 40 ms.
"""

import argparse
import http.client
import random
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from bench.address_book import Filled, load
from bench.product import Product, product

P50, P95 = 15.0, 40.0
LISTS = {"sector": 10, "segmento": 20, "nivel": 3, "ciudad": 50}
WORDS = ("norte", "sur", "oriente", "occidente", "centro", "valle", "costa", "sierra")
_TEXT = "custom ->> %(slot)s"
_START = date(2020, 1, 1)


@dataclass(frozen=True, slots=True)
class Kind:
    """A field of the bench: its type, what a contact has in it, how the index repeats it."""

    type: str
    make: Callable[[random.Random, int], Any]
    column: str = "text"
    sql: str = _TEXT
    more: dict[str, Any] | None = None


def _option(size: int) -> Callable[[random.Random, int], str]:
    return lambda dice, _: f"o{dice.randrange(size)}"


def _listed(size: int) -> Kind:
    options = [{"label": f"o{number}"} for number in range(size)]
    return Kind("list", _option(size), more={"options": options})


def _amount(dice: random.Random, _: int) -> dict[str, str]:
    return {"amount": f"{dice.randrange(10**6)}.00", "currency": "COP"}


def _day(dice: random.Random, _: int) -> str:
    return (_START + timedelta(days=dice.randrange(2_000))).isoformat()


KINDS = {
    **{name: _listed(size) for name, size in LISTS.items()},
    "socio": Kind(
        "checkbox",
        lambda dice, _: dice.random() < 0.5,
        "number",
        f"({_TEXT})::boolean::int",
    ),
    "puntos": Kind(
        "number", lambda dice, _: dice.randrange(65_536), "number", f"({_TEXT})::numeric"
    ),
    "cupo": Kind(
        "money",
        _amount,
        "number",
        "(custom -> %(slot)s ->> 'amount')::numeric",
        {"currency": "COP"},
    ),
    "ingreso": Kind("date", _day),
    "zona": Kind("text", lambda dice, _: f"{dice.choice(WORDS)} {dice.randrange(1_000)}"),
    "ruta": Kind("text", lambda dice, number: f"ruta {number // 10} {dice.choice(WORDS)}"),
}


def main() -> int:
    """Measure, print the table and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--contacts", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--requests", type=int, default=60)
    options = parser.parse_args()
    with product() as running:
        agent_id, agent = running.agent()
        fields = [_added(running, name, kind) for name, kind in KINDS.items()]
        taken = load(
            running.contacts_url,
            organization_id=running.organization_id,
            agent_id=agent_id,
            count=options.contacts,
            fields=fields,
        )
        print(f"{options.contacts} contacts with 10 fields loaded in {taken:.0f} s", flush=True)
        held = True
        print(f"{'what':52} {'p50 ms':>8} {'p95 ms':>8}")
        for who, token in (("administrator", running.administrator), ("agent", agent)):
            for what, ask in QUESTIONS.items():
                dice = random.Random(7)
                _send(running, token, [ask(dice) for _ in range(5)])
                times: list[float] = []
                for _ in range(options.runs):
                    asked = [ask(dice) for _ in range(options.requests)]
                    times += _send(running, token, asked)
                times.sort()
                p50, p95 = times[len(times) // 2], times[int(len(times) * 0.95)]
                kept = p50 <= P50 and p95 <= P95
                held &= kept
                mark = "" if kept else "  BEYOND ITS BOUND"
                print(f"{f'{what}, {who}':52} {p50:8.2f} {p95:8.2f}{mark}", flush=True)
    return 0 if held else 1


def _added(running: Product, name: str, kind: Kind) -> Filled:
    body = {"title": name, "type": kind.type, **(kind.more or {})}
    made = running.call("POST", "/api/v1/custom-fields?entity=contact", body)
    id = UUID(made["id"])

    def make(dice: random.Random, number: int) -> Any:
        return kind.make(dice, number) if dice.random() < 0.9 else None

    return Filled(id, f"{made['key']}~{id.hex[-8:]}", make, kind.column, kind.sql)


def _send(running: Product, token: str, paths: Iterable[str]) -> list[float]:
    """Ask one after the other on one connection; return the milliseconds of each."""
    connection = http.client.HTTPConnection("127.0.0.1", running.port, timeout=30)
    taken = []
    for path in paths:
        began = time.perf_counter()
        connection.request(
            "GET", f"/api/v1/contacts?{path}", headers={"Authorization": f"Bearer {token}"}
        )
        answer = connection.getresponse()
        body = answer.read()
        taken.append((time.perf_counter() - began) * 1000)
        if answer.status != http.client.OK:
            raise RuntimeError(f"{path}: {answer.status} {body[:200]!r}")
    connection.close()
    return taken


SORTS = ("name", "-created_at", "custom.puntos", "-custom.ingreso", "custom.zona", "custom.sector")


def _of(dice: random.Random, name: str) -> str:
    return f"custom.{name}=o{dice.randrange(LISTS[name])}"


def _two(first: str, second: str, *sorts: str) -> Callable[[random.Random], str]:
    def ask(dice: random.Random) -> str:
        sort = dice.choice(sorts or SORTS)
        return f"{_of(dice, first)}&{_of(dice, second)}&sort={sort}"

    return ask


def _ranged(dice: random.Random) -> str:
    least = dice.randrange(60_000)
    day = (_START + timedelta(days=dice.randrange(1_900))).isoformat()
    return f"custom.puntos.gte={least}&custom.puntos.lte={least + 900}&custom.ingreso.gte={day}"


QUESTIONS: dict[str, Callable[[random.Random], str]] = {
    "one in 17: nivel, socio": lambda dice: (
        f"{_of(dice, 'nivel')}&custom.socio=true&sort={dice.choice(SORTS)}"
    ),
    "one in 60: nivel, segmento": _two("nivel", "segmento"),
    "one in 200: sector, segmento": _two("sector", "segmento"),
    "one in 500: sector, ciudad": _two("sector", "ciudad"),
    "one in 1000: segmento, ciudad": _two("segmento", "ciudad"),
    "none: ruta, sector": lambda dice: f"custom.ruta=ninguna&{_of(dice, 'sector')}&sort=name",
    "ranges: puntos, ingreso": lambda dice: f"{_ranged(dice)}&sort={dice.choice(SORTS)}",
    "list and range: ciudad, puntos": lambda dice: (
        f"{_of(dice, 'ciudad')}&custom.puntos.gte=50000&sort={dice.choice(SORTS)}"
    ),
    "pieces of text: zona": lambda dice: (
        f"custom.zona.contains={dice.choice(WORDS)}%20{dice.randrange(100, 999)}&sort=name"
    ),
    "sorted only": lambda dice: f"sort={dice.choice(SORTS[2:])}",
}

if __name__ == "__main__":
    sys.exit(main())
