"""The reminders of activities: set, moved and cancelled as the activities' facts say (X-6).

Each user who does or takes part in an open activity has one reminder of it. It fires when the
activity asks for it; a time that was over when the fact was stated does not fire, one that came
while nothing ran fires late. A changed time sets it anew, also when it was snoozed; any other
change leaves what the person did with it. Closed, deleted, never: it goes.

Called in whatever order and however often facts come: an activity is followed to its newest fact.
"""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select

from chassis.db import Session
from chassis.events import Received, newest
from chassis.records.copies import keep_newest
from contracts.contacts import ActivityState
from services.notifications.projections import KnownActivity
from services.notifications.reminders.models import Reminder
from services.notifications.reminders.operations import cancel, wait_until


def follow_activities(
    session: Session, facts: Sequence[Received[ActivityState]]
) -> list[Received[ActivityState]]:
    """Bring the reminders of these activities to what their newest facts say.

    Returns those facts that nothing newer had come before.
    """
    last = newest(facts)
    written = keep_newest(session, KnownActivity, facts, _keep)
    found = _reminders(session, written)
    for activity_id in sorted(written):
        _follow(session, last[activity_id], found.get(activity_id, {}))
    return [last[activity_id] for activity_id in sorted(written)]


def forget_activities(session: Session, received: Received[Any]) -> None:
    """Cancel the reminders of activities that their owner does not have any more (a restore)."""
    gone = session.scalars(
        select(KnownActivity.activity_id).where(KnownActivity.incarnation < received.incarnation)
    )
    for by_user in _reminders(session, set(gone)).values():
        for reminder in by_user.values():
            cancel(session, reminder)


def _keep(row: KnownActivity, data: ActivityState) -> None:
    """Keep nothing but how far the activity was followed."""


def _reminders(
    session: Session, activity_ids: Collection[UUID]
) -> dict[UUID, dict[UUID, Reminder]]:
    rows = session.scalars(
        select(Reminder)
        .where(Reminder.activity_id.in_(sorted(activity_ids)))
        .order_by(Reminder.id)
        .with_for_update()
    )
    found: dict[UUID, dict[UUID, Reminder]] = {}
    for row in rows:
        assert row.activity_id is not None
        found.setdefault(row.activity_id, {})[row.user_id] = row
    return found


def _follow(
    session: Session, received: Received[ActivityState], known: dict[UUID, Reminder]
) -> None:
    wanted = _people(received.data)
    for user_id, reminder in known.items():
        if user_id not in wanted:
            cancel(session, reminder)
    for user_id in sorted(wanted):
        _set(session, received, user_id, known.get(user_id))


def _people(data: ActivityState) -> set[UUID]:
    """Return whom an activity wants to remind."""
    if data.state == "closed" or data.is_discarded or data.reminds_at is None:
        return set()
    people = {data.assignee_id, *data.participant_user_ids}
    return {user_id for user_id in people if user_id is not None}


def _set(
    session: Session,
    received: Received[ActivityState],
    user_id: UUID,
    reminder: Reminder | None,
) -> None:
    data = received.data
    moment = data.reminds_at
    assert moment is not None
    if reminder is not None and reminder.asked_for == moment:
        reminder.title = data.title
        reminder.record_type, reminder.record_id = _leads_to(received)
        if reminder.state == "waiting":  # a fired one says what it said
            reminder.due_at = data.at or moment
        reminder.touch()
    elif moment <= received.time:
        if reminder is not None:
            cancel(session, reminder)
    elif reminder is None:
        session.add(_new(received, user_id))
    else:
        wait_until(session, reminder, moment)
        reminder.title, reminder.asked_for = data.title, moment
        reminder.due_at = data.at or moment
        reminder.minutes_before = data.reminds_minutes_before or 0
        reminder.record_type, reminder.record_id = _leads_to(received)
        reminder.touch()
        session.tell([user_id], "reminder.changed", {"id": str(reminder.id)})


def _new(received: Received[ActivityState], user_id: UUID) -> Reminder:
    data = received.data
    assert data.reminds_at is not None
    record_type, record_id = _leads_to(received)
    return Reminder(
        user_id=user_id,
        title=data.title,
        due_at=data.at or data.reminds_at,
        minutes_before=data.reminds_minutes_before or 0,
        fires_at=data.reminds_at,
        channels=["in_app"],
        record_type=record_type,
        record_id=record_id,
        activity_id=received.subject_id,
        asked_for=data.reminds_at,
    )


def _leads_to(received: Received[ActivityState]) -> tuple[str, UUID]:
    """Return the record that the reminder's link opens: the related one, else the activity."""
    data = received.data
    if data.related_type is None or data.related_id is None:
        return "activity", received.subject_id
    return data.related_type, data.related_id
