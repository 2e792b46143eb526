"""The tags that an organization has in use, each once whatever its case (C-06, G-22)."""

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db import Aggregate
from chassis.records import sort_column
from services.contacts.base import Base


class Tag(Base, Aggregate):
    """A tag of one record type; `key` is the form that is compared. Records hold its name."""

    __tablename__ = "tag"
    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        Index("uq_tag_key", "organization_id", "entity", "key", unique=True),
        Index("ix_tag_sort_key", "organization_id", "sort_key", "id"),
    )

    entity: Mapped[str] = mapped_column(default="contacts")
    name: Mapped[str]
    key: Mapped[str]
    sort_key: Mapped[str] = sort_column()
