"""Health of one process, on a port of its own that the gateway never forwards to.

/livez: the process answers. /readyz: it can serve: it is not draining and its own databases
answer; other services and the broker do not count, since restarting this process would not mend
them. /metrics: Prometheus' text format.
"""

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import orjson
from sqlalchemy import literal, select

from chassis.db import Database
from chassis.observability import logs, metrics

log = logs.logger(__name__)

_CACHED_SECONDS = 1.0

Check = Callable[[], bool]


def database_answers(database: Database) -> Check:
    """Make the check that a pooled connection can run a statement."""

    def answers() -> bool:
        with database.system() as session:
            return bool(session.chassis_execute(select(literal(1))).scalar_one() == 1)

    return answers


class Readiness:
    """Whether this process wants traffic. `drain` is for good: a draining process never returns."""

    def __init__(self, checks: Mapping[str, Check]) -> None:
        self._checks = dict(checks)
        self._draining = threading.Event()
        self._lock = threading.Lock()
        self._asked = -_CACHED_SECONDS
        self._failing: list[str] = []

    def drain(self) -> None:
        """Answer 503 from now on, so that no new traffic comes while running work ends."""
        self._draining.set()

    @property
    def draining(self) -> bool:
        """Whether `drain` was called."""
        return self._draining.is_set()

    def failing(self) -> list[str]:
        """Name what keeps the process from serving; asked at most once a second."""
        if self.draining:
            return ["draining"]
        with self._lock:
            if time.monotonic() - self._asked >= _CACHED_SECONDS:
                self._failing = [name for name, check in self._checks.items() if not _ask(check)]
                self._asked = time.monotonic()
            return list(self._failing)


def _ask(check: Check) -> bool:
    try:
        return check()
    except Exception as error:  # noqa: BLE001 - whatever keeps it from answering, it is not ready
        log.warning("not_ready", reason=type(error).__name__)
        return False


class HealthServer:
    """The running health port."""

    def __init__(self, server: ThreadingHTTPServer) -> None:
        self._server = server
        self._thread = threading.Thread(
            target=server.serve_forever, kwargs={"poll_interval": 0.2}, name="health", daemon=True
        )
        self._thread.start()

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self._server.server_address[1])

    def close(self) -> None:
        """Stop answering."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def serve_health(
    readiness: Readiness,
    registries: Sequence[metrics.Metrics],
    *,
    host: str = "127.0.0.1",
    port: int = 0,
    shared: bool = False,
) -> HealthServer:
    """Answer /livez, /readyz and /metrics from a thread.

    `shared`: several workers of one service listen on the same port; the system spreads the
    questions over them, and each answers for itself (metrics: for all).
    """

    def live() -> tuple[HTTPStatus, str, bytes]:
        return HTTPStatus.OK, "application/json", b'{"status":"live"}'

    def ready() -> tuple[HTTPStatus, str, bytes]:
        failing = readiness.failing()
        status = HTTPStatus.SERVICE_UNAVAILABLE if failing else HTTPStatus.OK
        word = "not_ready" if failing else "ready"
        body = orjson.dumps({"status": word, "failing": failing})
        return status, "application/json", body

    def measured() -> tuple[HTTPStatus, str, bytes]:
        return HTTPStatus.OK, metrics.CONTENT_TYPE, metrics.exposition(registries)

    answers = {"/livez": live, "/readyz": ready, "/metrics": measured}

    class Handler(BaseHTTPRequestHandler):
        server_version = "troncal"
        sys_version = ""
        timeout = 5

        def do_GET(self) -> None:  # the name that the base class calls
            answer = answers.get(self.path.partition("?")[0])
            if answer is None:
                self.send_error(HTTPStatus.NOT_FOUND)
                return
            status, kind, body = answer()
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Cache-Control", "no-store")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            """Say nothing: probes come every second."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        allow_reuse_port = shared

    return HealthServer(Server((host, port), Handler))
