"""Build the services of one process from their specs: databases, keys, clients, live messages.

Nothing runs yet after :func:`assemble`; the roles are started by :mod:`chassis.runtime.process`.
The order is the one place where the parts of a service meet.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from chassis.clients import Clients, Transport
from chassis.clients.http import HttpTransport
from chassis.clients.inprocess import InProcessTransport
from chassis.db import Database, Effect
from chassis.identity.questions import callers_of
from chassis.jobs import FarWaker, Waker
from chassis.live import FarLive, Live, LocalLive, RabbitLive
from chassis.observability.metrics import watch_pool
from chassis.runtime import discovery
from chassis.runtime.errors import CannotStart
from chassis.runtime.keys import Keys
from chassis.runtime.link import Link
from chassis.runtime.provision import ServiceUrls
from chassis.runtime.settings import RuntimeSettings
from chassis.spec import Service, ServiceSpec
from chassis.web.application import build_application

Application = Callable[..., Any]


@dataclass(kw_only=True)
class Assembly:
    """The services of this process and what they share; :meth:`close` lets go of everything.

    `listen` takes what the other process of this product sends; call it when all roles run.
    """

    services: tuple[Service, ...]
    applications: Mapping[str, Application]
    live: Live
    waker: Waker | FarWaker
    listen: Callable[[], None] = lambda: None
    _closing: ExitStack = field(default_factory=ExitStack)

    def close(self) -> None:
        """Send what waits to be sent, close connections. Call after all roles have stopped."""
        self._closing.close()


def assemble(
    specs: Sequence[ServiceSpec],
    urls: Mapping[str, ServiceUrls],
    *,
    settings: RuntimeSettings,
    keys: Keys,
    amqp_url: str | None,
    link: Link | None = None,
) -> Assembly:
    """Build the services. Raises :class:`CannotStart` for settings that a service refuses.

    Without a broker, `link` leads to the other process of this product, if there is one.
    """
    environ = environment(settings, keys)
    with ExitStack() as building:
        services = tuple(bare(spec, urls[spec.name], environ) for spec in specs)
        for service in services:
            building.callback(service.database.close)
            watch_pool(service.database.engine, service.metrics)
            watch_pool(service.database.read_engine, service.metrics)
        if link is not None:
            building.callback(link.close)
        live, waker, listen = _ways_out(services, settings, amqp_url, link)
        building.callback(waker.close)
        live.start()
        building.callback(live.stop)
        applications: dict[str, Application] = {}
        addresses = _addresses(environ)
        for service in services:
            service.live = live
            service.database.effects = _sink(live, waker)
            callers = callers_of(service.name, service.spec.catalog.questions)
            service.token_keys = keys.verifier_for(service.name, (discovery.GATEWAY, *callers))
            service.clients = _clients(service, applications, services, addresses, keys)
            building.callback(service.clients.close)
        for service in services:
            if service.spec.resources is not None:
                service.resources = _refusing(service.name, service.spec.resources, service)
        applications.update({service.name: build_application(service) for service in services})
        return Assembly(
            services=services,
            applications=applications,
            live=live,
            waker=waker,
            listen=listen,
            _closing=building.pop_all(),
        )


def bare(spec: ServiceSpec, urls: ServiceUrls, environ: Mapping[str, str]) -> Service:
    """Build a service with its settings and database only. Opens no connection."""
    return Service(
        spec=spec,
        settings=_refusing(spec.name, spec.settings, environ),
        database=Database(spec.name, urls.runtime, direct_url=urls.direct),
        environment=environ,
    )


def check_settings(specs: Sequence[ServiceSpec], environ: Mapping[str, str]) -> None:
    """Let each service refuse its settings before any server is started for it."""
    for spec in specs:
        _refusing(spec.name, spec.settings, environ)


def environment(settings: RuntimeSettings, keys: Keys) -> dict[str, str]:
    """Return what services read: the given environment with what the runtime decided."""
    return {
        **settings.environ,
        "TRONCAL_PORT": str(settings.port),
        "TRONCAL_PUBLIC_URL": settings.public_url,
        "TRONCAL_RUN_DIR": str(settings.run_folder.path),
        "TRONCAL_FILES_DIR": str(settings.run_folder.private("files")),
        "TRONCAL_SECRET_KEY": keys.secret,
        "TRONCAL_SIGNING_KEY_FILE": str(keys.signing_file.absolute()),
    }


def _refusing(name: str, build: Callable[[Any], Any], given: Any) -> Any:
    """Services refuse settings with a ValueError of one sentence; the person gets that sentence."""
    try:
        return build(given)
    except (ValueError, OSError) as error:
        raise CannotStart(f"{name}: {str(error).rstrip('.')}.") from error


def _ways_out(
    services: Sequence[Service],
    settings: RuntimeSettings,
    amqp_url: str | None,
    link: Link | None,
) -> tuple[Live, Waker | FarWaker, Callable[[], None]]:
    """Return how live messages reach the streams and wake-ups the jobs, and what listens."""
    metrics = [service.metrics for service in services]
    if amqp_url is not None:
        names = [service.name for service in services]
        live = RabbitLive(
            amqp_url,
            name=f"{'+'.join(names)}-live",
            receives=discovery.GATEWAY in names and "web" in settings.roles,
            measures=metrics[0],
        )
        return live, Waker(amqp_url, metrics), lambda: None
    if link is None:
        return LocalLive(measures=metrics[0]), Waker(None, metrics), lambda: None
    if "web" in settings.roles:
        here = LocalLive(measures=metrics[0])
        return here, FarWaker(link.send, metrics), partial(link.listen, here.take)
    waker = Waker(None, metrics)
    return FarLive(link.send, measures=metrics[0]), waker, partial(link.listen, waker.take)


def _sink(live: Live, waker: Waker | FarWaker) -> Callable[[str, Sequence[Effect]], None]:
    """After a commit: live messages to the screens, wake-ups to the jobs."""

    def release(service: str, effects: Sequence[Effect]) -> None:
        waker.send(service, effects)
        for effect in effects:
            if effect.kind == "live":
                live.send(effect.content)

    return release


def _addresses(environ: Mapping[str, str]) -> dict[str, str]:
    found = {name: environ.get(f"TRONCAL_{name.upper()}_URL") for name in _known(environ)}
    return {name: url for name, url in found.items() if url}


def _known(environ: Mapping[str, str]) -> set[str]:
    """Services that exist here or that the environment gives an address: images hold only one."""
    head, tail = "TRONCAL_", "_URL"
    services = {"contacts", "sales", "cases", "billing", "telephony", "notifications", "reporting"}
    named = {
        name.removeprefix(head).removesuffix(tail).lower()
        for name in environ
        if name.startswith(head) and name.endswith(tail)
    }
    return set(discovery.names()) | (named & {*services, discovery.GATEWAY})


def _clients(
    service: Service,
    applications: Mapping[str, Application],
    here: Sequence[Service],
    addresses: Mapping[str, str],
    keys: Keys,
) -> Clients:
    """Reach the others at their address, or inside this process where they have none."""
    transports: dict[str, Transport] = {
        other.name: InProcessTransport(lambda name=other.name: applications.get(name))  # type: ignore[misc]
        for other in here
        if other.name != service.name
    }
    transports |= {
        name: HttpTransport(url) for name, url in addresses.items() if name != service.name
    }
    return Clients(
        service.name,
        transports,
        key=keys.signing_key_of(service.name),
        metrics=service.metrics,
    )
