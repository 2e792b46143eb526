"""Business calendars: when time counts towards a deadline."""

from typing import Any

from sqlalchemy import Index, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db import Aggregate
from services.cases.base import Base


class BusinessCalendar(Base, Aggregate):
    """Weekly hours and holidays in one zone. The organization's one default sets the deadlines.

    `hours` is `{"monday": [{"from": "08:00", "to": "18:00"}, …], …}`, `holidays` is
    `[{"on": "2026-12-25", "name": "Navidad"}, …]` in the order of their dates. `time_zone` is null
    while the calendar follows the organization's.
    """

    __tablename__ = "business_calendar"

    name: Mapped[str]
    time_zone: Mapped[str | None]
    hours: Mapped[dict[str, Any]] = mapped_column(JSONB)
    holidays: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    is_default: Mapped[bool]

    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        Index("ix_business_calendar_name", "organization_id", "name", "id"),
        Index(
            "uq_business_calendar_default",
            "organization_id",
            unique=True,
            postgresql_where=text("is_default"),
        ),
    )
