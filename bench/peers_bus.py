"""How fast facts go through our bus, beside four libraries on the same broker in the same run.

    python -m bench.peers_bus [--facts 10000] [--runs 3] [--only celery …]

Ours is what bench.bus drains: outbox → relay → RabbitMQ → inbox → effect, owner and reader in a
process each, every fact through two databases (fsync on). A peer sends the same envelope as JSON
from one process and takes it in another, with no database at all; bench/peers/<name>.py says how it
is set. `equal`: quorum queue, persistent, publisher confirms, acknowledged after the work, and the
threads and prefetch that were fastest for it. `default`: as it comes, which may lose messages.
Facts per second from the first send until the last was handled; medians of the runs, all on one
private RabbitMQ node, in turn. Exits 1 when ours is below 1.5 times the fastest equal peer.

The peers live in .cache/peers/ (`bin/need peers/bus`, `bin/need peers/nameko`).
"""

import argparse
import os
import secrets
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import ExitStack
from pathlib import Path

import pika

from bench.bus import Bench
from bench.bus_parts import envelopes
from bench.product import ROOT

TARGET = 1.5
PATIENCE = 180.0
PEERS = {
    "celery": ("bus", "celery"),
    "dramatiq": ("bus", "dramatiq"),
    "faststream": ("bus", "faststream"),
    "nameko": ("nameko", "nameko"),
}
OURS = {"ours, one call per fact": "single", "ours, one call per list": "list"}


def main() -> int:
    """Measure all in turn, print the table and return 1 when the target is missed."""
    parser = argparse.ArgumentParser(description="Our bus beside others.")
    parser.add_argument("--facts", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only", nargs="*", choices=[*PEERS, "ours"])
    options = parser.parse_args()
    chosen = options.only or [*PEERS, "ours"]
    found: dict[str, list[float]] = {}
    with ExitStack() as stack:
        bench = Bench(stack, options.facts)
        envelope = Path(stack.enter_context(tempfile.TemporaryDirectory())) / "envelope.json"
        envelope.write_text(next(iter(envelopes(1))).to_json())
        for run in range(options.runs):
            for title, shape in OURS.items() if "ours" in chosen else ():
                _note(found, run, title, bench.drain(shape))
            for durability in ("equal", "default"):
                for name in filter(chosen.__contains__, PEERS):
                    seen = _peer(name, bench.amqp, options.facts, durability, envelope)
                    _note(found, run, f"{name}, {durability}", seen)
    return _report({name: statistics.median(figures) for name, figures in found.items()})


def _note(found: dict[str, list[float]], run: int, title: str, per_second: float) -> None:
    found.setdefault(title, []).append(per_second)
    print(f"run {run + 1}: {title:28} {per_second:10,.0f} facts/s", flush=True)


def _report(medians: dict[str, float]) -> int:
    print(f"\nload average {os.getloadavg()[0]:.1f} at the end; medians")
    equal = {name: one for name, one in medians.items() if name.endswith(", equal")}
    ours = {name: one for name, one in medians.items() if name in OURS}
    fastest = max(equal.values(), default=0.0)
    for name, one in sorted(medians.items(), key=lambda pair: -pair[1]):
        times = f"{one / fastest:6.2f} x the fastest equal peer" if name in ours and fastest else ""
        print(f"{name:28} {one:10,.0f} facts/s {times}")
    if not ours or not fastest:
        return 0
    reached = max(ours.values()) >= TARGET * fastest
    print("the target is reached" if reached else f"BELOW {TARGET:g} x the fastest equal peer")
    return 0 if reached else 1


def _peer(name: str, amqp: str, count: int, durability: str, envelope: Path) -> float:
    """Let a peer send and take `count` messages and return how many it handled a second."""
    queue = f"peer-{secrets.token_hex(4)}"
    with ExitStack() as stack:
        stack.callback(_drop, amqp, queue)
        asked = (amqp, queue, str(count), durability, str(envelope))
        consumer = _start(stack, name, "consume", *asked)
        publisher = _start(stack, name, "publish", *asked)
        assert publisher.stdin
        began = time.time()
        publisher.stdin.write("go\n")
        publisher.stdin.flush()
        return count / (float(_line(consumer, name)) - began)


def _start(stack: ExitStack, name: str, *arguments: str) -> subprocess.Popen[str]:
    """Start a peer's program with its own Python and wait until it stands."""
    environment, module = PEERS[name]
    python = ROOT / ".cache" / "peers" / environment / "bin" / "python"
    if not python.exists():
        raise SystemExit(f"{name} is not installed: bin/need peers/{environment}")
    child = subprocess.Popen(
        [str(python), "-m", f"bench.peers.{module}", *arguments],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=None if os.environ.get("BENCH_SHOW") else subprocess.DEVNULL,
        text=True,
    )
    stack.callback(_end, child)
    while _line(child, name) != "ready":
        pass
    return child


def _line(child: subprocess.Popen[str], name: str) -> str:
    """Return what a program prints next; end when it died or is silent for too long."""
    assert child.stdout
    ended = threading.Timer(PATIENCE, child.kill)
    ended.start()
    line = child.stdout.readline()
    ended.cancel()
    if not line:
        raise SystemExit(f"{name} ended before it was done; BENCH_SHOW=1 shows why")
    return line.strip()


def _end(child: subprocess.Popen[str]) -> None:
    child.terminate()
    try:
        child.communicate(timeout=15)
    except subprocess.TimeoutExpired:
        child.kill()
        child.communicate()


def _drop(amqp: str, queue: str) -> None:
    """Delete the peer's queues and exchange: the next one finds an empty broker."""
    with pika.BlockingConnection(pika.URLParameters(amqp)) as connection:
        channel = connection.channel()
        for name in (queue, f"{queue}.DQ", f"{queue}.XQ"):
            channel.queue_delete(name)
        channel.exchange_delete(queue)


if __name__ == "__main__":
    sys.exit(main())
