"""An import as the API shows it. Its sender, their superiors and administrators see it."""

from typing import Any, Final

from chassis.records.access import Access
from chassis.records.importing.rules import Rules
from chassis.records.importing.tables import STATES, ImportRun
from chassis.records.types import Field, RecordType

RUN_ACCESS: Final = Access(owner="owner_id")


def entity_named(rules: tuple[Rules, ...], name: str) -> Rules:
    """Return the rules of an entity by any of its names. Raises ValueError."""
    for each in rules:
        if name in {each.entity, *each.aliases}:
            return each
    raise ValueError(name)


def import_record(rules: tuple[Rules, ...]) -> RecordType:
    """Describe the imports of a service."""

    def read(name: str) -> str:
        return entity_named(rules, name).entity

    return RecordType(
        name="import",
        model=ImportRun,
        access=RUN_ACCESS,
        json=_JSON,
        fields={
            "entity": Field(ImportRun.entity, read=read),
            "state": Field(ImportRun.state, choices=STATES),
            "owner_id": Field(ImportRun.owner_id),
        },
        sorts={"created_at": ImportRun.created_at},
        default_sort="-created_at",
    )


def _found(name: str) -> Any:
    return ImportRun.found[name].astext


_JSON: Final = {
    "id": ImportRun.id,
    "entity": ImportRun.entity,
    "state": ImportRun.state,
    "file_name": ImportRun.file_name,
    "file_size": ImportRun.file_size,
    "detected": {
        "format": _found("format"),
        "encoding": _found("encoding"),
        "delimiter": _found("delimiter"),
        "sheet": _found("sheet"),
        "rows": ImportRun.found["rows"],
    },
    "header_row": ImportRun.header_row,
    "columns": ImportRun.columns,
    "values": ImportRun.value_maps,
    "region": ImportRun.region,
    "duplicates": ImportRun.duplicates,
    "defaults": ImportRun.defaults,
    "counts": {
        "total": ImportRun.found["total"],
        "read": ImportRun.read,
        "created": ImportRun.created,
        "updated": ImportRun.updated,
        "skipped": ImportRun.skipped,
        "rejected": ImportRun.rejected,
    },
    "undone": {
        "removed": ImportRun.removed,
        "restored": ImportRun.restored,
        "kept": ImportRun.kept,
    },
    "failure": ImportRun.failure,
    "owner_id": ImportRun.owner_id,
    "started_at": ImportRun.started_at,
    "ended_at": ImportRun.ended_at,
    "created_at": ImportRun.created_at,
    "version": ImportRun.version,
}
