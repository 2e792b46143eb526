"""The routes of saved views: the same for every service, for the lists that it exports.

    view_routes((CONTACT_EXPORT,), allow="contacts.view")

Calls name the entity in `entity=`, by which the gateway leads to the service that owns it.
"""

from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

from chassis.records.exporting.records import exports_named
from chassis.records.exporting.rules import Exports
from chassis.records.views import operations
from chassis.records.views.tables import SavedView
from chassis.web.bodies import Body
from chassis.web.call import Call, Reply
from chassis.web.routes import Routes

_ONE = "/views/<uuid:view_id>"
_Name = Annotated[str, StringConstraints(min_length=1, max_length=80)]
_Short = Annotated[str, StringConstraints(min_length=1, max_length=100)]
_Text = Annotated[str, StringConstraints(max_length=500)]
_Sort = Annotated[str, StringConstraints(min_length=1, max_length=200)]
_MEMBERS = {"filter": "filters", "shared": "is_shared", "default": "is_default"}


class ViewColumn(Body):
    """A column in its place; `width` in pixels, unless it has the list's own."""

    name: _Short
    width: int | None = Field(None, ge=40, le=1_200)


class ViewCreate(Body):
    """A view to keep.

    `filter` holds the list's own parameters (`q` and `<field>` or `<field>.<op>`); the value `@me`
    is whoever looks; `@today`, `@week` and `@month`, with `-1` or `+1` and so on behind them, are the
    day, and the first day of the week (Monday) and of the month. Without `columns` a list shows its own. `default`: what everybody begins with
    who chose nothing else; the administrators say so.
    """

    name: _Name
    filter: dict[_Short, _Text] = Field(default_factory=dict, max_length=40)
    sort: _Sort | None = None
    columns: list[ViewColumn] | None = Field(None, min_length=1, max_length=150)
    shared: bool = False
    default: bool = False


class ViewChange(Body):
    """Members that may change; what is left out stays."""

    name: _Name = ""
    filter: dict[_Short, _Text] = Field(default_factory=dict, max_length=40)
    sort: _Sort | None = None
    columns: list[ViewColumn] | None = Field(None, min_length=1, max_length=150)
    shared: bool = False
    default: bool = False


class ViewPart(BaseModel):
    """A part of a view that is no more."""

    part: Literal["filter", "sort", "column"]
    name: str


class ViewState(BaseModel):
    """A view as far as it holds; `left_out` names what of it is gone."""

    id: UUID
    entity: str
    name: str
    owner_id: UUID
    mine: bool
    shared: bool
    default: bool
    may_change: bool
    filter: dict[str, str]
    sort: str | None
    columns: list[ViewColumn] | None
    left_out: list[ViewPart]
    version: int


class ViewList(BaseModel):
    """One's own views and the shared ones, by name; always all of them."""

    items: list[ViewState]
    next_cursor: None = None


def view_routes(all_exports: tuple[Exports, ...], *, allow: str) -> Routes:
    """Return the routes of a service's views; `allow` is the permission to see the records."""
    routes = Routes("views", tag="Views")
    query_model = _query(all_exports)

    def list_views(call: Call, query: Any) -> Reply:
        """List one's own views of a list and the shared ones, by name."""
        exports = exports_named(all_exports, query.entity)
        found = operations.visible_views(call.session, call.actor, exports.entity)
        items = [_state(call, exports, view) for view in found]
        return call.json({"items": items, "next_cursor": None})

    def add_view(call: Call, query: Any, body: ViewCreate) -> Reply:
        """Keep how a list is looked at under a name."""
        exports = exports_named(all_exports, query.entity)
        view = operations.add_view(call.session, call.actor, exports, _given(body))
        reply = _one(call, exports, view, status=201)
        reply.headers["Location"] = f"{call.request.path.rstrip('/')}/{view.id}"
        return reply

    def read_view(call: Call, query: Any, view_id: UUID) -> Reply:
        """Read one view, as far as it holds."""
        exports = exports_named(all_exports, query.entity)
        view = operations.visible_view(call.session, call.actor, exports.entity, view_id)
        return _one(call, exports, view)

    def change_view(call: Call, query: Any, body: ViewChange, view_id: UUID) -> Reply:
        """Rename, change or share a view: one's own, as an administrator any shared one."""
        exports = exports_named(all_exports, query.entity)
        view = operations.change_view(
            call.session,
            call.actor,
            exports,
            view_id,
            _given(body),
            expected_version=call.expected_version,
        )
        return _one(call, exports, view)

    def delete_view(call: Call, query: Any, view_id: UUID) -> Reply:
        """Delete a view; nobody's list is changed by it."""
        operations.delete_view(
            call.session,
            call.actor,
            exports_named(all_exports, query.entity),
            view_id,
            expected_version=call.expected_version,
        )
        return call.nothing()

    for view in (list_views, add_view, read_view, change_view, delete_view):
        view.__annotations__["query"] = query_model
    routes.get("/views", allow=allow, returns=ViewList)(list_views)
    routes.post("/views", allow=allow, returns=ViewState)(add_view)
    routes.get(_ONE, allow=allow, returns=ViewState)(read_view)
    routes.patch(_ONE, allow=allow, match="required", returns=ViewState)(change_view)
    routes.delete(_ONE, allow=allow, match="required")(delete_view)
    return routes


def _query(all_exports: tuple[Exports, ...]) -> type[Body]:
    names = tuple(name for each in all_exports for name in (each.entity, *each.aliases))

    class ViewQuery(Body):
        """Of which list: the gateway leads to the service that owns the entity."""

        entity: Literal[names]  # type: ignore[valid-type]

    return ViewQuery


def _given(body: ViewCreate | ViewChange) -> dict[str, Any]:
    """Return the members that were sent, by the names of the row."""
    values = body.model_dump()
    names = body.model_fields_set if isinstance(body, ViewChange) else values.keys()
    given = {_MEMBERS.get(name, name): values[name] for name in names}
    if isinstance(body, ViewCreate) and body.default and "shared" not in body.model_fields_set:
        given["is_shared"] = True
    return given


def _one(call: Call, exports: Exports, view: SavedView, *, status: int = 200) -> Reply:
    return call.json(_state(call, exports, view), status=status, version=view.version)


def _state(call: Call, exports: Exports, view: SavedView) -> ViewState:
    holds = operations.holding(call.session, call.actor, exports, view)
    return ViewState(
        id=view.id,
        entity=view.entity,
        name=view.name,
        owner_id=view.owner_id,
        mine=view.owner_id == call.actor.user_id,
        shared=view.is_shared,
        default=view.is_default,
        may_change=operations.may_change(call.actor, view),
        filter=holds.filters,
        sort=holds.sort,
        columns=None if holds.columns is None else [ViewColumn(**one) for one in holds.columns],
        left_out=[ViewPart(part=one.part, name=one.name) for one in holds.left_out],
        version=view.version,
    )
