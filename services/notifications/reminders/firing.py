"""Firing what is due: each reminder exactly once in the app, at most once by e-mail.

Claim and effect are one transaction: due rows are locked with SKIP LOCKED on the database's clock,
their notices and e-mails written under keys that the database keeps unique, their state moved on,
and all of it commits together or not at all. Whoever dies in between leaves the rows due, at once,
for the next sweep; however long nothing ran, every row fires once and says how late it is.
Limit: the live message follows the commit and may be lost; the screen then sees the fired reminder
at its next look.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from chassis import faults
from chassis.db import Session
from chassis.identity.directory import DirectoryUser
from services.notifications.inbox.operations import Notice, notify_each
from services.notifications.messages.operations import Intent, intend_messages
from services.notifications.projections import KnownOrganization
from services.notifications.reminders.models import Reminder
from services.notifications.reminders.timing import is_late, late_seconds

AT_ONCE: Final = 200
"""How many reminders one transaction fires."""

_WORDS: Final = {
    "es": ("Recordatorio: {{ reminder.title }}", "{{ reminder.title }}\n{{ reminder.due }}\n"),
    "en": ("Reminder: {{ reminder.title }}", "{{ reminder.title }}\n{{ reminder.due }}\n"),
}


def fire_due(session: Session) -> list[int]:
    """Fire up to `AT_ONCE` due reminders of the organization; return by how much each was late."""
    moment: datetime | None = session.scalar(select(func.now()).select_from(Reminder).limit(1))
    due = session.scalars(
        select(Reminder)
        .where(Reminder.state == "waiting", Reminder.fires_at <= func.now())
        .order_by(Reminder.fires_at, Reminder.id)
        .limit(AT_ONCE)
        .with_for_update(skip_locked=True)
    ).all()
    if not due or moment is None:
        return []
    faults.point("reminders.claimed")
    for reminder in due:
        reminder.state, reminder.fired_at = "fired", moment
        reminder.late_seconds = late_seconds(reminder.fires_at, moment)
        reminder.touch()
    _mail(session, [reminder for reminder in due if "email" in reminder.channels])
    session.flush()
    _tell(session, [reminder for reminder in due if "in_app" in reminder.channels])
    return [reminder.late_seconds or 0 for reminder in due]


def _tell(session: Session, due: Sequence[Reminder]) -> None:
    """Put the notices into the bell and let open screens show them now."""
    notices = []
    for reminder in due:
        params: dict[str, Any] = {
            "title": reminder.title,
            "reminder_id": str(reminder.id),
            "due_at": reminder.due_at.isoformat(),
            "late": is_late(reminder.late_seconds),
            "late_seconds": reminder.late_seconds,
        }
        notice = Notice(
            kind="reminder.due",
            params=params,
            record_type=reminder.record_type or "reminder",
            record_id=reminder.record_id or reminder.id,
        )
        notices.append((reminder.user_id, notice, reminder.key("in_app")))
    news = notify_each(session, notices)
    for user_id, notice, key in notices:
        if key in news:
            session.tell([user_id], "reminder.due", notice.params)


def _mail(session: Session, due: Sequence[Reminder]) -> None:
    """Write the e-mails to be sent; the sender's own machinery offers each at most once."""
    if not due:
        return
    organization = session.scalars(select(KnownOrganization)).one_or_none()
    zone = ZoneInfo(organization.timezone if organization else "UTC")
    locale = organization.locale if organization and organization.locale in _WORDS else "es"
    addresses = _addresses(session, {reminder.user_id for reminder in due})
    subject, body = _WORDS[locale]
    intents = []
    for reminder in due:
        address = addresses.get(reminder.user_id)
        if address is None:
            continue
        local = reminder.due_at.astimezone(zone)
        intents.append(
            Intent(
                key=reminder.key("email"),
                recipient=address,
                channel="email",
                subject=subject,
                body=body,
                context={"reminder": {"title": reminder.title, "due": f"{local:%d/%m/%Y %H:%M}"}},
                is_personal=True,
            )
        )
    made = intend_messages(session, intents)
    for reminder in due:
        reminder.email_message_id = made.get(reminder.key("email"))


def _addresses(session: Session, user_ids: set[UUID]) -> dict[UUID, str]:
    rows = session.execute(
        select(DirectoryUser.user_id, DirectoryUser.email).where(
            DirectoryUser.user_id.in_(sorted(user_ids)), DirectoryUser.is_active
        )
    )
    return {row[0]: row[1] for row in rows}
