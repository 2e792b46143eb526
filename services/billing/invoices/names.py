"""Whose name a viewer of invoices may read: the contact's own access rule, on the copy here (X-8).

An invoice may be visible to somebody who may not see its client; then its number has to do.
"""

from typing import Any
from uuid import UUID

import orjson

from chassis.db import Session
from chassis.identity.actor import Actor
from services.billing.projections import visible_contacts, visible_opportunities

_NAMED = (("contact_id", "contact_name"), ("consignee_id", "consignee_name"))


def hide_names(session: Session, actor: Actor, body: bytes) -> bytes:
    """Take out of one invoice, or of a page of them, the names that the actor may not read.

    The title of an opportunity is put in here under the same rule.
    """
    document = orjson.loads(body)
    invoices = document.get("items", [document])
    if not invoices or "contact_id" not in invoices[0]:
        return body
    visible = visible_contacts(session, actor, _ids(invoices, "contact_id", "consignee_id"))
    opportunities = visible_opportunities(session, actor, _ids(invoices, "opportunity_id"))
    for invoice in invoices:
        for id, name in _NAMED:
            if invoice[id] is not None and UUID(invoice[id]) not in visible:
                invoice[name] = None
        linked = invoice["opportunity_id"]
        known = opportunities.get(UUID(linked)) if linked else None
        invoice["opportunity_title"] = known.title if known else None
    return orjson.dumps(document)


def _ids(invoices: list[dict[str, Any]], *members: str) -> set[UUID]:
    return {UUID(invoice[member]) for invoice in invoices for member in members if invoice[member]}
