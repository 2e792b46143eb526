"""Let a service that keeps an event log compute again what it derives from it.

The service's own ``rebuild`` decides how (shadow tables, then a swap) and promises an equal result;
it never sends anything to anybody. Safe beside a running copy.
"""

from chassis.runtime import discovery
from chassis.runtime.assembly import bare, environment
from chassis.runtime.errors import CannotStart
from chassis.runtime.maintenance import connected
from chassis.runtime.output import say
from chassis.runtime.settings import RuntimeSettings


def rebuild(settings: RuntimeSettings, *, service: str) -> None:
    """Rebuild one service. Raises :class:`CannotStart` when it keeps no event log."""
    spec = discovery.load(service)
    if spec.rebuild is None:
        raise CannotStart(f"{service} keeps no event log, so there is nothing to rebuild it from.")
    with connected(settings, (service,)) as (keys, urls):
        running = bare(spec, urls[service], environment(settings, keys))
        try:
            spec.rebuild(running)
        finally:
            running.database.close()
    say(f"{service} is rebuilt from its event log.")
