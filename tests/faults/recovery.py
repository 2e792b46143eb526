"""How long it takes until everything has flowed again after a fault.

    python -m tests.faults.recovery [--times 20] [--only process|database|broker]

The suite's shop runs in processes of its own on a durable PostgreSQL and a RabbitMQ node.
Facts are stated, the fault strikes while they are under way, more are stated as soon as that is
possible, and the clock runs from the fault until every fact has had its effect in both readers.
What was killed is started again at once, as a supervisor or Kubernetes would.
"""

import argparse
import itertools
import statistics
import sys
import time
from collections.abc import Callable, Iterator

from tests.faults.theatre import Theatre

FACTS = 200
PATIENCE = 180.0
TARGETS = {"process": 5.0, "database": 15.0, "broker": 30.0}


def main() -> int:
    """Measure, print, and return 1 when a target is missed."""
    parser = argparse.ArgumentParser(description="How long until everything flows again.")
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--only", choices=list(TARGETS))
    arguments = parser.parse_args()
    missed = []
    with Theatre(proxied=False) as theatre:
        for kind, wanted in TARGETS.items():
            asked = arguments.only in (None, kind)
            if asked and measure(theatre, kind, arguments.times) > wanted:
                missed.append(kind)
    sys.stdout.write(f"missed: {', '.join(missed)}\n" if missed else "all targets reached\n")
    return 1 if missed else 0


def measure(theatre: Theatre, kind: str, times: int) -> float:
    """Strike so many times and return the seconds until drained at p95."""
    faults = {"process": kills(theatre), "database": immediate(theatre), "broker": killed(theatre)}
    spent = sorted(once(theatre, next(faults[kind])) for _ in range(times))
    p95 = spent[min(len(spent) - 1, round(0.95 * len(spent)) - 1)]
    sys.stdout.write(
        f"{kind}: {times} times, p50 {statistics.median(spent):.1f}, p95 {p95:.1f}, "
        f"max {spent[-1]:.1f} s (wanted p95 {TARGETS[kind]:g})\n"
    )
    sys.stdout.flush()
    return p95


def once(theatre: Theatre, fault: Callable[[], None]) -> float:
    """Strike while facts are under way; return the seconds until everything has flowed."""
    theatre.stage.world.stated.clear()
    theatre.state(FACTS)
    began = time.perf_counter()
    fault()
    theatre.state(FACTS)
    theatre.wait_drained(PATIENCE)
    return time.perf_counter() - began


def kills(theatre: Theatre) -> Iterator[Callable[[], None]]:
    """Relay and reader in turn."""
    for name in itertools.cycle(["relay", "consumer"]):
        child = theatre.stage.children[name]

        def strike(child=child) -> None:
            child.kill()
            child.launch()

        yield strike


def immediate(theatre: Theatre) -> Iterator[Callable[[], None]]:
    """PostgreSQL stops at once, without a checkpoint, and is started again."""
    return itertools.repeat(lambda: theatre.stop_postgres("immediate"))


def killed(theatre: Theatre) -> Iterator[Callable[[], None]]:
    """The broker's node is killed and started again."""

    def strike() -> None:
        theatre.broker.kill()
        theatre.broker.restart()

    return itertools.repeat(strike)


if __name__ == "__main__":
    raise SystemExit(main())
