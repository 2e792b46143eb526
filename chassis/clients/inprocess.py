"""Inside one process: the target's WSGI application is called, with all that HTTP would check.

The same bytes go in (method, path, headers, token, body) and the same bytes come out; only the
sockets are left away. Limit: the callee works on the caller's thread, so a budget that runs out
cannot interrupt it (its statement timeouts do); the late answer is then refused like a late one
over HTTP.
"""

import io
import sys
import time
from collections.abc import Callable, Iterable
from types import TracebackType
from typing import Any
from urllib.parse import unquote_to_bytes

from chassis.clients.answers import Answer, Forwarded, Headers, Request, Unreachable, end_to_end

WSGIApp = Callable[..., Iterable[bytes]]
_ExcInfo = tuple[type[BaseException], BaseException, TracebackType] | tuple[None, None, None] | None


class InProcessTransport:
    """One target whose application runs in this process. `app` answers None while it is down."""

    def __init__(self, app: Callable[[], WSGIApp | None]) -> None:
        self._app = app

    def ask(self, request: Request, *, seconds: float) -> Answer:
        """Call the application and join its answer. Raises Unreachable."""
        answer = self.forward(request, seconds=seconds)
        try:
            body = b"".join(answer)
        except Exception as error:
            raise Unreachable(type(error).__name__) from error
        finally:
            answer.close()
        return Answer(answer.status, answer.headers, body)

    def forward(self, request: Request, *, seconds: float) -> Forwarded:
        """Call the application; its answer is iterated by the caller. Raises Unreachable."""
        app = self._app()
        if app is None:
            raise Unreachable("NotRunning")
        head: list[tuple[int, Headers]] = []

        def start_response(
            status: str, headers: Headers, exc_info: _ExcInfo = None
        ) -> Callable[[bytes], None]:
            del exc_info  # nothing was sent before; the later head replaces the earlier
            head[:] = [(int(status[:3]), list(headers))]
            return _no_write

        began = time.monotonic()
        try:
            chunks = app(_environ(request), start_response)
        except Exception as error:
            raise Unreachable(type(error).__name__) from error
        close: Callable[[], None] | None = getattr(chunks, "close", None)
        if time.monotonic() - began > seconds or not head:
            if close is not None:
                close()
            raise Unreachable("TooLate" if head else "NoAnswer")
        status, headers = head[0]
        return Forwarded(status, end_to_end(headers), chunks, close)

    def close(self) -> None:
        """Nothing is held."""


def _no_write(_: bytes) -> None:
    raise RuntimeError("the legacy write() of WSGI is not offered")


def _environ(request: Request) -> dict[str, Any]:
    # What HTTP would do to a path: encoded for the request line, decoded by the server.
    path = unquote_to_bytes(request.target.partition("?")[0]).decode("latin-1")
    body = request.body
    environ: dict[str, Any] = {
        "REQUEST_METHOD": request.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": path,
        "QUERY_STRING": request.query,
        "SERVER_NAME": "in-process",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(body) if isinstance(body, bytes) else body,
        "wsgi.input_terminated": request.length is None,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    for name, value in request.headers:
        key = name.upper().replace("-", "_")
        if key == "CONTENT_TYPE":
            environ[key] = value
        elif key != "CONTENT_LENGTH":
            key = f"HTTP_{key}"
            environ[key] = f"{environ[key]}, {value}" if key in environ else value
    length = len(body) if isinstance(body, bytes) else request.length
    if length is not None:
        environ["CONTENT_LENGTH"] = str(length)
    return environ
