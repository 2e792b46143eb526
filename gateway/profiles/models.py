"""Profiles: what a person may do in each module, and how far it reaches."""

from sqlalchemy import ARRAY, CheckConstraint, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db import Aggregate
from chassis.records.search import sort_column
from gateway.base import Base


class Profile(Base, Aggregate):
    """A set of `<module>.<action>` and a scope. The administrator's holds everything, always.

    `key` names the three that every organization starts with; it is null for the others.
    """

    __tablename__ = "profile"

    key: Mapped[str | None]
    name: Mapped[str]
    name_key: Mapped[str]
    sort_key: Mapped[str] = sort_column()
    name_en: Mapped[str]
    permissions: Mapped[list[str]] = mapped_column(ARRAY(Text()))
    scope: Mapped[str]
    is_administrator: Mapped[bool] = mapped_column(default=False)

    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        UniqueConstraint("organization_id", "name_key"),
        Index("ix_profile_sort_key", "organization_id", "sort_key", "id"),
        UniqueConstraint("organization_id", "key"),
        CheckConstraint("scope IN ('own', 'team', 'all')", "scope"),
    )
