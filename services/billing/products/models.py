"""Products and services that can be sold, and the categories in which they are filed."""

from datetime import datetime
from decimal import Decimal
from typing import Final
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, Numeric, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db import Aggregate
from chassis.records import search_column, search_index, sort_column
from services.billing.base import Base

PAYMENT_KINDS: Final = ("monthly", "on_demand", "one_time")
"""How a product is paid for (B-32, O-16)."""

_LIVE = text("deleted_at IS NULL")


class ProductCategory(Aggregate, Base):
    """A category; its products move to another before it goes (B-25)."""

    __tablename__ = "product_category"
    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        Index(
            "ix_product_category_live_sort_key",
            "organization_id",
            "sort_key",
            "id",
            postgresql_where=_LIVE,
        ),
        Index(
            "uq_product_category_name",
            "organization_id",
            "sort_key",
            unique=True,
            postgresql_where=_LIVE,
        ),
    )

    name: Mapped[str]
    sort_key: Mapped[str] = sort_column()
    deleted_at: Mapped[datetime | None]


class Product(Aggregate, Base):
    """A product or service (B-22, B-26). `stock` and `commission_percent` are for whoever sells."""

    __tablename__ = "product"
    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        ForeignKeyConstraint(
            ["organization_id", "category_id"],
            ["product_category.organization_id", "product_category.id"],
        ),
        ForeignKeyConstraint(["organization_id", "tax_id"], ["tax.organization_id", "tax.id"]),
        CheckConstraint("unit_price >= 0", "price"),
        CheckConstraint("payment_kind IN ('monthly', 'on_demand', 'one_time')", "payment_kind"),
        search_index("product"),
        *(
            Index(
                f"ix_product_live_{column}",
                "organization_id",
                column,
                "id",
                postgresql_where=_LIVE,
            )
            for column in ("sort_key", "code_key", "created_at")
        ),
        Index("ix_product_category", "organization_id", "category_id"),
        Index(
            "uq_product_code", "organization_id", "code_key", unique=True, postgresql_where=_LIVE
        ),
    )

    name: Mapped[str]
    sort_key: Mapped[str] = sort_column()
    search_text: Mapped[str] = search_column()
    code: Mapped[str]
    code_key: Mapped[str] = sort_column()
    description: Mapped[str] = mapped_column(default="", server_default="")
    is_active: Mapped[bool] = mapped_column(default=True)
    category_id: Mapped[UUID | None]
    unit_price: Mapped[Decimal] = mapped_column(Numeric())
    currency: Mapped[str]
    tax_id: Mapped[UUID | None]
    payment_kind: Mapped[str] = mapped_column(default="one_time", server_default="one_time")
    commission_percent: Mapped[Decimal | None] = mapped_column(Numeric())
    stock: Mapped[Decimal | None] = mapped_column(Numeric())
    deleted_at: Mapped[datetime | None]
