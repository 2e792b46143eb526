"""How the catalogs of cases are read."""

from typing import Any, Final

from chassis.records import Access, Field, RecordType
from services.cases.catalogs.models import CasePriority, CaseState, CaseType

CLASSES: Final = ("new", "in_progress", "solved", "closed")


def _listed(
    name: str,
    model: type[CaseType | CaseState | CasePriority],
    own: dict[str, Any],
    **fields: Field,
) -> RecordType:
    """Describe an ordered list that everybody reads who may see cases."""
    return RecordType(
        name=name,
        model=model,
        json={
            "id": model.id,
            "name": model.name,
            "name_en": model.name_en,
            **own,
            "position": model.position,
            "active": model.is_active,
            "version": model.version,
        },
        access=Access(),
        fields={"active": Field(model.is_active), **fields},
        sorts={"position": model.position},
        default_sort="position",
    )


CASE_TYPE: Final = _listed(
    "case_type",
    CaseType,
    {"prefix": CaseType.prefix, "requires_contact": CaseType.requires_contact},
)
CASE_STATE: Final = _listed(
    "case_state",
    CaseState,
    {"state_class": CaseState.state_class},
    state_class=Field(CaseState.state_class, choices=CLASSES),
)
CASE_PRIORITY: Final = _listed(
    "case_priority",
    CasePriority,
    {
        "resolution_minutes": CasePriority.resolution_minutes,
        "calendar_time": CasePriority.is_calendar_time,
    },
)
