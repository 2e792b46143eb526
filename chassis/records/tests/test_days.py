"""Words of days in the filters of views (ADR 0103)."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Column, Date, DateTime, MetaData, Table, Text

from chassis.records import Field
from chassis.records.views.days import resolved

TABLE = Table(
    "deal",
    MetaData(),
    Column("close_on", Date),
    Column("created_at", DateTime(timezone=True)),
    Column("title", Text),
)
FIELDS = {column.name: Field(column) for column in TABLE.columns}
BOGOTA = ZoneInfo("America/Bogota")
TUESDAY = datetime(2026, 12, 1, 23, 30, tzinfo=BOGOTA)
SUNDAY = datetime(2027, 1, 31, 0, 30, tzinfo=BOGOTA)


@pytest.mark.parametrize(
    ("value", "here", "day"),
    [
        ("@today", TUESDAY, "2026-12-01"),
        ("@today-1", TUESDAY, "2026-11-30"),
        ("@week", TUESDAY, "2026-11-30"),
        ("@week", SUNDAY, "2027-01-25"),
        ("@week+1", SUNDAY, "2027-02-01"),
        ("@month", TUESDAY, "2026-12-01"),
        ("@month+1", TUESDAY, "2027-01-01"),
        ("@month+1", SUNDAY, "2027-02-01"),
        ("@month-13", SUNDAY, "2025-12-01"),
        ("2026-05-05", TUESDAY, "2026-05-05"),
        ("@yesterday", TUESDAY, "@yesterday"),
    ],
)
def test_a_word_is_a_day_of_who_looks(value: str, here: datetime, day: str):
    """S-21: weeks begin on Monday, months on their first."""
    assert resolved(FIELDS, "close_on.gte", value, here) == day


def test_a_moment_is_when_the_day_begins_there():
    """S-21: at midnight of the zone, written in UTC."""
    assert resolved(FIELDS, "created_at.gte", "@week", TUESDAY) == "2026-11-30T05:00:00Z"


def test_other_fields_keep_their_text():
    """S-21: who searches a title for it finds it."""
    assert resolved(FIELDS, "title", "@today", TUESDAY) == "@today"
    assert resolved(FIELDS, "nothing", "@today", TUESDAY) == "@today"
