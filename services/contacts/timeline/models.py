"""The history of a contact: one row per thing that happened, in the order in which it happened."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    ForeignKeyConstraint,
    Index,
    PrimaryKeyConstraint,
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db import Aggregate, Owned
from services.contacts.base import Base


class TimelineEntry(Base, Aggregate):
    """One line of a contact's history. The screen words `title` with `params` in its language.

    Of those who may see the contact it is read by whom `readers` names (see `readers.py`), and by
    administrators. So an entry carries the access of the record that it speaks of (X-8).
    """

    __tablename__ = "timeline_entry"

    contact_id: Mapped[UUID]
    kind: Mapped[str]
    at: Mapped[datetime]
    title: Mapped[str]
    params: Mapped[dict[str, Any]] = mapped_column(default=dict)
    actor_id: Mapped[UUID | None]
    actor_name: Mapped[str | None]
    record_type: Mapped[str]
    record_id: Mapped[UUID]
    readers: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid()), default=list, server_default="{}")
    category_id: Mapped[UUID | None]

    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        ForeignKeyConstraint(
            ["organization_id", "contact_id"],
            ["contact.organization_id", "contact.id"],
            ondelete="CASCADE",
        ),
        ForeignKeyConstraint(
            ["organization_id", "category_id"],
            ["event_category.organization_id", "event_category.id"],
        ),
        Index("ix_timeline_entry_contact", "organization_id", "contact_id", "at", "id"),
        Index(
            "ix_timeline_entry_category",
            "organization_id",
            "category_id",
            postgresql_where=text("category_id IS NOT NULL"),
        ),
        Index(
            "uq_timeline_entry_call",
            "organization_id",
            "record_id",
            unique=True,
            postgresql_where=text("kind = 'call'"),
        ),
        Index(
            "ix_timeline_entry_record",
            "organization_id",
            "record_id",
            postgresql_where=text("kind IN ('opportunity', 'case', 'invoice', 'activity')"),
        ),
    )


class ToldRecord(Base, Owned):
    """A record of another service: what it is called and who may see it, as last stated.

    Timelines tell of it to its `readers`; activities may be about it (`activities/access.py`).
    """

    __tablename__ = "told_record"
    __unaudited__ = "kept by reactions, for the timeline"
    __table_args__ = (PrimaryKeyConstraint("organization_id", "record_type", "record_id"),)

    record_type: Mapped[str]
    record_id: Mapped[UUID]
    name: Mapped[str | None]
    contact_ids: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid()), server_default="{}")
    readers: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid()))
    responsible_ids: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid()), server_default="{}")
    shared_user_ids: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid()), server_default="{}")
    shared_group_ids: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid()), server_default="{}")
    visibility: Mapped[str] = mapped_column(server_default="private")
    incarnation: Mapped[int]
    version: Mapped[int]
