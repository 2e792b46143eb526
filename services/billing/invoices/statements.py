"""From an invoice's rows to the facts that are stated of it, and to its own history."""

from typing import Any

from chassis.db import Session
from services.billing.invoices.models import Invoice, InvoiceStep


def state_of(invoice: Invoice) -> dict[str, Any]:
    """Return the members that every fact about an invoice states."""
    return {
        "number": invoice.number,
        "state": invoice.state,
        "contact_id": invoice.contact_id,
        "contact_name": invoice.contact_name,
        "opportunity_id": invoice.opportunity_id,
        "issued_on": invoice.issued_on,
        "due_on": invoice.due_on,
        "paid_on": invoice.paid_on,
        "currency": invoice.currency,
        "subtotal": invoice.subtotal,
        "discount_total": invoice.discount_total,
        "tax_total": invoice.tax_total,
        "total": invoice.total,
        "owner_id": invoice.owner_id,
        "shared_user_ids": [],
        "shared_group_ids": [],
        "visibility": invoice.visibility,
        "is_deleted": invoice.deleted_at is not None,
    }


def note_step(session: Session, invoice: Invoice, act: str, reason: str | None = None) -> None:
    """Write down who did what to the invoice, and why."""
    actor = session.actor
    session.add(
        InvoiceStep(
            invoice_id=invoice.id,
            act=act,
            actor_id=actor.user_id,
            actor_name=actor.name,
            reason=reason,
        )
    )
