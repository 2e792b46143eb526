"""Groups: people who are shared with, notified or assigned together (G-29)."""

from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from chassis.db import Aggregate, Owned
from chassis.records.search import sort_column
from gateway.base import Base


class Group(Base, Aggregate):
    """A named set of users; membership changes count as changes of the group."""

    __tablename__ = "user_group"

    name: Mapped[str]
    name_key: Mapped[str]
    sort_key: Mapped[str] = sort_column()
    members: Mapped[list["GroupMember"]] = relationship(
        primaryjoin="Group.id == foreign(GroupMember.group_id)",
        cascade="all, delete-orphan",
        order_by="GroupMember.user_id",
    )

    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        UniqueConstraint("organization_id", "name_key"),
        Index("ix_user_group_sort_key", "organization_id", "sort_key", "id"),
    )


class GroupMember(Base, Owned):
    """One user in one group."""

    __tablename__ = "user_group_member"

    group_id: Mapped[UUID] = mapped_column(primary_key=True)
    user_id: Mapped[UUID] = mapped_column(primary_key=True)

    __table_args__ = (
        ForeignKeyConstraint(
            ["organization_id", "group_id"],
            ["user_group.organization_id", "user_group.id"],
            ondelete="CASCADE",
        ),
        ForeignKeyConstraint(
            ["organization_id", "user_id"],
            ["crm_user.organization_id", "crm_user.id"],
        ),
        Index("ix_user_group_member_user_id", "organization_id", "user_id"),
    )
