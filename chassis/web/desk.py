"""The parked-events desk over HTTP: the same routes in every service, for administrators.

`/api/v1/parked-events`, which the gateway shows as `/ops/<service>/parked-events`. Texts of errors
and envelopes are masked as log lines are; an administrator who needs the values themselves asks
with `unmasked=true`, which is logged under their name.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

import orjson
import structlog
from pydantic import AwareDatetime, BaseModel, Field, StringConstraints

from chassis.errors import Forbidden
from chassis.events import parking
from chassis.identity import directory
from chassis.observability.masking import masked, masked_text
from chassis.web.bodies import Body
from chassis.web.call import Call, Reply
from chassis.web.routes import Routes

log = structlog.get_logger(__name__)

routes = Routes("parked_events", tag="Operations")

State = Literal["parked", "retry", "unsupported", "dropped"]
Reason = Annotated[str, StringConstraints(min_length=3, max_length=500)]


class ParkedEventsQuery(Body):
    """Which facts to list; without `state` those that wait."""

    type: str | None = None
    state: State | None = None
    since: AwareDatetime | None = None
    limit: int = Field(default=50, ge=1, le=200)
    cursor: int = Field(default=0, ge=0)
    count: Literal["1"] | None = None


class ParkedEventQuery(Body):
    """Whether personal values are shown."""

    unmasked: bool = False


class DropBody(Body):
    """Why a fact is never to be handled."""

    reason: Reason


class BulkFilter(Body):
    """Which facts a command is about."""

    type: str


class ParkedEventsBulk(Body):
    """A command on all parked facts of one type."""

    action: Literal["retry"]
    filter: BulkFilter


class ParkedEvent(BaseModel):
    """A fact that waits in this service's inbox, or was dropped from it."""

    id: UUID
    type: str
    subject: str
    source: str
    state: State
    error: str | None
    attempts: int
    deaths: int
    occurred_at: datetime
    received_at: datetime
    next_attempt_at: datetime | None
    decided_by: UUID | None
    decided_by_name: str | None
    decided_at: datetime | None
    reason: str | None


class ParkedEventDetail(ParkedEvent):
    """The same with its envelope, whose personal values are hidden while `masked`."""

    envelope: dict[str, Any] | None
    masked: bool


class ParkedEventPage(BaseModel):
    """A page, oldest first."""

    items: list[ParkedEvent]
    next_cursor: str | None


class ParkedEventCount(BaseModel):
    """How many facts of one type are in one state."""

    type: str
    state: State
    count: int
    oldest_at: datetime


class ParkedEventCounts(BaseModel):
    """What waits in this service."""

    items: list[ParkedEventCount]


class Retried(BaseModel):
    """How many facts were given back."""

    retried: int


@routes.get("/parked-events", allow=None, returns=ParkedEventPage)
def list_events(call: Call, query: ParkedEventsQuery) -> Reply:
    """List the facts that have not had their effect here, the longest waiting first."""
    organization = _administered(call)
    states = (query.state,) if query.state else parking.WAITING
    filters = parking.Filters(states=states, type=query.type, since=query.since)
    if query.count:
        found = parking.total(call.session, organization, filters)
        return call.json({"total": found, "total_is_estimate": False})
    rows = parking.listed(
        call.session, organization, filters, after=query.cursor, limit=query.limit + 1
    )
    page = rows[: query.limit]
    more = str(page[-1]["position"]) if len(rows) > len(page) else None
    return call.json({"items": _shown(call, page), "next_cursor": more})


@routes.get("/parked-events/counts", allow=None, returns=ParkedEventCounts)
def count_events(call: Call) -> Reply:
    """Count what waits by type and state."""
    return call.json({"items": parking.counts(call.session, _administered(call))})


@routes.get("/parked-events/<uuid:event_id>", allow=None, returns=ParkedEventDetail)
def read_event(call: Call, event_id: UUID, query: ParkedEventQuery) -> Reply:
    """Read one fact with its envelope; `unmasked=true` shows personal values and is logged."""
    row = parking.one(call.session, _administered(call), event_id)
    (shown,) = _shown(call, [row])
    envelope = orjson.loads(row["envelope"]) if row["envelope"] else None
    if query.unmasked:
        log.warning(
            "parked event shown unmasked",
            event_id=str(event_id),
            user_id=str(call.actor.user_id),
        )
    else:
        envelope = masked(envelope, depth=_DEPTH)
    return call.json({**shown, "envelope": envelope, "masked": not query.unmasked})


@routes.post("/parked-events/<uuid:event_id>/retry", allow=None, status=204)
def retry_event(call: Call, event_id: UUID) -> Reply:
    """Put a fact back in hand at once, with all its attempts."""
    parking.retry(call.session, _administered(call), event_id)
    _note(call, "parked event retried", event_id=str(event_id))
    return call.nothing()


@routes.post("/parked-events/<uuid:event_id>/drop", allow=None, status=204)
def drop_event(call: Call, event_id: UUID, body: DropBody) -> Reply:
    """Decide that a fact is never handled here; who, when and why are kept."""
    organization = _administered(call)
    parking.drop(
        call.session, organization, event_id, by=call.actor.user_id, reason=body.reason
    )
    _note(call, "parked event dropped", event_id=str(event_id))
    return call.nothing()


@routes.post("/parked-events/bulk", allow=None, returns=Retried, status=200)
def retry_events(call: Call, body: ParkedEventsBulk) -> Reply:
    """Retry every parked fact of one type."""
    organization = _administered(call)
    found = parking.retry_all(call.session, organization, type=body.filter.type)
    _note(call, "parked events retried", type=body.filter.type, facts=found)
    return call.json({"retried": found})


_DEPTH = 12
"""Envelopes nest deeper than log fields do: nothing is hidden for its depth alone."""


def _administered(call: Call) -> UUID:
    """Return the organization whose administrator asks; refuse everybody else."""
    if not call.actor.is_administrator:
        raise Forbidden("administrators_only")
    return call.actor.organization_id


def _note(call: Call, event: str, **fields: Any) -> None:
    """Log a decision once it is made for good."""
    user = str(call.actor.user_id)
    call.session.after_commit(lambda: log.warning(event, user_id=user, **fields))


def _shown(call: Call, rows: list[Mapping[str, Any]]) -> list[dict[str, Any]]:
    deciders = {row["decided_by"] for row in rows if row["decided_by"]}
    names = directory.names(call.session, deciders)
    return [
        {
            "id": row["event_id"],
            **{name: row[name] for name in _PLAIN},
            "error": masked_text(row["error"]) if row["error"] else None,
            "decided_by_name": names.get(row["decided_by"]) if row["decided_by"] else None,
            "reason": row["decision"],
        }
        for row in rows
    ]


_PLAIN = (
    "type",
    "subject",
    "source",
    "state",
    "attempts",
    "deaths",
    "occurred_at",
    "received_at",
    "next_attempt_at",
    "decided_by",
    "decided_at",
)
