"""Runs the shop in processes that die, and compares the ledger with what was done."""

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import IO, Any

from chassis.events.start import Bus, RabbitMQ
from chassis.runtime.ports import free_ports
from chassis.testing import eventually
from tests.faults.shop import Shop

PATIENCE = 60.0

Part = tuple[Sequence[str], Sequence[str]]
"""Which services run in a process, and in which roles."""

BUS: Mapping[str, Part] = {
    "relay": (["origin"], ["events"]),
    "consumer": (["single", "listed"], ["events"]),
}
SHOP: Mapping[str, Part] = {
    **BUS,
    "web": (["origin"], ["web"]),
    "jobs": (["origin"], ["jobs", "scheduler"]),
}
ALL: Mapping[str, Part] = {
    "all": (["origin", "single", "listed"], ["web", "events", "jobs", "scheduler"])
}
_PASSED_IN = {
    "relay": "relay",
    "consumer": "consumer",
    "web": "web",
    "wake": "web",
    "notifier": "web",
    "database": "web",
    "job": "jobs",
    "scheduler": "jobs",
}


@dataclass
class Child:
    """A process of the shop; started again when it died, without its fault then."""

    order: dict[str, Any]
    log: IO[bytes] = field(default_factory=tempfile.TemporaryFile)
    process: subprocess.Popen[str] | None = None

    def launch(self, fault: str = "") -> None:
        """Start it; it may not run yet."""
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.child", json.dumps(self.order)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self.log,
            text=True,
            env={**os.environ, "TRONCAL_FAULT": fault},
        )

    def wait_ready(self) -> None:
        """Wait until it runs. A fault may strike before it could say so: then its output ends."""
        for line in self.process.stdout:
            if line == "ready\n":
                break

    def start(self, fault: str = "") -> None:
        """Start it and wait until it runs."""
        self.launch(fault)
        self.wait_ready()

    def died(self) -> bool:
        """Whether SIGKILL has ended it."""
        return self.process is not None and self.process.poll() == -signal.SIGKILL

    def kill(self) -> None:
        """Kill it now."""
        self.process.kill()
        self.end()

    def freeze(self) -> None:
        """Stop it where it is; its connections stay open and it answers nothing."""
        self.process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """Let it go on."""
        self.process.send_signal(signal.SIGCONT)

    def end(self) -> None:
        """Stop it in good order, or clear away what is left of it."""
        if self.process is None:
            return
        if self.process.poll() is None:
            self.process.stdin.close()
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process.stdin.close()
        self.process.stdout.close()
        self.process = None


@dataclass
class Stage:
    """A shop whose services run in children: owner and readers apart, or all in one.

    `through` gives other addresses of broker and databases to the children: a proxy's.
    """

    world: Shop
    mutant: str = ""
    parts: Mapping[str, Part] = field(default_factory=dict)
    through: Mapping[str, str] = field(default_factory=dict)
    children: dict[str, Child] = field(default_factory=dict)
    port: int = 0

    def __post_init__(self) -> None:
        bus: Bus = self.world.bus
        over_broker = isinstance(bus, RabbitMQ)
        (self.port,) = free_ports(1)
        for name, (runs, roles) in (self.parts or (BUS if over_broker else ALL)).items():
            self.children[name] = Child(
                {
                    "urls": {
                        one: self.through.get(url, url) for one, url in self.world.urls.items()
                    },
                    "bus": {"url": self.through.get(bus.url, bus.url), "prefix": bus.prefix}
                    if over_broker
                    else None,
                    "runs": list(runs),
                    "roles": list(roles),
                    "port": self.port,
                    "mutant": self.mutant,
                }
            )

    def victim(self, point: str) -> Child:
        """Return the process in which this point is passed."""
        if "all" in self.children:
            return self.children["all"]
        return self.children[_PASSED_IN[point.partition(".")[0]]]

    def start(self) -> None:
        """Start every child, and wait until what new queues ask for has been delivered again.

        Else that would make good for a fact that the test's fault has lost.
        """
        self.bring_up()
        self.world.state_many(5)
        self.settle()
        eventually(lambda: self.world.open_redeliveries() == 0, deadline=PATIENCE)

    def bring_up(self) -> None:
        """Start the children that do not run, side by side."""
        starting = [child for child in self.children.values() if child.process is None]
        for child in starting:
            child.launch()
        for child in starting:
            child.wait_ready()

    def kill_at(self, point: str, *, after: int = 1) -> None:
        """State facts while one process is bound to die at this point; start it again."""
        victim = self.victim(point)
        victim.end()
        self.world.state_many(30)
        victim.start(f"{point}:kill@{after}")
        self.bring_up()
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
        for child in self.children.values():
            if child.process is not None and child.process.poll() is None:
                child.thaw()  # a frozen one would not hear that its input has ended
        self.end()
        for name, child in self.children.items():
            child.log.seek(0)
            print(f"--- {name}", child.log.read().decode()[-20_000:], sep="\n")  # noqa: T201
            child.log.close()

    def check(self) -> None:
        """Compare what was stated: nothing lost, nothing twice, nothing parked."""
        assert self.world.missing() == 0, "acknowledged facts lost"
        assert self.world.doubled() == 0, "duplicate effects"
        for reader in ("single", "listed"):
            states = self.world.inbox(reader)
            assert set(states) <= {"done"}, f"{reader}: {dict(states)}"
