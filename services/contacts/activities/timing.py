"""When an activity is, and when it is reminded of: pure rules."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from chassis.errors import FieldError
from services.contacts.activities.models import NEVER

DEFAULT_MINUTES: Final = 1440
"""How long before its time an activity is reminded of unless somebody chose (N-03, O-34)."""


def moment(kind: str, due_at: datetime | None, starts_at: datetime | None) -> datetime | None:
    """Return when an activity is: a meeting's start, else the due time, else a start (O-6)."""
    return starts_at or due_at if kind == "meeting" else due_at or starts_at


def span(
    kind: str, due_at: datetime | None, starts_at: datetime | None, ends_at: datetime | None
) -> tuple[datetime, datetime]:
    """Return from when until when it stands in a calendar; `NEVER` without a date."""
    at = moment(kind, due_at, starts_at) or NEVER
    return at, max(at, ends_at or at)


def reminds_at(
    at: datetime | None, minutes_before: int | None, remind_at: datetime | None
) -> datetime | None:
    """Return when to remind: at the chosen time (N-33), or so long before the activity (N-03)."""
    if remind_at is not None:
        return remind_at
    if at is None or at >= NEVER or minutes_before is None:
        return None
    return at - timedelta(minutes=minutes_before)


def wrong_times(wanted: Mapping[str, Any]) -> Iterator[FieldError]:
    """Name what does not fit: a meeting has a start and an end, and nothing ends before it starts.

    An end alone says nothing, and one reminder is enough.
    """
    starts_at, ends_at = wanted["starts_at"], wanted["ends_at"]
    if wanted["kind"] == "meeting":
        for member in ("starts_at", "ends_at"):
            if wanted[member] is None:
                yield FieldError(member, "required")
    elif ends_at is not None and starts_at is None:
        yield FieldError("starts_at", "required")
    if starts_at is not None and ends_at is not None and ends_at < starts_at:
        yield FieldError("ends_at", "ends_before_it_starts")
    if wanted["remind_at"] is not None and wanted["remind_minutes_before"] is not None:
        yield FieldError("remind_at", "two_reminders")


def with_reminder(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the given members where choosing one reminder takes the other away."""
    chosen = dict(given)
    if chosen.get("remind_at") is not None:
        chosen.setdefault("remind_minutes_before", None)
    elif chosen.get("remind_minutes_before") is not None:
        chosen.setdefault("remind_at", None)
    return chosen
