"""Why people buy (S-12) and why a sale is lost (S-13): two lists of one shape."""

from typing import Any

from sqlalchemy import Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db import Aggregate
from services.sales.base import Base


class Reason(Aggregate):
    """A reason in both languages. One that opportunities name is retired, never removed."""

    name: Mapped[str]
    name_en: Mapped[str]
    position: Mapped[int]
    is_active: Mapped[bool] = mapped_column(default=True)


def _keys(table: str) -> tuple[Any, ...]:
    return (
        UniqueConstraint("organization_id", "id"),
        Index(f"ix_{table}_position", "organization_id", "position", "id"),
        Index(f"uq_{table}_name", "organization_id", text("lower(name)"), unique=True),
    )


class PurchaseMotive(Reason, Base):
    """Why an opportunity was won (S-12)."""

    __tablename__ = "purchase_motive"
    __table_args__ = _keys("purchase_motive")


class LossReason(Reason, Base):
    """Why an opportunity was lost (S-13)."""

    __tablename__ = "loss_reason"
    __table_args__ = _keys("loss_reason")
