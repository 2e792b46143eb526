"""Routes of the role tree."""

from uuid import UUID

from chassis.web.call import Call, Reply
from chassis.web.routes import Routes
from gateway.roles import operations
from gateway.roles.schemas import ROLE, RoleChange, RoleCreate

routes = Routes("roles", tag="Roles")


@routes.get("/roles", allow="gateway.view", lists=ROLE)
def list_roles(call: Call) -> Reply:
    """List the roles; `parent_id` makes them a tree."""
    return call.page(ROLE)


@routes.get("/roles/<uuid:role_id>", allow="gateway.view", returns=ROLE)
def read_role(call: Call, role_id: UUID) -> Reply:
    """Read one role."""
    return call.one(ROLE, role_id)


@routes.post("/roles", allow="gateway.configure", returns=ROLE)
def create_role(call: Call, body: RoleCreate) -> Reply:
    """Add a role."""
    role = operations.create_role(
        call.session, call.actor, name=body.name, parent_id=body.parent_id
    )
    return call.created(ROLE, role.id)


@routes.patch("/roles/<uuid:role_id>", allow="gateway.configure", match="required", returns=ROLE)
def change_role(call: Call, role_id: UUID, body: RoleChange) -> Reply:
    """Rename or move a role; 409 when it would stand below itself."""
    operations.change_role(
        call.session,
        call.actor,
        role_id=role_id,
        expected_version=call.expected_version,
        changes=body.model_dump(exclude_unset=True),
    )
    return call.one(ROLE, role_id)


@routes.delete("/roles/<uuid:role_id>", allow="gateway.configure", match="required")
def remove_role(call: Call, role_id: UUID) -> Reply:
    """Remove a role that nobody holds and that has none below."""
    operations.remove_role(
        call.session, call.actor, role_id=role_id, expected_version=call.expected_version
    )
    return call.nothing()
