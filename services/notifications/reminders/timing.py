"""When a reminder fires and when it counts as late: pure."""

from datetime import datetime, timedelta
from typing import Final

LATE_AFTER: Final = timedelta(seconds=30)
"""A reminder that comes later than this says how late it is."""
LONGEST_SNOOZE: Final = timedelta(days=366)


def fires_at(due_at: datetime, minutes_before: int) -> datetime:
    """Return the moment of a reminder."""
    return due_at - timedelta(minutes=minutes_before)


def late_seconds(due: datetime, fired: datetime) -> int:
    """Return by how many whole seconds something came after its time."""
    return max(0, int((fired - due).total_seconds()))


def is_late(seconds: int | None) -> bool:
    """Whether a delay is one to speak of."""
    return seconds is not None and seconds >= LATE_AFTER.total_seconds()
