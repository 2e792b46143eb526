"""Exchange rates: what one unit of a currency is worth in the organization's, from a day on."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, Index, Numeric, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db import Aggregate
from services.billing.base import Base


class ExchangeRate(Aggregate, Base):
    """The rate of one currency from one day on, until the next one begins (B-40)."""

    __tablename__ = "exchange_rate"
    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        CheckConstraint("rate > 0", "rate"),
        Index(
            "uq_exchange_rate_day",
            "organization_id",
            "currency",
            "valid_on",
            unique=True,
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index(
            "ix_exchange_rate_live_valid_on",
            "organization_id",
            "valid_on",
            "id",
            postgresql_where=text("deleted_at IS NULL"),
        ),
    )

    currency: Mapped[str]
    valid_on: Mapped[date]
    rate: Mapped[Decimal] = mapped_column(Numeric())
    deleted_at: Mapped[datetime | None]
