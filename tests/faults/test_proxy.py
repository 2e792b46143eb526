"""The proxy does what the network tests rely on."""

import socket
import threading
from collections.abc import Iterator
from contextlib import suppress

import pytest

from chassis.testing import eventually
from tests.faults.proxy import Proxy

pytestmark = pytest.mark.thorough  # it serves test_network alone


@pytest.fixture
def echo() -> Iterator[tuple[str, int]]:
    listening = socket.create_server(("127.0.0.1", 0))

    def answer(connection: socket.socket) -> None:
        with connection, suppress(OSError):
            while piece := connection.recv(65_536):
                connection.sendall(piece)

    def accept() -> None:
        with suppress(OSError):
            while True:
                threading.Thread(target=answer, args=(listening.accept()[0],), daemon=True).start()

    thread = threading.Thread(target=accept, daemon=True)
    thread.start()
    yield listening.getsockname()
    listening.shutdown(socket.SHUT_RDWR)
    listening.close()
    thread.join()


def connect(proxy: Proxy) -> socket.socket:
    return socket.create_connection(("127.0.0.1", proxy.port), timeout=10)


def said(connection: socket.socket, words: bytes) -> bytes:
    connection.sendall(words)
    got = b""
    while len(got) < len(words):
        piece = connection.recv(65_536)
        if not piece:
            break
        got += piece
    return got


def test_it_forwards_both_ways_and_counts_connections(echo):
    with Proxy(echo) as proxy, connect(proxy) as one, connect(proxy) as two:
        assert said(one, b"x" * 300_000) == b"x" * 300_000
        assert said(two, b"two") == b"two"
        assert proxy.accepted == 2


def test_held_bytes_arrive_when_it_is_healed(echo):
    with Proxy(echo) as proxy, connect(proxy) as connection:
        assert said(connection, b"one") == b"one"
        proxy.hold()
        connection.sendall(b"two")
        connection.settimeout(0.2)
        with pytest.raises(TimeoutError):
            connection.recv(3)
        connection.settimeout(10)
        proxy.heal()
        assert connection.recv(3) == b"two"


def test_a_cut_resets_everybody_and_refuses_the_next(echo):
    with Proxy(echo) as proxy, connect(proxy) as connection:
        assert said(connection, b"one") == b"one"
        proxy.cut()
        with pytest.raises(ConnectionResetError):
            connection.recv(1)
        with pytest.raises(ConnectionResetError), connect(proxy) as refused:
            refused.recv(1)
        proxy.heal()
        with connect(proxy) as again:
            assert said(again, b"two") == b"two"


def test_it_resets_in_the_middle_of_a_message_once(echo):
    with Proxy(echo) as proxy, connect(proxy) as connection:
        assert said(connection, b"12345") == b"12345"
        proxy.reset_after(3)
        with pytest.raises(ConnectionResetError):
            said(connection, b"123456")
        with connect(proxy) as again:
            assert said(again, b"two") == b"two"


def test_held_connections_that_are_cut_lose_what_they_had_sent(echo):
    with Proxy(echo) as proxy, connect(proxy) as connection:
        assert said(connection, b"one") == b"one"
        proxy.hold()
        connection.sendall(b"two")
        proxy.cut()
        proxy.heal()
        with pytest.raises(ConnectionResetError):
            eventually(lambda: connection.recv(3))


def test_it_ends_while_bytes_are_held(echo):
    with Proxy(echo) as proxy:
        connection = connect(proxy)
        proxy.hold()
        connection.sendall(b"never")
    connection.close()
    assert not proxy.running
