"""The facts of a product of two services, small enough to try the runtime with."""

from uuid import UUID

from chassis.events import Catalog, Fact


class EntryWritten(Fact, type="gateway.entry.written"):
    """Somebody wrote an entry."""

    text: str


CATALOG = Catalog(readers={EntryWritten: ("ledger",)})
ORGANIZATION = UUID("01890000-0000-7000-8000-000000000001")
