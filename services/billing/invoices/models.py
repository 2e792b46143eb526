"""Invoices with their lines, their table of taxes and what happened to them.

An invoice is one aggregate: its rows change only under its row lock and count as changes of it.
The database itself refuses a number twice.
"""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    CheckConstraint,
    ForeignKeyConstraint,
    Index,
    Numeric,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from chassis.clock import now
from chassis.db import Aggregate, Owned
from chassis.ids import new_id
from chassis.records import search_column, search_index
from services.billing.base import Base
from services.billing.invoices.states import State

_LISTED = {"live": "deleted_at IS NULL", "public": "deleted_at IS NULL AND visibility <> 'private'"}


def _walked(*columns: str) -> list[Index]:
    """Return the indexes that the sorts walk, for who sees all and for what everybody sees."""
    return [
        Index(
            f"ix_invoice_{name}_{column}",
            "organization_id",
            column,
            "id",
            postgresql_include=["search_text"],
            postgresql_where=text(condition),
        )
        for column in columns
        for name, condition in _LISTED.items()
    ]


class Invoice(Base, Aggregate):
    """An invoice from draft to paid. Amounts are in `currency` and follow the rule of `amounts`.

    `contact_name` is the name as printed. A number, once given, stays, and with it the day of
    issue: `number_prefix` and `number_place` are the series and the place in it. `listed_on` is the
    day by which lists are ordered: that of issue, of a draft that of its making. `exchange_rate` is
    what one unit was worth in the organization's currency on the day of issue.
    """

    __tablename__ = "invoice"
    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        CheckConstraint("state IN ('draft', 'issued', 'paid', 'rejected')", "state"),
        CheckConstraint("visibility IN ('private', 'read', 'write')", "visibility"),
        CheckConstraint("language IN ('es', 'en')", "language"),
        CheckConstraint("state = 'draft' OR number IS NOT NULL", "numbered"),
        CheckConstraint("number IS NULL OR deleted_at IS NULL", "numbered_stays"),
        Index(
            "uq_invoice_number",
            "organization_id",
            "number",
            unique=True,
            postgresql_where=text("number IS NOT NULL"),
        ),
        Index(
            "uq_invoice_place",
            "organization_id",
            "number_prefix",
            "number_place",
            unique=True,
            postgresql_where=text("number IS NOT NULL"),
        ),
        search_index("invoice"),
        *_walked("created_at", "updated_at", "listed_on"),
        Index("ix_invoice_contact", "organization_id", "contact_id"),
        Index(
            "ix_invoice_consignee",
            "organization_id",
            "consignee_id",
            postgresql_where=text("consignee_id IS NOT NULL"),
        ),
        Index("ix_invoice_opportunity", "organization_id", "opportunity_id"),
        Index("ix_invoice_owner", "organization_id", "owner_id"),
    )

    number: Mapped[str | None]
    number_prefix: Mapped[str | None]
    number_place: Mapped[int | None]
    state: Mapped[State] = mapped_column(Text(), default="draft", server_default="draft")
    search_text: Mapped[str] = search_column()

    contact_id: Mapped[UUID]
    contact_name: Mapped[str]
    billing_address: Mapped[str] = mapped_column(default="", server_default="")
    consignee_id: Mapped[UUID | None]
    consignee_name: Mapped[str | None]
    delivery_address: Mapped[str] = mapped_column(default="", server_default="")
    opportunity_id: Mapped[UUID | None]

    issued_on: Mapped[date | None]
    due_on: Mapped[date | None]
    paid_on: Mapped[date | None]
    listed_on: Mapped[date]

    currency: Mapped[str]
    exchange_rate: Mapped[Decimal | None] = mapped_column(Numeric())
    language: Mapped[str]
    order_number: Mapped[str] = mapped_column(default="", server_default="")
    terms: Mapped[str] = mapped_column(default="", server_default="")
    notes: Mapped[str] = mapped_column(default="", server_default="")

    subtotal: Mapped[Decimal] = mapped_column(Numeric(), default=Decimal(0))
    discount_total: Mapped[Decimal] = mapped_column(Numeric(), default=Decimal(0))
    tax_total: Mapped[Decimal] = mapped_column(Numeric(), default=Decimal(0))
    total: Mapped[Decimal] = mapped_column(Numeric(), default=Decimal(0))
    warnings: Mapped[list[str]] = mapped_column(ARRAY(Text()), default=list, server_default="{}")

    owner_id: Mapped[UUID | None]
    visibility: Mapped[str] = mapped_column(default="write", server_default="write")
    deleted_at: Mapped[datetime | None]

    lines: Mapped[list["InvoiceLine"]] = relationship(
        primaryjoin="Invoice.id == foreign(InvoiceLine.invoice_id)",
        order_by="InvoiceLine.place",
        cascade="all, delete-orphan",
    )
    taxes: Mapped[list["InvoiceTax"]] = relationship(
        primaryjoin="Invoice.id == foreign(InvoiceTax.invoice_id)",
        order_by="InvoiceTax.place",
        cascade="all, delete-orphan",
    )


class InvoiceLine(Base, Owned):
    """One line: what was typed, and what it comes to."""

    __tablename__ = "invoice_line"
    __table_args__ = (
        ForeignKeyConstraint(
            ["organization_id", "invoice_id"], ["invoice.organization_id", "invoice.id"]
        ),
        ForeignKeyConstraint(
            ["organization_id", "product_id"], ["product.organization_id", "product.id"]
        ),
        CheckConstraint("cardinality(tax_ids) <= 2", "two_taxes"),
        CheckConstraint("discount_percent >= 0 AND discount_percent <= 100", "discount"),
        Index("ix_invoice_line_invoice", "organization_id", "invoice_id", "place"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    invoice_id: Mapped[UUID]
    place: Mapped[int]
    product_id: Mapped[UUID | None]
    description: Mapped[str]
    quantity: Mapped[Decimal] = mapped_column(Numeric())
    unit_price: Mapped[Decimal] = mapped_column(Numeric())
    currency: Mapped[str]
    discount_percent: Mapped[Decimal] = mapped_column(Numeric(), default=Decimal(0))
    tax_ids: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid()), default=list, server_default="{}")
    tax_rates: Mapped[list[Decimal]] = mapped_column(
        ARRAY(Numeric()), default=list, server_default="{}"
    )
    tax_names: Mapped[list[str]] = mapped_column(ARRAY(Text()), default=list, server_default="{}")
    subtotal: Mapped[Decimal] = mapped_column(Numeric())
    discount: Mapped[Decimal] = mapped_column(Numeric())
    tax: Mapped[Decimal] = mapped_column(Numeric())
    total: Mapped[Decimal] = mapped_column(Numeric())


class InvoiceTax(Base, Owned):
    """One row of the table of taxes, with the name and the rate as they were."""

    __tablename__ = "invoice_tax"
    __table_args__ = (
        ForeignKeyConstraint(
            ["organization_id", "invoice_id"], ["invoice.organization_id", "invoice.id"]
        ),
        Index("ix_invoice_tax_invoice", "organization_id", "invoice_id", "place"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    invoice_id: Mapped[UUID]
    place: Mapped[int]
    tax_id: Mapped[UUID]
    name: Mapped[str]
    rate_percent: Mapped[Decimal] = mapped_column(Numeric())
    currency: Mapped[str]
    base: Mapped[Decimal] = mapped_column(Numeric())
    amount: Mapped[Decimal] = mapped_column(Numeric())


class InvoiceStep(Base, Owned):
    """What somebody did to an invoice, with their reason where one is asked for."""

    __tablename__ = "invoice_step"
    __table_args__ = (
        ForeignKeyConstraint(
            ["organization_id", "invoice_id"], ["invoice.organization_id", "invoice.id"]
        ),
        Index("ix_invoice_step_invoice", "organization_id", "invoice_id", "at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    invoice_id: Mapped[UUID]
    at: Mapped[datetime] = mapped_column(default=now)
    act: Mapped[str]
    actor_id: Mapped[UUID | None]
    actor_name: Mapped[str]
    reason: Mapped[str | None]
