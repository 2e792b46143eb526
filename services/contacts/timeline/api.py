"""Routes of the timeline: parse → operation → representation."""

from typing import Any
from uuid import UUID

from chassis.errors import NotFound
from chassis.web import Call, Reply, Routes
from services.contacts.directory.rights import visible
from services.contacts.timeline import operations
from services.contacts.timeline.records import TIMELINE_ENTRY
from services.contacts.timeline.schemas import NoteBody

routes = Routes("timeline", tag="Timeline")


@routes.get("/contacts/<uuid:contact_id>/timeline", allow="contacts.view", lists=TIMELINE_ENTRY)
def history(call: Call, contact_id: UUID) -> Reply:
    """Read a contact's history, the newest first (C-21, C-41, T-24)."""
    contact = visible(call.session, call.actor, contact_id)
    if contact is None:
        raise NotFound
    fixed: dict[str, Any] = {"contact_id": contact_id}
    readers = operations.readers_for(call.session, call.actor, contact)
    return call.page(TIMELINE_ENTRY, fixed if readers is None else fixed | {"readers": readers})


@routes.post("/contacts/<uuid:contact_id>/notes", allow="contacts.edit", returns=TIMELINE_ENTRY)
def note(call: Call, contact_id: UUID, body: NoteBody) -> Reply:
    """Write an event on a contact's timeline, of a category or a plain note (C-41)."""
    entry = operations.add_note(
        call.session, call.actor, contact_id, body.text, category_id=body.category_id
    )
    return call.one(TIMELINE_ENTRY, entry.id, status=201)
