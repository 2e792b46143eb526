"""`make bench-http`: reads through the gateway with 100,000 contacts, and the telephone's webhook.

    python -m bench.http [--contacts 100000] [--runs 5] [--requests 200] [--seconds 20]

Starts a copy of the product (`troncal run`) on a PostgreSQL of its own, on 127.0.0.1, loads the
address book, and measures: the contacts list of fifty, a text search and one record, for an
administrator and for an agent who sees 100 of the contacts (closed loop, one client), and
`/hooks/twilio/voice/incoming` with 50 signed requests a second (open loop). In the same runs it
measures two ceilings: a bare WSGI hello on the same server, and the path through gateway and
service to a record that is not there. Prints medians over the runs, and the processor time that the
product (without PostgreSQL) used per request, which a busy machine changes least; exits 1 beyond a
bound.
"""

import argparse
import base64
import hashlib
import hmac
import random
import statistics
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from urllib.parse import quote, urlencode
from uuid import UUID, uuid4

from bench.address_book import load
from bench.loops import Latency, Request, closed, open_loop
from bench.population import FIRST, LAST
from bench.product import ACCOUNT_SID, AUTH_TOKEN, Product, product
from chassis.web.server import serve

P50_BOUNDS = {"list": 8.0, "search": 10.0, "record": 5.0}
WEBHOOK_P99_BOUND = 100.0
WEBHOOK_RATE = 50.0


@dataclass(slots=True)
class Measured:
    """One line of the report: its runs, and the bound on one of their figures."""

    name: str
    runs: list[Latency]
    bound: float | None = None
    bounded: str = "p50"
    processor: list[float] = field(default_factory=list)

    def median(self, figure: str) -> float:
        """The median over the runs of p50 or p99, in milliseconds."""
        return float(statistics.median(getattr(run, figure) for run in self.runs))

    @property
    def holds(self) -> bool:
        """Whether the bound, if there is one, is kept."""
        return self.bound is None or self.median(self.bounded) <= self.bound


def main() -> int:
    """Measure, print the table and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--contacts", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--requests", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=20.0)
    options = parser.parse_args()
    with product() as running:
        agent_id, agent = running.agent()
        taken = load(
            running.contacts_url,
            organization_id=running.organization_id,
            agent_id=agent_id,
            count=options.contacts,
        )
        print(f"{options.contacts} contacts loaded in {taken:.1f} s")
        lines = list(_measure(running, agent, options))
    _report(lines)
    return 0 if all(line.holds for line in lines) else 1


def _measure(running: Product, agent: str, options: argparse.Namespace) -> Iterable[Measured]:
    lines: dict[str, Measured] = {}

    def add(name: str, measure: Callable[[], Latency], **bound: Any) -> None:
        line = lines.setdefault(name, Measured(name, [], **bound))
        used = running.cpu_seconds()
        line.runs.append(measure())
        line.processor.append((running.cpu_seconds() - used) * 1000 / line.runs[-1].count)

    for run in range(options.runs):
        dice = random.Random(run)
        add("ceiling: bare WSGI hello", partial(_hello, options.requests))
        missing = [_get(f"/api/v1/contacts/{uuid4()}", running.administrator, expects=404)]
        absent = partial(closed, running.port, missing * options.requests)
        add("ceiling: a record that is not there", absent)
        for who, token in (("administrator", running.administrator), ("agent", agent)):
            for what, requests in reads(running, token, dice, options.requests).items():
                read = partial(closed, running.port, requests)
                add(f"{what}, {who}", read, bound=P50_BOUNDS[what])
    for _ in range(options.runs):  # after the reads: calls leave work behind for the events
        calls = partial(
            open_loop,
            running.port,
            incoming(running.port),
            rate=WEBHOOK_RATE,
            seconds=options.seconds,
        )
        add("incoming call, 50/s", calls, bound=WEBHOOK_P99_BOUND, bounded="p99")
    return lines.values()


def reads(
    running: Product, token: str, dice: random.Random, count: int
) -> Mapping[str, list[Request]]:
    """Return the requests of one run: pages, searches that differ, records that differ."""
    page = running.call("GET", "/api/v1/contacts?limit=200&sort=name", token=token)["items"]
    ids = [UUID(row["id"]) for row in page]
    return {
        "list": [_get("/api/v1/contacts?limit=50&sort=name", token)] * count,
        "search": [search(_words(dice), token) for _ in range(count)],
        "record": [_get(f"/api/v1/contacts/{dice.choice(ids)}", token) for _ in range(count)],
    }


def searches(dice: random.Random) -> Mapping[str, Callable[[], str]]:
    """Return what makes each kind of text that somebody types."""
    return {
        "a surname": lambda: dice.choice(LAST),
        "a name with a surname": lambda: f"{dice.choice(FIRST)} {dice.choice(LAST)}",
        "the beginning of a name": lambda: f"{dice.choice(FIRST)[:4]}",
        "five digits of a number": lambda: f"3{dice.randrange(10**4, 10**5)}",
        "four digits": lambda: f"{dice.randrange(10**3, 10**4)}",
        "eight digits": lambda: f"3{dice.randrange(10**6, 10**7)}",
        "a piece of an address": lambda: f"{dice.choice(LAST).lower()}.{dice.randrange(10**4)}",
        "a frequent surname": lambda: dice.choice(LAST[:4]),
        "nobody": lambda: "".join(dice.choice("bcdfg") for _ in range(6)),
    }


def search(text: str, token: str) -> Request:
    """Return the request of the contacts that hold a text."""
    return _get(f"/api/v1/contacts?q={quote(text)}", token)


def _words(dice: random.Random) -> str:
    """Return what somebody types: a surname, a name with a surname, a piece of a number."""
    return dice.choice(list(searches(dice).values())[:4])()


def _get(path: str, token: str, *, expects: int = 200) -> Request:
    return Request("GET", path, {"Authorization": f"Bearer {token}"}, expects=expects)


def incoming(port: int) -> Callable[[int], Request]:
    """Return what makes the nth signed request of the carrier: a call that comes in."""
    path = "/hooks/twilio/voice/incoming"

    def make(number: int) -> Request:
        form = {
            "AccountSid": ACCOUNT_SID,
            "ApiVersion": "2010-04-01",
            "CallSid": f"CA{uuid4().hex}",
            "CallStatus": "ringing",
            "Direction": "inbound",
            "From": f"+573{number % 10**9:09d}",
            "To": "+576015550100",
        }
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "X-Twilio-Signature": _signature(f"http://127.0.0.1:{port}{path}", form),
        }
        return Request("POST", path, headers, urlencode(form).encode())

    return make


def _signature(url: str, form: Mapping[str, str]) -> str:
    """Sign a form as Twilio documents it: the URL, then each name and value in order of name."""
    said = url + "".join(f"{name}{form[name]}" for name in sorted(form))
    digest = hmac.new(AUTH_TOKEN.encode(), said.encode(), hashlib.sha1).digest()
    return base64.b64encode(digest).decode()


def _hello(count: int) -> Latency:
    def application(environ: Any, start_response: Any) -> list[bytes]:
        del environ
        start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", "5")])
        return [b"hello"]

    server = serve(application, host="127.0.0.1", port=0)
    try:
        return closed(server.port, [Request("GET", "/", {})] * count)
    finally:
        server.stop()


def _report(lines: Iterable[Measured]) -> None:
    listed = list(lines)
    floor = next(line for line in listed if "not there" in line.name).median("p50")
    print(
        f"\n{'what':38} {'p50 ms':>8} {'p99 ms':>8} {'cpu ms':>8} {'bound':>10}"
        f" {'of the path':>12}  runs"
    )
    for line in listed:
        bound = f"{line.bounded} {line.bound:g}" if line.bound else ""
        ratio = line.median("p50") / floor
        runs = " ".join(f"{getattr(run, line.bounded):.1f}" for run in line.runs)
        kept = "" if line.holds else "  BEYOND ITS BOUND"
        print(
            f"{line.name:38} {line.median('p50'):8.2f} {line.median('p99'):8.2f}"
            f" {statistics.median(line.processor):8.2f} {bound:>10}"
            f" {ratio:11.1f}x  {runs}{kept}"
        )


if __name__ == "__main__":
    sys.exit(main())
