"""Reminders: what somebody wants to be told, when, and how."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ARRAY, CheckConstraint, Index, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db import Aggregate
from services.notifications.base import Base

CHANNELS = ("in_app", "email")
STATES = ("waiting", "fired", "dismissed")


class Reminder(Aggregate, Base):
    """A reminder of one person for themselves.

    It fires at `fires_at`: `minutes_before` the `due_at` of what it reminds of, or when it was
    snoozed to. `waiting` → `fired` → `dismissed`; snoozing or a later due time makes it wait again.
    `round` counts how often it was set, so that each setting fires once in each channel. One of an
    activity (`activity_id`) follows it: `asked_for` is when the activity wants it to fire (X-6).
    """

    __tablename__ = "reminder"
    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        CheckConstraint(f"state IN {STATES}", "state"),
        Index("ix_reminder_due", "fires_at", postgresql_where=text("state = 'waiting'")),
        Index(
            "uq_reminder_activity",
            "organization_id",
            "activity_id",
            "user_id",
            unique=True,
            postgresql_where=text("activity_id IS NOT NULL"),
        ),
        Index("ix_reminder_user", "organization_id", "user_id", "fires_at", "id"),
    )

    user_id: Mapped[UUID]
    title: Mapped[str]
    due_at: Mapped[datetime]
    minutes_before: Mapped[int] = mapped_column(default=0)
    fires_at: Mapped[datetime]
    round: Mapped[int] = mapped_column(default=1)
    channels: Mapped[list[str]] = mapped_column(ARRAY(Text()))
    record_type: Mapped[str | None]
    record_id: Mapped[UUID | None]
    activity_id: Mapped[UUID | None]
    asked_for: Mapped[datetime | None]
    state: Mapped[str] = mapped_column(default="waiting")
    fired_at: Mapped[datetime | None]
    late_seconds: Mapped[int | None]
    email_message_id: Mapped[UUID | None]

    def key(self, channel: str) -> str:
        """Return what makes a firing one: reminder, user, due time, offset, channel, and round."""
        due = self.due_at.isoformat()
        return (
            f"reminder:{self.id}:{self.user_id}:{due}:{self.minutes_before}:{self.round}:{channel}"
        )
