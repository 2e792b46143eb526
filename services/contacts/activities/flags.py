"""The traffic light of activities (N-15, O-8), as SQL over the moment of reading.

Red: the time has come, or is past. Yellow: it comes within the hours that the organization chose.
Green: later. An activity that is closed or has no date has no flag; a contact shows the worst of
its own open activities, which whoever sees the contact may see.
"""

from typing import Any, Final

from sqlalchemy import ColumnElement, Text, case, cast, func, literal_column, null, select

from services.contacts.activities.models import (
    NEVER,
    OPEN,
    YELLOW_HOURS,
    Activity,
    ActivitySettings,
)
from services.contacts.directory.models import Contact

FLAGS: Final = ("red", "yellow", "green")
_HOUR: ColumnElement[Any] = literal_column("interval '1 hour'")


def _flag(at: Any, organization_id: Any) -> ColumnElement[str]:
    hours = (
        select(ActivitySettings.yellow_hours)
        .where(ActivitySettings.organization_id == organization_id)
        .scalar_subquery()
    )
    soon = func.now() + func.coalesce(hours, YELLOW_HOURS) * _HOUR
    colour = case(
        (func.coalesce(at, NEVER) >= NEVER, null()),
        (at <= func.now(), "red"),
        (at <= soon, "yellow"),
        else_="green",
    )
    return cast(colour, Text)


FLAG: Final = cast(
    case((Activity.state == OPEN, _flag(Activity.at, Activity.organization_id)), else_=null()), Text
)
"""The flag of one activity."""

_NEXT = (
    select(func.min(Activity.at))
    .where(
        Activity.organization_id == Contact.organization_id,
        Activity.related_id == Contact.id,
        Activity.state == literal_column("'open'"),
        Activity.discarded_at.is_(None),
    )
    .scalar_subquery()
)
CONTACT_FLAG: Final = _flag(_NEXT, Contact.organization_id)
"""The flag of a contact: that of its most urgent open activity."""
