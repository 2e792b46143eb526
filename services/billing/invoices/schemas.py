"""What a request about invoices may carry: shapes and limits; the rest is the operations'."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Final, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from chassis.web import Body
from services.billing.catalogs.amounts import Currency, Money
from services.billing.invoices.amounts import MOST_TAXES

MOST_LINES: Final = 200

Description = Annotated[str, StringConstraints(max_length=2_000)]
Quantity = Annotated[Decimal, Field(gt=0, max_digits=15, decimal_places=6)]
Percent = Annotated[Decimal, Field(ge=0, le=100, max_digits=9, decimal_places=6)]
Address = Annotated[str, StringConstraints(max_length=1_000)]
Short = Annotated[str, StringConstraints(max_length=100)]
Long = Annotated[str, StringConstraints(max_length=5_000)]
Reason = Annotated[str, StringConstraints(min_length=1, max_length=1_000)]
Language = Literal["es", "en"]
Visibility = Literal["private", "read", "write"]


class LineBody(Body):
    """One line (B-12…B-14). With a product, what is left out comes from it."""

    product_id: UUID | None = None
    description: Description = ""
    quantity: Quantity = Decimal(1)
    unit_price: Money | None = None
    discount_percent: Percent = Decimal(0)
    tax_ids: Annotated[list[UUID], Field(max_length=MOST_TAXES)] | None = None


Lines = Annotated[list[LineBody], Field(max_length=MOST_LINES)]


class InvoiceDetails(Body):
    """The members that a new draft and a change of one have in common."""

    consignee_id: UUID | None = None
    opportunity_id: UUID | None = None
    issued_on: date | None = None
    due_on: date | None = None

    def given(self) -> dict[str, Any]:
        """Return the members that were sent."""
        return {name: getattr(self, name) for name in self.model_fields_set}


class InvoiceCreate(InvoiceDetails):
    """A new draft. Currency and language are the organization's unless named, terms the usual."""

    contact_id: UUID
    billing_address: Address = ""
    delivery_address: Address = ""
    currency: Currency | None = None
    language: Language | None = None
    order_number: Short = ""
    terms: Long | None = None
    notes: Long = ""
    visibility: Visibility = "write"
    lines: Lines = Field(default_factory=list)


class InvoiceChange(InvoiceDetails):
    """A merge of a draft; `lines` replace the lines before.

    Members that always have a value refuse null: their type has no None, the default stands only
    for "left out".
    """

    contact_id: UUID = UUID(int=0)
    billing_address: Address = ""
    delivery_address: Address = ""
    currency: Currency = "COP"
    language: Language = "es"
    order_number: Short = ""
    terms: Long = ""
    notes: Long = ""
    visibility: Visibility = "write"
    lines: Lines = Field(default_factory=list)


class InvoicePreview(Body):
    """Lines whose amounts somebody wants to see before they are saved."""

    currency: Currency | None = None
    lines: Lines = Field(default_factory=list)


class InvoicePayment(Body):
    """The day on which the whole was paid; today unless named."""

    paid_on: date | None = None


class InvoiceReason(Body):
    """Why."""

    reason: Reason
