"""When a deadline falls: so many minutes of business time after a moment (K-16, O-13).

A day's shifts are wall-clock times of the calendar's zone. A shift whose end is not after its start
goes on into the next day (22:00-06:00; equal times are a whole day). A holiday takes the whole
local date away, also the part of a shift that comes over from the eve. Shifts that touch or overlap
count once.

Where the clock is turned, wall-clock times are read as RFC 5545 (3.3.5) does: one that occurs twice
means the first time, one that does not occur is as far after the turn as it would have been.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
LONGEST = timedelta(days=366 * 20)
"""How far a deadline may lie ahead before it is taken for a mistake."""

_DAY = timedelta(days=1)
_MIDNIGHT = time(0)


class EmptyCalendar(ValueError):
    """A calendar without any hour has no business time: nothing would ever be due."""


class OutOfReach(ValueError):
    """The business time does not pass within twenty years."""


@dataclass(frozen=True, slots=True)
class Shift:
    """From a wall-clock time to another; one that is not later means the next day's."""

    start: time
    end: time

    @property
    def overnight(self) -> bool:
        """Whether it ends on the next day (at its first moment at the earliest)."""
        return self.end <= self.start


@dataclass(frozen=True, kw_only=True)
class Calendar:
    """Weekly hours by weekday (0 = Monday), local dates that are off, and the zone of both."""

    zone: ZoneInfo
    hours: Mapping[int, Sequence[Shift]]
    holidays: frozenset[date] = field(default_factory=frozenset)

    def __post_init__(self) -> None:
        if not any(self.hours.values()):
            raise EmptyCalendar


def due_after(calendar: Calendar, moment: datetime, minutes: int) -> datetime:
    """Return the moment (UTC) at which `minutes` of business time have passed since `moment`.

    What begins outside the hours begins with the next ones. Raises OutOfReach.
    """
    left = timedelta(minutes=minutes)
    start = moment.astimezone(UTC)
    for opening, closing in _spans(calendar, start):
        begin = max(opening, start)
        if begin >= closing:
            continue
        if closing - begin >= left:
            return begin + left
        left -= closing - begin
    raise OutOfReach


def _spans(calendar: Calendar, start: datetime) -> Iterator[tuple[datetime, datetime]]:
    """Yield business time in UTC from the day of `start` on, in order and without overlap."""
    day = start.astimezone(calendar.zone).date()
    last = day + LONGEST
    reached = start
    while day <= last:
        for opening, closing in _of_day(calendar, day):
            begin = max(opening, reached)
            if begin < closing:
                yield begin, closing
                reached = closing
        day += _DAY


def _of_day(calendar: Calendar, day: date) -> list[tuple[datetime, datetime]]:
    """Return what one local date holds, in UTC: its own shifts, and what comes over the night."""
    if day in calendar.holidays:
        return []
    eve, tomorrow = day - _DAY, day + _DAY
    pieces = [
        (datetime.combine(day, _MIDNIGHT), datetime.combine(day, shift.end))
        for shift in calendar.hours.get(eve.weekday(), ())
        if shift.overnight and shift.end > _MIDNIGHT and eve not in calendar.holidays
    ]
    pieces += [
        (
            datetime.combine(day, shift.start),
            datetime.combine(tomorrow, _MIDNIGHT)
            if shift.overnight
            else datetime.combine(day, shift.end),
        )
        for shift in calendar.hours.get(day.weekday(), ())
    ]
    return sorted((_utc(calendar, start), _utc(calendar, end)) for start, end in pieces)


def _utc(calendar: Calendar, wall: datetime) -> datetime:
    return wall.replace(tzinfo=calendar.zone).astimezone(UTC)
