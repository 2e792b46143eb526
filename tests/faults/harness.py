"""Runs the test world in processes that die, and compares the ledger with what was done."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import IO, Any

from chassis.events.start import Bus, RabbitMQ
from chassis.testing import eventually
from chassis.testing.bus import World

PATIENCE = 60.0


@dataclass
class Child:
    """A process of the world; started again when it died, without its fault then."""

    order: dict[str, Any]
    log: IO[bytes] = field(default_factory=tempfile.TemporaryFile)
    process: subprocess.Popen[str] | None = None

    def start(self, fault: str = "") -> None:
        """Start it and wait until it runs."""
        environment = {**os.environ, "TRONCAL_FAULT": fault}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.child", json.dumps(self.order)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self.log,
            text=True,
            env=environment,
        )
        # A fault may strike before it could say that it runs: then its output ends.
        for line in self.process.stdout:
            if line == "ready\n":
                break

    def died(self) -> bool:
        """Whether SIGKILL has ended it."""
        return self.process is not None and self.process.poll() == -9

    def kill(self) -> None:
        """Kill it now."""
        self.process.kill()
        self.end()

    def end(self) -> None:
        """Stop it in good order, or clear away what is left of it."""
        if self.process is None:
            return
        if self.process.poll() is None:
            self.process.stdin.close()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process.stdin.close()
        self.process.stdout.close()
        self.process = None


@dataclass
class Stage:
    """A world whose services run in children: owner and readers apart, or all in one."""

    world: World
    mutant: str = ""
    children: dict[str, Child] = field(default_factory=dict)

    def __post_init__(self) -> None:
        bus: Bus = self.world.bus
        over_broker = isinstance(bus, RabbitMQ)
        parts: dict[str, Sequence[str]] = (
            {"relay": ["origin"], "consumer": ["single", "listed"]}
            if over_broker
            else {"all": ["origin", "single", "listed"]}
        )
        for name, runs in parts.items():
            order = {
                "urls": dict(self.world.urls),
                "bus": {"url": bus.url, "prefix": bus.prefix} if over_broker else None,
                "runs": list(runs),
                "mutant": self.mutant,
            }
            self.children[name] = Child(order)

    def victim(self, point: str) -> Child:
        """Return the process in which this point is passed."""
        if "all" in self.children:
            return self.children["all"]
        return self.children["relay" if point.startswith("relay") else "consumer"]

    def start(self) -> None:
        """Start every child, and wait until what new queues ask for has been delivered again.

        Else that would make good for a fact that the test's fault has lost.
        """
        for child in self.children.values():
            if child.process is None:
                child.start()
        self.world.state_many(5)
        self.settle()
        eventually(lambda: self.world.open_redeliveries() == 0, deadline=PATIENCE)

    def kill_at(self, point: str, *, after: int = 1) -> None:
        """State facts while one process is bound to die at this point; start it again."""
        victim = self.victim(point)
        victim.end()
        self.world.state_many(30)
        victim.start(f"{point}:kill@{after}")
        for child in self.children.values():
            if child is not victim and child.process is None:
                child.start()
        self.world.state_many(30)

        def died() -> bool:
            """One window may have held all that was stated: then the point needs another."""
            if not victim.died():
                self.world.state_many(1)
            return victim.died()

        eventually(died, deadline=PATIENCE, saying=f"killed at {point}")
        victim.end()
        victim.start()

    def settle(self) -> None:
        """Wait until every stated fact has arrived everywhere and is marked."""
        eventually(lambda: self.world.missing() == 0, deadline=PATIENCE, saying="facts arrive")
        eventually(lambda: self.world.unpublished() == 0, deadline=PATIENCE, saying="marked")

    def end(self) -> None:
        """End every child."""
        for child in self.children.values():
            child.end()

    def close(self) -> None:
        """End every child and show what they logged, which pytest prints when the test failed."""
        self.end()
        for name, child in self.children.items():
            child.log.seek(0)
            print(f"--- {name}", child.log.read().decode()[-20_000:], sep="\n")  # noqa: T201
            child.log.close()

    def check(self) -> None:
        """Compare the ledger: nothing lost, nothing twice, nothing parked."""
        assert self.world.missing() == 0, "acknowledged facts lost"
        assert self.world.doubled() == 0, "duplicate effects"
        for reader in ("single", "listed"):
            states = self.world.inbox(reader)
            assert set(states) <= {"done"}, f"{reader}: {dict(states)}"
