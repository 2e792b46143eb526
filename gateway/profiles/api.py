"""Routes of profiles and of the table of permissions."""

from uuid import UUID

from chassis.identity.actor import ACTIONS, MODULES
from chassis.web.call import Call, Reply
from chassis.web.routes import Routes
from gateway.profiles import operations
from gateway.profiles.grants import SCOPES
from gateway.profiles.schemas import PROFILE, PermissionTable, ProfileChange, ProfileCreate

routes = Routes("profiles", tag="Perfiles")


@routes.get("/permissions", allow="gateway.view", returns=PermissionTable)
def list_permissions(call: Call) -> Reply:
    """List modules, actions and scopes: the rows and columns of a profile's screen."""
    return call.json({"modules": MODULES, "actions": ACTIONS, "scopes": SCOPES})


@routes.get("/profiles", allow="gateway.view", lists=PROFILE)
def list_profiles(call: Call) -> Reply:
    """List the profiles."""
    return call.page(PROFILE)


@routes.get("/profiles/<uuid:profile_id>", allow="gateway.view", returns=PROFILE)
def read_profile(call: Call, profile_id: UUID) -> Reply:
    """Read one profile."""
    return call.one(PROFILE, profile_id)


@routes.post("/profiles", allow="gateway.configure", returns=PROFILE)
def create_profile(call: Call, body: ProfileCreate) -> Reply:
    """Make a profile; it never holds more than its maker."""
    profile = operations.create_profile(
        call.session,
        call.actor,
        name=body.name,
        name_en=body.name_en,
        permissions=body.permissions,
        scope=body.scope,
    )
    return call.created(PROFILE, profile.id)


@routes.patch(
    "/profiles/<uuid:profile_id>", allow="gateway.configure", match="required", returns=PROFILE
)
def change_profile(call: Call, profile_id: UUID, body: ProfileChange) -> Reply:
    """Change a profile; the people who have it feel it within seconds."""
    operations.change_profile(
        call.session,
        call.actor,
        profile_id=profile_id,
        expected_version=call.expected_version,
        changes=body.model_dump(exclude_unset=True),
    )
    return call.one(PROFILE, profile_id)


@routes.delete("/profiles/<uuid:profile_id>", allow="gateway.configure", match="required")
def remove_profile(call: Call, profile_id: UUID) -> Reply:
    """Remove a profile that nobody has."""
    operations.remove_profile(
        call.session, call.actor, profile_id=profile_id, expected_version=call.expected_version
    )
    return call.nothing()
