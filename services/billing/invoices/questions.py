"""What other services ask and wait for: whether a contact has invoices (X-1)."""

from uuid import UUID

from sqlalchemy import select

from chassis.db import Session
from chassis.errors import NotFound
from chassis.web import Call, Reply, Routes
from services.billing.invoices.models import Invoice

routes = Routes("invoice_questions", tag="Internal", prefix="/internal")


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
