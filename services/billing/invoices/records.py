"""How invoices are read: the list and one invoice."""

from typing import Final

from sqlalchemy import Text, func, select

from chassis.identity.directory import DirectoryUser
from chassis.records import Access, Field, Many, MoneyOf, RecordType
from services.billing.invoices.models import Invoice, InvoiceLine, InvoiceStep, InvoiceTax
from services.billing.invoices.states import STATES
from services.billing.projections import KnownOpportunity

_INVOICES = Invoice.__table__
_USERS = DirectoryUser.__table__

_OWNER_NAME = (
    select(_USERS.c.name)
    .where(
        _USERS.c.organization_id == _INVOICES.c.organization_id,
        _USERS.c.user_id == _INVOICES.c.owner_id,
    )
    .correlate(_INVOICES)
    .scalar_subquery()
)
_OPPORTUNITIES = KnownOpportunity.__table__
_OPPORTUNITY_TITLE = (
    select(_OPPORTUNITIES.c.name)
    .where(
        _OPPORTUNITIES.c.organization_id == _INVOICES.c.organization_id,
        _OPPORTUNITIES.c.opportunity_id == _INVOICES.c.opportunity_id,
    )
    .correlate(_INVOICES)
    .scalar_subquery()
)
_TAXES = Many(
    of=InvoiceTax.invoice_id,
    json={
        "tax_id": InvoiceTax.tax_id,
        "name": InvoiceTax.name,
        "rate_percent": InvoiceTax.rate_percent,
        "base": MoneyOf(amount=InvoiceTax.base, currency=InvoiceTax.currency),
        "amount": MoneyOf(amount=InvoiceTax.amount, currency=InvoiceTax.currency),
    },
    order=(InvoiceTax.place,),
)
_LINES = Many(
    of=InvoiceLine.invoice_id,
    json={
        "product_id": InvoiceLine.product_id,
        "description": InvoiceLine.description,
        "quantity": InvoiceLine.quantity,
        "unit_price": MoneyOf(amount=InvoiceLine.unit_price, currency=InvoiceLine.currency),
        "discount_percent": InvoiceLine.discount_percent,
        "tax_ids": InvoiceLine.tax_ids,
        "subtotal": MoneyOf(amount=InvoiceLine.subtotal, currency=InvoiceLine.currency),
        "discount": MoneyOf(amount=InvoiceLine.discount, currency=InvoiceLine.currency),
        "tax": MoneyOf(amount=InvoiceLine.tax, currency=InvoiceLine.currency),
        "total": MoneyOf(amount=InvoiceLine.total, currency=InvoiceLine.currency),
    },
    order=(InvoiceLine.place,),
)
_HISTORY = Many(
    of=InvoiceStep.invoice_id,
    json={
        "at": InvoiceStep.at,
        "act": InvoiceStep.act,
        "actor_id": InvoiceStep.actor_id,
        "actor_name": InvoiceStep.actor_name,
        "reason": InvoiceStep.reason,
    },
    order=(InvoiceStep.at, InvoiceStep.id),
)
_HEAD = {
    "id": Invoice.id,
    "number": Invoice.number,
    "state": Invoice.state,
    "contact_id": Invoice.contact_id,
    "contact_name": func.nullif(Invoice.contact_name, "", type_=Text()),
    "consignee_id": Invoice.consignee_id,
    "consignee_name": Invoice.consignee_name,
    "opportunity_id": Invoice.opportunity_id,
    "opportunity_title": _OPPORTUNITY_TITLE,
    "issued_on": Invoice.issued_on,
    "due_on": Invoice.due_on,
    "paid_on": Invoice.paid_on,
    "currency": Invoice.currency,
    "exchange_rate": Invoice.exchange_rate,
    "language": Invoice.language,
    "order_number": Invoice.order_number,
    "subtotal": MoneyOf(amount=Invoice.subtotal, currency=Invoice.currency),
    "discount_total": MoneyOf(amount=Invoice.discount_total, currency=Invoice.currency),
    "tax_total": MoneyOf(amount=Invoice.tax_total, currency=Invoice.currency),
    "total": MoneyOf(amount=Invoice.total, currency=Invoice.currency),
    "warnings": Invoice.warnings,
    "owner_id": Invoice.owner_id,
    "owner_name": _OWNER_NAME,
    "visibility": Invoice.visibility,
    "created_at": Invoice.created_at,
    "updated_at": Invoice.updated_at,
    "version": Invoice.version,
}

INVOICE: Final = RecordType(
    name="invoice",
    model=Invoice,
    access=Access(owner="owner_id", visibility="visibility"),
    json={
        **_HEAD,
        "billing_address": Invoice.billing_address,
        "delivery_address": Invoice.delivery_address,
        "terms": Invoice.terms,
        "notes": Invoice.notes,
        "lines": _LINES,
        "taxes": _TAXES,
        "history": _HISTORY,
    },
    fields={
        "id": Field(Invoice.id),
        "number": Field(Invoice.number),
        "state": Field(Invoice.state, choices=STATES),
        "contact_id": Field(Invoice.contact_id),
        "opportunity_id": Field(Invoice.opportunity_id),
        "owner_id": Field(Invoice.owner_id),
        "currency": Field(Invoice.currency),
        "issued_on": Field(Invoice.issued_on),
        "due_on": Field(Invoice.due_on),
        "paid_on": Field(Invoice.paid_on),
        "listed_on": Field(Invoice.listed_on),
        "total": Field(Invoice.total),
        "created_at": Field(Invoice.created_at),
        "updated_at": Field(Invoice.updated_at),
    },
    sorts={
        "created_at": Invoice.created_at,
        "updated_at": Invoice.updated_at,
        "listed_on": Invoice.listed_on,
    },
    default_sort="-created_at",
    search=Invoice.search_text,
    live=Invoice.deleted_at.is_(None),
)
"""Invoices that were not deleted, with their lines. A client's name and an
opportunity's title are shown only to who sees these (`names`), and a text finds an invoice by its
own numbers alone.
"""
