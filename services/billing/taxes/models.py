"""Taxes: what a line of an invoice may bear."""

from datetime import datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, Index, Numeric, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db import Aggregate
from chassis.records import sort_column
from services.billing.base import Base


class Tax(Aggregate, Base):
    """A tax with its rate in percent (B-23). A deleted one stays on the invoices that bear it."""

    __tablename__ = "tax"
    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        CheckConstraint("rate_percent >= 0 AND rate_percent <= 100", "rate"),
        Index(
            "ix_tax_live_sort_key",
            "organization_id",
            "sort_key",
            "id",
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index(
            "uq_tax_name",
            "organization_id",
            "sort_key",
            unique=True,
            postgresql_where=text("deleted_at IS NULL"),
        ),
    )

    name: Mapped[str]
    sort_key: Mapped[str] = sort_column()
    rate_percent: Mapped[Decimal] = mapped_column(Numeric())
    description: Mapped[str] = mapped_column(default="", server_default="")
    deleted_at: Mapped[datetime | None]
