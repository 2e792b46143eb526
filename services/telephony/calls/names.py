"""Whose name a viewer of calls may read: the contact's own access rule, applied to the copy here.

A call may be visible to somebody who may not see its contact; then the number has to do.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import select

from chassis.db import Session
from chassis.identity.actor import Actor
from chassis.identity.directory import team_of
from services.telephony.projections import KnownContact


def add_contact_names(session: Session, actor: Actor, body: bytes) -> bytes:
    """Add `contact_name` to one call or to a page of calls as JSON; null where it is hidden."""
    document = orjson.loads(body)
    calls = document.get("items", [document])
    if calls and "direction" in calls[0]:
        name_contacts(session, actor, calls)
    return orjson.dumps(document)


def name_contacts(session: Session, actor: Actor, calls: list[dict[str, Any]]) -> None:
    """Put `contact_name` into each call."""
    wanted = {UUID(call["contact_id"]) for call in calls if call.get("contact_id")}
    names = visible_names(session, actor, wanted)
    for call in calls:
        contact_id = call.get("contact_id")
        call["contact_name"] = names.get(UUID(contact_id)) if contact_id else None


def visible_names(session: Session, actor: Actor, contact_ids: Iterable[UUID]) -> dict[UUID, str]:
    """Return the names of those contacts that the actor sees."""
    wanted = list(contact_ids)
    if not wanted:
        return {}
    contacts = session.scalars(
        select(KnownContact).where(KnownContact.contact_id.in_(wanted))
    ).all()
    team = team_of(session, actor) if contacts and actor.scope != "own" else set()
    return {contact.contact_id: contact.name for contact in contacts if sees(actor, contact, team)}


def sees(actor: Actor, contact: KnownContact, team: set[UUID]) -> bool:
    """Whether the actor sees the contact: the rule of chassis.records.access, on the copy."""
    if actor.is_administrator:
        return True
    responsible = {*contact.manager_ids, *([contact.owner_id] if contact.owner_id else [])}
    if actor.user_id in responsible or actor.user_id in contact.shared_user_ids:
        return True
    if set(actor.group_ids) & set(contact.shared_group_ids):
        return True
    if actor.scope != "own" and responsible & team:
        return True
    return actor.scope == "all" and contact.visibility in {"read", "write"}
