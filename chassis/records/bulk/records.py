"""A bulk run as the API shows it. It is its maker's alone: its counts tell what they may do."""

from typing import Final

from chassis.records.access import Access
from chassis.records.bulk.rules import Bulk
from chassis.records.bulk.tables import STATES, BulkRun
from chassis.records.types import Field, RecordType


def bulk_named(all_bulk: tuple[Bulk, ...], name: str) -> Bulk:
    """Return what can be done with an entity, by any of its names. Raises ValueError."""
    for each in all_bulk:
        if name in {each.entity, *each.aliases}:
            return each
    raise ValueError(name)


BULK_RUN: Final = RecordType(
    name="bulk_run",
    model=BulkRun,
    access=Access(personal="owner_id"),
    json={
        "id": BulkRun.id,
        "entity": BulkRun.entity,
        "action": BulkRun.action,
        "state": BulkRun.state,
        "params": BulkRun.params,
        "filter": BulkRun.filters,
        "counts": {
            "total": BulkRun.total,
            "done": BulkRun.done,
            "unchanged": BulkRun.unchanged,
            "refused": BulkRun.refused,
        },
        "total_is_estimate": BulkRun.is_estimate,
        "failure": BulkRun.failure,
        "ended_at": BulkRun.ended_at,
        "expires_at": BulkRun.expires_at,
        "created_at": BulkRun.created_at,
        "version": BulkRun.version,
    },
    fields={
        "entity": Field(BulkRun.entity),
        "action": Field(BulkRun.action),
        "state": Field(BulkRun.state, choices=STATES),
    },
    sorts={"created_at": BulkRun.created_at},
    default_sort="-created_at",
)
