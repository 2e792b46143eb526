"""Read a service's audit: an organization's entries, the newest first, from a moment backwards."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import ColumnElement, Table, and_, exists, or_, select

from chassis.audit.tables import AuditEntry, AuditUnsealed
from chassis.db.session import Session

_ENTRY = cast("Table", AuditEntry.__table__)
_UNSEALED = cast("Table", AuditUnsealed.__table__)
REFUSED_FROM = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which entries: those at `until` below the position `below`, and all before `until`.

    Every member that is None is no condition. `action` is a part of the method and route.
    """

    actor_id: UUID | None = None
    record_type: str | None = None
    record_id: str | None = None
    action: str | None = None
    refused: bool | None = None
    since: datetime | None = None
    until: datetime | None = None
    below: int = 0
    limit: int = 50


def entries(session: Session, organization_id: UUID, wanted: Wanted) -> list[Mapping[str, Any]]:
    """Return entries of the organization, the newest first; `sealed`: a block has it."""
    sealed = ~exists().where(_UNSEALED.c.position == _ENTRY.c.position)
    statement = (
        select(*_ENTRY.columns, sealed.label("sealed"))
        .where(_ENTRY.c.organization_id == organization_id, *_conditions(wanted))
        .order_by(_ENTRY.c.at.desc(), _ENTRY.c.position.desc())
        .limit(wanted.limit)
    )
    return [dict(row) for row in session.chassis_execute(statement).mappings()]


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    entry = _ENTRY.c
    found: list[ColumnElement[bool]] = [
        column == value
        for column, value in (
            (entry.actor_id, wanted.actor_id),
            (entry.record_type, wanted.record_type),
            (entry.record_id, wanted.record_id),
        )
        if value is not None
    ]
    if wanted.action is not None:
        found.append(entry.action.contains(wanted.action, autoescape=True))
    if wanted.refused is not None:
        refused = entry.outcome >= REFUSED_FROM
        found.append(refused if wanted.refused else ~refused)
    if wanted.since is not None:
        found.append(entry.at >= wanted.since)
    if wanted.until is not None:
        same = and_(entry.at == wanted.until, entry.position < wanted.below)
        found.append(or_(entry.at < wanted.until, same))
    return found
