"""Which web server a process gets, and the start that this server needs.

Imports next to nothing: a process that must begin anew (gevent patches before anything else is
imported, Prometheus reads its folder when it is imported) shall not have begun yet.
"""

import os
import sys
from typing import Literal

from chassis.runtime.settings import GATEWAY, RuntimeSettings

Door = Literal["cheroot", "threads", "gevent"]

_METRICS = "PROMETHEUS_MULTIPROC_DIR"
_PATCHED = "chassis.patched"


def door_of(settings: RuntimeSettings) -> Door:
    """Decide the server: gunicorn's workers where a process is one service's door and no more.

    `gevent` for the gateway, which holds many open streams, `threads` for the others. Every other
    process serves from its own threads (cheroot): several services or roles share it, or it keeps a
    database server of its own, which must not be a sibling of workers that come and go.
    """
    if settings.roles != ("web",) or settings.all_targets or len(settings.targets) != 1:
        return "cheroot"
    (name,) = settings.targets
    given = settings.database_url or settings.environ.get(f"TRONCAL_{name.upper()}_DATABASE_URL")
    if not given:
        return "cheroot"
    return "gevent" if name == GATEWAY else "threads"


def metrics_folder(settings: RuntimeSettings) -> str:
    """Where the workers of one service share their metrics."""
    return str(settings.run_folder.private(f"metrics-{settings.targets[0]}"))


def begin_anew(settings: RuntimeSettings, door: Door) -> None:
    """Become the same command again, started as its server needs it; return if it was."""
    environ = {name: value for name, value in os.environ.items() if name != _METRICS}
    if settings.web_workers > 1:
        environ[_METRICS] = metrics_folder(settings)
    modules = ["chassis.runtime"]
    if door == "gevent":
        modules.insert(0, _PATCHED)
    patched = _PATCHED in sys.modules or "gevent.monkey" in sys.modules
    if patched == (door == "gevent") and environ == dict(os.environ):
        return
    command = [sys.executable, "-m", *modules, *sys.argv[1:]]
    os.execve(sys.executable, command, environ)  # noqa: S606 - our own program, no shell
