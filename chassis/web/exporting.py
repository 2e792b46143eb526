"""The routes of exports: the same for every service, for the entities whose columns it gives.

    export_routes((CONTACT_EXPORT,), allow="contacts.export")

Calls name the entity in `entity=`, by which the gateway leads to the service that owns it.
"""

from collections.abc import Iterator
from typing import Annotated, Any, BinaryIO, Final, Literal
from urllib.parse import quote
from uuid import UUID
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from flask import Response
from pydantic import BaseModel, Field, StringConstraints

from chassis.errors import Conflict
from chassis.records.exporting import operations
from chassis.records.exporting.records import EXPORT, exports_named
from chassis.records.exporting.rules import Exports
from chassis.records.views import operations as views
from chassis.storage import storage_of
from chassis.web.bodies import Body
from chassis.web.call import Call, Reply
from chassis.web.files import attachment
from chassis.web.problems import language
from chassis.web.routes import Routes

_ONE = "/exports/<uuid:export_id>"
_TYPES: Final = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "vcard": "text/vcard; charset=utf-8",
    "zip": "application/zip",
}
_Short = Annotated[str, StringConstraints(max_length=100)]
_Text = Annotated[str, StringConstraints(max_length=500)]
_LANGUAGES: Final = ("es", "en")


class ExportOrder(Body):
    """Which list, as what file.

    `view_id` names a saved view, whose filters, sort and columns hold unless others are given.
    `filter` holds the list's own parameters (`q` and `<field>` or `<field>.<op>`), `columns` names
    in their order (none: all). `zip` is all data of the service, for administrators. Unless they
    are said, the language is the request's; a CSV file in Spanish has semicolons and decimal
    commas, as Excel there expects.
    """

    format: Literal["csv", "xlsx", "vcard", "zip"]
    view_id: UUID | None = None
    filter: dict[_Short, _Text] = Field(default_factory=dict, max_length=40)
    sort: Annotated[str, StringConstraints(max_length=200)] | None = None
    columns: list[_Short] | None = Field(None, min_length=1, max_length=300)
    name: Annotated[str, StringConstraints(min_length=1, max_length=80)] | None = None
    language: Literal["es", "en"] | None = None
    time_zone: Annotated[str, StringConstraints(min_length=1, max_length=60)] = "UTC"
    delimiter: Literal[",", ";", "\t", "|"] | None = None
    vcard_version: Literal["3.0", "4.0"] = "3.0"


class ExportColumn(BaseModel):
    """A column that a file may have."""

    name: str
    title: str
    title_en: str
    kind: Literal["text", "number", "date", "time"]


class ExportColumns(BaseModel):
    """Every column, in the order of a file that names none."""

    items: list[ExportColumn]


def export_routes(all_exports: tuple[Exports, ...], *, allow: str) -> Routes:
    """Return the routes of a service's exports; `allow` is the profile's permission."""
    routes = Routes("exports", tag="Exports")
    query_model = _query(all_exports)

    @routes.get("/exports", allow=allow, lists=EXPORT)
    def list_exports(call: Call) -> Reply:
        """List one's own exports, the newest first."""
        return call.page(EXPORT)

    def add_export(call: Call, query: Any, body: ExportOrder) -> Reply:
        """Ask for a file of a list with its filters, sort and columns (R-13, C-27, R-15)."""
        given = body.model_dump()
        given["language"] = given["language"] or _LANGUAGES[language()]
        exports = exports_named(all_exports, query.entity)
        if body.view_id is not None:
            said = body.model_fields_set
            given |= _of_view(call, exports, body.view_id, said, time_zone=body.time_zone)
        run = operations.add_export(call.session, call.actor, exports, given)
        reply = call.one(EXPORT, run.id, status=202)
        reply.headers["Location"] = f"{call.request.path.rstrip('/')}/{run.id}"
        return reply

    def list_columns(call: Call, query: Any) -> Reply:
        """List the columns that a file may have."""
        exports = exports_named(all_exports, query.entity)
        found = operations.columns_of(call.session, exports, call.actor)
        items = [
            {
                "name": column.name,
                "title": column.title[0],
                "title_en": column.title[1],
                "kind": column.kind,
            }
            for column in found.values()
        ]
        return call.json({"items": items})

    def read_export(call: Call, query: Any, export_id: UUID) -> Reply:  # noqa: ARG001
        """Read one export: how far it is, what came of it."""
        return call.one(EXPORT, export_id)

    def fetch_file(call: Call, query: Any, export_id: UUID) -> Response:  # noqa: ARG001
        """Fetch the file, until its time is over."""
        run = operations.fetchable(call.session, call.actor, EXPORT, export_id)
        try:
            file = storage_of(call.service).open(
                operations.file_key(run.organization_id, export_id)
            )
        except FileNotFoundError:
            raise Conflict("export_file_gone") from None
        return attachment(
            file, name=run.file_name, size=run.file_size or 0, media_type=_TYPES[run.format]
        )

    def delete_export(call: Call, query: Any, export_id: UUID) -> Reply:  # noqa: ARG001
        """Delete an export with its file; one at work stops."""
        operations.delete_export(
            call.session,
            call.actor,
            storage_of(call.service),
            EXPORT,
            export_id,
            expected_version=call.expected_version,
        )
        return call.nothing()

    for view in (add_export, list_columns, read_export, fetch_file, delete_export):
        view.__annotations__["query"] = query_model
    routes.post("/exports", allow=allow, returns=EXPORT, status=202)(add_export)
    routes.get("/exports/columns", allow=allow, returns=ExportColumns)(list_columns)
    routes.get(_ONE, allow=allow, returns=EXPORT)(read_export)
    routes.get(f"{_ONE}/file", allow=allow)(fetch_file)
    routes.delete(_ONE, allow=allow, match="optional")(delete_export)
    return routes


def _of_view(
    call: Call, exports: Exports, view_id: UUID, given: set[str], *, time_zone: str
) -> dict[str, Any]:
    """Return what a saved view says of a list, where nothing else is said. Raises NotFound."""
    view = views.visible_view(call.session, call.actor, exports.entity, view_id)
    holds = views.holding(call.session, call.actor, exports, view)
    found = {
        "filter": views.resolved(holds.filters, call.actor, exports, _zone(time_zone)),
        "sort": holds.sort,
        "columns": [one["name"] for one in holds.columns or ()] or None,
        "name": view.name,
    }
    return {name: value for name, value in found.items() if name not in given}


def _zone(name: str) -> ZoneInfo:
    """Return the zone; of one that there is not the operation tells."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


def _query(all_exports: tuple[Exports, ...]) -> type[Body]:
    names = tuple(name for each in all_exports for name in (each.entity, *each.aliases))

    class ExportQuery(Body):
        """Whose list: the gateway leads to the service that owns the entity."""

        entity: Literal[names]  # type: ignore[valid-type]

    return ExportQuery
