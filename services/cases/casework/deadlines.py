"""The deadline of a case: what its priority promises, counted from the opening (K-16, O-13)."""

from datetime import datetime, timedelta
from uuid import UUID

from chassis.db import Session
from chassis.errors import FieldError, Invalid
from services.cases.calendars.business_time import OutOfReach
from services.cases.calendars.operations import business_deadline
from services.cases.casework.models import NEVER, Case
from services.cases.catalogs.models import CasePriority


def promised(session: Session, priority_id: UUID | None, opened_at: datetime) -> datetime | None:
    """Return when a case of this priority is due, None without a priority or without a time.

    Raises Invalid when the business hours are so few that it would be due in more than 20 years.
    """
    priority = session.get_one(CasePriority, priority_id) if priority_id else None
    if priority is None or priority.resolution_minutes is None:
        return None
    if priority.is_calendar_time:
        return opened_at + timedelta(minutes=priority.resolution_minutes)
    try:
        return business_deadline(session, opened_at, priority.resolution_minutes)
    except OutOfReach:
        raise Invalid(
            "invalid_fields", FieldError("priority_id", "deadline_out_of_reach")
        ) from None


def set_due(case: Case, due_at: datetime | None, *, own: bool) -> None:
    """Write a deadline; `own` when a person set it and no priority moves it any more."""
    case.due_at = due_at
    case.sort_due_at = due_at or NEVER
    case.has_own_due = own
