"""Random faults over many facts, by a seed that is printed and can be given again.

    python -m tests.faults.soak [--seed 7] [--faults 300] [--facts 50000] [--minutes 25]

Processes die at random named points and at any moment, freeze, lose their network; broker and
database stop and are killed; queues are deleted, connections cut, facts delivered again. People go
on writing meanwhile. Then everything drains and the ledger is judged. Ends with 1 when something
was lost, doubled or turned back, or when fewer faults or facts than wanted fitted into the time.
"""

import argparse
import random
import secrets
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict
from datetime import timedelta

import pika
import psycopg
from pika.exceptions import AMQPError
from sqlalchemy.exc import DBAPIError

from chassis.clock import now
from chassis.events import redelivery
from chassis.events.topology import Names
from chassis.testing import eventually
from tests.faults import points
from tests.faults.crowd import Crowd, drained
from tests.faults.harness import Child
from tests.faults.ledger import Verdict
from tests.faults.theatre import Theatre

READERS = ("single", "listed")
_DRAIN_WITHIN = 240.0
_QUEUE_SETTLES = 12.0
_ARMED = 0.7
_POINTS = {
    "relay": points.RELAY,
    "consumer": points.CONSUMER,
    "web": points.DOOR,
    "jobs": points.JOBS,
}


def main() -> int:
    """Run, print the table, and tell whether all is well."""
    parser = argparse.ArgumentParser(description="Random faults over many facts.")
    parser.add_argument("--seed", type=int, default=secrets.randbelow(1_000_000))
    parser.add_argument("--faults", type=int, default=300)
    parser.add_argument("--facts", type=int, default=50_000)
    parser.add_argument("--minutes", type=float, default=25.0)
    wanted = parser.parse_args()
    say(f"seed {wanted.seed}")
    with Theatre() as theatre:
        soak = Soak(theatre, random.Random(wanted.seed), wanted.facts / wanted.faults)
        verdict = soak.run(wanted.faults, wanted.facts, wanted.minutes * 60)
        return soak.report(verdict, wanted.faults, wanted.facts)


def say(line: str) -> None:
    """Print at once: a long run is watched."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


class Soak:
    """One run: its chance, its faults and its crowd."""

    def __init__(self, theatre: Theatre, chance: random.Random, facts_per_fault: float) -> None:
        self._theatre = theatre
        self._stage = theatre.stage
        self._chance = chance
        self._share = facts_per_fault
        self._began = time.monotonic()
        self.done: Counter[str] = Counter()
        self.ended: Counter[str] = Counter()
        """Processes that ended by themselves: there must be none."""
        self._queue_lost = float("-inf")
        self._parked = 0
        self._armed: dict[str, str] = {}
        self._actions: list[tuple[int, Callable[[], None]]] = [
            (30, self._kill),
            (10, self._freeze),
            (14, self._network),
            (3, self._database),
            (2, self._broker),
            (3, self._queue),
            (5, self._again),
            (5, self._connections),
        ]

    @property
    def faults(self) -> int:
        """How many there were."""
        return sum(self.done.values())

    @property
    def facts(self) -> int:
        """How many facts were stated by now: by requests and beside them."""
        return len(self.crowd.ledger.acknowledged) + len(self._stage.world.stated)

    def run(self, faults: int, facts: int, seconds: float) -> Verdict:
        """Go on until there were enough of both, or the time is over; drain and judge."""
        self.crowd = Crowd(self._stage, people=4, accounts=5)
        until = time.monotonic() + seconds
        shown = 0
        with self.crowd:
            while (self.faults < faults or self.facts < facts) and time.monotonic() < until:
                if self.faults < faults:
                    weights, acts = zip(*self._actions, strict=True)
                    self._chance.choices(acts, weights)[0]()
                self._theatre.state(self._chance.randint(20, int(self._share * 1.8)))
                self._tend()
                if self.faults >= shown + 25:
                    shown = self.faults
                    say(f"{self._minutes():.1f} min: {shown} faults, {self.facts} facts")
            say("draining")
            self._armed.clear()
        self._tend(armed=0.0)
        for child in self._stage.children.values():
            child.end()  # whoever is armed yet must not die while the ledger is judged
        self._stage.bring_up()
        eventually(self._retry_parked, deadline=_DRAIN_WITHIN, ignoring=(DBAPIError,))
        return drained(self._stage, self.crowd.ledger, deadline=_DRAIN_WITHIN)

    def report(self, verdict: Verdict, faults: int, facts: int) -> int:
        """Print what was done and found."""
        world = self._stage.world
        missing, doubled = world.missing(), world.doubled()
        say(f"\n| faults | {self.faults} |\n|---|---|")
        for name, count in sorted(self.done.items()):
            say(f"| {name} | {count} |")
        say(f"\n| facts | {verdict.facts + len(world.stated)} |\n|---|---|")
        say(f"| requests sent | {self.crowd.ledger.requests} |")
        for name, value in asdict(verdict).items():
            say(f"| {name} | {value} |")
        say(f"| stated beside the requests | {len(world.stated)} |")
        say(f"| of these lost | {missing} |")
        say(f"| effects more than one, all readers | {doubled} |")
        say(f"| parked after three deaths in hand, then retried | {self._parked} |")
        say(f"| minutes | {self._minutes():.1f} |")
        say(f"| processes that ended by themselves | {dict(self.ended) or 0} |")
        good = verdict.clean and not missing and not doubled and not self.ended
        enough = self.faults >= faults and verdict.facts + len(world.stated) >= facts
        say("clean" if good else "NOT CLEAN")
        if not enough:
            say("fewer faults or facts than wanted")
        return 0 if good and enough else 1

    def _minutes(self) -> float:
        return (time.monotonic() - self._began) / 60

    def _pick(self) -> tuple[str, Child]:
        name = self._chance.choice(sorted(self._stage.children))
        return name, self._stage.children[name]

    def _tend(self, *, armed: float = _ARMED) -> None:
        """Count who died at a point; start the dead again, most of them bound to die once more."""
        for name, child in self._stage.children.items():
            if child.process is not None and child.process.poll() is None:
                continue
            if child.process is not None:
                if child.died():
                    self.done[f"kill at {self._armed.pop(name, '?')}"] += 1
                else:
                    self.ended[f"{name}, status {child.process.returncode}"] += 1
                child.end()
            fault = ""
            if self._chance.random() < armed:
                point = self._chance.choice(_POINTS[name])
                self._armed[name] = point
                fault = f"{point}:kill@{self._chance.randint(1, 60)}"
            child.launch(fault)

    def _kill(self) -> None:
        name, child = self._pick()
        if child.process is None or child.process.poll() is not None:
            return
        self._armed.pop(name, None)
        child.kill()
        self.done[f"kill -9 of {name}"] += 1

    def _freeze(self) -> None:
        name, child = self._pick()
        if child.process is None or child.process.poll() is not None:
            return
        child.freeze()
        self.crowd.rest(self._chance.uniform(0.1, 1.2))
        child.thaw()
        self.done[f"SIGSTOP of {name}"] += 1

    def _network(self) -> None:
        side = self._chance.choice(["broker", "database"])
        how = self._chance.choice(["cut", "half-open", "half-open, then cut", "reset", "slow"])
        proxy, length = self._theatre.proxies[side], self._chance.uniform(0.1, 1.0)
        if how == "cut":
            proxy.cut()
        elif how == "reset":
            proxy.reset_after(self._chance.randint(1, 100_000))
        elif how == "slow":
            proxy.delay(0.05)
        else:
            proxy.hold()
        self.crowd.rest(length)
        if how == "half-open, then cut":
            proxy.cut()
        proxy.heal()
        self.done[f"network to the {side} {how}"] += 1

    def _database(self) -> None:
        how = self._chance.choice(["fast", "immediate", "kill"])
        self._theatre.stop_postgres(how)
        self.done[f"PostgreSQL {how}"] += 1

    def _broker(self) -> None:
        # 3.10 can lose a queue's leader when it is killed just after the queue was declared
        if time.monotonic() - self._queue_lost < _QUEUE_SETTLES:
            return
        how = self._chance.choice(["stop_node", "kill"])
        getattr(self._theatre.broker, how)()
        self._theatre.state(50)
        self._theatre.broker.restart()
        self.done[f"RabbitMQ {how.removesuffix('_node')}"] += 1

    def _queue(self) -> None:
        queue = Names(self._theatre.rabbit.prefix).inbox(self._chance.choice(READERS))
        try:
            url = pika.URLParameters(self._theatre.rabbit.url)
            with pika.BlockingConnection(url) as connection:
                connection.channel().queue_delete(queue)
        except AMQPError:
            return
        self._queue_lost = time.monotonic()
        self.done["queue deleted"] += 1

    def _again(self) -> None:
        reader = self._chance.choice(READERS)
        try:
            with self._stage.world.databases["origin"].transaction(None) as session:
                redelivery.request(session, reader, now() - timedelta(seconds=15))
        except DBAPIError:
            return
        self.done["facts delivered again"] += 1

    def _connections(self) -> None:
        name = self._chance.choice(sorted(self._stage.world.databases))
        database = self._stage.world.databases[name]
        database.close()
        try:
            with database.connect_direct() as connection:
                connection.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )
        except psycopg.Error:
            return
        self.done["database connections ended"] += 1

    def _retry_parked(self) -> bool:
        """An operator retries what random kills have hit three times; True when none is left."""
        left = 0
        for reader in READERS:
            self._parked += self._stage.world.retry_parked(reader)
            states = self._stage.world.inbox(reader)
            left += sum(states.values()) - states["done"]
        return left == 0


if __name__ == "__main__":
    sys.exit(main())
