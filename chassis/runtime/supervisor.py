"""The whole product as separate processes on one machine: two per service, under one supervisor.

Guarantees: a process that ends by itself is started again, with growing pauses when it keeps
ending (a web process replaces its own workers); SIGTERM or Ctrl-C stops in the order doors,
services, workers, broker, database, each given its time to finish what it has in hand; when the
supervisor dies all its processes die with it. The ports of web processes are opened here and handed
down, so that who connects while the gateway is replaced waits and is neither refused nor cut off; a
service that is down is refused at once instead, since the gateway would rather say so than wait,
and must know that nothing was begun. ``troncal restart`` (SIGUSR1) replaces every process without
refusing a request: see :mod:`chassis.runtime.rolling`.
Every line of every process is in ``logs/<process>.log`` and on the terminal behind its name.

Limits: for development, tests and small machines. Kubernetes does the same by its own means with
the same ``troncal run`` commands.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from chassis import budgets
from chassis.runtime import announce, demo, discovery, probes, provision, rolling
from chassis.runtime.errors import CannotStart, last_line
from chassis.runtime.keys import Keys
from chassis.runtime.keys import load as load_keys
from chassis.runtime.member import Member, database_environ, key_environ
from chassis.runtime.output import Prefixer, complain, say
from chassis.runtime.ports import LOOPBACK, free_ports, is_free
from chassis.runtime.provision import ServiceUrls
from chassis.runtime.servers import Servers
from chassis.runtime.settings import RuntimeSettings
from chassis.runtime.signals import RestartRequest, StopRequest
from chassis.runtime.spawn import Child, run

_WORK = "events,jobs,scheduler"
_LOOK_EVERY = 0.2
_STOP_WITHIN = budgets.DRAIN + 10.0
_MIGRATE_WITHIN = 600.0
_READY_WITHIN = 120.0


def run_services(settings: RuntimeSettings) -> None:
    """Run the product until a stop is asked for. Raises :class:`CannotStart`."""
    names = discovery.names() if settings.all_targets else settings.targets
    if not is_free(settings.port):
        raise CannotStart(f"Port {settings.port} is taken: choose another with TRONCAL_PORT.")
    with StopRequest() as stop, settings.run_folder.held():
        keys = load_keys(settings.environ, settings.run_folder, production=settings.production)
        with Servers(settings, keys, tuple(names), own_broker=True) as servers:
            urls = _migrated(servers, settings, keys)
            members = plan(settings, keys, urls, amqp_url=servers.amqp_url or "")
            output = Prefixer([member.name for member in members], settings.run_folder.logs)
            try:
                _start(members, output, stop)
                if discovery.GATEWAY in names and not stop.made:
                    announce.started(settings)
                    demo.load_once(settings, stop)
                settings.run_folder.state.update({rolling.SUPERVISOR: os.getpid()})
                _tend(members, output, servers, stop)
                say("Stopping …")
            finally:
                drain(members)


def _tend(members: list[Member], output: Prefixer, servers: Servers, stop: StopRequest) -> None:
    """Keep everything running until a stop is asked for; restart it all when that is asked for."""
    leaving = rolling.Leaving()

    def pause() -> bool:
        stopping = stop.wait(_LOOK_EVERY)
        if not stopping:
            servers.mend()
            leaving.tend()
            for member in members:
                member.tend(output)
        return stopping

    with RestartRequest() as asked:
        while not pause():
            if asked.taken():
                say("Replacing every process, one after another …")
                rolling.restart(members, output, leaving, pause)
        leaving.finish()


def plan(
    settings: RuntimeSettings, keys: Keys, urls: Mapping[str, ServiceUrls], *, amqp_url: str
) -> list[Member]:
    """Decide every process with its environment; nothing is started."""
    names = list(urls)
    ports = iter(free_ports(3 * len(names)))
    addresses = {
        name: f"http://{LOOPBACK}:{settings.port if name == discovery.GATEWAY else next(ports)}"
        for name in names
    }
    shared = _shared_environ(settings, keys, addresses, amqp_url=amqp_url)
    members = []
    for name in names:
        own = shared | database_environ(urls[name])
        own["TRONCAL_PORT"] = str(port_of(addresses[name]))
        for kind, role in (("web", "web"), ("work", _WORK)):
            environ = own | {"TRONCAL_HEALTH_PORT": str(next(ports))}
            members.append(Member(name=f"{name}-{kind}", service=name, role=role, environ=environ))
    return members


def drain(members: Iterable[Member]) -> None:
    """Stop the door first, then the other web processes, then the workers; each step together."""
    steps: list[list[Child]] = [[], [], []]
    for member in members:
        member.shut()
        if member.child is not None:
            work = member.role != "web"
            step = 2 if work else int(member.service != discovery.GATEWAY)
            steps[step].append(member.child)
    for children in steps:
        for child in children:
            if child.running:
                child.process.send_signal(signal.SIGTERM)
        deadline = time.monotonic() + _STOP_WITHIN
        for child in children:
            try:
                child.process.wait(max(0.0, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                complain(f"{child.name} did not stop within {_STOP_WITHIN:g} s and is killed")
                child.process.kill()
                child.process.wait()


def _start(members: list[Member], output: Prefixer, stop: StopRequest) -> None:
    for member in members:
        member.start(output)
    deadline = time.monotonic() + _READY_WITHIN
    waiting = list(members)
    while waiting and not stop.wait(_LOOK_EVERY):
        for member in members:
            if member.child is not None and not member.child.running:
                raise CannotStart(
                    f"{member.name} ended while starting (status"
                    f" {member.child.process.returncode}); its last lines above say why."
                )
        waiting = [member for member in waiting if not probes.answers(member.health_url)]
        if waiting and time.monotonic() > deadline:
            names = ", ".join(member.name for member in waiting)
            raise CannotStart(f"Not ready after {_READY_WITHIN:g} s: {names}.")


def _migrated(servers: Servers, settings: RuntimeSettings, keys: Keys) -> dict[str, ServiceUrls]:
    """Make and migrate the databases in a process of its own, so that this one stays small."""
    environ = dict(settings.environ) | key_environ(settings, keys)
    server = servers.postgres.url if servers.postgres is not None else settings.database_url
    if server is not None:
        environ["TRONCAL_DATABASE_URL"] = server
    command = [sys.executable, "-m", "chassis.runtime", "migrate", "--supervised"]
    ended = run(
        [*command, "--target", ",".join(servers.services)],
        name="migrate",
        env=environ,
        seconds=_MIGRATE_WITHIN,
    )
    if ended.returncode != 0:
        raise CannotStart(last_line(ended.stdout) or "The databases could not be migrated.")
    urls = {}
    for name in servers.services:
        given = provision.given_urls(settings.environ, name)
        assert given is not None or server is not None
        urls[name] = given or provision.urls(server or "", name, secret=keys.secret_bytes)
    return urls


def _shared_environ(
    settings: RuntimeSettings, keys: Keys, addresses: Mapping[str, str], *, amqp_url: str
) -> dict[str, str]:
    environ = {
        name: value
        for name, value in settings.environ.items()
        if not name.endswith("DATABASE_URL")  # each process gets its own service's only
    }
    environ |= {f"TRONCAL_{name.upper()}_URL": url for name, url in addresses.items()}
    environ |= key_environ(settings, keys)
    return environ | {
        "TRONCAL_AMQP_URL": amqp_url,
        "TRONCAL_PUBLIC_URL": settings.public_url,
        "PYTHONUNBUFFERED": "1",
    }


def port_of(address: str) -> int:
    """Return the port of an internal address."""
    port = urlsplit(address).port
    if port is None:
        raise CannotStart(f"{address} names no port.")
    return port
