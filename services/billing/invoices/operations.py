"""What people do with drafts: make, change, duplicate, delete. Issuing and after: `issuing`.

Each operation runs in the caller's transaction, holds the invoice's row lock, refuses before it
writes and states a fact with the whole new state.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from chassis.clock import now
from chassis.db import Session
from chassis.errors import Conflict, FieldError, Invalid, NotFound
from chassis.events import record
from chassis.identity.actor import Actor
from chassis.ids import new_id
from chassis.records import may_see, replace_grants, search_text
from contracts.billing import InvoiceChanged, InvoiceDeleted, InvoiceDrafted
from services.billing.company.operations import profile_of
from services.billing.invoices.lines import read_lines, tax_ids_of, typed_lines, write_lines
from services.billing.invoices.models import Invoice
from services.billing.invoices.parties import Parties, find_parties, warnings_for
from services.billing.invoices.records import INVOICE
from services.billing.invoices.rights import editable, require_draft
from services.billing.invoices.schemas import InvoiceCreate
from services.billing.invoices.statements import note_step, state_of

_PLAIN = (
    "contact_id",
    "consignee_id",
    "opportunity_id",
    "issued_on",
    "due_on",
    "currency",
    "language",
    "billing_address",
    "delivery_address",
    "order_number",
    "terms",
    "notes",
    "visibility",
)


def draft_invoice(
    session: Session,
    actor: Actor,
    body: InvoiceCreate,
    *,
    currency: str,
    language: str,
    today: date,
    kept_tax_ids: frozenset[UUID] = frozenset(),
    act: str = "draft",
) -> Invoice:
    """Make a draft (B-16); `language` holds where the body names none.

    Its currency is the body's, else the client's (C-05), else `currency`. Raises Invalid naming
    every wrong member.
    """
    values: dict[str, Any] = {name: getattr(body, name) for name in _PLAIN}
    values["language"] = body.language or language
    if body.terms is None:
        values["terms"] = profile_of(session).default_terms
    _check_days(values["issued_on"], values["due_on"])
    parties = find_parties(session, actor, values, contact_id=body.contact_id)
    preferred = parties.contact.currency if parties.contact else None
    values["currency"] = body.currency or preferred or currency
    written = read_lines(
        session, body.lines, currency=values["currency"], kept_tax_ids=kept_tax_ids
    )
    invoice = Invoice(
        id=new_id(),
        state="draft",
        owner_id=actor.user_id,
        listed_on=values["issued_on"] or today,
        lines=[],
        taxes=[],
    )
    _write(invoice, values, parties)
    invoice.warnings = warnings_for(session, invoice.contact_id, is_issue=False)
    session.add(invoice)
    write_lines(session, invoice, written)
    replace_grants(session, INVOICE, invoice, is_new=True)
    note_step(session, invoice, act)
    record(session, invoice, InvoiceDrafted(**state_of(invoice)))
    return invoice


def change_draft(
    session: Session,
    actor: Actor,
    invoice_id: UUID,
    given: Mapping[str, Any],
    *,
    expected_version: int | None,
) -> Invoice:
    """Merge members into a draft; `lines` replace the lines before.

    Raises NotFound, Forbidden, Stale, Conflict for what is no draft (B-20) and for the day of an
    invoice that has a number, Invalid naming every wrong member.
    """
    invoice = editable(session, actor, invoice_id, expected_version=expected_version)
    require_draft(invoice)
    values = {name: given[name] for name in _PLAIN if name in given}
    _check_given_days(invoice, values)
    values = _without_foreign_opportunity(invoice, values)
    contact_id = values.get("contact_id", invoice.contact_id)
    parties = find_parties(session, actor, values, contact_id=contact_id)
    currency = values.get("currency", invoice.currency)
    written = None
    if "lines" in given or currency != invoice.currency:
        typed = given.get("lines") if "lines" in given else typed_lines(invoice)
        kept = tax_ids_of(invoice)
        written = read_lines(session, typed or [], currency=currency, kept_tax_ids=kept)
    _write(invoice, values, parties)
    invoice.warnings = warnings_for(session, invoice.contact_id, is_issue=False)
    invoice.touch()
    if written is not None:
        write_lines(session, invoice, written)
    replace_grants(session, INVOICE, invoice)
    record(session, invoice, InvoiceChanged(**state_of(invoice)))
    return invoice


def duplicate_invoice(session: Session, actor: Actor, invoice_id: UUID, *, today: date) -> Invoice:
    """Make a new draft with the content of any invoice (B-21); numbers and days are not copied."""
    if not may_see(session, actor, INVOICE, invoice_id):
        raise NotFound
    source = session.lock(Invoice, invoice_id)
    if source.deleted_at is not None:
        raise NotFound
    body = InvoiceCreate.model_construct(
        **{name: getattr(source, name) for name in _PLAIN if name not in ("issued_on", "due_on")},
        issued_on=None,
        due_on=None,
        lines=typed_lines(source),
    )
    return draft_invoice(
        session,
        actor,
        body,
        currency=source.currency,
        language=source.language,
        today=today,
        kept_tax_ids=tax_ids_of(source),
        act="duplicate",
    )


def delete_draft(
    session: Session, actor: Actor, invoice_id: UUID, *, expected_version: int | None
) -> None:
    """Delete a draft that never had a number (O-27). Raises Conflict for anything else."""
    invoice = editable(session, actor, invoice_id, expected_version=expected_version)
    require_draft(invoice)
    if invoice.number is not None:
        raise Conflict("invoice_numbered")
    invoice.deleted_at = now()
    invoice.touch()
    record(session, invoice, InvoiceDeleted(**state_of(invoice)))


def found_by(invoice: Invoice) -> str:
    """Return what a list finds the invoice by; a client's name is not among it (X-8)."""
    return search_text(invoice.number, invoice.order_number)


def _write(invoice: Invoice, values: Mapping[str, Any], parties: Parties) -> None:
    for name, value in values.items():
        setattr(invoice, name, value)
    if parties.contact is not None:
        invoice.contact_name = parties.contact.name
    if "consignee_id" in values:
        invoice.consignee_name = parties.consignee.name if parties.consignee else None
    if values.get("issued_on"):
        invoice.listed_on = values["issued_on"]
    invoice.search_text = found_by(invoice)


def _without_foreign_opportunity(invoice: Invoice, values: dict[str, Any]) -> dict[str, Any]:
    """Unlink the opportunity of the client before, unless the change names one itself."""
    changes = values.get("contact_id", invoice.contact_id) != invoice.contact_id
    if changes and "opportunity_id" not in values:
        return {**values, "opportunity_id": None}
    return values


def _check_given_days(invoice: Invoice, values: Mapping[str, Any]) -> None:
    if invoice.number and values.get("issued_on", invoice.issued_on) != invoice.issued_on:
        raise Conflict("issue_date_fixed")
    _check_days(values.get("issued_on", invoice.issued_on), values.get("due_on", invoice.due_on))


def _check_days(issued_on: date | None, due_on: date | None) -> None:
    if issued_on and due_on and due_on < issued_on:
        raise Invalid("invalid_fields", FieldError("due_on", "due_before_issue"))
