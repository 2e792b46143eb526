"""Stages of a negotiation (S-03, S-17), in their order, each with its preset probability."""

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db import Aggregate
from services.sales.base import Base


class Stage(Aggregate, Base):
    """A stage in both languages. `probability` is in percent.

    One that is not active is not chosen any more but keeps its opportunities; a deleted one keeps
    its row, since the history of opportunities names it.
    """

    __tablename__ = "stage"
    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        CheckConstraint("probability BETWEEN 0 AND 100", "probability"),
        Index("ix_stage_position", "organization_id", "position", "id"),
        Index(
            "uq_stage_name",
            "organization_id",
            text("lower(name)"),
            unique=True,
            postgresql_where=text("NOT is_deleted"),
        ),
    )

    name: Mapped[str]
    name_en: Mapped[str]
    position: Mapped[int]
    probability: Mapped[int]
    is_active: Mapped[bool] = mapped_column(default=True)
    is_deleted: Mapped[bool] = mapped_column(default=False)
