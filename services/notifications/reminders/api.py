"""Routes of one's own reminders: parse → operation → representation."""

from uuid import UUID

from chassis.web import Call, Reply, Routes
from services.notifications.reminders import operations
from services.notifications.reminders.schemas import (
    REMINDER,
    ReminderChange,
    ReminderCreate,
    Snooze,
)

routes = Routes("reminders", tag="Reminders")
_ONE = "/reminders/<uuid:reminder_id>"


@routes.get("/reminders", allow=None, lists=REMINDER)
def list_reminders(call: Call) -> Reply:
    """List one's own reminders, the latest first (N-20, O-41)."""
    return call.page(REMINDER)


@routes.get(_ONE, allow=None, returns=REMINDER)
def read_reminder(call: Call, reminder_id: UUID) -> Reply:
    """Read one of one's own reminders."""
    return call.one(REMINDER, reminder_id)


@routes.post("/reminders", allow=None, returns=REMINDER)
def set_reminder(call: Call, body: ReminderCreate) -> Reply:
    """Set a reminder for oneself."""
    reminder = operations.set_reminder(call.session, call.actor, body.model_dump())
    return call.created(REMINDER, reminder.id)


@routes.patch(_ONE, allow=None, match="required", returns=REMINDER)
def change_reminder(call: Call, reminder_id: UUID, body: ReminderChange) -> Reply:
    """Change a reminder; with another time it waits again."""
    operations.change_reminder(
        call.session,
        call.actor,
        reminder_id,
        body.model_dump(exclude_unset=True),
        expected_version=call.expected_version,
    )
    return call.one(REMINDER, reminder_id)


@routes.delete(_ONE, allow=None, match="required")
def delete_reminder(call: Call, reminder_id: UUID) -> Reply:
    """Delete a reminder."""
    operations.delete_reminder(
        call.session, call.actor, reminder_id, expected_version=call.expected_version
    )
    return call.nothing()


@routes.post(f"{_ONE}/dismiss", allow=None, match="optional", returns=REMINDER)
def dismiss_reminder(call: Call, reminder_id: UUID) -> Reply:
    """Be done with a reminder (N-14)."""
    operations.dismiss_reminder(
        call.session, call.actor, reminder_id, expected_version=call.expected_version
    )
    return call.one(REMINDER, reminder_id)


@routes.post(f"{_ONE}/snooze", allow=None, match="optional", returns=REMINDER)
def snooze_reminder(call: Call, reminder_id: UUID, body: Snooze) -> Reply:
    """Be reminded again later."""
    operations.snooze_reminder(
        call.session,
        call.actor,
        reminder_id,
        minutes=body.minutes,
        until=body.until,
        expected_version=call.expected_version,
    )
    return call.one(REMINDER, reminder_id)
