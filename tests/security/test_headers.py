"""Requests that mean one thing to a proxy and another to us, or that try to be somebody else.

Sent as bytes to the real server with the whole gateway behind it: no second request may be born
out of a first one, no header of the client's chooses an address, an organization or a caller.
"""

import re
import socket
from collections.abc import Iterator

import pytest

from chassis.runtime.ports import free_ports
from chassis.web.server import serve
from tests.security.organization import World

EVIL = "evil.example"
HIDDEN = b"GET /api/v1/me HTTP/1.1\r\nHost: localhost\r\nX-Hidden: 1\r\n\r\n"


@pytest.fixture(scope="module")
def port(world: World) -> Iterator[int]:
    (port,) = free_ports(1)
    server = serve(world.product.gateway, host="127.0.0.1", port=port)
    yield port
    server.stop()


def sent(port: int, raw: bytes) -> bytes:
    """Send bytes on one connection, say that no more will come, and return all that is answered."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        answered = b""
        try:
            connection.sendall(raw)
            connection.shutdown(socket.SHUT_WR)
            while piece := connection.recv(65_536):
                answered += piece
        except OSError:
            pass  # hung up on before all of it was sent or read
        return answered


def statuses(answered: bytes) -> list[int]:
    return [int(found) for found in re.findall(rb"HTTP/1\.[01] (\d{3})", answered)]


def post(headers: bytes, body: bytes = b"") -> bytes:
    return b"POST /api/v1/auth/logout HTTP/1.1\r\nHost: localhost\r\n" + headers + b"\r\n" + body


CHUNKED = b"Transfer-Encoding: chunked\r\n"
END = b"0\r\n\r\n"
FOUR = b"Content-Length: 4\r\n"

SMUGGLING = {
    "a body that nobody reads": (
        b"GET /api/docs HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n" % len(HIDDEN)
        + HIDDEN
    ),
    "two hosts": b"GET /api/docs HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n",
    "length and chunks": post(b"Content-Length: 4\r\n" + CHUNKED, END + HIDDEN),
    "chunks and length": post(CHUNKED + b"Content-Length: 6\r\n", END + HIDDEN),
    "two lengths": post(b"Content-Length: 0\r\nContent-Length: 60\r\n", HIDDEN),
    "two lengths in one": post(b"Content-Length: 0, 60\r\n", HIDDEN),
    "a signed length": post(b"Content-Length: +0\r\n", HIDDEN),
    "a negative length": post(b"Content-Length: -1\r\n", HIDDEN),
    "a length in hexadecimal": post(b"Content-Length: 0x0\r\n", HIDDEN),
    "a length with a space before its colon": post(b"Content-Length : 60\r\n", HIDDEN),
    "an unknown coding": post(b"Transfer-Encoding: xchunked\r\n", END + HIDDEN),
    "two codings": post(b"Transfer-Encoding: chunked, identity\r\n", END + HIDDEN),
    "a coding with a tab": post(b"Transfer-Encoding:\tchunked\r\n" + FOUR, END + HIDDEN),
    "a folded coding": post(b"Transfer-Encoding:\r\n chunked\r\n" + FOUR, END + HIDDEN),
    "a chunk of no number": post(CHUNKED, b"zz\r\n\r\n" + HIDDEN),
    "a chunk below nothing": post(CHUNKED, b"-1\r\n\r\n" + HIDDEN),
    "a chunk without end": post(CHUNKED, b"ffffffffffffffff\r\nx" + HIDDEN),
    "a bare line feed": b"GET /api/docs HTTP/1.1\nHost: localhost\nX: 1\r\n\r\n",
    "a bare return": b"GET /api/docs HTTP/1.1\r\nHost: localhost\rX: 1\r\n\r\n",
    "a space in the path": b"GET /api/docs HTTP/1.1 HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "a line in the path": b"GET /api/docs%0d%0aX-Evil:1 HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "no version": b"GET /api/docs\r\n\r\n",
    "version 2": b"GET /api/docs HTTP/2.0\r\nHost: localhost\r\n\r\n",
    "the preface of version 2": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "a NUL in a header": b"GET /api/docs HTTP/1.1\r\nHost: localhost\r\nX: a\0b\r\n\r\n",
    "a NUL in the path": b"GET /api/v1/me%00 HTTP/1.1\r\nHost: localhost\r\n\r\n",
}  # fmt: skip


@pytest.mark.parametrize("raw", SMUGGLING.values(), ids=SMUGGLING.keys())
def test_one_request_stays_one(port: int, raw: bytes) -> None:
    """The hidden request is answered 401 when it is served; it must not be served at all."""
    answered = sent(port, raw)
    assert len(statuses(answered)) <= 1
    defects = [status for status in statuses(answered) if status >= 500]
    assert set(defects) <= {501, 505}
    assert b"X-Hidden" not in answered
    assert b"\r\nX-Evil" not in answered


@pytest.mark.parametrize(
    "raw",
    [
        b"GET /" + b"a" * 20_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET /api/docs HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 200_000 + b"\r\n\r\n",
        b"GET /api/docs HTTP/1.1\r\nHost: localhost\r\n" + b"X: a\r\n" * 20_000 + b"\r\n",
        b"A" * 40_000,
        post(b"Content-Type: application/json\r\nContent-Length: 2000000\r\n", b"x" * 2_000_000),
    ],
    ids=["path", "header", "headers", "no request", "body"],
)  # fmt: skip
def test_what_is_too_large_is_refused(port: int, raw: bytes) -> None:
    found = statuses(sent(port, raw))
    assert all(400 <= status < 500 for status in found), found


@pytest.mark.parametrize(
    "header",
    [
        f"Host: {EVIL}",
        f"Host: localhost\r\nX-Forwarded-Host: {EVIL}",
        f"Host: localhost\r\nX-Forwarded-Server: {EVIL}",
        f"Host: localhost\r\nForwarded: host={EVIL};proto=https",
        f"Host: localhost\r\nX-Original-URL: /api/v1/users\r\nX-Rewrite-URL: http://{EVIL}/",
        f"Host: localhost\r\nX-HTTP-Method-Override: DELETE\r\nX-Host: {EVIL}",
    ],
)
@pytest.mark.parametrize("path", ["/", "/login", "/api/v1/me", "/api/openapi.json", "/no-such"])
def test_no_header_chooses_the_address(port: int, header: str, path: str) -> None:
    answered = sent(port, f"GET {path} HTTP/1.1\r\n{header}\r\nConnection: close\r\n\r\n".encode())
    assert EVIL.encode() not in answered
    assert statuses(answered)


POSING = {
    "Troncal-Budget-Ms": "999999999",
    "Troncal-Organization": "018f0000-0000-7000-8000-000000000000",
    "X-Forwarded-For": "127.0.0.1, 10.0.0.1",
    "X-Forwarded-User": "admin",
    "X-Real-IP": "127.0.0.1",
    "X-User-Id": "admin",
    "traceparent": "00-" + "1" * 32 + "-" + "2" * 16 + "-01",
}


def test_no_header_makes_somebody_of_nobody(world: World) -> None:
    for name, value in POSING.items():
        answer = world.people["nobody"]("GET", "/me", headers={name: value})
        assert (answer.status_code, answer.json["code"]) == (401, "token_required"), name
    answer = world.people["nobody"]("GET", "/me", headers=POSING)
    assert answer.json["trace_id"] != "1" * 32


def test_no_internal_route_is_behind_the_public_door(world: World) -> None:
    for path in (
        "/internal/openapi.json",
        "/internal/contacts/018f0000-0000-7000-8000-000000000000/invoices",
        "/api/v1/audit-entries",
        "/api/v1/../internal/openapi.json",
        "/api/v1/%2e%2e/internal/openapi.json",
        "//internal/openapi.json",
    ):
        for person in (world.admin, world.people["nobody"]):
            headers = {"Authorization": f"Bearer {person.token}"} if person.token else {}
            answer = person.client.get(path, headers=headers)
            assert (
                answer.status_code in {401, 404} or b"<!doctype html" in answer.data.lower()[:200]
            )
            assert b'"openapi"' not in answer.data[:200]
