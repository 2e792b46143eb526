"""What other services ask and wait for: whether a contact, or which of many, has invoices (X-1)."""

from collections.abc import Collection
from typing import Final
from uuid import UUID

from pydantic import Field
from sqlalchemy import select

from chassis.db import Session
from chassis.errors import FieldError, Invalid, NotFound
from chassis.web import Body, Call, Reply, Routes
from services.billing.invoices.models import Invoice

routes = Routes("invoice_questions", tag="Internal", prefix="/internal")

_MOST: Final = 100


class ContactsAsked(Body):
    """Contacts by their ids, with commas, 100 at most."""

    ids: str = Field(max_length=37 * _MOST)


def has_invoices(session: Session, contact_id: UUID) -> bool:
    """Whether an invoice that was not deleted names the contact, as client or as consignee."""
    found = select(Invoice.id).where(
        (Invoice.contact_id == contact_id) | (Invoice.consignee_id == contact_id),
        Invoice.deleted_at.is_(None),
    )
    return session.scalars(found.limit(1)).first() is not None


@routes.get("/contacts/<uuid:contact_id>/invoices", allow=None)
def contact_invoices(call: Call, contact_id: UUID) -> Reply:
    """Tell contacts whether a contact may go; people are not answered here."""
    if not call.actor.is_system:
        raise NotFound
    return call.json({"has_invoices": has_invoices(call.session, contact_id)})


def invoiced_among(session: Session, contact_ids: Collection[UUID]) -> set[UUID]:
    """Return those of the contacts that an invoice which was not deleted names."""
    wanted = sorted(contact_ids)
    found: set[UUID] = set()
    for column in (Invoice.contact_id, Invoice.consignee_id):
        named = select(column).where(column.in_(wanted), Invoice.deleted_at.is_(None)).distinct()
        found |= {id for id in session.scalars(named) if id is not None}
    return found


@routes.get("/contacts/invoices", allow=None)
def invoiced_contacts(call: Call, query: ContactsAsked) -> Reply:
    """Tell contacts which of many contacts may not go; people are not answered here."""
    if not call.actor.is_system:
        raise NotFound
    try:
        ids = [UUID(text) for text in query.ids.split(",")]
    except ValueError:
        raise Invalid("invalid_query", FieldError("ids", "invalid_id")) from None
    invoiced = invoiced_among(call.session, ids)
    return call.json({"invoiced": sorted(str(id) for id in invoiced)})
