"""The web server of services mode: gunicorn with worker processes.

`threads` for services; `gevent` for the gateway, which holds many open streams. Everything that a
service opens (pools, brokers, exporters) is opened by `start` in the worker, after the fork. On
SIGTERM a worker says that it is not ready, ends its streams, finishes running requests for up to
the grace, closes what it opened and goes. A worker that dies is replaced.

A worker leaves without unwinding what its parent had opened: a lock or a file of the parent is not
the worker's to close.
"""

import gc
import logging
import math
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from gunicorn import glogging
from gunicorn.app.base import BaseApplication
from gunicorn.http import wsgi

from chassis import budgets
from chassis.observability import logs
from chassis.observability.metrics import Metrics, forget_process, prepare_multiprocess
from chassis.web import workerclasses
from chassis.web.health import HealthServer, Readiness, serve_health
from chassis.web.server import WSGIApp, require_free_port

log = logs.logger(__name__)

Kind = Literal["threads", "gevent"]

_HUNG_SECONDS = 60
_IDLE: dict[Kind, int] = {"threads": budgets.INSIDE_IDLE, "gevent": budgets.DOOR_IDLE}
_SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 - heartbeat files of gunicorn, unlinked at once


@dataclass(frozen=True, kw_only=True)
class Running:
    """What a worker opened: what answers, how it is seen, how it ends.

    `drain` is called on the order to stop, in the signal's handler: it may only set flags. `close`
    is called when the last request is answered.
    """

    application: WSGIApp
    readiness: Readiness
    metrics: Sequence[Metrics]
    drain: Callable[[], None]
    close: Callable[[], None]


@dataclass(frozen=True, kw_only=True)
class WebSettings:
    """Where and with how much a service listens.

    `listener` is the file descriptor of the port when it is open already: it outlives this
    process, so that who connects while another one takes over waits and is not refused.
    """

    name: str
    host: str
    port: int
    health_host: str
    health_port: int
    kind: Kind
    metrics_folder: Path
    listener: int | None = None
    workers: int = 1
    threads: int = budgets.WEB_THREADS
    grace: float = budgets.DRAIN
    stalled: float = budgets.STALLED_CLIENT


def run_workers(start: Callable[[], Running], settings: WebSettings) -> None:
    """Serve until SIGTERM; must be called in the main thread. Leaves by SystemExit.

    Raises PortTaken before anything is started. `gevent` needs a process that was started by
    `python -m chassis.patched`. Multiprocess metrics need PROMETHEUS_MULTIPROC_DIR in the
    environment from the process's start (`environment_for`) when there are several workers.
    """
    if settings.kind == "gevent":
        from gevent import monkey

        if not monkey.is_module_patched("socket"):
            raise RuntimeError("start this process by `python -m chassis.patched`")
    if settings.listener is None:
        require_free_port(settings.host, settings.port)
    if settings.workers > 1:
        prepare_multiprocess(settings.metrics_folder)
    gc.collect()
    gc.freeze()  # what is loaded stays in pages that parent and workers share
    parent = os.getpid()
    try:
        _Application(start, settings).run()  # type: ignore[no-untyped-call]
    except SystemExit as ended:
        if os.getpid() != parent:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(ended.code if isinstance(ended.code, int) else 0)
        raise


def environment_for(settings: WebSettings) -> dict[str, str]:
    """Return what the environment of the process must hold before Python starts."""
    if settings.workers == 1:
        return {}
    return {"PROMETHEUS_MULTIPROC_DIR": str(settings.metrics_folder)}


class _Worker:
    """What one worker process holds; empty in the parent."""

    def __init__(self, start: Callable[[], Running], settings: WebSettings) -> None:
        self._start = start
        self._settings = settings
        self._running: Running | None = None
        self._health: HealthServer | None = None

    def open(self) -> WSGIApp:
        """Open everything; called by gunicorn after the fork."""
        running = self._running = self._start()
        self._health = serve_health(
            running.readiness,
            running.metrics,
            host=self._settings.health_host,
            port=self._settings.health_port,
            shared=True,
        )
        return running.application

    def drain(self) -> None:
        if self._running is not None:
            self._running.readiness.drain()
            self._running.drain()

    def close(self) -> None:
        running, self._running = self._running, None
        if running is not None:
            running.close()
        if self._health is not None:
            self._health.close()


class _Application(BaseApplication):
    def __init__(self, start: Callable[[], Running], settings: WebSettings) -> None:
        self._settings = settings
        self._worker = _Worker(start, settings)
        super().__init__()  # type: ignore[no-untyped-call]

    def load_config(self) -> None:
        config: Any = self.cfg
        for name, value in {**self._server(), **_LIMITS, **_NO_PROXY}.items():
            config.set(name, value)

    def _server(self) -> dict[str, Any]:
        settings, worker = self._settings, self._worker
        chosen: dict[str, Any] = {
            "bind": [_address(settings)],
            "workers": settings.workers,
            "threads": settings.threads,
            "worker_class": _worker_class(settings, worker.drain),
            "timeout": _HUNG_SECONDS,
            "graceful_timeout": math.ceil(settings.grace + budgets.CLOSE),
            "keepalive": _IDLE[settings.kind],
            "logger_class": _Logger,
            "control_socket_disable": True,
            "proc_name": settings.name,
            "post_fork": self._forked,
            "worker_exit": lambda _server, _worker: worker.close(),
            "child_exit": lambda _server, ended: forget_process(ended.pid),
        }
        if _SHARED_MEMORY.is_dir() and os.access(_SHARED_MEMORY, os.W_OK):
            chosen["worker_tmp_dir"] = str(_SHARED_MEMORY)
        return chosen

    def _forked(self, _server: object, worker: Any) -> None:
        """Leave the worker less time than its parent gives it: it has to close things yet."""
        worker.cfg.set("graceful_timeout", math.ceil(self._settings.grace))

    def load(self) -> WSGIApp:
        answers: Any = wsgi
        answers.Response = workerclasses.Answer  # gunicorn has no setting for it
        return self._worker.open()


def _address(settings: WebSettings) -> str:
    """Return where gunicorn listens, in its own words."""
    if settings.listener is not None:
        return f"fd://{settings.listener}"
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return f"{host}:{settings.port}"


_LIMITS: dict[str, Any] = {
    "worker_connections": budgets.MAX_CONNECTIONS,
    "limit_request_line": budgets.REQUEST_LINE_BYTES,
    "limit_request_fields": budgets.REQUEST_HEADERS,
    "limit_request_field_size": budgets.REQUEST_HEADER_BYTES,
}
_NO_PROXY: dict[str, Any] = {
    # By default whoever connects from this machine may set PATH_INFO and the scheme by headers.
    "forwarded_allow_ips": "",
    "forwarder_headers": "",
    "secure_scheme_headers": {},
    "header_map": "drop",
}


def _worker_class(settings: WebSettings, drain: Callable[[], None]) -> type:
    if settings.kind == "gevent":
        return workerclasses.gevent_worker(drain, stalled=settings.stalled)
    return workerclasses.threads_worker(drain)


class _Logger(glogging.Logger):
    """Gunicorn's own lines go through our renderer; requests are logged by the application."""

    def setup(self, cfg: Any) -> None:
        del cfg
        self.error_log.propagate = True
        self.error_log.setLevel(logging.INFO)
        self.access_log.disabled = True
