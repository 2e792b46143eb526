"""A process that is one service's door: gunicorn's parent here, the service in its workers.

Guarantees: settings are read, the database is migrated and the port is free before a worker
starts; each worker builds a whole service of its own after the fork (connections, threads and
exporters do not survive one) and dies with its parent; SIGTERM says `not ready`, ends streams with
a reason, answers every request that was accepted and closes what was opened.

Limits: a web process that a person starts by hand neither loads the demonstration nor shows the
first login: it belongs to an installation in parts, whose operator runs `troncal migrate`.
"""

import os
import signal
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from chassis.events.start import start_notifier
from chassis.observability import tracing
from chassis.runtime import collector, discovery, doors, keys
from chassis.runtime.assembly import assemble, check_settings, environment
from chassis.runtime.childexec import die_with
from chassis.runtime.keys import Keys
from chassis.runtime.ports import free_port
from chassis.runtime.process import configure_logs, configure_tracing, prepare, require_free
from chassis.runtime.provision import ServiceUrls
from chassis.runtime.servers import Servers
from chassis.runtime.settings import RuntimeSettings
from chassis.spec import ServiceSpec
from chassis.web.health import Readiness, database_answers
from chassis.web.workers import Kind, Running, WebSettings, run_workers


def run_web_process(settings: RuntimeSettings, kind: Kind) -> None:
    """Serve until SIGTERM. Raises :class:`CannotStart`; ends by SystemExit.

    Until the workers' parent takes over, a signal ends the process at once: nothing listens yet.
    """
    configure_logs(settings)
    specs = discovery.chosen(settings.targets)
    if settings.listener is None:
        require_free(settings.host, settings.port)
    with ExitStack() as stack:
        if not settings.supervised:
            stack.enter_context(settings.run_folder.held())
        held = keys.load(settings.environ, settings.run_folder, production=settings.production)
        check_settings(specs, environment(settings, held))
        given = Servers(settings, held, settings.targets)  # none of them is ours to start
        urls = prepare(given, specs, settings, held)
        run_workers(
            partial(_open, settings, specs, urls, held, os.getpid()), web_settings(settings, kind)
        )


def web_settings(settings: RuntimeSettings, kind: Kind) -> WebSettings:
    """Decide where and with how much this service listens."""
    return WebSettings(
        name=f"{settings.targets[0]}-web",
        host=settings.host,
        port=settings.port,
        health_host=settings.host,
        health_port=settings.health_port or free_port(),
        kind=kind,
        listener=settings.listener,
        metrics_folder=Path(doors.metrics_folder(settings)),
        workers=settings.web_workers,
    )


def _open(
    settings: RuntimeSettings,
    specs: Sequence[ServiceSpec],
    urls: Mapping[str, ServiceUrls],
    held: Keys,
    parent: int,
) -> Running:
    """Build the service in a worker that was just forked by `parent`."""
    # not SIGTERM: a worker that drains without a parent holds the port that the next one needs
    die_with(parent, signal.SIGKILL)
    with ExitStack() as opened:
        configure_tracing(settings)
        opened.callback(tracing.shutdown)
        assembly = assemble(specs, urls, settings=settings, keys=held, amqp_url=settings.amqp_url)
        opened.callback(assembly.close)
        (service,) = assembly.services
        opened.callback(start_notifier(service.database).stop)
        collector.settle()
        return Running(
            application=assembly.applications[service.name],
            readiness=Readiness({service.name: database_answers(service.database)}),
            metrics=[service.metrics],
            drain=service.drain,
            close=opened.pop_all().close,
        )
