"""A call outcome as the API shows it."""

from chassis.records import Access, Field, RecordType
from services.telephony.dispositions.models import CallDisposition

CALL_DISPOSITION = RecordType(
    name="call_disposition",
    model=CallDisposition,
    access=Access(),
    json={
        "id": CallDisposition.id,
        "name": CallDisposition.name,
        "name_en": CallDisposition.name_en,
        "position": CallDisposition.position,
        "active": CallDisposition.is_active,
        "version": CallDisposition.version,
    },
    fields={"active": Field(CallDisposition.is_active)},
    sorts={"position": CallDisposition.position, "name": CallDisposition.name},
    default_sort="position",
)
