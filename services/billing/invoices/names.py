"""Whose name a viewer of invoices may read: the contact's own access rule, on the copy here (X-8).

An invoice may be visible to somebody who may not see its client; then its number has to do.
"""

from typing import Any
from uuid import UUID

import orjson

from chassis.db import Session
from chassis.identity.actor import Actor
from chassis.records.copies import add_names, visible
from services.billing.projections import KnownContact, KnownOpportunity

_NAMED = (("contact_id", "contact_name"), ("consignee_id", "consignee_name"))


def hide_names(session: Session, actor: Actor, body: bytes) -> bytes:
    """Take out of one invoice, or of a page of them, the names that the actor may not read."""
    document = orjson.loads(body)
    invoices = document.get("items", [document])
    if not invoices or "contact_id" not in invoices[0]:
        return body
    clients = visible(session, actor, KnownContact, _ids(invoices, "contact_id", "consignee_id"))
    for invoice in invoices:
        for id, name in _NAMED:
            if invoice[id] is not None and UUID(invoice[id]) not in clients:
                invoice[name] = None
    titles = {"opportunity_id": "opportunity_title"}
    add_names(session, actor, invoices, KnownOpportunity, titles)
    return orjson.dumps(document)


def _ids(invoices: list[dict[str, Any]], *members: str) -> set[UUID]:
    return {UUID(invoice[member]) for invoice in invoices for member in members if invoice[member]}
