"""What an invoice does to its contact: one that was discarded meanwhile comes back (X-1)."""

from uuid import UUID

from chassis.db import Session
from chassis.errors import NotFound
from services.contacts.directory.models import DISCARDED, Contact
from services.contacts.directory.operations import bring_back


def restore_invoiced_contact(
    session: Session, *, contact_id: UUID, invoice_id: UUID, made_by: UUID | None
) -> None:
    """Bring the contact of an invoice back if it lies with the discarded ones.

    Discarding holds the contact's row while it asks billing, and this waits for the row: either
    billing already knew the invoice when it was asked, or the contact is discarded by now and comes
    back. The fact that it is back names who discarded it and who made the invoice, so that both are
    told. Does nothing for a contact that is there or was never here; repeating it does no harm.
    """
    try:
        contact = session.lock(Contact, contact_id)
    except NotFound:
        return
    if contact.state != DISCARDED or contact.merged_into_id is not None:
        return  # what was merged stands in the contact that absorbed it
    told = [user_id for user_id in (contact.discarded_by, made_by) if user_id is not None]
    bring_back(
        session,
        contact,
        params={"invoice_id": str(invoice_id)},
        invoice_id=invoice_id,
        told_user_ids=list(dict.fromkeys(told)),
    )
