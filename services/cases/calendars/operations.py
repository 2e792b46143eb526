"""What people do with business calendars: add, change, delete; and the deadline that one sets.

A change holds for deadlines that are computed after it; those that stand are promises and stay.
"""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select

from chassis.db import Session
from chassis.db.locks import hold
from chassis.errors import Conflict, FieldError, Invalid
from services.cases.calendars.business_time import DAYS, Calendar, EmptyCalendar, Shift, due_after
from services.cases.calendars.models import BusinessCalendar
from services.cases.projections import time_zone_of

_OFFICE: Final = [{"from": "08:00", "to": "18:00"}]
OFFICE_HOURS: Final[Mapping[str, list[dict[str, str]]]] = {
    day: list(_OFFICE) if number < DAYS.index("saturday") else [] for number, day in enumerate(DAYS)
}
"""Monday to Friday, eight to six: what an organization starts with and may change."""


def seed_calendar(session: Session, *, locale: str) -> None:
    """Give a new organization its default calendar; one that has any keeps what it has."""
    if session.scalars(select(BusinessCalendar.id).limit(1)).first() is None:
        name = "Horario de oficina" if locale == "es" else "Office hours"
        session.add(
            BusinessCalendar(
                name=name,
                time_zone=None,
                hours=dict(OFFICE_HOURS),
                holidays=[],
                is_default=True,
            )
        )


def add_calendar(session: Session, given: Mapping[str, Any]) -> UUID:
    """Add a calendar; the first one is the default. Raises Invalid when it has no hour at all."""
    _refuse_empty(given["hours"])
    hold(session, "default calendar")
    default = _default(session)
    calendar = BusinessCalendar(
        name=given["name"],
        time_zone=given.get("time_zone"),
        hours=given["hours"],
        holidays=_in_order(given.get("holidays", [])),
        is_default=False,
    )
    session.add(calendar)
    if default is None or given.get("is_default"):
        _make_default(session, calendar, default)
    session.flush()
    return calendar.id


def change_calendar(
    session: Session, id: UUID, given: Mapping[str, Any], *, expected_version: int | None
) -> None:
    """Merge members into a calendar.

    Raises NotFound, Stale, Invalid when no hour would be left, Conflict when the default would go.
    """
    hold(session, "default calendar")
    calendar = session.lock(BusinessCalendar, id, expected_version=expected_version)
    if "hours" in given:
        _refuse_empty(given["hours"])
    if calendar.is_default and given.get("is_default") is False:
        raise Conflict("default_calendar")
    for member in ("name", "time_zone", "hours"):
        if member in given:
            setattr(calendar, member, given[member])
    if "holidays" in given:
        calendar.holidays = _in_order(given["holidays"])
    if given.get("is_default") and not calendar.is_default:
        _make_default(session, calendar, _default(session))
    calendar.touch()


def delete_calendar(session: Session, id: UUID, *, expected_version: int | None) -> None:
    """Delete a calendar. Raises Conflict for the default: deadlines need one."""
    hold(session, "default calendar")
    calendar = session.lock(BusinessCalendar, id, expected_version=expected_version)
    if calendar.is_default:
        raise Conflict("default_calendar")
    session.delete(calendar)


def business_deadline(session: Session, opened_at: datetime, minutes: int) -> datetime:
    """Return when `minutes` of business time by the default calendar have passed (K-16, O-13).

    Raises OutOfReach, and Conflict while the organization has no calendar yet.
    """
    stored = _default(session)
    zone = (stored.time_zone if stored else None) or time_zone_of(session)
    if stored is None or zone is None:
        raise Conflict("no_calendar")
    calendar = calendar_of(stored.hours, stored.holidays, ZoneInfo(zone))
    return due_after(calendar, opened_at, minutes)


def calendar_of(
    hours: Mapping[str, Any], holidays: list[dict[str, Any]], zone: ZoneInfo
) -> Calendar:
    """Translate what is stored into what the rule reads. Raises EmptyCalendar."""
    return Calendar(
        zone=zone,
        hours={
            number: tuple(
                Shift(time.fromisoformat(shift["from"]), time.fromisoformat(shift["to"]))
                for shift in hours.get(day, ())
            )
            for number, day in enumerate(DAYS)
        },
        holidays=frozenset(date.fromisoformat(holiday["on"]) for holiday in holidays),
    )


def _refuse_empty(hours: Mapping[str, Any]) -> None:
    try:
        calendar_of(hours, [], ZoneInfo("UTC"))
    except EmptyCalendar:
        raise Invalid("invalid_fields", FieldError("hours", "calendar_without_hours")) from None


def _in_order(holidays: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each date once, as it was named last, in order."""
    by_date = {holiday["on"]: {"name": "", **holiday} for holiday in holidays}
    return [by_date[on] for on in sorted(by_date)]


def _default(session: Session) -> BusinessCalendar | None:
    return session.scalars(
        select(BusinessCalendar).where(BusinessCalendar.is_default)
    ).one_or_none()


def _make_default(
    session: Session, calendar: BusinessCalendar, before: BusinessCalendar | None
) -> None:
    """Hand the default over; the unique index allows one at every moment, so the old one first."""
    if before is not None:
        before.is_default = False
        before.touch()
        session.flush()
    calendar.is_default = True
