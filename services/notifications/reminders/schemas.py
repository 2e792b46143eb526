"""What requests about reminders may carry, and how a reminder is shown."""

from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, Field, StringConstraints, model_validator
from sqlalchemy import case, select

from chassis.records import Access, RecordType
from chassis.records import Field as Filter
from chassis.web import Body
from services.notifications.messages.models import Message
from services.notifications.reminders.models import STATES, Reminder
from services.notifications.reminders.timing import LATE_AFTER

Title = Annotated[str, StringConstraints(min_length=1, max_length=200)]
RecordName = Literal["contact", "opportunity", "case", "invoice", "call", "activity"]
Offset = Literal[0, 5, 15, 30, 60, 120, 1440]
Channel = Literal["in_app", "email"]
Channels = Annotated[list[Channel], Field(min_length=1, max_length=2)]


class Target(BaseModel):
    """The record that a reminder leads to."""

    type: RecordName
    id: UUID


class TargetBody(Body):
    """The record that a reminder leads to."""

    type: RecordName
    id: UUID


class ReminderCreate(Body):
    """A reminder for oneself, `minutes_before` what is due (N-03, N-33)."""

    title: Title
    due_at: AwareDatetime
    minutes_before: Offset = 0
    record: TargetBody | None = None
    channels: Channels = Field(default=["in_app"])


class ReminderChange(Body):
    """Members of a reminder that may change; one that has fired waits again for a later time."""

    title: Title | None = None
    due_at: AwareDatetime | None = None
    minutes_before: Offset | None = None
    channels: Channels | None = None


class Snooze(Body):
    """Until when to be left alone: in so many minutes, or at a time."""

    minutes: int | None = Field(default=None, ge=1, le=527_040)
    until: AwareDatetime | None = None

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        if (self.minutes is None) == (self.until is None):
            raise ValueError("give either minutes or until")
        return self


REMINDER = RecordType(
    name="reminder",
    model=Reminder,
    access=Access(personal="user_id"),
    json={
        "id": Reminder.id,
        "title": Reminder.title,
        "due_at": Reminder.due_at,
        "minutes_before": Reminder.minutes_before,
        "fires_at": Reminder.fires_at,
        "channels": Reminder.channels,
        "record": {"type": Reminder.record_type, "id": Reminder.record_id},
        "activity_id": Reminder.activity_id,
        "state": Reminder.state,
        "fired_at": Reminder.fired_at,
        "late": case((Reminder.late_seconds >= int(LATE_AFTER.total_seconds()), True), else_=False),
        "late_seconds": Reminder.late_seconds,
        "email_state": (
            select(Message.state)
            .where(
                Message.id == Reminder.email_message_id,
                Message.organization_id == Reminder.organization_id,
            )
            .scalar_subquery()
        ),
        "created_at": Reminder.created_at,
        "version": Reminder.version,
    },
    fields={
        "state": Filter(Reminder.state, choices=STATES),
        "fires_at": Filter(Reminder.fires_at),
        "record_type": Filter(Reminder.record_type),
        "record_id": Filter(Reminder.record_id),
        "activity_id": Filter(Reminder.activity_id),
    },
    sorts={"fires_at": Reminder.fires_at},
    default_sort="-fires_at",
)
