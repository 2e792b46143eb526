"""How the documents of a record are read. The route asks first whether the actor sees the record,
and always narrows to it.
"""

from chassis.records.access import Access
from chassis.records.documents.tables import DocumentRow
from chassis.records.types import ADMINISTRATOR, Field, RecordType


def document_record(model: type[DocumentRow]) -> RecordType:
    """Describe the documents of a service, the newest first."""
    return RecordType(
        name="document",
        model=model,
        access=Access(),
        json={
            "id": model.id,
            "record": {"type": model.record_type, "id": model.record_id},
            "name": model.name,
            "extension": model.extension,
            "size": model.size,
            "note": model.note,
            "added_by": model.added_by,
            "added_by_name": model.added_by_name,
            "created_at": model.created_at,
            "version": model.version,
        },
        fields={"record_id": Field(model.record_id), "extension": Field(model.extension)},
        hidden={"record_id": ADMINISTRATOR},
        sorts={"created_at": model.created_at},
        default_sort="-created_at",
    )
