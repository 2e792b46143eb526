"""The doors of services mode under load: many streams, a stop, a killed worker, a dead parent."""

import json
import re
import signal
import socket
import statistics
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Self
from urllib.parse import urlsplit

import psutil
import pytest
import requests

from chassis.ids import new_id
from chassis.testing import eventually
from chassis.testing.product import Client, Product

pytestmark = [pytest.mark.broker, pytest.mark.timeout(300)]

STREAMS = 200
CROWD = 8


class Listening:
    """An open live stream; what arrived so far is read when it is asked for."""

    def __init__(self, product: Product, client: Client) -> None:
        address = urlsplit(product.base)
        self.socket = socket.create_connection((address.hostname, address.port), timeout=30)
        token = client.session.headers["Authorization"]
        self.socket.sendall(
            f"GET /api/v1/stream HTTP/1.1\r\nHost: {address.netloc}\r\n"
            f"Authorization: {token}\r\n\r\n".encode()
        )
        self.got = b""
        self.ended = False

    def read(self) -> bytes:
        self.socket.setblocking(False)
        try:
            while piece := self.socket.recv(65_536):
                self.got += piece
            self.ended = True
        except BlockingIOError:
            pass
        return self.got


@pytest.fixture
def streams(services: Product) -> Iterator[list[Listening]]:
    client = services.sign_in()
    opened = [Listening(services, client) for _ in range(STREAMS)]
    yield opened
    for one in opened:
        one.socket.close()


def all_read(streams: list[Listening], wanted: bytes) -> Callable[[], bool]:
    return lambda: sum(wanted in one.read() for one in streams) == STREAMS


def door(product: Product, name: str) -> psutil.Process:
    """Return the parent of a door's workers."""
    for child in psutil.Process(product.pid).children():
        if f"master [{name}]" in " ".join(child.cmdline()):
            return child
    raise AssertionError(f"no door {name}")


def test_two_hundred_open_streams_leave_requests_answering_and_all_get_a_message(
    services: Product, streams: list[Listening]
):
    eventually(all_read(streams, b"event: reset\n"), deadline=30)
    client = services.sign_in()
    spent: list[float] = []

    def ask(number: int) -> int:
        began = time.monotonic()
        status = client("GET", "/contacts" if number % 2 else "/me").status_code
        spent.append(time.monotonic() - began)
        return status

    with ThreadPoolExecutor(4) as crowd:
        statuses = set(crowd.map(ask, range(200)))
    assert statuses == {200}
    assert statistics.median(spent) < 0.5
    client.do("PUT", "/agents/me/state", {"state": "paused", "reason": "almuerzo"})
    eventually(all_read(streams, b"event: agent.state\n"), deadline=10)
    assert not any(one.ended for one in streams)


def test_a_stop_tells_every_stream_to_connect_again(services: Product, streams: list[Listening]):
    eventually(all_read(streams, b"event: reset\n"), deadline=30)
    stopping = door(services, "gateway-web")
    stopping.send_signal(signal.SIGTERM)
    eventually(all_read(streams, b'event: end\ndata: {"reason":"restart"}'), deadline=20)
    eventually(lambda: sum(bool(one.read()) and one.ended for one in streams) == STREAMS)
    opened_again(services, stopping, "gateway-web")


def opened_again(product: Product, ended: psutil.Process, name: str) -> None:
    """Wait until the supervisor has replaced a door and every service answers through it."""
    eventually(lambda: not ended.is_running(), deadline=40)
    eventually(lambda: door(product, name) != ended, deadline=30)
    answers_again(product)


def answers_again(product: Product) -> None:
    away = (requests.RequestException, AssertionError)
    eventually(
        lambda: all(product.sign_in()("GET", path).ok for path in ("/contacts", "/calls/current")),
        deadline=60,
        ignoring=away,
    )


class Crowd:
    """People who write without a pause; each notes what was acknowledged and what was not."""

    def __init__(self, product: Product, mark: str) -> None:
        self.acknowledged: list[str] = []
        self.unknown: list[str] = []
        self._product = product
        self._mark = mark
        self._stop = threading.Event()
        self._login = product.sign_in().session.headers["Authorization"]
        self._threads = [threading.Thread(target=self._write, args=(n,)) for n in range(CROWD)]

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def _write(self, person: int) -> None:
        session = requests.Session()
        session.headers["Authorization"] = self._login
        count = 0
        while not self._stop.is_set():
            count += 1
            name = f"{self._mark}-{person}-{count}"
            if person % 2:  # every other one without keeping the connection
                session.close()
            self._try(session, name)

    def _try(self, session: requests.Session, name: str) -> None:
        body = {"kind": "person", "first_name": "Ana", "last_name": name}
        try:
            answer = session.post(f"{self._product.base}/api/v1/contacts", json=body, timeout=30)
        except requests.ConnectionError as error:  # the port stays open while doors change
            self.unknown.append(f"{name}: {error}")
            return
        if answer.status_code == 201:
            self.acknowledged.append(name)
        elif answer.status_code != 503:  # refused behind the gateway: it says so
            self.unknown.append(f"{name}: {answer.status_code} {answer.text[:200]}")


def stored(product: Product, mark: str) -> set[str]:
    client = product.sign_in()
    found: set[str] = set()
    cursor = None
    while True:
        params = {"q": mark, "limit": 200, **({"cursor": cursor} if cursor else {})}
        page = client.get("/contacts", params=params)
        found |= set(re.findall(rf"{mark}-\d+-\d+", json.dumps(page)))
        cursor = page["next_cursor"]
        if not cursor:
            return found


@pytest.mark.faults
@pytest.mark.parametrize("name", ["gateway-web", "contacts-web"])
def test_a_stop_under_load_answers_everything_that_was_accepted(services: Product, name: str):
    mark = f"m{new_id().hex[-10:]}"
    with Crowd(services, mark) as crowd:
        eventually(lambda: crowd.unknown or len(crowd.acknowledged) > 100, deadline=60)
        stopping = door(services, name)
        stopping.send_signal(signal.SIGTERM)
        opened_again(services, stopping, name)
        before = len(crowd.acknowledged)
        eventually(lambda: crowd.unknown or len(crowd.acknowledged) > before + 50, deadline=60)
    assert crowd.unknown == []
    assert stored(services, mark) == set(crowd.acknowledged)


@pytest.mark.faults
def test_who_connects_while_the_gateway_is_replaced_waits_and_is_answered(services: Product):
    client = services.sign_in()
    stopping = door(services, "gateway-web")
    stopping.send_signal(signal.SIGTERM)
    eventually(lambda: not stopping.is_running(), deadline=40)
    fresh = requests.get(
        f"{services.base}/api/v1/contacts", headers=client.session.headers, timeout=60
    )
    assert fresh.status_code == 200
    assert door(services, "gateway-web") != stopping


@pytest.mark.faults
@pytest.mark.parametrize("name", ["gateway-web", "telephony-web"])
def test_a_killed_worker_is_replaced_by_its_parent(services: Product, name: str):
    parent = door(services, name)
    (worker,) = parent.children()
    worker.kill()
    eventually(lambda: [one for one in parent.children() if one != worker], deadline=30)
    answers_again(services)
    assert door(services, name) == parent


@pytest.mark.faults
def test_a_door_whose_parent_is_killed_leaves_no_worker_and_is_opened_again(services: Product):
    parent = door(services, "contacts-web")
    (worker,) = parent.children()
    parent.kill()
    eventually(lambda: not worker.is_running(), deadline=5)
    opened_again(services, parent, "contacts-web")
