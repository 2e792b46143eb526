"""Words of days in a view's filters: what "this month" is follows the calendar (ADR 0103).

`@today`, `@week` and `@month`, with a number behind them (`@week-1`, `@month+1`), stand for the
first day of what they name; weeks begin on Monday. Pure.
"""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from chassis.records.types import Field

_WORD: Final = re.compile(r"@(today|week|month)([+-][0-9]{1,3})?")
_MONTHS: Final = 12


def resolved(fields: Mapping[str, Field], name: str, value: str, here: datetime) -> str:
    """Return the value of a filter with a day in place of a word of one.

    `here` is now, in the zone of who looks. A field of moments gets that at which the day begins
    there. What is no word, or stands in a field without days, stays as it is.
    """
    word = _WORD.fullmatch(value)
    field = fields.get(name) or fields.get(name.rpartition(".")[0])
    if word is None or field is None or field.kind not in {"date", "time"}:
        return value
    day = _first_day(word[1], int(word[2] or 0), here.date())
    if field.kind == "date":
        return day.isoformat()
    begins = datetime.combine(day, time(), here.tzinfo).astimezone(UTC)
    return begins.isoformat().replace("+00:00", "Z")


def _first_day(unit: str, steps: int, today: date) -> date:
    if unit == "today":
        return today + timedelta(days=steps)
    if unit == "week":
        return today + timedelta(days=7 * steps - today.weekday())
    months = today.year * _MONTHS + today.month - 1 + steps
    return date(months // _MONTHS, months % _MONTHS + 1, 1)
