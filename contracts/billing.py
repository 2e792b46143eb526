"""What billing states: products, rates, and invoices from draft to paid."""

from datetime import date
from decimal import Decimal
from typing import Literal
from uuid import UUID

from chassis.events import Fact


class ProductChanged(Fact, type="billing.product.changed"):
    """A product or service as it is now (state; also on creation)."""

    name: str
    code: str
    is_active: bool
    unit_price: Decimal
    currency: str
    is_deleted: bool = False


class ExchangeRateChanged(Fact, type="billing.exchange_rate.changed"):
    """One unit of `currency` is `rate` units of the organization's currency from `valid_on` on.

    Subject: the rate of one currency and day (state).
    """

    currency: str
    rate: Decimal
    valid_on: date
    is_deleted: bool = False


class InvoiceState(Fact):
    """An invoice as it is now. Amounts are in `currency`; `owner_id` is who made it.

    `contact_name` is the name as printed; the contact may be called otherwise since.
    """

    number: str | None
    state: Literal["draft", "issued", "paid", "rejected"]
    contact_id: UUID
    contact_name: str
    opportunity_id: UUID | None
    issued_on: date | None
    due_on: date | None
    paid_on: date | None
    currency: str
    subtotal: Decimal
    discount_total: Decimal
    tax_total: Decimal
    total: Decimal
    owner_id: UUID | None
    shared_user_ids: list[UUID]
    shared_group_ids: list[UUID]
    visibility: Literal["private", "read", "write"]
    is_deleted: bool = False


class InvoiceDrafted(InvoiceState, type="billing.invoice.drafted"):
    """A draft exists. A discarded contact that it names comes back (X-1)."""


class InvoiceChanged(InvoiceState, type="billing.invoice.changed"):
    """A draft has other values."""


class InvoiceIssued(InvoiceState, type="billing.invoice.issued"):
    """A draft became an invoice with a number (B-01); it changes no more."""


class InvoicePaid(InvoiceState, type="billing.invoice.paid"):
    """An invoice was paid in full."""


class InvoiceRejected(InvoiceState, type="billing.invoice.rejected"):
    """An invoice was rejected or annulled; it keeps its number."""

    reason: str


class InvoiceReopened(InvoiceState, type="billing.invoice.reopened"):
    """A paid invoice is due again, or a rejected one is a draft again (B-18, O-26)."""

    reason: str


class InvoiceDeleted(InvoiceState, type="billing.invoice.deleted"):
    """A draft that never had a number is gone (O-27)."""


class InvoiceRestated(InvoiceState, type="billing.invoice.restated"):
    """An invoice as it is now, said again to a new reader or after a restore."""


class BillingRestated(Fact, type="billing.restate.completed"):
    """Every product, rate and invoice was stated again: an older one that was not is not there."""
