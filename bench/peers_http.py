"""`make bench-peers-http`: the product beside other CRMs, over HTTP, with 100,000 contacts each.

    python -m bench.peers_http [--contacts 100000] [--runs 3] [--requests 100] [--only tryton]

Starts the product (`troncal run`) and, one after the other, the peers, all on one embedded
PostgreSQL 17 (fsync on), on 127.0.0.1, each with the same address book. Then each run measures the
lines of the table in turn, the products in turn within a line, so that a noisy machine disturbs all
alike: one client, one kept connection, one request after the other (closed loop), `--requests` of
them after ten that are not counted; after 20 seconds a line ends with what it has. Nothing is
measured before all have done what they go on with after their writes. Requests do the same for the
user: a list of fifty shows name, phone, e-mail, class and owner; the deep list is that of nine
tenths of the way down the same sort; a search is part of a name, the first fifty by name; an
invoice is a draft with three lines and a tax. What differs, and how a peer is set, says
bench/peers/<name>.py.

Prints for each product p50 and p95 (medians over the runs, milliseconds) and processor time per
request, PostgreSQL's apart, and how many times faster the product is than the fastest peer. Exits 1
when one of the ratios, of p50 or of p95, is below what is wanted.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from bench.loops import Latency, closed
from bench.peers.django_crm import django_crm
from bench.peers.sides import Side, Work
from bench.peers.troncal import troncal
from bench.peers.tryton import tryton
from bench.product import ROOT, Product, product

WANTED = {
    "create": 5.0,
    "list": 5.0,
    "deep list": 5.0,
    "search": 5.0,
    "read one": 2.5,
    "create an opportunity": 2.5,
    "move an opportunity": 2.5,
    "draft invoice": 5.0,
}
WARM_UP = 10
PEERS: Mapping[str, Callable[..., AbstractContextManager[Side]]] = {
    "tryton": tryton,
    "django-crm": django_crm,
}
_LONGEST = 20.0
_QUIET = 30.0
_REST = 0.06  # seconds of the processor in half a second: what the product uses when idle


@dataclass(slots=True)
class Cell:
    """What one product needed for one line, run by run."""

    runs: list[Latency] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)

    def median(self, figure: str) -> float:
        """The median over the runs of p50 or p95, in milliseconds."""
        return float(statistics.median(getattr(run, figure) for run in self.runs))


def main() -> int:
    """Start all, measure in turn, print the table and return 1 when a ratio is missed."""
    parser = argparse.ArgumentParser(description="The product beside other CRMs.")
    parser.add_argument("--contacts", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--requests", type=int, default=100)
    parser.add_argument("--only", nargs="*", choices=list(PEERS), default=list(PEERS))
    options = parser.parse_args()
    options.only = [name for name in options.only if _installed(name)]
    if not options.only:
        raise SystemExit("no peer is installed")
    table: dict[str, dict[str, Cell]] = {}
    with ExitStack() as stack:
        sides = list(_sides(stack, options))
        for run in range(options.runs):
            work = Work.of(run, contacts=options.contacts, requests=WARM_UP + options.requests)
            for side in sides:
                side.begin()
            for place, what in enumerate(WANTED):
                turn = (run + place) % len(sides)
                for side in (*sides[turn:], *sides[:turn]):
                    _settle(sides)
                    _measure(side, what, work, table.setdefault(what, {}))
            print(f"run {run + 1} done, load average {os.getloadavg()[0]:.1f}", flush=True)
    return _report(table, [side.title for side in sides])


def _installed(name: str) -> bool:
    """Whether a peer is there; says so when not, for the table goes without it then."""
    if (ROOT / ".cache" / "peers" / name / ".installed").exists():
        return True
    print(f"{name} is not installed and left out: bin/need peers/{name}")
    return False


def _sides(stack: ExitStack, options: argparse.Namespace) -> Iterator[Side]:
    """Start the product, then the peers on its PostgreSQL, each with the address book."""
    began = time.monotonic()
    running: Product = stack.enter_context(product())
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="troncal-peers-")))
    count = options.contacts

    def stands(side: Side) -> Side:
        taken = time.monotonic() - began
        print(f"{side.title} stands with {count} contacts after {taken:.0f} s", flush=True)
        return side

    yield stands(stack.enter_context(troncal(running, contacts=count)))
    for name in options.only:
        start = PEERS[name](running.server_url, folder / name, contacts=count)
        yield stands(stack.enter_context(start))


def _measure(side: Side, what: str, work: Work, line: dict[str, Cell]) -> None:
    requests = side.requests(what, work)
    answers: list[bytes] = []
    used = side.cpu_seconds()
    taken = closed(
        side.port,
        requests[WARM_UP:],
        warm_up=requests[:WARM_UP],
        answers=answers,
        seconds=_LONGEST,
    )
    spent = (side.cpu_seconds() - used) * 1_000 / len(answers)
    side.heard(what, answers)
    cell = line.setdefault(side.title, Cell())
    cell.runs.append(taken)
    cell.processor.append(spent)


def _settle(sides: Sequence[Side]) -> None:
    """Wait until no product works on by itself: what one does afterwards is not another's time."""
    until = time.monotonic() + _QUIET
    while time.monotonic() < until:
        before = [side.cpu_seconds() for side in sides]
        time.sleep(0.5)
        if all(side.cpu_seconds() - used < _REST for side, used in zip(sides, before, strict=True)):
            return


def _report(table: Mapping[str, Mapping[str, Cell]], titles: Sequence[str]) -> int:
    ours, *peers = titles
    print(f"\nload average {os.getloadavg()[0]:.1f} at the end; milliseconds, medians of the runs")
    print(f"{'':22}" + "".join(f"{title:>24}" for title in titles) + f"{'times faster':>24}")
    print(f"{'':22}" + f"{'p50':>8}{'p95':>8}{'cpu':>8}" * len(titles) + f"{'p50':>8}{'p95':>8}")
    below = 0
    for what, line in table.items():
        text = f"{what:22}" + "".join(_figures(line[title]) for title in titles)
        p50, p95 = (
            min(line[peer].median(figure) for peer in peers) / line[ours].median(figure)
            for figure in ("p50", "p95")
        )
        missed = min(p50, p95) < WANTED[what]
        below += missed
        kept = "  BELOW" if missed else ""
        print(f"{text}{p50:8.2f}{p95:8.2f}  wanted {WANTED[what]:g}{kept}")
    return 1 if below else 0


def _figures(cell: Cell) -> str:
    processor = statistics.median(cell.processor)
    return f"{cell.median('p50'):8.1f}{cell.median('p95'):8.1f}{processor:8.1f}"


if __name__ == "__main__":
    sys.exit(main())
