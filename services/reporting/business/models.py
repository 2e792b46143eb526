"""Opportunities, cases and invoices as far as figures need them; stages and exchange rates.

Each row is the newest state that its owner has stated. `owner_id` is whose figure it counts in,
`is_public` whether it counts for everybody whose profile reaches all.
"""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import Index, Numeric, text
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db import Owned
from services.reporting.base import Base


class StageFact(Owned, Base):
    """A stage of the pipeline; `probability` in percent."""

    __tablename__ = "stage_fact"

    stage_id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str]
    position: Mapped[int]
    probability: Mapped[Decimal] = mapped_column(Numeric)
    is_deleted: Mapped[bool]
    incarnation: Mapped[int]
    version: Mapped[int]


class RateFact(Owned, Base):
    """One unit of `currency` in the organization's currency, from a day on."""

    __tablename__ = "rate_fact"
    __table_args__ = (Index("ix_rate_fact_currency", "organization_id", "currency", "valid_on"),)

    rate_id: Mapped[UUID] = mapped_column(primary_key=True)
    currency: Mapped[str]
    valid_on: Mapped[date]
    rate: Mapped[Decimal] = mapped_column(Numeric)
    is_deleted: Mapped[bool]
    incarnation: Mapped[int]
    version: Mapped[int]


class OpportunityFact(Owned, Base):
    """An opportunity; `probability` is its own, None where its stage's holds (X-10)."""

    __tablename__ = "opportunity_fact"
    __table_args__ = (
        Index("ix_opportunity_fact_closed", "organization_id", "state", "closed_at"),
        Index(
            "ix_opportunity_fact_open",
            "organization_id",
            "stage_id",
            postgresql_where=text("state = 'open' AND NOT is_discarded"),
        ),
    )

    opportunity_id: Mapped[UUID] = mapped_column(primary_key=True)
    title: Mapped[str]
    stage_id: Mapped[UUID]
    state: Mapped[str]
    amount: Mapped[Decimal] = mapped_column(Numeric)
    currency: Mapped[str]
    probability: Mapped[Decimal | None] = mapped_column(Numeric)
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    purchase_motive: Mapped[str]
    loss_reason: Mapped[str]
    owner_id: Mapped[UUID | None]
    is_public: Mapped[bool]
    is_discarded: Mapped[bool]
    incarnation: Mapped[int]
    version: Mapped[int]


class CaseFact(Owned, Base):
    """A case; it counts for its assignee, else for its owner."""

    __tablename__ = "case_fact"
    __table_args__ = (
        Index("ix_case_fact_opened", "organization_id", "opened_at"),
        Index("ix_case_fact_solved", "organization_id", "solved_at"),
        Index(
            "ix_case_fact_due",
            "organization_id",
            "due_at",
            postgresql_where=text("state_class IN ('new', 'in_progress') AND NOT is_discarded"),
        ),
    )

    case_id: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[str]
    title: Mapped[str]
    case_type: Mapped[str]
    state_class: Mapped[str]
    opened_at: Mapped[datetime]
    due_at: Mapped[datetime | None]
    solved_at: Mapped[datetime | None]
    owner_id: Mapped[UUID | None]
    is_public: Mapped[bool]
    is_discarded: Mapped[bool]
    incarnation: Mapped[int]
    version: Mapped[int]


class InvoiceFact(Owned, Base):
    """An invoice."""

    __tablename__ = "invoice_fact"
    __table_args__ = (
        Index("ix_invoice_fact_issued", "organization_id", "issued_on"),
        Index("ix_invoice_fact_paid", "organization_id", "paid_on"),
    )

    invoice_id: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[str]
    contact_name: Mapped[str]
    state: Mapped[str]
    issued_on: Mapped[date | None]
    paid_on: Mapped[date | None]
    currency: Mapped[str]
    total: Mapped[Decimal] = mapped_column(Numeric)
    owner_id: Mapped[UUID | None]
    is_public: Mapped[bool]
    is_discarded: Mapped[bool]
    incarnation: Mapped[int]
    version: Mapped[int]
