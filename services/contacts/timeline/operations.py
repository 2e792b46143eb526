"""What is written on a contact's timeline: events of the contact, notes by hand, calls."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select

from chassis.clock import now
from chassis.db import Session, append_row
from chassis.errors import Conflict, FieldError, Invalid
from chassis.identity.actor import Actor
from chassis.identity.directory import team_of
from chassis.ids import new_id
from chassis.records.catalogs import chosen
from services.contacts.catalogs.models import EventCategory
from services.contacts.directory.models import DISCARDED, Contact
from services.contacts.directory.rights import editable
from services.contacts.timeline.models import TimelineEntry
from services.contacts.timeline.notes import plain_text
from services.contacts.timeline.readers import RESPONSIBLE, only

CALL: Final = "call"
NOTE: Final = "note"


def readers_for(session: Session, actor: Actor, contact: Contact) -> tuple[UUID, ...] | None:
    """Return whose entries of a contact that the actor sees they may read; None means all.

    Administrators read the whole history. Others read what is the contact's own, what is theirs or
    their team's, what was shared with them and what is open to all; who is responsible for the
    contact, and their superiors, read every call too. So nobody reads of a record that they may
    not see, such as a private opportunity of somebody else.
    """
    if actor.is_administrator or actor.user_id is None:
        return None
    mine = {actor.user_id}
    if actor.scope != "own":
        mine |= team_of(session, actor)
    held = {contact.id, only(actor.user_id), *actor.group_ids, *mine}
    if actor.scope == "all":
        held.add(session.organization)
    if mine.intersection([contact.owner_id, *contact.manager_ids]):
        held.add(RESPONSIBLE)
    return tuple(sorted(held))


def add_event(
    session: Session, contact_id: UUID, kind: str, *, params: Mapping[str, Any] | None = None
) -> None:
    """Write what somebody, or the product itself, just did with a contact.

    It is written at the end of the transaction.
    """
    actor = session.actor
    append_row(
        session,
        TimelineEntry,
        id=new_id(),
        version=1,
        contact_id=contact_id,
        kind=kind,
        at=now(),
        title=f"timeline.contact.{kind}",
        params=dict(params or {}),
        actor_id=actor.user_id,
        actor_name=actor.name or None,
        record_type="contact",
        record_id=contact_id,
        readers=[contact_id],
    )


def add_note(
    session: Session,
    actor: Actor,
    contact_id: UUID,
    text: str,
    *,
    category_id: UUID | None = None,
) -> TimelineEntry:
    """Write an event on a contact's timeline (C-41); who may edit the contact may write one.

    Without a category it is a plain note. The contact itself does not change. Raises NotFound,
    Forbidden, Conflict for a discarded contact, Invalid when nothing of the text remains and for a
    category that is not there or not in use.
    """
    contact = editable(session, actor, contact_id, expected_version=None)
    if contact.state == DISCARDED:
        raise Conflict("contact_discarded")
    kept = plain_text(text)
    if not kept:
        raise Invalid("invalid_fields", FieldError("text", "empty_note"))
    if category_id is not None and not chosen(session, EventCategory, {category_id}):
        raise Invalid("invalid_fields", FieldError("category_id", "unknown_entry"))
    entry = TimelineEntry(
        contact_id=contact_id,
        kind=NOTE,
        category_id=category_id,
        at=now(),
        title="timeline.note",
        params={"text": kept},
        actor_id=actor.user_id,
        actor_name=actor.name or None,
        record_type="contact",
        record_id=contact_id,
        readers=[contact_id],
    )
    session.add(entry)
    session.flush()
    return entry


def call_entries(session: Session, call_ids: Collection[UUID]) -> dict[UUID, TimelineEntry]:
    """Return the entries that calls have already."""
    rows = session.scalars(
        select(TimelineEntry).where(
            TimelineEntry.kind == CALL, TimelineEntry.record_id.in_(call_ids)
        )
    )
    return {entry.record_id: entry for entry in rows}


def new_call_entry(session: Session, call_id: UUID) -> TimelineEntry:
    """Make the one entry of a call; the database refuses a second. `write_call` follows."""
    entry = TimelineEntry(kind=CALL, record_type=CALL, record_id=call_id)
    session.add(entry)
    return entry


def write_call(
    entry: TimelineEntry,
    *,
    contact_id: UUID,
    at: datetime,
    agent_id: UUID | None,
    agent_name: str | None,
    readers: Sequence[UUID],
    params: Mapping[str, Any],
) -> None:
    """Write what is known of a call into its entry (X-5, T-24)."""
    entry.contact_id = contact_id
    entry.at = at
    entry.title = f"timeline.call.{params['direction']}"
    entry.params = dict(params)
    entry.actor_id = agent_id
    entry.actor_name = agent_name
    entry.readers = [*readers, RESPONSIBLE]
