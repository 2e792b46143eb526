"""Routes of groups."""

from uuid import UUID

from chassis.web.call import Call, Reply
from chassis.web.routes import Routes
from gateway.groups import operations
from gateway.groups.schemas import GROUP, GroupChange, GroupCreate

routes = Routes("groups", tag="Grupos")


@routes.get("/groups", allow="gateway.view", lists=GROUP)
def list_groups(call: Call) -> Reply:
    """List the groups."""
    return call.page(GROUP)


@routes.get("/groups/<uuid:group_id>", allow="gateway.view", returns=GROUP)
def read_group(call: Call, group_id: UUID) -> Reply:
    """Read one group."""
    return call.one(GROUP, group_id)


@routes.post("/groups", allow="gateway.configure", returns=GROUP)
def create_group(call: Call, body: GroupCreate) -> Reply:
    """Make a group."""
    group = operations.create_group(
        call.session, call.actor, name=body.name, member_ids=body.member_ids
    )
    return call.created(GROUP, group.id)


@routes.patch("/groups/<uuid:group_id>", allow="gateway.configure", match="required", returns=GROUP)
def change_group(call: Call, group_id: UUID, body: GroupChange) -> Reply:
    """Rename a group or replace its members."""
    operations.change_group(
        call.session,
        call.actor,
        group_id=group_id,
        expected_version=call.expected_version,
        **body.model_dump(exclude_unset=True),
    )
    return call.one(GROUP, group_id)


@routes.delete("/groups/<uuid:group_id>", allow="gateway.configure", match="required")
def remove_group(call: Call, group_id: UUID) -> Reply:
    """Remove a group; its members stay users."""
    operations.remove_group(
        call.session, call.actor, group_id=group_id, expected_version=call.expected_version
    )
    return call.nothing()
