"""Ask an owner to state its records again, to one reader or to all.

Harmless: readers skip what they know. The request is a row in the owner's database, worked off in
pages while the product runs (role scheduler), so it survives every stop.
"""

from chassis.events import restating
from chassis.runtime import discovery
from chassis.runtime.assembly import bare, environment
from chassis.runtime.errors import CannotStart
from chassis.runtime.maintenance import connected
from chassis.runtime.output import say
from chassis.runtime.settings import RuntimeSettings


def restate(settings: RuntimeSettings, *, service: str, reader: str | None) -> None:
    """Note the request. Raises :class:`CannotStart` when there is nothing to state."""
    spec = discovery.load(service)
    if spec.restates is None:
        raise CannotStart(f"{service} keeps no records that it could state again.")
    if reader is not None and spec.restates.completed not in spec.catalog.read_by(reader):
        raise CannotStart(f"{reader} keeps no copies of what {service} owns.")
    with connected(settings, (service,)) as (keys, urls):
        owner = bare(spec, urls[service], environment(settings, keys))
        try:
            with owner.database.transaction(None) as session:
                restating.request(session, reader)
        finally:
            owner.database.close()
    say(f"{service} will state its records again to {reader or 'all its readers'}.")
