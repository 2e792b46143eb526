"""What people do with their reminders: set, change, dismiss, snooze, delete.

Each is the actor's own: for anybody else there is none of that id (NotFound).
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import update

from chassis.clock import now
from chassis.db import Session
from chassis.errors import Conflict, FieldError, Invalid, NotFound, Stale
from chassis.identity.actor import Actor
from services.notifications.inbox.models import Notification
from services.notifications.reminders.models import Reminder
from services.notifications.reminders.timing import LONGEST_SNOOZE, fires_at


def set_reminder(session: Session, actor: Actor, given: Mapping[str, Any]) -> Reminder:
    """Set a reminder for oneself. Raises Invalid when its time is over already."""
    if actor.user_id is None:
        raise NotFound
    record = given.get("record") or {}
    reminder = Reminder(
        user_id=actor.user_id,
        title=given["title"],
        due_at=given["due_at"],
        minutes_before=given["minutes_before"],
        fires_at=_moment(given["due_at"], given["minutes_before"]),
        channels=_once(given["channels"]),
        record_type=record.get("type"),
        record_id=record.get("id"),
    )
    session.add(reminder)
    session.flush()
    return reminder


def change_reminder(
    session: Session,
    actor: Actor,
    reminder_id: UUID,
    given: Mapping[str, Any],
    *,
    expected_version: int | None,
) -> Reminder:
    """Change a reminder; with another time it waits again, also one that has fired.

    Raises NotFound, Stale, Conflict for one of an activity, Invalid when its time is over already.
    """
    reminder = _own(session, actor, reminder_id, expected_version=expected_version)
    _refuse_followed(reminder)
    reminder.title = given.get("title") or reminder.title
    reminder.channels = _once(given.get("channels") or reminder.channels)
    due_at = given.get("due_at") or reminder.due_at
    before = given.get("minutes_before")
    minutes = reminder.minutes_before if before is None else before
    if (due_at, minutes) != (reminder.due_at, reminder.minutes_before):
        wait_until(session, reminder, _moment(due_at, minutes))
        reminder.due_at, reminder.minutes_before = due_at, minutes
    reminder.touch()
    return reminder


def dismiss_reminder(
    session: Session, actor: Actor, reminder_id: UUID, *, expected_version: int | None
) -> Reminder:
    """Be done with a reminder, before or after it has fired (N-14); once more changes nothing."""
    reminder = _own(session, actor, reminder_id, expected_version=expected_version)
    if reminder.state != "dismissed":
        reminder.state = "dismissed"
        reminder.touch()
        _mark_read(session, reminder)
        session.tell([reminder.user_id], "reminder.changed", {"id": str(reminder.id)})
    return reminder


def snooze_reminder(
    session: Session,
    actor: Actor,
    reminder_id: UUID,
    *,
    minutes: int | None,
    until: datetime | None,
    expected_version: int | None,
) -> Reminder:
    """Let a reminder fire again later.

    Raises Conflict for a dismissed one, Invalid for a time that is over or too far.
    """
    reminder = _own(session, actor, reminder_id, expected_version=expected_version)
    if reminder.state == "dismissed":
        raise Conflict("reminder_dismissed")
    moment = until or now() + timedelta(minutes=minutes or 0)
    if not now() < moment <= now() + LONGEST_SNOOZE:
        raise Invalid("invalid_fields", FieldError("until", "reminder_in_past"))
    wait_until(session, reminder, moment)
    reminder.touch()
    session.tell([reminder.user_id], "reminder.changed", {"id": str(reminder.id)})
    return reminder


def delete_reminder(
    session: Session, actor: Actor, reminder_id: UUID, *, expected_version: int | None
) -> None:
    """Delete a reminder; it will not fire. Raises Conflict for one of an activity."""
    reminder = _own(session, actor, reminder_id, expected_version=expected_version)
    _refuse_followed(reminder)
    cancel(session, reminder)


def cancel(session: Session, reminder: Reminder) -> None:
    """Take a locked reminder away, whether it has fired or not."""
    _mark_read(session, reminder)
    session.delete(reminder)
    session.tell([reminder.user_id], "reminder.changed", {"id": str(reminder.id)})


def wait_until(session: Session, reminder: Reminder, moment: datetime) -> None:
    """Set a locked reminder anew; what it said before needs no answer any more."""
    _mark_read(session, reminder)
    reminder.fires_at = moment
    reminder.state = "waiting"
    reminder.round += 1
    reminder.fired_at = reminder.late_seconds = reminder.email_message_id = None


def _refuse_followed(reminder: Reminder) -> None:
    """A reminder of an activity is changed by changing the activity; it can be dismissed."""
    if reminder.activity_id is not None:
        raise Conflict("reminder_of_activity")


def _own(
    session: Session, actor: Actor, reminder_id: UUID, *, expected_version: int | None
) -> Reminder:
    """Lock one's own reminder; only then does a wrong version say so."""
    reminder = session.lock(Reminder, reminder_id)
    if reminder.user_id != actor.user_id:
        raise NotFound
    if expected_version is not None and reminder.version != expected_version:
        raise Stale(params={"version": reminder.version})
    return reminder


def _moment(due_at: datetime, minutes_before: int) -> datetime:
    """An offset that is over when it is set does not fire, so it is refused instead."""
    moment = fires_at(due_at, minutes_before)
    if moment <= now():
        raise Invalid("invalid_fields", FieldError("due_at", "reminder_in_past"))
    return moment


def _mark_read(session: Session, reminder: Reminder) -> None:
    """The bell need not say any more what the person has answered."""
    session.execute(
        update(Notification)
        .where(
            Notification.user_id == reminder.user_id,
            Notification.key == reminder.key("in_app"),
            Notification.read_at.is_(None),
        )
        .values(read_at=now(), version=Notification.version + 1, updated_at=now())
        .execution_options(synchronize_session=False)
    )


def _once(channels: list[str]) -> list[str]:
    return list(dict.fromkeys(channels))
