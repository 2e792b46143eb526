"""People who write without a pause, each on accounts of their own, and note it in the ledger."""

import itertools
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Self
from uuid import UUID

import requests

from chassis.identity.tokens import mint
from chassis.ids import new_id
from chassis.testing import eventually
from tests.faults.harness import PATIENCE, Stage
from tests.faults.keys import KEY
from tests.faults.ledger import Ledger, Verdict, judge
from tests.faults.shop import PERSON

_TOKEN_LIFE = 10.0
_REFUSED_PAUSE = 0.02
_CREATED = 201
_FAILED = 500


@dataclass
class Crowd:
    """Writers over HTTP. Those who insist ask again with their key until somebody has answered."""

    stage: Stage
    people: int = 3
    accounts: int = 4
    pause: float = 0.0
    insists: bool | None = None
    """Whether all or none insist; every other one where it is not said."""
    ledger: Ledger = field(default_factory=Ledger)
    failed: list[str] = field(default_factory=list)
    """Requests that were accepted and then not answered, or answered by 5xx."""

    def __post_init__(self) -> None:
        self._stop = threading.Event()
        self._threads = [
            threading.Thread(target=self._write, args=(n,), daemon=True) for n in range(self.people)
        ]
        opened = self.stage.world.open_accounts(self.people * self.accounts)
        self._own = [opened[n :: self.people] for n in range(self.people)]

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join(60)

    def wait_for(self, more: int) -> None:
        """Wait until so many more are acknowledged."""
        wanted = len(self.ledger.acknowledged) + more
        eventually(
            lambda: len(self.ledger.acknowledged) >= wanted,
            deadline=PATIENCE,
            saying="lines are acknowledged",
        )

    def rest(self, seconds: float) -> None:
        """Let them write, or try to, for so long: for faults whose length is the point."""
        assert not self._stop.wait(seconds)

    def _write(self, person: int) -> None:
        client = _Client(self.stage.port, self.failed)
        for number in itertools.count(1):
            for account in self._own[person]:
                if self._stop.wait(self.pause):
                    return
                insists = person % 2 == 0 if self.insists is None else self.insists
                self._one(client, account, number, insists=insists)

    def _one(self, client: "_Client", account: UUID, number: int, *, insists: bool) -> None:
        mark = new_id()
        self.ledger.ask(account, number, mark)
        while (status := client.post(account, number, mark)) is None or status >= _FAILED:
            if not insists or self._stop.is_set():
                return
            time.sleep(_REFUSED_PAUSE)
        if status == _CREATED:
            self.ledger.acknowledge(mark)
        else:
            self.ledger.refuse(mark, status)


class _Client:
    def __init__(self, port: int, failed: list[str]) -> None:
        self._failed = failed
        self._base = f"http://127.0.0.1:{port}/api/v1/accounts"
        self._session = requests.Session()
        self._until = 0.0

    def post(self, account: UUID, number: int, mark: UUID) -> int | None:
        """Return the status, or None when nobody answered."""
        if time.monotonic() > self._until:
            token = mint(PERSON, key=KEY, issuer="gateway", audience="origin")
            self._session.headers["Authorization"] = f"Bearer {token}"
            self._until = time.monotonic() + _TOKEN_LIFE
        try:
            answer = self._session.post(
                f"{self._base}/{account}/lines",
                json={"mark": str(mark), "number": number},
                headers={"Idempotency-Key": str(mark)},
                timeout=20,
            )
        except requests.RequestException as error:
            if "Connection refused" not in str(error):
                self._failed.append(f"{mark}: {error}")
            time.sleep(_REFUSED_PAUSE)
            return None
        if answer.status_code >= _FAILED:
            self._failed.append(f"{mark}: {answer.status_code}")
        return answer.status_code


def drained(stage: Stage, ledger: Ledger, *, deadline: float = PATIENCE) -> Verdict:
    """Wait until facts, queues and jobs are drained, then judge.

    `deadline` is how long it may take until less is left; how much there is to drain, and how fast
    the machine is, are no fault.
    """
    world = stage.world
    _none_left(world.unpublished, deadline, "facts in the outbox")
    _none_left(world.unsent, deadline, "shipments that no job has sent")
    marks = {line[1] for line in world.lines()}
    for reader in ("single", "listed"):
        _none_left(
            lambda reader=reader: len(marks - set(world.marks(reader))),
            deadline,
            f"lines that did not reach {reader}",
        )
    _none_left(world.missing, deadline, "stated facts that did not arrive")
    return judge(ledger, world)


def _none_left(count: Callable[[], int], deadline: float, saying: str) -> None:
    left = count()
    while left:
        (left,) = eventually(
            lambda before=left: [now] if (now := count()) < before else [],
            deadline=deadline,
            saying=f"fewer than {left} {saying}",
        )
