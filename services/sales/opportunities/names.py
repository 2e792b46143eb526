"""Whose name a viewer of opportunities may read: the contact's own access rule, on the copy here.

An opportunity may be visible to somebody who may not see its contact (X-8).
"""

from typing import Any
from uuid import UUID

import orjson

from chassis.db import Session
from chassis.identity.actor import Actor
from chassis.records.copies import visible
from services.sales.projections import KnownContact


def add_contact_names(session: Session, actor: Actor, body: bytes) -> bytes:
    """Name the contacts of one opportunity or of a page; a hidden name is null."""
    document = orjson.loads(body)
    opportunities = document.get("items", [document] if "contact_ids" in document else [])
    if not opportunities:
        return body
    name_contacts(session, actor, opportunities)
    return orjson.dumps(document)


def name_contacts(session: Session, actor: Actor, opportunities: list[dict[str, Any]]) -> None:
    """Put `contact_name` (the principal's) and `contacts` (`id`, `name`) into each."""
    wanted = {UUID(id) for each in opportunities for id in each["contact_ids"]}
    found = visible(session, actor, KnownContact, wanted)
    names = {str(id): copy.name for id, copy in found.items()}
    for each in opportunities:
        each["contact_name"] = names.get(each["contact_id"])
        each["contacts"] = [{"id": id, "name": names.get(id)} for id in each["contact_ids"]]
