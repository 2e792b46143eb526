"""How the catalogs of cases are read."""

from typing import Final

from chassis.records import Field
from chassis.records.catalogs import catalog_record
from services.cases.catalogs.models import CasePriority, CaseState, CaseType

CLASSES: Final = ("new", "in_progress", "solved", "closed")

CASE_TYPE: Final = catalog_record(
    "case_type",
    CaseType,
    {"prefix": CaseType.prefix, "requires_contact": CaseType.requires_contact},
)
CASE_STATE: Final = catalog_record(
    "case_state",
    CaseState,
    {"state_class": CaseState.state_class},
    state_class=Field(CaseState.state_class, choices=CLASSES),
)
CASE_PRIORITY: Final = catalog_record(
    "case_priority",
    CasePriority,
    {
        "resolution_minutes": CasePriority.resolution_minutes,
        "calendar_time": CasePriority.is_calendar_time,
    },
)
