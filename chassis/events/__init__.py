"""Facts between services: recorded with the change, delivered at least once, applied once."""

from chassis.events.catalog import Catalog
from chassis.events.facts import Fact, Received
from chassis.events.outbox import NotTouched, record, record_inserted, record_written
from chassis.events.reactions import Reaction, caused_by, newer, newest
from chassis.events.restating import CopyOf, Restated, Restates, forgets

__all__ = [
    "Catalog",
    "CopyOf",
    "Fact",
    "NotTouched",
    "Reaction",
    "Received",
    "Restated",
    "Restates",
    "caused_by",
    "forgets",
    "newer",
    "newest",
    "record",
    "record_inserted",
    "record_written",
]
