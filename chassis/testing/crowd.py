"""People who use the product without a pause while something happens to it."""

import threading
import time
from dataclasses import dataclass, field
from typing import Self

import requests

READS = ("/contacts", "/me", "/calls", "/messages", "/agents/me", "/users")


@dataclass
class Crowd:
    """Half of them write contacts, half read pages of every service; each notes what went wrong.

    Every other one keeps its connection, the others connect anew for each request. `failed` holds
    one line for each request that was not answered with 200 or 201.
    """

    base: str
    token: str
    mark: str
    people: int = 8
    acknowledged: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    _stop: threading.Event = field(default_factory=threading.Event)
    _threads: list[threading.Thread] = field(default_factory=list)

    def __enter__(self) -> Self:
        self._threads = [
            threading.Thread(target=self._use, args=(number,)) for number in range(self.people)
        ]
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()

    @property
    def answered(self) -> int:
        """How many were answered, well or badly."""
        return len(self.seconds)

    def _use(self, person: int) -> None:
        session = requests.Session()
        session.headers["Authorization"] = f"Bearer {self.token}"
        count = 0
        while not self._stop.is_set():
            count += 1
            if person % 2:
                session.close()
            began = time.perf_counter()
            if person % 4 < 2:  # noqa: PLR2004 - both kinds of connection write and read
                self._write(session, f"{self.mark}-{person}-{count}")
            else:
                self._read(session, READS[count % len(READS)])
            self.seconds.append(time.perf_counter() - began)

    def _write(self, session: requests.Session, name: str) -> None:
        body = {"kind": "person", "first_name": "Ana", "last_name": name}
        try:
            answer = session.post(f"{self.base}/api/v1/contacts", json=body, timeout=30)
        except requests.RequestException as error:
            self.failed.append(f"POST {name}: {error!r}")
            return
        if answer.status_code == requests.codes.created:
            self.acknowledged.append(name)
        else:
            self.failed.append(f"POST {name}: {answer.status_code} {answer.text[:200]}")

    def _read(self, session: requests.Session, path: str) -> None:
        try:
            answer = session.get(f"{self.base}/api/v1{path}", timeout=30)
        except requests.RequestException as error:
            self.failed.append(f"GET {path}: {error!r}")
            return
        if answer.status_code != requests.codes.ok:
            self.failed.append(f"GET {path}: {answer.status_code} {answer.text[:200]}")
