"""Saved views of lists; in the database of every service."""

from typing import Any
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db.base import Aggregate, Base
from chassis.records.search import sort_column


class SavedView(Base, Aggregate):
    """How somebody looks at a list: its filters, search, sort and columns, under a name.

    `owner_id` made it; while it is not shared nobody else sees it. `columns` are `{"name",
    "width"}` in their order, or None for the list's own. `is_default`: what everybody who chose
    nothing else begins with; one at most for each list.
    """

    __tablename__ = "saved_view"
    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        Index("ix_saved_view_sort_key", "organization_id", "entity", "sort_key", "id"),
        Index(
            "uq_saved_view_default",
            "organization_id",
            "entity",
            unique=True,
            postgresql_where=text("is_default"),
        ),
        Index(
            "uq_saved_view_name",
            "organization_id",
            "entity",
            "owner_id",
            text("lower(name)"),
            unique=True,
        ),
    )

    entity: Mapped[str]
    name: Mapped[str]
    sort_key: Mapped[str] = sort_column()
    owner_id: Mapped[UUID]
    is_shared: Mapped[bool] = mapped_column(default=False)
    is_default: Mapped[bool] = mapped_column(default=False)
    filters: Mapped[dict[str, Any]] = mapped_column(default=dict)
    sort: Mapped[str | None]
    columns: Mapped[list[dict[str, Any]] | None] = mapped_column(JSONB(none_as_null=True))
