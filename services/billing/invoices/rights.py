"""Who may change an invoice: the chassis's rule; a deleted one is nobody's."""

from uuid import UUID

from chassis.db import Session
from chassis.errors import Conflict, NotFound, Stale
from chassis.identity.actor import Actor
from chassis.records import require_edit
from services.billing.invoices.models import Invoice
from services.billing.invoices.records import INVOICE
from services.billing.invoices.states import Act, State, after


def editable(
    session: Session, actor: Actor, invoice_id: UUID, *, expected_version: int | None
) -> Invoice:
    """Lock an invoice for a change. Raises NotFound, Forbidden and only then Stale."""
    invoice = session.lock(Invoice, invoice_id)
    if invoice.deleted_at is not None:
        raise NotFound
    require_edit(session, actor, INVOICE, invoice_id)
    if expected_version is not None and invoice.version != expected_version:
        raise Stale(params={"version": invoice.version})
    return invoice


def require_draft(invoice: Invoice) -> None:
    """Raise Conflict unless the invoice is a draft: nothing else can be changed (B-20)."""
    if invoice.state != "draft":
        raise Conflict("invoice_not_draft", params={"state": invoice.state})


def state_after(invoice: Invoice, act: Act) -> State:
    """Return the state to which the act leads. Raises Conflict where it is not allowed (B-18)."""
    state = after(invoice.state, act)
    if state is None:
        if act == "issue":
            raise Conflict("invoice_not_draft", params={"state": invoice.state})
        raise Conflict("invoice_step_not_allowed", params={"state": invoice.state})
    return state
