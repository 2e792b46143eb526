"""Ask an owner to send one reader again what it stated since a moment.

Harmless: the reader's inbox skips what it has handled. The request is a row in the owner's
database, worked off by its relay, so it survives every stop. Only what the outbox still keeps
(seven days) comes again.
"""

from datetime import UTC, datetime

from chassis.events import redelivery
from chassis.runtime import discovery
from chassis.runtime.assembly import bare, environment
from chassis.runtime.errors import CannotStart
from chassis.runtime.maintenance import connected
from chassis.runtime.output import say
from chassis.runtime.settings import RuntimeSettings


def redeliver(settings: RuntimeSettings, *, owner: str, reader: str, since: datetime) -> None:
    """Note the request. Raises :class:`CannotStart` when the reader reads nothing of the owner."""
    spec = discovery.load(owner)
    read = {fact.event_type for fact in spec.catalog.read_by(reader) if fact.owner == owner}
    if not read:
        raise CannotStart(f"{reader} reads nothing that {owner} states.")
    moment = since if since.tzinfo else since.replace(tzinfo=UTC)
    with connected(settings, (owner,)) as (keys, urls):
        service = bare(spec, urls[owner], environment(settings, keys))
        try:
            with service.database.transaction(None) as session:
                redelivery.request(session, reader, moment)
        finally:
            service.database.close()
    say(f"{owner} will send {reader} again what it stated since {moment.isoformat()}.")
