"""Over HTTP: requests for questions, a plain urllib3 pool for forwarding bytes."""

from collections.abc import Iterator
from http.cookiejar import DefaultCookiePolicy

import requests
import urllib3
from requests.adapters import HTTPAdapter

from chassis import budgets
from chassis.clients.answers import (
    Answer,
    Forwarded,
    Readable,
    Request,
    Unreachable,
    end_to_end,
)

_CONNECTIONS = 32
_WHOLE = 262_144  # answers up to this size are read at once, so that their connection is free again
_PIECE = 65_536

_DEFECTS = (OSError, urllib3.exceptions.HTTPError, requests.RequestException)


class HttpTransport:
    """One target at one base URL. Connections are kept and shared by threads."""

    def __init__(self, base_url: str) -> None:
        self._base = base_url.rstrip("/")
        self._session = requests.Session()
        self._session.trust_env = False  # a proxy of the environment is not for internal calls
        self._session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        adapter = HTTPAdapter(pool_connections=1, pool_maxsize=_CONNECTIONS)
        self._session.mount(f"{self._base}/", adapter)
        self._pool = urllib3.connection_from_url(self._base, maxsize=_CONNECTIONS)

    def ask(self, request: Request, *, seconds: float) -> Answer:
        """Send once and read the whole answer. Raises Unreachable."""
        try:
            response = self._session.request(
                request.method,
                self._base + request.target,
                headers=dict(request.headers),
                data=request.body if isinstance(request.body, bytes) else _pieces(request),
                timeout=(min(budgets.CONNECT_TIMEOUT, seconds), seconds),
                allow_redirects=False,
            )
            return Answer(response.status_code, list(response.headers.items()), response.content)
        except _DEFECTS as error:
            raise Unreachable(type(error).__name__) from error

    def forward(self, request: Request, *, seconds: float) -> Forwarded:
        """Send once, bytes as they are, and return when the head of the answer is there."""
        headers = urllib3.HTTPHeaderDict(request.headers)
        body: bytes | Iterator[bytes] = b""
        if isinstance(request.body, bytes):
            body = request.body
        elif request.length != 0:
            body = _pieces(request)
            if request.length is not None:
                headers["Content-Length"] = str(request.length)
        try:
            response = self._pool.urlopen(
                request.method,
                request.target,
                body=body or None,
                headers=headers,
                timeout=urllib3.Timeout(
                    connect=min(budgets.CONNECT_TIMEOUT, seconds), read=seconds
                ),
                retries=False,
                redirect=False,
                preload_content=False,
                decode_content=False,
            )
            answered = end_to_end(response.headers.items())
            length = response.headers.get("Content-Length", "")
            if request.method == "HEAD" or (length.isdigit() and int(length) <= _WHOLE):
                whole = response.read(decode_content=False)
                response.release_conn()
                return Forwarded(response.status, answered, [whole] if whole else [])
        except _DEFECTS as error:
            raise Unreachable(type(error).__name__) from error
        return Forwarded(response.status, answered, _passed_on(response), response.close)

    def close(self) -> None:
        """Let go of connections."""
        self._session.close()
        self._pool.close()


def _pieces(request: Request) -> Iterator[bytes]:
    body, left = request.body, request.length
    assert not isinstance(body, bytes)
    reader: Readable = body
    while left is None or left > 0:
        piece = reader.read(_PIECE if left is None else min(_PIECE, left))
        if not piece:
            return
        if left is not None:
            left -= len(piece)
        yield piece


def _passed_on(response: urllib3.BaseHTTPResponse) -> Iterator[bytes]:
    """Yield bytes when they arrive; an answer cut off is cut off for the client too."""
    while piece := response.read1(_PIECE, decode_content=False):
        yield piece
    response.release_conn()
