"""How fast the bus drains, against a ceiling measured in the same minute.

    python -m bench.bus [--facts 20000] [--pairs 5]

Ceiling: the same messages through a raw pika pipe (quorum queue, windowed confirms, batch acks, no
database), publisher and consumer in a process each. Ours: outbox → relay → RabbitMQ → inbox →
effect, owner and reader in a process each, once with a reaction that is called per fact and once
with one that takes the list. A pair is one ceiling and one of ours, one after the other; the
figures are medians of the pairs. Then the time from commit to effect at 200 facts/s.

Servers: TRONCAL_TEST_DATABASE_URL and TRONCAL_TEST_AMQP_URL when set, else private ones (fsync on).
"""

import argparse
import json
import os
import secrets
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import psycopg

from bench.bus_parts import READER, build, declare_raw, drop, fill
from chassis.runtime.folders import RunFolder
from chassis.runtime.postgres import EmbeddedPostgres
from chassis.runtime.rabbitmq import RabbitNode
from chassis.testing.servers import TestServer

TARGETS = {"single": 0.35, "list": 0.5}
P99_TARGET_MS = 25.0
RATE = 200
PATIENCE = 120.0


def main() -> int:
    """Measure, print, and return 1 when a target is missed."""
    parser = argparse.ArgumentParser(description="How fast the bus drains.")
    parser.add_argument("--facts", type=int, default=20_000)
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=15.0, help="of the latency run")
    parser.add_argument("--only", choices=["single", "list", "latency"])
    arguments = parser.parse_args()
    report: dict[str, dict[str, float]] = {}
    with ExitStack() as stack:
        bench = Bench(stack, arguments.facts)
        for shape in TARGETS:
            if arguments.only in (None, shape):
                report[shape] = bench.pairs(shape, arguments.pairs)
        if arguments.only in (None, "latency"):
            report["latency_ms"] = bench.latency(arguments.seconds)
    print(json.dumps(report, indent=2))
    missed = [shape for shape, one in report.items() if one.get("ratio", 1) < one.get("target", 0)]
    if report.get("latency_ms", {}).get("p99", 0.0) > P99_TARGET_MS:
        missed.append("latency")
    print(f"missed: {', '.join(missed)}" if missed else "all targets reached")
    return 1 if missed else 0


class Bench:
    """The servers of one run and what is measured on them. `amqp` is where the broker is."""

    def __init__(self, stack: ExitStack, facts: int) -> None:
        self._facts = facts
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="troncal-bench-")))
        folder.chmod(0o711)
        url = os.environ.get("TRONCAL_TEST_DATABASE_URL")
        if not url:
            url = stack.enter_context(EmbeddedPostgres(RunFolder(folder / "pg"))).url
        self.amqp = os.environ.get("TRONCAL_TEST_AMQP_URL", "")
        if not self.amqp:
            self.amqp = stack.enter_context(RabbitNode(RunFolder(folder / "mq"))).url()
        self._server = TestServer(url)
        stack.callback(self._server.drop_all)
        self._template = self._server.template("bench", build)

    def pairs(self, shape: str, count: int) -> dict[str, float]:
        """Measure ceiling and ours in turn."""
        ceilings, ours = [], []
        for turn in range(count):
            ceilings.append(self._raw())
            ours.append(self.drain(shape))
            print(
                f"{shape} {turn + 1}: raw {ceilings[-1]:,.0f}/s, ours {ours[-1]:,.0f}/s,"
                f" ratio {ours[-1] / ceilings[-1]:.2f}",
                flush=True,
            )
        ratios = [one / ceiling for one, ceiling in zip(ours, ceilings, strict=True)]
        return {
            "raw_per_second": round(statistics.median(ceilings)),
            "ours_per_second": round(statistics.median(ours)),
            "ratio": round(statistics.median(ratios), 3),
            "target": TARGETS[shape],
        }

    def latency(self, seconds: float) -> dict[str, float]:
        """State 200 facts a second and tell the milliseconds from commit to effect."""
        with ExitStack() as stack:
            owner, reader = self._world(stack, "single")
            stating = _child(stack, "state", owner, str(RATE), str(seconds))
            stating.wait(seconds + PATIENCE)
            _wait_for_effects(reader, int(RATE * seconds))
            found = _delays(owner, reader)
        cuts = statistics.quantiles(found, n=100)
        return {
            "p50": round(cuts[49], 1),
            "p95": round(cuts[94], 1),
            "p99": round(cuts[98], 1),
            "facts": len(found),
            "target_p99": P99_TARGET_MS,
        }

    def _raw(self) -> float:
        with ExitStack() as stack:
            prefix = f"bench-{secrets.token_hex(4)}."
            stack.callback(drop, self.amqp, prefix)
            queue = declare_raw(self.amqp, prefix)
            consumer = _child(stack, "raw-consume", self.amqp, queue, str(self._facts))
            publisher = _child(stack, "raw-publish", self.amqp, queue, str(self._facts))
            assert publisher.stdin
            assert consumer.stdout
            start = time.time()
            publisher.stdin.write("go\n")
            publisher.stdin.flush()
            return self._facts / (float(consumer.stdout.readline()) - start)

    def drain(self, shape: str) -> float:
        """Return how many facts of a full outbox a second became effects of the reader."""
        with ExitStack() as stack:
            owner, reader = self._world(stack, shape)
            with psycopg.connect(owner) as connection:
                fill(connection, self._facts)
                connection.execute("NOTIFY troncal_outbox")
                start = time.time()
                connection.commit()
            return self._facts / (_wait_for_effects(reader, self._facts) - start)

    def _world(self, stack: ExitStack, shape: str) -> tuple[str, str]:
        """Start owner and reader on fresh databases and queues; both are idle then."""
        owner = stack.enter_context(self._server.fresh(template=self._template))
        reader = stack.enter_context(self._server.fresh(template=self._template))
        prefix = f"bench-{secrets.token_hex(4)}."
        stack.callback(drop, self.amqp, prefix)
        _child(stack, "bus", READER, self.amqp, prefix, reader, shape)
        _child(stack, "bus", "contacts", self.amqp, prefix, owner, shape)
        return owner, reader


def _child(stack: ExitStack, *arguments: str) -> subprocess.Popen[str]:
    """Start one part and wait until it is ready."""
    command = [sys.executable, "-m", "bench.bus_parts", *arguments]
    child = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=None if os.environ.get("BENCH_SHOW") else subprocess.DEVNULL,
        text=True,
    )
    stack.callback(_end, child)
    assert child.stdout
    while (line := child.stdout.readline()) != "ready\n":
        if not line:
            raise SystemExit(f"{arguments[0]} ended before it was ready")
    return child


def _end(child: subprocess.Popen[str]) -> None:
    assert child.stdin
    assert child.stdout
    child.stdin.close()
    try:
        child.wait(15)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
    child.stdout.close()


def _wait_for_effects(url: str, count: int) -> float:
    """Wait until the reader has so many effects and return when the last one was written.

    Looks seldom until the end is near: to count is work for the server that is measured.
    """
    end = time.monotonic() + PATIENCE
    with psycopg.connect(url, autocommit=True) as connection:
        while True:
            found: Any = connection.execute("SELECT count(*), max(at) FROM effect").fetchone()
            if found[0] >= count:
                return time.time()
            if time.monotonic() > end:
                raise SystemExit(f"only {found[0]} of {count} effects after {PATIENCE:g} s")
            time.sleep(0.2 if found[0] < count * 0.8 else 0.01)


def _delays(owner: str, reader: str) -> list[float]:
    """Return the milliseconds from record to effect; both are stamped on this machine's clock."""
    with psycopg.connect(owner) as connection:
        told = dict(connection.execute("SELECT id, extract(epoch FROM recorded_at) FROM outbox"))
    with psycopg.connect(reader) as connection:
        rows = connection.execute("SELECT event_id, at FROM effect").fetchall()
    return [(at - float(told[event_id])) * 1_000 for event_id, at in rows]


if __name__ == "__main__":
    sys.exit(main())
