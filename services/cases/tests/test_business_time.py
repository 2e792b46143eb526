"""When a deadline falls, against an oracle that walks minute by minute."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.cases.calendars.business_time import (
    Calendar,
    EmptyCalendar,
    OutOfReach,
    Shift,
    due_after,
)

BOGOTA = ZoneInfo("America/Bogota")
NEW_YORK = ZoneInfo("America/New_York")
SANTIAGO = ZoneInfo("America/Santiago")
OFFICE = {day: (Shift(time(8), time(18)),) for day in range(5)}
MINUTE = timedelta(minutes=1)


def at(zone: ZoneInfo, *moment: int) -> datetime:
    return datetime(*moment, tzinfo=zone)


def is_business(calendar: Calendar, moment: datetime) -> bool:
    """Say of one minute whether it counts, by its local clock alone."""
    local = moment.astimezone(calendar.zone)
    day, clock = local.date(), local.time()
    if day in calendar.holidays:
        return False
    for shift in calendar.hours.get(day.weekday(), ()):
        if clock >= shift.start and (shift.end <= shift.start or clock < shift.end):
            return True
    eve = day - timedelta(days=1)
    return eve not in calendar.holidays and any(
        shift.end <= shift.start and clock < shift.end
        for shift in calendar.hours.get(eve.weekday(), ())
    )


def walked(calendar: Calendar, moment: datetime, minutes: int) -> datetime:
    """Count minutes one by one."""
    here = moment.astimezone(UTC)
    while minutes:
        minutes -= is_business(calendar, here)
        here += MINUTE
    return here


def test_a_deadline_is_counted_in_business_hours():
    """K-16, O-13: Friday 17:30 and 60 minutes by an office calendar: Monday 8:30."""
    calendar = Calendar(zone=BOGOTA, hours=OFFICE)
    due = due_after(calendar, at(BOGOTA, 2026, 7, 3, 17, 30), 60)
    assert due == at(BOGOTA, 2026, 7, 6, 8, 30)
    assert due.tzinfo is UTC


def test_time_that_ends_with_the_day_is_due_at_its_end_and_not_next_morning():
    """K-16."""
    calendar = Calendar(zone=BOGOTA, hours=OFFICE)
    assert due_after(calendar, at(BOGOTA, 2026, 7, 1, 17), 60) == at(BOGOTA, 2026, 7, 1, 18)


def test_a_holiday_counts_nothing_not_even_the_night_that_comes_over_from_its_eve():
    """K-16: a shift from 22 to 6 on the eve ends at midnight."""
    nights = {day: (Shift(time(22), time(6)),) for day in range(7)}
    calendar = Calendar(zone=BOGOTA, hours=nights, holidays=frozenset({date(2026, 12, 25)}))
    due = due_after(calendar, at(BOGOTA, 2026, 12, 24, 23), 61)
    assert due == at(BOGOTA, 2026, 12, 26, 22, 1)


def test_a_shift_through_midnight_and_the_turn_of_the_clock_has_the_hours_that_pass():
    """K-16: in New York the night to 2026-03-08 lacks an hour, that to 2026-11-01 has one more."""
    nights = {day: (Shift(time(22), time(6)),) for day in range(7)}
    calendar = Calendar(zone=NEW_YORK, hours=nights)
    spring = due_after(calendar, at(NEW_YORK, 2026, 3, 7, 22), 7 * 60)
    autumn = due_after(calendar, at(NEW_YORK, 2026, 10, 31, 22), 9 * 60)
    assert spring == at(NEW_YORK, 2026, 3, 8, 6)
    assert autumn == at(NEW_YORK, 2026, 11, 1, 6)


def test_an_hour_that_the_clock_skips_is_read_as_rfc_5545_reads_it():
    """K-16: a shift from 2:30 on the day that 2:30 does not occur begins at 3:30."""
    calendar = Calendar(zone=NEW_YORK, hours={6: (Shift(time(2, 30), time(5)),)})
    due = due_after(calendar, at(NEW_YORK, 2026, 3, 8, 1), 30)
    assert due == at(NEW_YORK, 2026, 3, 8, 4)


def test_a_calendar_without_hours_is_refused():
    """K-16: nothing would ever be due."""
    with pytest.raises(EmptyCalendar):
        Calendar(zone=BOGOTA, hours=dict.fromkeys(range(7), ()))


def test_a_calendar_whose_every_day_is_off_does_not_run_for_ever():
    """K-16."""
    mondays = frozenset(date(2026, 1, 5) + timedelta(weeks=week) for week in range(60 * 52))
    calendar = Calendar(zone=BOGOTA, hours={0: (Shift(time(8), time(9)),)}, holidays=mondays)
    with pytest.raises(OutOfReach):
        due_after(calendar, at(BOGOTA, 2026, 1, 1), 1)


# No edge of a shift lies where a clock is turned: there the minute's own clock says less than the
# rule, and the rule has tests of its own above.
EDGES = st.integers(min_value=4 * 4, max_value=22 * 4).map(lambda q: time(q // 4, q % 4 * 15))
SHIFTS = st.builds(Shift, EDGES, EDGES)
WEEKS = st.dictionaries(st.integers(0, 6), st.lists(SHIFTS, min_size=1, max_size=3), min_size=1)


@settings(max_examples=150, deadline=None)
@given(
    zone=st.sampled_from([BOGOTA, NEW_YORK, SANTIAGO]),
    hours=WEEKS,
    start=st.integers(0, 253 * 24 * 60).map(
        lambda minutes: datetime(2026, 2, 25, tzinfo=UTC) + minutes * MINUTE
    ),
    off=st.sets(st.integers(0, 9), max_size=4),
    minutes=st.integers(1, 600),
)
def test_the_rule_agrees_with_counting_minutes(zone, hours, start, off, minutes):
    """K-16, O-13: any hours, nights, overlaps, holidays, turns of the clock."""
    first = start.astimezone(zone).date()
    holidays = frozenset(first + timedelta(days=day) for day in off)
    calendar = Calendar(zone=zone, hours=hours, holidays=holidays)
    due = due_after(calendar, start, minutes)
    assert due == walked(calendar, start, minutes)


@settings(max_examples=100, deadline=None)
@given(hours=WEEKS, minutes=st.integers(1, 400), more=st.integers(1, 400))
def test_a_later_opening_and_a_longer_time_are_never_due_earlier(hours, minutes, more):
    """K-16."""
    calendar = Calendar(zone=SANTIAGO, hours=hours)
    start = datetime(2026, 4, 3, 12, tzinfo=UTC)
    due = due_after(calendar, start, minutes)
    assert due < due_after(calendar, start, minutes + more)
    assert due <= due_after(calendar, start + more * MINUTE, minutes)
    # Pausing and going on is the same as going through.
    assert due_after(calendar, due, more) == due_after(calendar, start, minutes + more)
