"""Routes of custom fields: every service has the same for its own record types.

`entity=` names the record type in each call: the gateway finds the service by it.
"""

from typing import Annotated, Any, Final
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

from chassis.errors import FieldError, Invalid
from chassis.records import reading
from chassis.records.custom import designing
from chassis.records.custom.designing import CUSTOM_FIELD, MOST_OPTIONS, CustomFields
from chassis.records.custom.kinds import FieldType
from chassis.web.bodies import Body
from chassis.web.call import Call, Reply
from chassis.web.routes import Routes

Title = Annotated[str, StringConstraints(min_length=1, max_length=100)]
Key = Annotated[str, StringConstraints(min_length=1, max_length=50)]
_ENTITY: Final = "entity"


class Entity(Body):
    """Whose fields."""

    entity: str


class ListedEntity(BaseModel):
    """Whose fields, beside the list's own parameters."""

    entity: str


class OptionBody(Body):
    """An entry of a list. Without a key it is new, or the one that has this label."""

    label: Title
    key: Key | None = None
    active: bool = True


Options = list[OptionBody]


class CustomFieldCreate(Body):
    """A new field; its key is made from the title unless one is chosen. `currency` for money."""

    title: Title
    type: FieldType
    key: Key | None = None
    options: Options = Field(default_factory=list, max_length=MOST_OPTIONS)
    currency: Annotated[str, StringConstraints(pattern="^[A-Z]{3}$")] | None = None
    required: bool = False
    unique: bool = False


class CustomFieldChange(Body):
    """Members that may change. Options: all of them, in their order; the absent go out of use."""

    title: Title = ""
    options: Options = Field(default_factory=list, max_length=MOST_OPTIONS)
    required: bool = False
    unique: bool = False
    active: bool = True


class LayoutEntry(Body):
    """A field of the record, its own (`phones`) or an added one (`custom.<key>`)."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=80)]
    visible: bool = True


class LayoutBody(Body):
    """Fields in the order that they shall have."""

    fields: list[LayoutEntry] = Field(max_length=300)


class LayoutField(BaseModel):
    """A field as the screens show it."""

    name: str
    visible: bool
    built_in: bool


class Layout(BaseModel):
    """Every field of a record type, in its order."""

    fields: list[LayoutField]


def custom_field_routes(service: str, *designs: CustomFields) -> Routes:
    """Return the routes for a service's record types; who views them reads, who configures writes."""
    by_name = {design.entity: design for design in designs}
    by_name |= {design.plural: design for design in designs}
    routes = Routes(f"{service}_custom_fields", tag="Custom fields")
    view, configure = f"{service}.view", f"{service}.configure"

    def design_of(query: Entity | ListedEntity) -> CustomFields:
        found = by_name.get(query.entity.replace("-", "_"))
        if found is None:
            raise Invalid("invalid_query", FieldError(_ENTITY, "invalid_value"))
        return found

    def one(call: Call, design: CustomFields, field_id: UUID) -> Reply:
        return call.one(CUSTOM_FIELD, designing.require_field(call.session, design.entity, field_id))

    @routes.get("/custom-fields", allow=view, lists=CUSTOM_FIELD)
    def index(call: Call, query: ListedEntity) -> Reply:
        """List the fields of a record type in their order; `discarded=true`: the removed (C-04)."""
        design = design_of(query)
        rest = [pair for pair in call.arguments if pair[0] != _ENTITY]
        fixed: dict[str, Any] = {_ENTITY: design.entity}
        return Reply(reading.answer(call.session, call.actor, CUSTOM_FIELD, rest, fixed=fixed))

    @routes.post("/custom-fields", allow=configure, returns=CUSTOM_FIELD)
    def add(call: Call, query: Entity, body: CustomFieldCreate) -> Reply:
        """Add a field behind the others (C-04, G-14)."""
        given = body.model_dump(exclude={"options"}) | {"options": body.options}
        made = designing.add_field(call.session, design_of(query).entity, given)
        return call.created(CUSTOM_FIELD, made)

    @routes.get("/custom-fields/layout", allow=view, returns=Layout)
    def read_layout(call: Call, query: Entity) -> Reply:
        """Read the order and visibility of all fields, the record's own among them (G-14)."""
        return call.json({"fields": designing.layout_of(call.session, design_of(query))})

    @routes.put("/custom-fields/layout", allow=configure, returns=Layout)
    def set_layout(call: Call, query: Entity, body: LayoutBody) -> Reply:
        """Set the order and visibility of fields; those not named follow as they were (G-14)."""
        design = design_of(query)
        designing.arrange(call.session, design, [each.model_dump() for each in body.fields])
        call.session.flush()
        return call.json({"fields": designing.layout_of(call.session, design)})

    @routes.get("/custom-fields/<uuid:custom_field_id>", allow=view, returns=CUSTOM_FIELD)
    def read(call: Call, custom_field_id: UUID, query: Entity) -> Reply:
        """Read one field."""
        return one(call, design_of(query), custom_field_id)

    @routes.patch(
        "/custom-fields/<uuid:custom_field_id>",
        allow=configure,
        match="required",
        returns=CUSTOM_FIELD,
    )
    def change(
        call: Call, custom_field_id: UUID, query: Entity, body: CustomFieldChange
    ) -> Reply:
        """Rename a field, arrange its options, say whether it is required, unique, in use."""
        design = design_of(query)
        designing.change_field(
            call.session,
            design.entity,
            custom_field_id,
            {name: getattr(body, name) for name in body.model_fields_set},
            expected_version=call.expected_version,
        )
        return one(call, design, custom_field_id)

    @routes.delete("/custom-fields/<uuid:custom_field_id>", allow=configure, match="required")
    def remove(call: Call, custom_field_id: UUID, query: Entity) -> Reply:
        """Remove a field; what was typed into it is kept and comes back with it."""
        designing.remove_field(
            call.session,
            design_of(query).entity,
            custom_field_id,
            expected_version=call.expected_version,
        )
        return call.nothing()

    @routes.post(
        "/custom-fields/<uuid:custom_field_id>/restore",
        allow=configure,
        match="optional",
        returns=CUSTOM_FIELD,
    )
    def restore(call: Call, custom_field_id: UUID, query: Entity) -> Reply:
        """Bring a removed field back with its values."""
        design = design_of(query)
        designing.restore_field(
            call.session, design.entity, custom_field_id, expected_version=call.expected_version
        )
        return one(call, design, custom_field_id)

    return routes
