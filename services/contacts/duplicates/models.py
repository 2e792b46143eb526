"""What was merged, so that it can be put back, and which contacts are known to be different."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    ForeignKeyConstraint,
    Index,
    PrimaryKeyConstraint,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db import Aggregate, Owned
from services.contacts.base import Base


class ContactMerge(Base, Aggregate):
    """One contact that another absorbed. The absorbed contact's own row stays as it was.

    `kept` holds the members of the survivor that changed, before and after; `moved` the ids of the
    rows that went to it, by table. Undone, it stays as history.
    """

    __tablename__ = "contact_merge"
    __unaudited__ = "what a merge moved; the contacts themselves tell of it"

    survivor_id: Mapped[UUID]
    absorbed_id: Mapped[UUID]
    at: Mapped[datetime]
    actor_id: Mapped[UUID | None]
    kept: Mapped[dict[str, Any]] = mapped_column(JSONB)
    moved: Mapped[dict[str, Any]] = mapped_column(JSONB)
    undone_at: Mapped[datetime | None]
    undone_by: Mapped[UUID | None]

    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        *(
            ForeignKeyConstraint(
                ["organization_id", column], ["contact.organization_id", "contact.id"]
            )
            for column in ("survivor_id", "absorbed_id")
        ),
        CheckConstraint("survivor_id <> absorbed_id", "two_contacts"),
        Index("ix_contact_merge_survivor", "organization_id", "survivor_id"),
        Index(
            "uq_contact_merge_absorbed",
            "organization_id",
            "absorbed_id",
            unique=True,
            postgresql_where=text("undone_at IS NULL"),
        ),
    )


class DistinctPair(Base, Owned):
    """Two contacts that somebody looked at and found to be different; the smaller id first."""

    __tablename__ = "distinct_pair"

    low_id: Mapped[UUID]
    high_id: Mapped[UUID]
    at: Mapped[datetime]
    actor_id: Mapped[UUID | None]

    __table_args__ = (
        PrimaryKeyConstraint("organization_id", "low_id", "high_id"),
        *(
            ForeignKeyConstraint(
                ["organization_id", column],
                ["contact.organization_id", "contact.id"],
                ondelete="CASCADE",
            )
            for column in ("low_id", "high_id")
        ),
        CheckConstraint("low_id < high_id", "order"),
    )
