"""What makes a draft an invoice, and what becomes of it: issue, pay, reject, reopen.

An issued invoice changes no more (B-20). Its number is the next of the series without a gap (B-01),
and in the order of the numbers the days of issue never go backwards: the counter's row is locked
last, just before the commit, so that a transaction that dies takes its number back with it and
nobody waits for anybody's checks.
"""

from datetime import date
from decimal import Decimal
from uuid import UUID

from chassis.db import Session
from chassis.errors import Conflict, FieldError, Invalid
from chassis.events import record
from chassis.identity.actor import Actor
from contracts.billing import InvoiceIssued, InvoicePaid, InvoiceRejected, InvoiceReopened
from services.billing.company.models import number_of
from services.billing.company.operations import locked_numbering
from services.billing.invoices.models import Invoice
from services.billing.invoices.operations import found_by
from services.billing.invoices.parties import credit_of, warnings_for
from services.billing.invoices.rights import editable, state_after
from services.billing.invoices.statements import note_step, state_of
from services.billing.rates.operations import rate_on


def issue_invoice(
    session: Session,
    actor: Actor,
    invoice_id: UUID,
    *,
    today: date,
    own_currency: str,
    expected_version: int | None,
) -> Invoice:
    """Give a draft its number and its day (B-01, B-02).

    The day is the draft's, or today; a draft that had a number before keeps it, with its day. One
    without a due date is due after the client's days of credit (O-49), if it has any.
    Raises NotFound, Forbidden, Stale, and Conflict for what is no draft, has no lines, is for a
    suspended client (X-12), has no exchange rate on its day (B-40), or whose day is in the future
    or before that of the last number.
    """
    invoice = editable(session, actor, invoice_id, expected_version=expected_version)
    state = state_after(invoice, "issue")
    if not invoice.lines:
        raise Conflict("invoice_without_lines")
    warnings = warnings_for(session, invoice.contact_id, is_issue=True)
    day = invoice.issued_on or today
    if day > today:
        raise Conflict("issue_date_in_future", params={"today": today.isoformat()})
    if invoice.due_on is not None and invoice.due_on < day:
        raise Conflict("due_before_issue")
    invoice.exchange_rate = _rate(session, invoice.currency, own_currency, day)
    invoice.warnings = warnings
    credit = credit_of(session, invoice.contact_id)
    note_step(session, invoice, "issue")
    invoice.touch()
    session.flush()
    if invoice.number is None:
        _take_number(session, invoice, day, own_currency=own_currency)
    invoice.state = state
    if invoice.due_on is None and credit is not None and invoice.issued_on is not None:
        invoice.due_on = invoice.issued_on + credit
    record(session, invoice, InvoiceIssued(**state_of(invoice)))
    return invoice


def pay_invoice(
    session: Session,
    actor: Actor,
    invoice_id: UUID,
    *,
    paid_on: date | None,
    today: date,
    expected_version: int | None,
) -> Invoice:
    """Mark an issued invoice as paid in full on a day, today unless named.

    Raises NotFound, Forbidden, Stale, Conflict, Invalid for a day before the issue or to come.
    """
    invoice = editable(session, actor, invoice_id, expected_version=expected_version)
    state = state_after(invoice, "pay")
    day = paid_on or today
    assert invoice.issued_on is not None
    if day < invoice.issued_on:
        raise Invalid("invalid_fields", FieldError("paid_on", "paid_before_issue"))
    if day > today:
        raise Invalid("invalid_fields", FieldError("paid_on", "day_in_future"))
    invoice.state, invoice.paid_on = state, day
    invoice.touch()
    note_step(session, invoice, "pay")
    record(session, invoice, InvoicePaid(**state_of(invoice)))
    return invoice


def reject_invoice(
    session: Session, actor: Actor, invoice_id: UUID, *, reason: str, expected_version: int | None
) -> Invoice:
    """Reject or annul an issued invoice; it keeps its number. Raises as `pay_invoice`."""
    invoice = editable(session, actor, invoice_id, expected_version=expected_version)
    invoice.state = state_after(invoice, "reject")
    invoice.touch()
    note_step(session, invoice, "reject", reason)
    record(session, invoice, InvoiceRejected(**state_of(invoice), reason=reason))
    return invoice


def reopen_invoice(
    session: Session, actor: Actor, invoice_id: UUID, *, reason: str, expected_version: int | None
) -> Invoice:
    """Make a paid invoice due again, or a rejected one a draft again (B-18, O-26)."""
    invoice = editable(session, actor, invoice_id, expected_version=expected_version)
    invoice.state = state_after(invoice, "reopen")
    invoice.paid_on = None
    invoice.touch()
    note_step(session, invoice, "reopen", reason)
    record(session, invoice, InvoiceReopened(**state_of(invoice), reason=reason))
    return invoice


def _rate(session: Session, currency: str, own_currency: str, day: date) -> Decimal | None:
    if currency == own_currency:
        return None
    rate = rate_on(session, currency, day)
    if rate is None:
        params = {"currency": currency, "day": day.isoformat()}
        raise Conflict("exchange_rate_missing", params=params)
    return rate.rate


def _take_number(session: Session, invoice: Invoice, day: date, *, own_currency: str) -> None:
    """Take the next number of the series; nothing but writing it follows the lock.

    Of two who issue around midnight the later number may be the one that still has yesterday: a day
    that nobody typed then becomes that of the number before.
    """
    numbering = locked_numbering(session)
    last = numbering.last_issued_on
    if last is not None and day < last:
        if invoice.issued_on is not None:
            raise Conflict("issue_date_backwards", params={"last": last.isoformat()})
        day = last
        invoice.exchange_rate = _rate(session, invoice.currency, own_currency, day)
    invoice.number_prefix, invoice.number_place = numbering.prefix, numbering.next_number
    invoice.number = number_of(numbering.prefix, numbering.next_number)
    invoice.issued_on = invoice.listed_on = day
    invoice.search_text = found_by(invoice)
    numbering.next_number += 1
    numbering.last_issued_on = day
