"""A stage as the API shows it."""

from typing import Final

from chassis.records import Access, Field, RecordType
from services.sales.stages.models import Stage

STAGE: Final = RecordType(
    name="stage",
    model=Stage,
    access=Access(),
    json={
        "id": Stage.id,
        "name": Stage.name,
        "name_en": Stage.name_en,
        "position": Stage.position,
        "probability": Stage.probability,
        "active": Stage.is_active,
        "version": Stage.version,
    },
    fields={"active": Field(Stage.is_active)},
    sorts={"position": Stage.position},
    default_sort="position",
    live=Stage.is_deleted.is_(False),
)
