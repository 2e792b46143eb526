"""Activities: calls, meetings, tasks and visits that somebody has to do, on any record.

An activity is one aggregate. `at` is the moment by which it is listed, flagged and reminded of
(O-6: a meeting's start, anything else's due time), `until` the end of what it takes; both are
without nulls. Who takes part stands in lists of ids, apart by what they are.
"""

from datetime import UTC, datetime
from typing import Final
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    CheckConstraint,
    ForeignKeyConstraint,
    Index,
    PrimaryKeyConstraint,
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db import Aggregate, Owned
from chassis.records import search_column, search_index
from services.contacts.base import Base

KINDS: Final = ("call", "meeting", "task", "visit")
PRIORITIES: Final = ("high", "medium", "low")
OPEN: Final = "open"
CLOSED: Final = "closed"
NEVER: Final = datetime(9000, 1, 1, tzinfo=UTC)
"""What an activity without a date is sorted by: after all others."""
YELLOW_HOURS: Final = 24
"""How many hours before its time an activity turns yellow where nothing else is chosen (O-8)."""

_LIVE = "discarded_at IS NULL"
_PUBLIC = "discarded_at IS NULL AND visibility <> 'private'"


def _ids() -> Mapped[list[UUID]]:
    return mapped_column(ARRAY(Uuid()), default=list, server_default="{}")


def _walked(column: str) -> list[Index]:
    """Return the indexes that a sort walks: of all, and of what everybody may see."""
    return [
        Index(
            f"ix_activity_{name}_{column}",
            "organization_id",
            column,
            "id",
            postgresql_include=["search_text"],
            postgresql_where=text(where),
        )
        for name, where in (("live", _LIVE), ("public", _PUBLIC))
    ]


class Activity(Base, Aggregate):
    """Something to do until or at a moment, for somebody, with somebody, about something.

    `owner_id` made it, `assignee_id` does it. `people_ids` are those of the organization who take
    part (assignee, users, groups), `contact_ids` the contacts: the related one, those who take part
    and those of the related record. A meeting that `invites` does so by mail.
    `visibility` is the related record's (`access.py`).
    """

    __tablename__ = "activity"

    kind: Mapped[str]
    title: Mapped[str]
    description: Mapped[str | None]
    location: Mapped[str | None]
    search_text: Mapped[str] = search_column()

    due_at: Mapped[datetime | None]
    starts_at: Mapped[datetime | None]
    ends_at: Mapped[datetime | None]
    at: Mapped[datetime]
    until: Mapped[datetime]
    remind_minutes_before: Mapped[int | None]
    remind_at: Mapped[datetime | None]

    owner_id: Mapped[UUID | None]
    assignee_id: Mapped[UUID | None]
    participant_ids: Mapped[list[UUID]] = _ids()
    participant_user_ids: Mapped[list[UUID]] = _ids()
    participant_group_ids: Mapped[list[UUID]] = _ids()
    people_ids: Mapped[list[UUID]] = _ids()
    contact_ids: Mapped[list[UUID]] = _ids()
    related_type: Mapped[str | None]
    related_id: Mapped[UUID | None]
    visibility: Mapped[str] = mapped_column(default="private", server_default="private")

    priority: Mapped[str] = mapped_column(default="medium", server_default="medium")
    category_id: Mapped[UUID | None]
    invites: Mapped[bool] = mapped_column(default=False, server_default=text("false"))

    state: Mapped[str] = mapped_column(default=OPEN, server_default=OPEN)
    closed_at: Mapped[datetime | None]
    closed_by: Mapped[UUID | None]
    outcome: Mapped[str | None]
    next_id: Mapped[UUID | None]
    discarded_at: Mapped[datetime | None]

    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        ForeignKeyConstraint(
            ["organization_id", "category_id"],
            ["task_category.organization_id", "task_category.id"],
        ),
        CheckConstraint("kind IN ('call', 'meeting', 'task', 'visit')", "kind"),
        CheckConstraint("priority IN ('high', 'medium', 'low')", "priority"),
        CheckConstraint("state IN ('open', 'closed')", "state"),
        CheckConstraint("visibility IN ('private', 'read', 'write')", "visibility"),
        CheckConstraint("ends_at >= starts_at", "ends_after_it_starts"),
        CheckConstraint("(related_type IS NULL) = (related_id IS NULL)", "related"),
        search_index("activity"),
        *_walked("at"),
        *_walked("updated_at"),
        Index(
            "ix_activity_state_at",
            "organization_id",
            "state",
            "at",
            "id",
            postgresql_where=text(_LIVE),
        ),
        Index(
            "ix_activity_related_open",
            "organization_id",
            "related_id",
            "at",
            postgresql_where=text("state = 'open' AND discarded_at IS NULL"),
        ),
        Index(
            "ix_activity_related",
            "organization_id",
            "related_id",
            postgresql_where=text("related_id IS NOT NULL"),
        ),
        Index(
            "ix_activity_category_id",
            "organization_id",
            "category_id",
            postgresql_where=text("category_id IS NOT NULL"),
        ),
        Index("ix_activity_people_ids", "people_ids", postgresql_using="gin"),
        Index("ix_activity_contact_ids", "contact_ids", postgresql_using="gin"),
    )


class ActivitySettings(Base, Owned):
    """What an organization wants of the traffic light; without a row, the default holds (O-8)."""

    __tablename__ = "activity_settings"
    __table_args__ = (PrimaryKeyConstraint("organization_id"),)

    yellow_hours: Mapped[int] = mapped_column(default=YELLOW_HOURS)
