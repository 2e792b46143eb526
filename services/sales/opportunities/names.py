"""Whose name a viewer of opportunities may read: the contact's own access rule, on the copy here.

An opportunity may be visible to somebody who may not see its contact (X-8).
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import select

from chassis.db import Session
from chassis.identity.actor import Actor
from chassis.identity.directory import team_of
from services.sales.projections import KnownContact


def add_contact_names(session: Session, actor: Actor, body: bytes) -> bytes:
    """Add `contacts` (`id`, `name`) to one opportunity or to a page; a hidden name is null."""
    document = orjson.loads(body)
    opportunities = document.get("items", [document] if "contact_ids" in document else [])
    if opportunities:
        name_contacts(session, actor, opportunities)
        return orjson.dumps(document)
    return body


def name_contacts(session: Session, actor: Actor, opportunities: list[dict[str, Any]]) -> None:
    """Put `contacts` into each opportunity."""
    wanted = {UUID(id) for each in opportunities for id in each["contact_ids"]}
    known = known_contacts(session, wanted)
    seen = {str(id) for id in seen_by(session, actor, known.values())}
    names = {str(id): contact.name for id, contact in known.items()}
    for each in opportunities:
        each["contacts"] = [
            {"id": id, "name": names[id] if id in seen else None} for id in each["contact_ids"]
        ]


def known_contacts(session: Session, contact_ids: Iterable[UUID]) -> dict[UUID, KnownContact]:
    """Return what is known of contacts."""
    wanted = sorted(set(contact_ids))
    if not wanted:
        return {}
    rows = session.scalars(select(KnownContact).where(KnownContact.contact_id.in_(wanted)))
    return {row.contact_id: row for row in rows}


def seen_by(session: Session, actor: Actor, contacts: Iterable[KnownContact]) -> set[UUID]:
    """Return the ids of those contacts that the actor sees."""
    listed = list(contacts)
    needs_team = listed and actor.scope != "own" and not actor.is_administrator
    team = team_of(session, actor) if needs_team else set()
    return {contact.contact_id for contact in listed if _sees(actor, contact, team)}


def _sees(actor: Actor, contact: KnownContact, team: set[UUID]) -> bool:
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
