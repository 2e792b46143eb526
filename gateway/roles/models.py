"""Roles: one tree per organization; who stands above whom."""

from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped

from chassis.db import Aggregate
from chassis.records.search import sort_column
from gateway.base import Base


class Role(Base, Aggregate):
    """A place in the hierarchy. The tree has no cycle: moves run one at a time per organization."""

    __tablename__ = "role"

    name: Mapped[str]
    name_key: Mapped[str]
    sort_key: Mapped[str] = sort_column()
    parent_id: Mapped[UUID | None]

    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        UniqueConstraint("organization_id", "name_key"),
        Index("ix_role_sort_key", "organization_id", "sort_key", "id"),
        ForeignKeyConstraint(["organization_id", "parent_id"], ["role.organization_id", "role.id"]),
        CheckConstraint("parent_id <> id", "not_its_own_parent"),
        Index("ix_role_parent_id", "organization_id", "parent_id"),
    )
