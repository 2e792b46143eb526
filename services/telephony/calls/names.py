"""Whose name a viewer of calls may read: the contact's own access rule, applied to the copy here.

A call may be visible to somebody who may not see its contact; then the number has to do.
"""

from typing import Any

import orjson

from chassis.db import Session
from chassis.identity.actor import Actor
from chassis.records.copies import add_names
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
    add_names(session, actor, calls, KnownContact, {"contact_id": "contact_name"})
