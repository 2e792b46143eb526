"""Routes of users."""

from uuid import UUID

from chassis.web.call import Call, Reply
from chassis.web.routes import Routes
from gateway.users import operations
from gateway.users.schemas import USER, UserChange, UserCreate

routes = Routes("users", tag="Usuarios")


@routes.get("/users", allow="gateway.view", lists=USER)
def list_users(call: Call) -> Reply:
    """List the people of the organization."""
    return call.page(USER)


@routes.get("/users/<uuid:user_id>", allow="gateway.view", returns=USER)
def read_user(call: Call, user_id: UUID) -> Reply:
    """Read one person."""
    return call.one(USER, user_id)


@routes.post("/users", allow="gateway.create", returns=USER)
def create_user(call: Call, body: UserCreate) -> Reply:
    """Make a user; a supervisor only within the own team and with no more rights than held."""
    user = operations.create_user(
        call.session,
        call.actor,
        passwords=call.service.resources.passwords,
        new=operations.NewUser(**dict(body)),
    )
    return call.created(USER, user.id)


@routes.patch("/users/<uuid:user_id>", allow="gateway.edit", match="required", returns=USER)
def change_user(call: Call, user_id: UUID, body: UserChange) -> Reply:
    """Change a user. One active administrator always remains."""
    operations.change_user(
        call.session,
        call.actor,
        passwords=call.service.resources.passwords,
        user_id=user_id,
        expected_version=call.expected_version,
        changes=body.model_dump(exclude_unset=True),
    )
    return call.one(USER, user_id)


@routes.delete("/users/<uuid:user_id>", allow="gateway.delete", match="required")
def deactivate_user(call: Call, user_id: UUID) -> Reply:
    """Deactivate a user: nobody is erased, since records and history name them."""
    operations.change_user(
        call.session,
        call.actor,
        passwords=call.service.resources.passwords,
        user_id=user_id,
        expected_version=call.expected_version,
        changes={"active": False},
    )
    return call.nothing()


@routes.delete("/users/<uuid:user_id>/sessions", allow="gateway.edit")
def sign_out_user(call: Call, user_id: UUID) -> Reply:
    """End every session of a user, on all their devices."""
    operations.sign_out_user(call.session, call.actor, user_id=user_id)
    return call.nothing()
