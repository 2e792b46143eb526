"""Routes of organizations and their settings."""

from sqlalchemy import select

from chassis.db import Session
from chassis.identity.actor import Actor
from chassis.ids import new_id
from chassis.web.call import Call, Reply
from chassis.web.routes import Routes
from gateway.organizations import operations
from gateway.organizations.models import Organization
from gateway.organizations.schemas import (
    OrganizationCreate,
    OrganizationList,
    OrganizationSeat,
    OrganizationSettings,
    SettingsChange,
)
from gateway.settings import Settings
from gateway.users.operations import join_as_first_administrator

routes = Routes("organizations", tag="Organización")


@routes.get("/organizations", allow=None, returns=OrganizationList)
def list_organizations(call: Call) -> Reply:
    """List the organizations of the person who asks, wherever their session is now."""
    account_id = operations.account_of(call.session, call.actor)
    items = operations.organizations_of(call.service.database, account_id)
    return call.json({"items": items, "next_cursor": None})


@routes.post("/organizations", allow="gateway.configure", returns=OrganizationSeat)
def create_organization(call: Call, body: OrganizationCreate) -> Reply:
    """Make another organization; only for administrators of the first one.

    The new organization is a transaction of its own, complete before this one answers.
    """
    operations.require_installation_administrator(call.session, call.actor)
    account_id = operations.account_of(call.session, call.actor)
    settings: Settings = call.service.settings
    organization_id = new_id()
    founder = Actor.system(organization_id)
    with call.service.database.transaction(organization_id, actor=founder) as session:
        _, role, profile = operations.create_organization(
            session,
            name=body.name,
            time_zone=body.time_zone or settings.time_zone,
            currency=body.currency or settings.currency,
            region=body.default_region or settings.region,
            locale=body.locale,
        )
        user = join_as_first_administrator(
            session,
            account_id=account_id,
            name=call.actor.name,
            role_id=role.id,
            profile_id=profile.id,
        )
    return call.json(
        {"id": organization_id, "name": body.name, "user_id": user.id},
        status=201,
        headers={"Location": f"/api/v1/organizations/{organization_id}"},
    )


@routes.get("/settings", allow=None, returns=OrganizationSettings)
def read_settings(call: Call) -> Reply:
    """Read what is the same for everybody in the organization."""
    return _settings(call, _own(call.session))


@routes.patch(
    "/settings", allow="gateway.configure", match="optional", returns=OrganizationSettings
)
def change_settings(call: Call, body: SettingsChange) -> Reply:
    """Change the organization's settings."""
    changes = body.model_dump(exclude_unset=True)
    if "default_region" in changes:
        changes["region"] = changes.pop("default_region")
    organization = operations.change_settings(
        call.session, expected_version=call.expected_version, **changes
    )
    return _settings(call, organization)


def _own(session: Session) -> Organization:
    return session.scalars(select(Organization)).one()


def _settings(call: Call, organization: Organization) -> Reply:
    call.session.flush()
    return call.json(
        {
            "organization_id": organization.id,
            "name": organization.name,
            "time_zone": organization.time_zone,
            "currency": organization.currency,
            "default_region": organization.region,
            "locale": organization.locale,
            "version": organization.version,
        },
        version=organization.version,
    )
