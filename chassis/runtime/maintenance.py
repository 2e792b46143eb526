"""Reach the databases for a command: on a running copy's server, or on one started for it alone."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager

from chassis.runtime import keys as runtime_keys
from chassis.runtime.folders import FolderBusy
from chassis.runtime.keys import Keys
from chassis.runtime.postgres import running_url
from chassis.runtime.provision import ServiceUrls, given_urls, urls
from chassis.runtime.servers import Servers
from chassis.runtime.settings import RuntimeSettings


@contextmanager
def connected(
    settings: RuntimeSettings, services: tuple[str, ...]
) -> Iterator[tuple[Keys, Mapping[str, ServiceUrls]]]:
    """Give keys and the services' URLs for the time of a block; nothing is made or migrated."""
    held = runtime_keys.load(settings.environ, settings.run_folder, production=settings.production)
    with ExitStack() as stack:
        found = {name: given_urls(settings.environ, name) for name in services}
        known = {name: one for name, one in found.items() if one is not None}
        missing = [name for name in services if name not in known]
        if missing:
            server = settings.database_url or _own_server(stack, settings, held, services)
            known |= {name: urls(server, name, secret=held.secret_bytes) for name in missing}
        yield held, known


def _own_server(
    stack: ExitStack, settings: RuntimeSettings, held: Keys, services: tuple[str, ...]
) -> str:
    try:
        stack.enter_context(settings.run_folder.held())
    except FolderBusy:
        if (url := running_url(settings.run_folder)) is None:
            raise
        return url
    servers = stack.enter_context(Servers(settings, held, services))
    assert servers.postgres is not None
    return servers.postgres.url
