"""One process of Troncal: some targets in some roles, from start to drained end.

Asked for requests and other work together, as a person asks who types ``troncal run``, it serves
the requests and starts a second process for the rest (:mod:`chassis.runtime.work`).

Guarantees: nothing listens before its database is migrated; a start that fails leaves nothing
running and says why in one sentence; SIGTERM or Ctrl-C stops in the order door, clock, jobs, bus,
connections, servers, each given its time, so no request that was accepted is cut off and no
acknowledged write is lost. A second signal ends at once; then what dies is what ``kill -9`` would
kill, and the next start recovers it.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from typing import TextIO, cast
from urllib.parse import urlsplit

from chassis import budgets, precedence
from chassis.events.start import Bus, OneProcess, RabbitMQ, start_events, start_notifier
from chassis.jobs import start_jobs, start_scheduler
from chassis.observability import logs, tracing
from chassis.runtime import announce, collector, demo, discovery, keys, servers
from chassis.runtime.assembly import Assembly, assemble, bare, check_settings, environment
from chassis.runtime.errors import CannotStart, explain
from chassis.runtime.keys import Keys
from chassis.runtime.link import Link
from chassis.runtime.output import LogFile, say
from chassis.runtime.provision import ServiceUrls
from chassis.runtime.servers import Servers
from chassis.runtime.settings import RuntimeSettings
from chassis.runtime.signals import StopRequest
from chassis.runtime.work import Work
from chassis.spec import ServiceSpec
from chassis.web.health import Readiness, database_answers, serve_health
from chassis.web.server import require_free_port, serve

log = logs.logger(__name__)

_LOOK_EVERY = 0.5


def run_process(settings: RuntimeSettings) -> None:
    """Run until a stop is asked for. Raises :class:`CannotStart`."""
    with StopRequest() as stop, ExitStack() as stack:
        configure_logs(settings)
        configure_tracing(settings)
        stack.callback(tracing.shutdown)
        specs = discovery.chosen(settings.targets)
        listening = listeners(settings, specs)
        for port in listening.values():
            require_free(settings.host, port)
        if not settings.supervised:
            stack.enter_context(settings.run_folder.held())
        held = keys.load(settings.environ, settings.run_folder, production=settings.production)
        check_settings(specs, environment(settings, held))
        require_readers(settings, specs)
        names = tuple(spec.name for spec in specs)
        own = stack.enter_context(Servers(settings, held, names))
        urls = prepare(own, specs, settings, held)
        if stop.made:
            return
        work = _second(stack, settings, held, urls, own.amqp_url)
        if work is not None:
            settings = replace(settings, roles=("web",))
        link = work.link if work is not None else _way_back(settings)
        assembly = assemble(
            specs, urls, settings=settings, keys=held, amqp_url=own.amqp_url, link=link
        )
        stack.callback(assembly.close)
        roles = _Roles(assembly, settings, own.amqp_url)
        stack.callback(roles.stop)
        roles.start(listening)
        assembly.listen()
        collector.settle()
        if work is not None:
            work.await_ready(stop)
        if not settings.supervised and discovery.GATEWAY in listening:
            announce.started(settings)
            demo.load_once(settings, stop)
        while not stop.wait(_LOOK_EVERY):
            own.mend()
            if work is not None and work.tend():
                assembly.live.reset()
        if not settings.supervised:
            say("Stopping …")


def _second(
    stack: ExitStack,
    settings: RuntimeSettings,
    held: Keys,
    urls: Mapping[str, ServiceUrls],
    amqp_url: str | None,
) -> Work | None:
    """Start the second process where this one is asked for requests and other work."""
    if not settings.splits:
        return None
    work = Work(settings, held, urls, amqp_url=amqp_url)
    stack.callback(work.stop)
    work.start()
    return work


def _way_back(settings: RuntimeSettings) -> Link | None:
    """Find the first process where this one is the second."""
    if settings.precedence is not None:
        precedence.PROCESS.share(settings.precedence, second=True)
    return Link.inherited(settings.link) if settings.link is not None else None


def run_migrations(settings: RuntimeSettings) -> None:
    """Make and migrate the databases of the targets and what an empty installation needs."""
    settings = replace(settings, migrates=True)  # it is asked to: others wait for it
    with StopRequest(), ExitStack() as stack:
        configure_logs(settings)
        configure_tracing(settings)
        specs = discovery.chosen(settings.targets)
        if not settings.supervised:
            stack.enter_context(settings.run_folder.held())
        held = keys.load(settings.environ, settings.run_folder, production=settings.production)
        check_settings(specs, environment(settings, held))
        names = tuple(spec.name for spec in specs)
        own = stack.enter_context(Servers(settings, held, names))
        prepare(own, specs, settings, held)


def prepare(
    own: Servers, specs: Sequence[ServiceSpec], settings: RuntimeSettings, held: Keys
) -> dict[str, ServiceUrls]:
    """Bring the databases to this release, or wait until who may has done so.

    A supervised process finds them so already.
    """
    urls = own.databases()
    missing = [spec.name for spec in specs if spec.name not in urls]
    if missing:
        raise CannotStart(
            f"No database for {', '.join(missing)}: set TRONCAL_DATABASE_URL or"
            f" TRONCAL_{missing[0].upper()}_DATABASE_URL."
        )
    if settings.supervised and all(one.given for one in urls.values()):
        return urls
    if not settings.migrates:
        servers.await_release(specs, urls)
        return urls
    servers.migrate_all(specs, urls)
    environ = environment(settings, held)
    for spec in specs:
        if spec.first_start is not None:
            service = bare(spec, urls[spec.name], environ)
            try:
                login = spec.first_start(service)
            finally:
                service.database.close()
            if login is not None:
                announce.keep_login(settings, login)
                demo.want(settings)
    return urls


def require_readers(settings: RuntimeSettings, specs: Sequence[ServiceSpec]) -> None:
    """Refuse to carry facts without a broker when some of their readers are not in this process."""
    if settings.amqp_url is not None or "events" not in settings.roles:
        return
    readers = {name for names in specs[0].catalog.readers.values() for name in names}
    absent = sorted(readers - {spec.name for spec in specs})
    if absent:
        raise CannotStart(
            "Without TRONCAL_AMQP_URL one process must hold every service that reads facts; missing"
            f" here: {', '.join(absent)}."
        )


def listeners(settings: RuntimeSettings, specs: Sequence[ServiceSpec]) -> dict[str, int]:
    """Decide which services of this process listen, and where.

    The gateway, or the only target, listens on TRONCAL_PORT; another one only where the
    environment gives its address, since within one process services are reached without a port.
    """
    if "web" not in settings.roles:
        return {}
    names = [spec.name for spec in specs]
    first = discovery.GATEWAY if discovery.GATEWAY in names else names[0]
    ports = {first: settings.port} if first == discovery.GATEWAY or len(names) == 1 else {}
    for name in names:
        address = settings.environ.get(f"TRONCAL_{name.upper()}_URL")
        if name not in ports and address:
            port = urlsplit(address).port
            if port is not None:
                ports[name] = port
    return ports


def configure_logs(settings: RuntimeSettings) -> None:
    """Send the logs of this process where the environment says.

    A trial at a terminal logs to a file, so that the address and the login stay in sight; in
    production and under a supervisor lines go to standard error, which is collected.
    """
    stream = None
    if not (settings.production or settings.supervised):
        stream = cast("TextIO", LogFile(settings.run_folder.logs / "troncal.log"))
    try:
        logs.configure(
            service="+".join(settings.targets),
            role=_role(settings),
            level=settings.log_level,
            stream=stream,
        )
    except ValueError as error:
        raise CannotStart(f"TRONCAL_LOG_LEVEL: {error}.") from error


def configure_tracing(settings: RuntimeSettings) -> None:
    """Send traces where the environment says. It starts a thread: call it after the last fork."""
    service = "+".join(settings.targets)
    tracing.configure(service=service, role=_role(settings), environ=settings.environ)


def _role(settings: RuntimeSettings) -> str:
    """Name what this process does; the rest is the second one's."""
    return "web" if settings.splits else "+".join(settings.roles)


class _Roles:
    """What runs in this process. Started door first, stopped door first: each in its own order."""

    def __init__(self, assembly: Assembly, settings: RuntimeSettings, amqp_url: str | None) -> None:
        self._assembly = assembly
        self._settings = settings
        self._amqp_url = amqp_url
        self._stops: dict[str, Callable[[], object]] = {}

    def start(self, listening: Mapping[str, int]) -> None:
        """Start what the roles ask for. The door opens before sweeps and jobs may want it."""
        services, roles = self._assembly.services, self._settings.roles
        self._start_events()
        self._open(listening)
        if "jobs" in roles and any(service.spec.jobs for service in services):
            self._stops["jobs"] = start_jobs(services, self._amqp_url).stop
        if "scheduler" in roles:
            self._stops["clock"] = start_scheduler(services).stop

    def stop(self) -> None:
        """End each part in good order; what was not started is left out."""
        for part in _STOP_ORDER:
            stop = self._stops.pop(part, None)
            if stop is not None:
                stop()
                log.info("stopped", part=part)

    def _start_events(self) -> None:
        services = self._assembly.services
        if "events" not in self._settings.roles:
            notifiers = [start_notifier(service.database) for service in services]
            self._stops["bus"] = partial(_each, [notifier.stop for notifier in notifiers])
            return
        url = self._amqp_url
        bus: Bus = RabbitMQ(url=url) if url is not None else OneProcess()
        measures = {service.name: service.metrics for service in services}
        events = start_events(services, bus, measures=measures)
        self._stops["bus"] = lambda: events.stop(budgets.DRAIN)

    def _open(self, listening: Mapping[str, int]) -> None:
        services, settings = self._assembly.services, self._settings
        checks = {service.name: database_answers(service.database) for service in services}
        readiness = Readiness(checks)
        doors: list[Callable[[], object]] = []
        self._stops["readiness"] = partial(
            _each, [readiness.drain, *(one.drain for one in services)]
        )
        self._stops["door"] = partial(_each, doors)
        try:
            for name, port in listening.items():
                application = self._assembly.applications[name]
                doors.append(serve(application, host=settings.host, port=port).stop)
            health = serve_health(
                readiness,
                [service.metrics for service in services],
                host=settings.host,
                port=settings.health_port,
            )
        except OSError as error:
            raise explain(error, "listen") from error
        self._stops["health"] = health.close
        log.info("process_started", targets=[one.name for one in services], health=health.port)


def _each(acts: Sequence[Callable[[], object]]) -> None:
    for act in acts:
        act()


_STOP_ORDER = ("readiness", "door", "clock", "jobs", "bus", "health")


def require_free(host: str, port: int) -> None:
    """Raise :class:`CannotStart` when something else listens there."""
    try:
        require_free_port(host, port)
    except OSError as error:
        raise CannotStart(f"{str(error).rstrip('.')}.") from error
