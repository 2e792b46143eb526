"""What a large address book costs: to take in with its events, and afterwards to read.

    python -m bench.bulk [--contacts 100000 1000000] [--events N] [--runs 3] [--requests 200]
    python -m bench.bulk --calls 20 [--contacts 100000]

For each size a copy of the product (`troncal run`) on a PostgreSQL of its own, on 127.0.0.1: the
contacts with phones, e-mails, rights, timelines and facts are written by COPY as the service would
have written them, then the product carries the facts to all of their readers. Prints the seconds of
both, the facts per second until the last reader had handled the last one (and with all readers
counted), then list, search and one record through the gateway, for an administrator and for an
agent who sees 100 contacts, and searches kind by kind. With two sizes it exits 1 when a p50 grows
by more than 1.3 times; and at any size when a kind of search takes more than 15 ms (p50) or 40 ms
(p95).

`--events`: of how many contacts the facts are written (else of all); at 20,000 a million contacts
can be read without waiting for a million facts. `--calls`: measures instead, while the facts are
being carried, so many seconds of signed webhooks of incoming calls at 50 a second (open loop), and
exits 1 when their p99 is beyond 100 ms.
"""

import argparse
import os
import random
import statistics
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

import psycopg

from bench.address_book import load
from bench.http import WEBHOOK_P99_BOUND, WEBHOOK_RATE, incoming, reads, search, searches
from bench.loops import closed, open_loop
from bench.product import Product, product
from contracts.catalog import CATALOG
from contracts.contacts import ContactCreated

GROWTH_BOUND = 1.3
SEARCH_BOUNDS = {"p50": 15.0, "p95": 40.0}
READERS = CATALOG.readers[ContactCreated]


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of the loaded facts each reader has handled."""

    handled: dict[str, int]

    def done(self, count: int) -> bool:
        """Whether every reader has handled all."""
        return all(one >= count for one in self.handled.values())


def main() -> int:
    """Measure each size, print and return 1 when a bound is missed."""
    parser = argparse.ArgumentParser(description="What a large address book costs.")
    parser.add_argument("--contacts", type=int, nargs="+", default=[100_000, 1_000_000])
    parser.add_argument("--events", type=int)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--requests", type=int, default=200)
    parser.add_argument("--patience", type=float, default=7_200.0, help="seconds until drained")
    parser.add_argument("--calls", type=float, default=0.0, help="seconds of incoming calls")
    options = parser.parse_args()
    if options.calls:
        return _calls(options)
    sizes = [_size(count, options) for count in options.contacts]
    tables = [table for table, _ in sizes]
    missed = _compare(options.contacts, tables) if len(tables) > 1 else 0
    return missed or int(not all(kept for _, kept in sizes))


def _size(count: int, options: argparse.Namespace) -> tuple[dict[str, float], bool]:
    """Load one size, let it drain; return the p50 of each read and whether each search is fast."""
    with product() as running:
        agent_id, agent = running.agent()
        events = _load(running, agent_id, count, options)
        began, used = time.monotonic(), running.cpu_seconds()
        last = _drained(running, events, began + options.patience)
        seconds, spent = time.monotonic() - began, running.cpu_seconds() - used
        slowest = min(events, *last.handled.values())
        print(
            f"{slowest} facts handled by {len(READERS)} readers in {seconds:.0f} s:"
            f" {slowest / seconds:,.0f} facts/s, {len(READERS) * slowest / seconds:,.0f} handled/s,"
            f" {spent * 1_000 / max(slowest, 1):.2f} ms of the product's processor time per fact"
            f" (load average {os.getloadavg()[0]:.1f})",
            flush=True,
        )
        if not last.done(events):
            raise SystemExit(f"not drained after {options.patience:g} s: {last.handled}")
        read = dict(_read(running, agent, options))
        return read, all([*_by_kind(running, agent, options)])


def _load(running: Product, agent_id: UUID, count: int, options: argparse.Namespace) -> int:
    """Write the contacts and their facts; return how many facts."""
    events = min(options.events or count, count)
    taken = load(
        running.contacts_url,
        organization_id=running.organization_id,
        agent_id=agent_id,
        count=count,
        events=events,
    )
    print(f"\n{count} contacts and {events} facts written in {taken:.0f} s", flush=True)
    return events


def _drained(running: Product, count: int, until: float) -> Progress:
    """Wait until every reader has handled `count` facts, or until the time is over."""
    while not (last := _progress(running)).done(count) and time.monotonic() < until:
        time.sleep(1.0 if min(last.handled.values()) < count * 0.9 else 0.1)
    return last


def _progress(running: Product) -> Progress:
    """Ask every reader's inbox. A fact that was handled keeps only its source, so that is counted.

    What contacts stated before the load (a few facts) is in it: it makes no difference that counts.
    """
    handled = {}
    asked = (
        "SELECT count(*) FROM inbox WHERE state = 'done' AND source = '/troncal/contacts'"
        " AND received_at >= now() - interval '1 day'"
    )
    for reader in READERS:
        url = running.contacts_url.rsplit("_", 1)[0] + f"_{reader}"
        with psycopg.connect(url) as connection:
            found = connection.execute(asked).fetchone()
        handled[reader] = int(found[0]) if found else 0
    return Progress(handled)


def _read(running: Product, agent: str, options: argparse.Namespace) -> Iterator[tuple[str, float]]:
    """Yield the median p50 of each read, and print it with p99."""
    for who, token in (("administrator", running.administrator), ("agent", agent)):
        found: dict[str, list[tuple[float, float]]] = {}
        for run in range(options.runs):
            asked = reads(running, token, random.Random(run), options.requests)
            for what, requests in asked.items():
                seen = closed(running.port, requests)
                found.setdefault(f"{what}, {who}", []).append((seen.p50, seen.p99))
        for name, figures in found.items():
            p50 = statistics.median(one for one, _ in figures)
            p99 = statistics.median(one for _, one in figures)
            print(f"{name:24} p50 {p50:7.2f} ms   p99 {p99:7.2f} ms", flush=True)
            yield name, p50


def _by_kind(running: Product, agent: str, options: argparse.Namespace) -> Iterator[bool]:
    """Print p50 and p95 of each kind of search, medians over the runs; yield whether they hold."""
    for who, token in (("administrator", running.administrator), ("agent", agent)):
        for kind in searches(random.Random()):
            runs = []
            for run in range(options.runs):
                typed = searches(random.Random(run))[kind]
                requests = [search(typed(), token) for _ in range(options.requests)]
                runs.append(closed(running.port, requests))
            figures = {
                name: statistics.median(getattr(seen, name) for seen in runs)
                for name in SEARCH_BOUNDS
            }
            kept = all(figures[name] <= bound for name, bound in SEARCH_BOUNDS.items())
            print(
                f"search: {kind:24} {who:14} p50 {figures['p50']:7.2f} ms   p95"
                f" {figures['p95']:7.2f} ms{'' if kept else '  BEYOND'}",
                flush=True,
            )
            yield kept


def _compare(sizes: list[int], tables: list[dict[str, float]]) -> int:
    print(f"\nfrom {sizes[0]} to {sizes[-1]} contacts")
    worst = 0.0
    for name, before in tables[0].items():
        grown = tables[-1][name] / before
        worst = max(worst, grown)
        kept = "" if grown <= GROWTH_BOUND else f"  BEYOND {GROWTH_BOUND:g}"
        print(f"{name:24} {before:7.2f} -> {tables[-1][name]:7.2f} ms: {grown:.2f} times{kept}")
    return 0 if worst <= GROWTH_BOUND else 1


def _calls(options: argparse.Namespace) -> int:
    """Measure webhooks while the facts of the first size are carried."""
    with product() as running:
        agent_id, _ = running.agent()
        events = _load(running, agent_id, options.contacts[0], options)
        before = _progress(running)
        seen = open_loop(
            running.port, incoming(running.port), rate=WEBHOOK_RATE, seconds=options.calls
        )
        after = _progress(running)
    print(
        f"{seen.count} incoming calls at {WEBHOOK_RATE:g}/s: p50 {seen.p50:.1f} ms,"
        f" p99 {seen.p99:.1f} ms (load average {os.getloadavg()[0]:.1f})"
    )
    for reader in READERS:
        print(
            f"  {reader}: {before.handled[reader]} to {after.handled[reader]} of {events} handled"
        )
    if after.done(events):
        raise SystemExit("the facts were all handled before the calls ended: write more of them")
    return 0 if seen.p99 <= WEBHOOK_P99_BOUND else 1


if __name__ == "__main__":
    sys.exit(main())
