import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from pathlib import Path

import orjson
import psutil
import pytest

from chassis.runtime.ports import listen
from chassis.testing import eventually

ROOT = str(Path(__file__).parents[3])
MODULE = "chassis.web.tests.serving"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """A gunicorn in a process of its own."""

    def __init__(
        self,
        kind: str,
        folder: Path,
        *,
        workers: int = 1,
        port: int | None = None,
        listener: socket.socket | None = None,
    ):
        self.port, self.health_port = port or free_port(), free_port()
        given = () if listener is None else (listener.fileno(),)
        self.folder = folder
        start = ["-m", "chassis.patched", MODULE] if kind == "gevent" else ["-m", MODULE]
        environ = {**os.environ, "PYTHONPATH": ROOT}
        if workers > 1:
            environ["PROMETHEUS_MULTIPROC_DIR"] = str(folder / "metrics")
            (folder / "metrics").mkdir()
        self.process = subprocess.Popen(
            [
                *(sys.executable, *start, kind, str(self.port), str(self.health_port)),
                *(str(folder), str(workers), *map(str, given)),
            ],
            env=environ,
            pass_fds=given,
            stderr=subprocess.PIPE,
            text=True,
        )

    def get(
        self, path: str, port: int | None = None, headers: Mapping[str, str] | None = None
    ) -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", port or self.port, timeout=10)
        try:
            connection.request("GET", path, headers=dict(headers or {}))
            response = connection.getresponse()
            return response.status, response.read().decode()
        finally:
            connection.close()

    def wait_ready(self) -> None:
        def answers() -> bool:
            assert self.process.poll() is None
            return self.get("/readyz", self.health_port)[0] == 200

        eventually(answers, deadline=30, ignoring=(OSError,))

    def stop(self) -> tuple[int, str]:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        _, errors = self.process.communicate(timeout=30)
        return self.process.returncode, errors


@pytest.fixture(params=["threads", "gevent"])
def kind(request) -> str:
    return request.param


@pytest.fixture
def serving(tmp_path):
    started = []

    def start(kind: str, **options) -> Server:
        started.append(Server(kind, tmp_path, **options))
        started[-1].wait_ready()
        return started[-1]

    yield start
    for server in started:
        server.stop()


def test_a_service_answers_and_drains_on_sigterm(kind, serving):
    server = serving(kind)
    answers: list[tuple[int, str]] = []
    asking = threading.Thread(target=lambda: answers.append(server.get("/slow")))
    asking.start()
    eventually((server.folder / "slow").exists)
    code, errors = server.stop()
    asking.join()
    assert answers == [(200, "slow")]
    assert code == 0, errors
    assert list(server.folder.glob("closed-*"))


def test_a_stopping_worker_lets_its_port_go_while_it_finishes_what_it_has(kind, serving):
    server = serving(kind)
    answers: list[tuple[int, str]] = []
    asking = threading.Thread(target=lambda: answers.append(server.get("/held")))
    asking.start()
    eventually((server.folder / "held").exists)
    server.process.send_signal(signal.SIGTERM)

    def shut() -> bool:
        try:
            socket.create_connection(("127.0.0.1", server.port), timeout=1).close()
        except ConnectionRefusedError:
            return True
        return False

    eventually(shut)
    assert asking.is_alive()
    (server.folder / "go").touch()
    asking.join()
    assert answers == [(200, "held")]
    assert server.stop()[0] == 0


def test_who_connects_to_a_given_port_while_one_server_follows_another_is_answered(kind, serving):
    with listen(0) as listener:
        port = listener.getsockname()[1]
        first = serving(kind, port=port, listener=listener)
        assert first.get("/count") == (200, "counted")
        assert first.stop()[0] == 0
        waiting = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        waiting.request("GET", "/count")
        serving(kind, port=port, listener=listener)
        assert waiting.getresponse().read() == b"counted"
        waiting.close()


def test_connections_between_requests_do_not_hold_up_a_stop(kind, serving):
    server = serving(kind)
    idle = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    idle.request("GET", "/count")
    assert idle.getresponse().read() == b"counted"
    silent = socket.create_connection(("127.0.0.1", server.port))
    began = time.monotonic()
    code, errors = server.stop()
    assert code == 0, errors
    assert time.monotonic() - began < 9
    assert "Traceback" not in errors
    assert "exception" not in errors
    idle.close()
    silent.close()


def test_a_client_that_takes_nothing_is_hung_up_on(serving):
    server = serving("gevent")
    with socket.create_connection(("127.0.0.1", server.port)) as client:
        client.sendall(b"GET /flood HTTP/1.1\r\nHost: x\r\n\r\n")
        eventually((server.folder / "flood-ended").exists, deadline=20)


def test_an_answer_names_no_server_and_one_date(kind, serving):
    server = serving(kind)
    with socket.create_connection(("127.0.0.1", server.port)) as client:
        client.sendall(b"GET /heard HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        head = client.makefile("rb").read().partition(b"\r\n\r\n")[0].lower()
    assert b"server:" not in head
    assert b"gunicorn" not in head
    assert head.count(b"\r\ndate:") == 1


def test_nobody_sets_the_servers_own_variables_by_headers(kind, serving):
    server = serving(kind)
    posing = {
        "X_Actor": "me",
        "PATH_INFO": "/count",
        "SCRIPT_NAME": "/heard",
        "X-Forwarded-Proto": "https",
    }
    status, body = server.get("/heard", headers=posing)
    assert status == 200
    assert orjson.loads(body) == {
        "HTTP_X_ACTOR": "None",
        "SCRIPT_NAME": "",
        "wsgi.url_scheme": "http",
    }


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        ("/count?" + "x" * 8_200, {}, 414),
        ("/count", {"X-Long": "x" * 8_200}, 431),
        ("/count", {f"X-{number}": "x" for number in range(101)}, 431),
        ("/count?" + "x" * 7_000, {"X-Long": "x" * 7_000}, 200),
    ],
)
def test_a_head_that_is_too_long_is_refused(serving, path, headers, status):
    assert serving("gevent").get(path, headers=headers)[0] == status


def test_the_gateways_worker_holds_many_streams_and_ends_them_when_it_stops(serving):
    server = serving("gevent")
    held = []
    for _ in range(60):
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
        connection.request("GET", "/stream")
        held.append((connection, connection.getresponse()))
    assert all(response.readline() == b"event: reset\n" for _, response in held)
    assert server.get("/count") == (200, "counted")
    assert (
        'troncal_http_streams{service="gateway"} 60.0'
        in server.get("/metrics", server.health_port)[1]
    )
    code, errors = server.stop()
    assert code == 0, errors
    assert all(b'"restart"' in response.read() for _, response in held)
    for connection, _ in held:
        connection.close()


def test_a_worker_that_dies_is_replaced_and_its_counts_stay(serving):
    server = serving("threads", workers=2)
    for _ in range(10):
        server.get("/count")
    first = psutil.Process(server.process.pid).children()
    first[0].kill()
    eventually(
        lambda: len(set(psutil.Process(server.process.pid).children()) - set(first)) == 1,
        deadline=15,
    )
    server.wait_ready()
    expected = 'troncal_outbox_published_total{service="gateway"} 10.0'
    eventually(
        lambda: expected in server.get("/metrics", server.health_port)[1], ignoring=(OSError,)
    )


def test_a_taken_port_is_one_sentence_and_an_exit_code(tmp_path, kind):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        server = Server(kind, tmp_path, port=taken.getsockname()[1])
        _, errors = server.process.communicate(timeout=30)
    assert server.process.returncode == 1
    assert errors.strip().startswith(f"Port {server.port} on 127.0.0.1 is taken")
    assert "Traceback" not in errors
