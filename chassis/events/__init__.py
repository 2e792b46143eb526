"""Facts between services: recorded with the change, delivered at least once, applied once."""

from chassis.events.catalog import Catalog
from chassis.events.facts import Fact, Received
from chassis.events.outbox import NotTouched, record
from chassis.events.reactions import Reaction, caused_by, newer, newest

__all__ = [
    "Catalog",
    "Fact",
    "NotTouched",
    "Reaction",
    "Received",
    "caused_by",
    "newer",
    "newest",
    "record",
]
