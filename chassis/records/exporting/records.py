"""An export as the API shows it. It is its maker's alone: the file holds what they saw."""

from typing import Final

from chassis.records.access import Access
from chassis.records.exporting.rules import Exports
from chassis.records.exporting.tables import FORMATS, STATES, ExportRun
from chassis.records.types import Field, RecordType


def exports_named(all_exports: tuple[Exports, ...], name: str) -> Exports:
    """Return the exports of an entity by any of its names. Raises ValueError."""
    for each in all_exports:
        if name in {each.entity, *each.aliases}:
            return each
    raise ValueError(name)


EXPORT: Final = RecordType(
    name="export",
    model=ExportRun,
    access=Access(personal="owner_id"),
    json={
        "id": ExportRun.id,
        "entity": ExportRun.entity,
        "state": ExportRun.state,
        "format": ExportRun.format,
        "filter": ExportRun.filters,
        "sort": ExportRun.sort,
        "columns": ExportRun.columns,
        "file_name": ExportRun.file_name,
        "file_size": ExportRun.file_size,
        "total": ExportRun.total,
        "total_is_estimate": ExportRun.is_estimate,
        "done": ExportRun.done,
        "failure": ExportRun.failure,
        "ended_at": ExportRun.ended_at,
        "expires_at": ExportRun.expires_at,
        "created_at": ExportRun.created_at,
        "version": ExportRun.version,
    },
    fields={
        "entity": Field(ExportRun.entity),
        "state": Field(ExportRun.state, choices=STATES),
        "format": Field(ExportRun.format, choices=FORMATS),
    },
    sorts={"created_at": ExportRun.created_at},
    default_sort="-created_at",
)
