"""The route of the merged audit."""

from collections.abc import Mapping
from typing import Any

from chassis.audit import reading
from chassis.errors import FieldError, Invalid
from chassis.web.audit import AuditEntriesQuery, require_administrator, shown
from chassis.web.call import Call, Reply
from chassis.web.routes import Routes
from gateway.audit.merging import Entry, Place, asking, merged
from gateway.audit.schemas import AuditPage, AuditQuery
from gateway.routing import table

routes = Routes("audit", tag="Auditoría")


@routes.get("/audit", allow=None, returns=AuditPage, session=False)
def list_audit(call: Call, query: AuditQuery) -> Reply:
    """List what was done or refused in every service, the newest first; for administrators."""
    require_administrator(call.actor)
    if query.service is not None and query.service not in table.OWNERS:
        raise Invalid("invalid_query", FieldError("service", "invalid_value"))
    services = (query.service,) if query.service else tuple(table.OWNERS)
    filters = query.model_dump(
        mode="json", exclude_none=True, exclude={"service", "cursor", "limit"}
    )
    page = merged(
        services,
        asking(call.service.clients, call.actor, (table.OWN, lambda asked: _own(call, asked))),
        call.service.resources.composing,
        filters={name: _text(value) for name, value in filters.items()},
        limit=query.limit,
        place=Place.read(query.cursor) if query.cursor else None,
    )
    return call.json(page)


def _own(call: Call, asked: Mapping[str, str]) -> list[Entry]:
    wanted = reading.Wanted(**AuditEntriesQuery.model_validate(asked).model_dump())
    organization_id = call.actor.organization_id
    with call.service.database.reading(organization_id, actor=call.actor) as session:
        rows = reading.entries(session, organization_id, wanted)
    return [shown(table.OWN, row) for row in rows]


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
