"""The audit over HTTP: one service's entries, for administrators; the gateway merges them all.

`/api/v1/audit-entries` is not reachable through the public door.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, Field

from chassis.audit import reading
from chassis.errors import Forbidden
from chassis.identity.actor import Actor
from chassis.web.bodies import Body
from chassis.web.call import Call, Reply
from chassis.web.routes import Routes

routes = Routes("audit_entries", tag="Operations")

_MOST_POSITIONS = 2**62


class AuditFilters(Body):
    """Which entries to look at."""

    actor_id: UUID | None = None
    record_type: str | None = Field(default=None, max_length=100)
    record_id: str | None = Field(default=None, max_length=100)
    action: str | None = Field(default=None, min_length=1, max_length=100)
    refused: bool | None = None
    limit: int = Field(default=50, ge=1, le=200)


class AuditEntriesQuery(AuditFilters):
    """The same with where to begin: entries at `until` below `below`, and all before."""

    since: AwareDatetime | None = None
    until: AwareDatetime | None = None
    below: int = Field(default=0, ge=0, le=_MOST_POSITIONS)


class AuditedActor(BaseModel):
    """Who it was; without an id the product itself or an outsider."""

    id: UUID | None
    name: str


class AuditedRecord(BaseModel):
    """A record that a command was about."""

    type: str
    id: str


class AuditedChange(BaseModel):
    """The members of one record that a command changed."""

    type: str
    id: str
    kind: Literal["created", "changed", "removed"]
    before: dict[str, Any]
    after: dict[str, Any]


class AuditedCommand(BaseModel):
    """One command: who did or tried what, and what it changed."""

    service: str
    position: int
    at: datetime
    actor: AuditedActor
    via: str = Field(description="The service that asked for the actor, `public`, or empty.")
    action: str
    record: AuditedRecord | None
    changes: list[AuditedChange]
    omitted: int = Field(description="How many changed records are not listed.")
    outcome: int
    code: str | None
    trace_id: str
    sealed: bool


class AuditEntries(BaseModel):
    """One service's entries."""

    items: list[AuditedCommand]


@routes.get("/audit-entries", allow=None, returns=AuditEntries)
def list_entries(call: Call, query: AuditEntriesQuery) -> Reply:
    """List what was done or refused here, the newest first."""
    require_administrator(call.actor)
    wanted = reading.Wanted(**query.model_dump())
    rows = reading.entries(call.session, call.actor.organization_id, wanted)
    return call.json({"items": [shown(call.service.name, row) for row in rows]})


def require_administrator(actor: Actor) -> None:
    """Refuse everybody else."""
    if not actor.is_administrator:
        raise Forbidden("administrators_only")


def shown(service: str, row: Mapping[str, Any]) -> dict[str, Any]:
    """Return an entry as clients see it."""
    record = {"type": row["record_type"], "id": row["record_id"]}
    return {
        "service": service,
        "position": row["position"],
        "at": row["at"],
        "actor": {"id": row["actor_id"], "name": row["actor_name"]},
        "via": row["service"],
        "action": row["action"],
        "record": record if row["record_id"] else None,
        "changes": row["changes"],
        "omitted": row["omitted"],
        "outcome": row["outcome"],
        "code": row["code"] or None,
        "trace_id": row["trace_id"],
        "sealed": row["sealed"],
    }
