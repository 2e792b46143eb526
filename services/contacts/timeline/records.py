"""How a contact's timeline is read."""

from typing import Final

from chassis.records import ADMINISTRATOR, Access, Field, RecordType
from services.contacts.timeline.models import TimelineEntry

TIMELINE_ENTRY: Final = RecordType(
    name="timeline_entry",
    model=TimelineEntry,
    json={
        "id": TimelineEntry.id,
        "kind": TimelineEntry.kind,
        "at": TimelineEntry.at,
        "title": TimelineEntry.title,
        "params": TimelineEntry.params,
        "category_id": TimelineEntry.category_id,
        "actor": TimelineEntry.actor_name,
        "actor_id": TimelineEntry.actor_id,
        "record": {"type": TimelineEntry.record_type, "id": TimelineEntry.record_id},
    },
    access=Access(),
    fields={
        "contact_id": Field(TimelineEntry.contact_id),
        "kind": Field(TimelineEntry.kind),
        "category_id": Field(TimelineEntry.category_id),
        "at": Field(TimelineEntry.at),
        "readers": Field(TimelineEntry.readers),
    },
    hidden={"contact_id": ADMINISTRATOR, "readers": ADMINISTRATOR},
    sorts={"at": TimelineEntry.at},
    default_sort="-at",
)
"""Entries of one contact. The route asks first whether the actor sees the contact, and always
narrows to it and to the entries that the actor may read.
"""
