import http.client
import socket
import threading

import pytest
from flask import Flask, request

from chassis.observability.metrics import Metrics
from chassis.testing import eventually
from chassis.web import stream
from chassis.web.server import PortTaken, serve
from chassis.web.stream import Streams
from chassis.web.tests.test_stream import Mailbox, Note


@pytest.fixture
def world():
    return World()


class World:
    """An application with one stream per request and a slow route, on two threads."""

    def __init__(self) -> None:
        self.metrics = Metrics("gateway")
        self.streams = Streams(self.metrics, limit=20, recheck=0.05)
        self.boxes: list[Mailbox] = []
        self.release = threading.Event()
        self.app = Flask("test")
        self.app.add_url_rule("/stream", view_func=self.open)
        self.app.add_url_rule("/quick", view_func=lambda: "quick")
        self.app.add_url_rule("/slow", view_func=self.slow)
        self.app.add_url_rule("/echo", view_func=self.echo, methods=["POST"])

    def open(self):
        def subscribe():
            self.boxes.append(Mailbox())
            return self.boxes[-1]

        opened = self.streams.open(subscribe, may_go_on=lambda: True)
        return stream.reply(request.environ, opened)

    def slow(self):
        self.release.wait(10)
        return "slow"

    def echo(self):
        return request.get_data() + request.headers.get("X-Actor", "").encode()


@pytest.fixture
def server(world):
    running = serve(world.app, host="127.0.0.1", port=0, threads=2, max_body=1000)
    yield running
    world.release.set()
    running.stop(grace=5)


def connected(server) -> http.client.HTTPConnection:
    return http.client.HTTPConnection("127.0.0.1", server.port, timeout=5)


def opened(server):
    connection = connected(server)
    connection.request("GET", "/stream")
    return connection, connection.getresponse()


def test_more_streams_than_threads_leave_the_pool_free(world, server):
    held = [opened(server) for _ in range(10)]
    assert [response.readline() for _, response in held] == [b"event: reset\n"] * 10
    connection = connected(server)
    connection.request("GET", "/quick")
    assert connection.getresponse().read() == b"quick"
    world.boxes[3].put(Note("call.ringing", {"id": "7"}))
    assert b"".join(held[3][1].readline() for _ in range(4)).endswith(b'data: {"id":"7"}\n')
    assert world.metrics.value("http_streams") == 10
    for each, _ in [*held, (connection, None)]:
        each.close()


def test_a_client_that_hangs_up_gives_its_stream_back(world, server):
    connection, response = opened(server)
    response.readline()
    response.close()
    connection.close()
    eventually(lambda: len(world.streams) == 0)
    assert world.boxes[0].closed


def test_a_stream_is_a_proper_chunked_response_that_ends(world, server):
    connection, response = opened(server)
    assert response.headers["Content-Type"].startswith("text/event-stream")
    assert response.headers["Connection"] == "close"
    world.streams.drain()
    assert response.read().endswith(b'event: end\ndata: {"reason":"restart"}\n\n')
    connection.close()


def test_a_http_1_0_client_reads_the_stream_until_it_closes(world, server):
    with socket.create_connection(("127.0.0.1", server.port), timeout=5) as raw:
        raw.sendall(b"GET /stream HTTP/1.0\r\n\r\n")
        eventually(lambda: len(world.streams) == 1)
        world.streams.drain()
        received = b""
        while part := raw.recv(4096):
            received += part
    assert received.endswith(b'data: {"reason":"restart"}\n\n')


def test_too_many_streams_is_an_answer_and_not_a_hang(world, server):
    held = [opened(server) for _ in range(20)]
    connection, response = opened(server)
    assert response.status >= 500
    for each, _ in [*held, (connection, None)]:
        each.close()


def test_stopping_lets_a_running_request_finish(world):
    server = serve(world.app, host="127.0.0.1", port=0, threads=2)
    connection = connected(server)
    connection.request("GET", "/slow")
    stopping = threading.Thread(target=server.stop, kwargs={"grace": 5})
    eventually(lambda: server._server.requests.idle == 1)
    stopping.start()
    world.release.set()
    assert connection.getresponse().read() == b"slow"
    stopping.join(5)
    assert not stopping.is_alive()
    connection.close()


def test_stopping_answers_what_had_been_sent_and_was_not_looked_at_yet(world):
    server = serve(world.app, host="127.0.0.1", port=0, threads=2)
    kept = connected(server)
    kept.request("GET", "/quick")
    kept.getresponse().read()
    idle = connected(server)
    idle.connect()
    manager = server._server._connections
    manager._stop_requested = True  # from now on nobody accepts or reads
    eventually(lambda: not manager._serving)
    fresh = [connected(server) for _ in range(20)]
    for connection in (kept, *fresh):
        connection.request("GET", "/quick")
    server.stop(grace=10)
    for connection in (kept, *fresh):
        assert connection.getresponse().read() == b"quick"
    assert idle.sock.recv(1) == b""
    for connection in (kept, idle, *fresh):
        connection.close()


def test_stopping_ends_open_streams(world):
    server = serve(world.app, host="127.0.0.1", port=0, threads=2)
    connection, response = opened(server)
    response.readline()
    server.stop(grace=5)
    assert len(world.streams) == 0
    response.read()
    connection.close()


def test_a_body_over_the_bound_is_refused_and_underscored_headers_are_dropped(world, server):
    connection = connected(server)
    connection.request("POST", "/echo", b"x" * 1001)
    assert connection.getresponse().status == 413
    connection.close()
    connection = connected(server)
    connection.request("POST", "/echo", b"hola ", {"X_Actor": "forged"})
    assert connection.getresponse().read() == b"hola "
    connection.close()


def test_a_taken_port_is_one_sentence():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(PortTaken) as refusal:
            serve(lambda *_: [], host="127.0.0.1", port=port)
    assert str(refusal.value).startswith(f"Port {port} on 127.0.0.1 is taken")
    assert "\n" not in str(refusal.value)


def test_many_idle_connections_stay_open_and_cost_no_thread(server):
    held = [connected(server) for _ in range(40)]
    for _ in range(2):
        for each in held:
            each.request("GET", "/quick")
            answer = each.getresponse()
            assert answer.read() == b"quick"
            assert answer.headers["Connection"] != "close"
    for each in held:
        each.close()
