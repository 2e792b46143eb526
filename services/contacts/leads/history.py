"""What happened with a lead, written with the change itself."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from chassis.clock import now
from chassis.db import Session
from chassis.errors import FieldError, Invalid
from chassis.identity.actor import Actor
from services.contacts.leads.models import LeadEvent
from services.contacts.leads.rights import editable
from services.contacts.timeline.notes import plain_text

LEAD = "lead"


def add_event(
    session: Session, lead_id: UUID, kind: str, *, params: Mapping[str, Any] | None = None
) -> LeadEvent:
    """Add one line to the history of a lead."""
    return _add(session, lead_id, kind, f"timeline.lead.{kind}", params or {})


def add_note(session: Session, actor: Actor, lead_id: UUID, text: str) -> LeadEvent:
    """Write a note on a lead, a converted one too; who may edit the lead may write one.

    The lead itself does not change. Raises NotFound, Forbidden, Invalid when nothing of the text
    remains.
    """
    editable(session, actor, lead_id, expected_version=None)
    kept = plain_text(text)
    if not kept:
        raise Invalid("invalid_fields", FieldError("text", "empty_note"))
    return _add(session, lead_id, "note", "timeline.note", {"text": kept})


def _add(
    session: Session, lead_id: UUID, kind: str, title: str, params: Mapping[str, Any]
) -> LeadEvent:
    actor = session.actor
    event = LeadEvent(
        lead_id=lead_id,
        kind=kind,
        at=now(),
        title=title,
        params=dict(params),
        actor_id=actor.user_id,
        actor_name=actor.name or None,
        record_type=LEAD,
        record_id=lead_id,
    )
    session.add(event)
    return event
