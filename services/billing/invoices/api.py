"""Routes of invoices: parse → operation → representation."""

from uuid import UUID

from pydantic import ValidationError

from chassis.errors import WrongType
from chassis.money import Money
from chassis.records import one, sums
from chassis.web import Call, Reply, Routes
from chassis.web.problems import invalid_from
from services.billing.documents import printing
from services.billing.invoices import issuing, operations
from services.billing.invoices.lines import read_lines, shown_amounts
from services.billing.invoices.models import Invoice
from services.billing.invoices.names import hide_names
from services.billing.invoices.newcomers import learn_contacts
from services.billing.invoices.records import INVOICE
from services.billing.invoices.schemas import (
    InvoiceChange,
    InvoiceCreate,
    InvoicePayment,
    InvoicePreview,
    InvoiceReason,
)
from services.billing.invoices.shown import (
    AmountsShown,
    InvoiceTotals,
    TotalOfCurrency,
    show_amounts,
    show_money,
)
from services.billing.projections import currency_of, organization_of, today

routes = Routes("invoices", tag="Invoices")
_ONE = "/invoices/<uuid:invoice_id>"


@routes.get("/invoices", allow="billing.view", lists=INVOICE)
def list_invoices(call: Call) -> Reply:
    """List invoices, the newest first."""
    reply = call.page(INVOICE)
    reply.body = hide_names(call.session, call.actor, reply.body)
    return reply


@routes.get("/invoices/totals", allow="billing.view", returns=InvoiceTotals)
def invoice_totals(call: Call) -> Reply:
    """Add up a list of invoices; takes the filters of the list."""
    found = sums(
        call.session,
        call.actor,
        INVOICE,
        call.arguments,
        by=Invoice.currency,
        of=Invoice.total,
    )
    items = [
        TotalOfCurrency(
            currency=row["by"],
            invoices=row["count"],
            total=show_money(Money(row["sum"], row["by"])),
        )
        for row in found
    ]
    return call.json(InvoiceTotals(items=items))


@routes.post("/invoices/preview", allow="billing.view", returns=AmountsShown, status=200)
def preview_amounts(call: Call, body: InvoicePreview) -> Reply:
    """Say what lines come to, by the same rule as when they are saved (B-15); nothing is saved."""
    currency = body.currency or _currency(call)
    written = read_lines(call.session, body.lines, currency=currency)
    return call.json(show_amounts(shown_amounts(written, currency), currency))


@routes.post("/invoices", allow="billing.create", returns=INVOICE)
def draft_invoice(call: Call, body: InvoiceCreate) -> Reply:
    """Make a draft (B-16)."""
    known = organization_of(call.session)
    _learn(call, body.contact_id, body.consignee_id)
    invoice = operations.draft_invoice(
        call.session,
        call.actor,
        body,
        currency=_currency(call),
        language=known.locale if known else call.actor.locale,
        today=today(call.session, otherwise=call.service.settings.timezone),
    )
    reply = call.created(INVOICE, invoice.id)
    reply.body = hide_names(call.session, call.actor, reply.body)
    return reply


@routes.get(_ONE, allow="billing.view", returns=INVOICE)
def read_invoice(call: Call, invoice_id: UUID) -> Reply:
    """Read one invoice with its lines, taxes and history."""
    return _shown(call, invoice_id)


@routes.patch(_ONE, allow="billing.edit", match="required", returns=INVOICE)
def change_draft(call: Call, invoice_id: UUID, body: InvoiceChange) -> Reply:
    """Change a draft; nothing else can be changed (B-20)."""
    _learn(call, body.given().get("contact_id"), body.consignee_id)
    operations.change_draft(
        call.session,
        call.actor,
        invoice_id,
        body.given(),
        expected_version=call.expected_version,
    )
    return _shown(call, invoice_id)


@routes.delete(_ONE, allow="billing.delete", match="required")
def delete_draft(call: Call, invoice_id: UUID) -> Reply:
    """Delete a draft that never had a number (O-27)."""
    operations.delete_draft(
        call.session, call.actor, invoice_id, expected_version=call.expected_version
    )
    return call.nothing()


@routes.post(f"{_ONE}/issue", allow="billing.edit", match="optional", returns=INVOICE, status=200)
def issue_invoice(call: Call, invoice_id: UUID) -> Reply:
    """Give a draft its number and its day (B-01); `warnings` says what to mind (X-12)."""
    issuing.issue_invoice(
        call.session,
        call.actor,
        invoice_id,
        today=today(call.session, otherwise=call.service.settings.timezone),
        own_currency=_currency(call),
        expected_version=call.expected_version,
    )
    return _shown(call, invoice_id)


@routes.post(
    f"{_ONE}/pay",
    allow="billing.edit",
    match="optional",
    returns=INVOICE,
    status=200,
    reads=InvoicePayment,
)
def pay_invoice(call: Call, invoice_id: UUID) -> Reply:
    """Mark an invoice as paid in full; without a body, today."""
    body = _payment(call)
    issuing.pay_invoice(
        call.session,
        call.actor,
        invoice_id,
        paid_on=body.paid_on,
        today=today(call.session, otherwise=call.service.settings.timezone),
        expected_version=call.expected_version,
    )
    return _shown(call, invoice_id)


@routes.post(f"{_ONE}/reject", allow="billing.edit", match="optional", returns=INVOICE, status=200)
def reject_invoice(call: Call, invoice_id: UUID, body: InvoiceReason) -> Reply:
    """Reject or annul an issued invoice."""
    issuing.reject_invoice(
        call.session,
        call.actor,
        invoice_id,
        reason=body.reason,
        expected_version=call.expected_version,
    )
    return _shown(call, invoice_id)


@routes.post(f"{_ONE}/reopen", allow="billing.edit", match="optional", returns=INVOICE, status=200)
def reopen_invoice(call: Call, invoice_id: UUID, body: InvoiceReason) -> Reply:
    """Make a paid invoice due again, or a rejected one a draft again (O-26)."""
    issuing.reopen_invoice(
        call.session,
        call.actor,
        invoice_id,
        reason=body.reason,
        expected_version=call.expected_version,
    )
    return _shown(call, invoice_id)


@routes.post(f"{_ONE}/duplicate", allow="billing.create", returns=INVOICE)
def duplicate_invoice(call: Call, invoice_id: UUID) -> Reply:
    """Make a new draft with the same content (B-21)."""
    made = operations.duplicate_invoice(
        call.session,
        call.actor,
        invoice_id,
        today=today(call.session, otherwise=call.service.settings.timezone),
    )
    reply = _shown(call, made.id, status=201)
    reply.headers["Location"] = f"/api/v1/invoices/{made.id}"
    return reply


@routes.get(f"{_ONE}/pdf", allow="billing.view")
def print_invoice(call: Call, invoice_id: UUID) -> Reply:
    """The document as PDF, in the invoice's language (B-07, B-21); a draft carries a mark."""
    found = one(call.session, call.actor, INVOICE, invoice_id)
    document = printing.document_of(call.session, call.actor, found.body, currency=_currency(call))
    content = call.service.resources.press.print(document)
    headers = {
        "Content-Disposition": f'inline; filename="{document.file_name}"',
        "Cache-Control": "private, no-store",
        "X-Content-Type-Options": "nosniff",
    }
    return Reply(content, 200, headers, "application/pdf")


def _learn(call: Call, *contact_ids: UUID | None) -> None:
    named = {contact_id for contact_id in contact_ids if contact_id is not None}
    learn_contacts(call.session, call.service.database, call.service.clients, named)


def _payment(call: Call) -> InvoicePayment:
    """Read the body, which may be left out."""
    if not call.request.get_data(cache=True):
        return InvoicePayment()
    if not call.request.is_json:
        raise WrongType("json_required")
    try:
        return InvoicePayment.model_validate_json(call.request.get_data())
    except ValidationError as error:
        raise invalid_from(error) from None


def _currency(call: Call) -> str:
    return currency_of(call.session, otherwise=call.service.settings.currency)


def _shown(call: Call, invoice_id: UUID, *, status: int = 200) -> Reply:
    reply = call.one(INVOICE, invoice_id, status=status)
    reply.body = hide_names(call.session, call.actor, reply.body)
    return reply
