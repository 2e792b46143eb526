"""The routes of a catalog: read by whoever sees the module, changed by whoever may configure it."""

from typing import Annotated, Any
from uuid import UUID

from pydantic import BeforeValidator, Field, StringConstraints, WithJsonSchema

from chassis.records import RecordType
from chassis.records.catalogs import (
    NOWHERE,
    Catalog,
    add_entry,
    change_entry,
    delete_entry,
    order_entries,
)
from chassis.web.bodies import Body, ShortText
from chassis.web.call import Call, Reply
from chassis.web.routes import Routes

def _target(value: Any) -> Any:
    return NOWHERE if value == "none" else value


Target = Annotated[
    UUID,
    BeforeValidator(_target),
    WithJsonSchema({"type": "string", "description": "The id of an entry, or `none`."}),
]
Colour = Annotated[str, StringConstraints(to_lower=True, pattern=r"^#[0-9a-fA-F]{6}$")]


class CatalogBody(Body):
    """A body that tells which members were sent; one that always has a value refuses null."""

    def given(self) -> dict[str, Any]:
        """Return the members that were sent."""
        return {name: getattr(self, name) for name in self.model_fields_set}


class EntryCreate(CatalogBody):
    """A new entry, the last one; without an English name the Spanish one serves both."""

    name: ShortText
    name_en: ShortText | None = None


class EntryChange(CatalogBody):
    """Members that may change. The order is a question of all: `POST …/order`."""

    name: ShortText = ""
    name_en: ShortText = ""
    active: bool = True


class ColouredEntryCreate(EntryCreate):
    """A new entry with its colour, `#rrggbb`."""

    colour: Colour


class ColouredEntryChange(EntryChange):
    """Members that may change."""

    colour: Colour = ""


class ArrangementBody(Body):
    """Every entry of the list, once, in the order that it shall have."""

    ids: list[UUID] = Field(max_length=500)


class RemovalQuery(Body):
    """Where the records of a deleted entry go: another entry, or `none`."""

    move_to: Target | None = None


def catalog_routes(
    path: str,
    catalog: Catalog[Any],
    shown: RecordType,
    *,
    tag: str,
    view: str | None,
    configure: str,
    create: type[EntryCreate] = EntryCreate,
    change: type[EntryChange] = EntryChange,
    deletes: bool = True,
) -> Routes:
    """Return the routes of one catalog.

    `create` and `change` are its bodies where it has more than two names. Without `deletes` its
    entries are taken out of use and never removed.
    """
    key = f"{shown.name}_id"
    one = f"{path}/<uuid:{key}>"
    routes = Routes(path.strip("/").replace("-", "_").replace("/", "_"), tag=tag)

    @routes.get(path, allow=view, lists=shown)
    def index(call: Call) -> Reply:
        """List the entries in their order."""
        return call.page(shown)

    def add(call: Call, body: Any) -> Reply:
        """Add an entry behind the others."""
        return call.created(shown, add_entry(call.session, catalog, body.given()).id)

    add.__annotations__["body"] = create
    routes.post(path, allow=configure, returns=shown)(add)

    @routes.post(f"{path}/order", allow=configure, status=204)
    def order(call: Call, body: ArrangementBody) -> Reply:
        """Arrange the entries: every one, once."""
        order_entries(call.session, catalog, body.ids)
        return call.nothing()

    @routes.get(one, allow=view, returns=shown)
    def read(call: Call, **at: UUID) -> Reply:
        """Read one entry."""
        return call.one(shown, at[key])

    def edit(call: Call, body: Any, **at: UUID) -> Reply:
        """Rename an entry, change its own members, take it out of use or back."""
        change_entry(
            call.session, catalog, at[key], body.given(), expected_version=call.expected_version
        )
        return call.one(shown, at[key])

    edit.__annotations__["body"] = change
    routes.patch(one, allow=configure, match="required", returns=shown)(edit)

    if deletes:

        @routes.delete(one, allow=configure, match="required")
        def remove(call: Call, query: RemovalQuery, **at: UUID) -> Reply:
            """Delete an entry; `move_to` names the one that takes its records, or `none`."""
            delete_entry(
                call.session,
                catalog,
                at[key],
                move_to=query.move_to,
                expected_version=call.expected_version,
            )
            return call.nothing()

    return routes
