"""What a request about business calendars may carry."""

from datetime import date
from typing import Annotated, Any
from zoneinfo import available_timezones

from pydantic import AfterValidator, ConfigDict, Field, StringConstraints

from chassis.web import Body, ShortText

MOST_SHIFTS = 6
MOST_HOLIDAYS = 1_000


def _zone(name: str) -> str:
    if name not in available_timezones():
        raise ValueError("unknown_time_zone")
    return name


Clock = Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
TimeZone = Annotated[str, AfterValidator(_zone)]


class ShiftBody(Body):
    """From a wall-clock time to another; one that is not later means the next day's."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    from_: Clock = Field(alias="from")
    to: Clock


Shifts = Annotated[list[ShiftBody], Field(max_length=MOST_SHIFTS)]


class WeeklyHours(Body):
    """The shifts of each weekday; a day that is left out has none."""

    monday: Shifts = Field(default_factory=list)
    tuesday: Shifts = Field(default_factory=list)
    wednesday: Shifts = Field(default_factory=list)
    thursday: Shifts = Field(default_factory=list)
    friday: Shifts = Field(default_factory=list)
    saturday: Shifts = Field(default_factory=list)
    sunday: Shifts = Field(default_factory=list)


class Holiday(Body):
    """A local date on which nothing counts."""

    on: date
    name: Annotated[str, StringConstraints(max_length=200)] = ""


class CalendarCreate(Body):
    """A new calendar; without a zone it follows the organization's."""

    name: ShortText
    hours: WeeklyHours
    holidays: list[Holiday] = Field(default_factory=list, max_length=MOST_HOLIDAYS)
    time_zone: TimeZone | None = None
    is_default: bool = False

    def given(self) -> dict[str, Any]:
        """Return the members that were sent, as they are stored."""
        return _stored(self)


class CalendarChange(Body):
    """A merge patch; `hours` and `holidays` replace those before.

    `is_default: true` takes it over; the default is never given away but to another.
    """

    name: ShortText = ""
    hours: WeeklyHours = Field(default_factory=WeeklyHours)
    holidays: list[Holiday] = Field(default_factory=list, max_length=MOST_HOLIDAYS)
    time_zone: TimeZone | None = None
    is_default: bool = False

    def given(self) -> dict[str, Any]:
        """Return the members that were sent, as they are stored."""
        return _stored(self)


def _stored(body: CalendarCreate | CalendarChange) -> dict[str, Any]:
    sent = body.model_dump(mode="json", by_alias=True)
    return {name: value for name, value in sent.items() if name in body.model_fields_set}
