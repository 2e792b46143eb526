"""Organizations: make one with what every organization starts with, and change its settings."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import NoResultFound

from chassis.db import Database, Session
from chassis.errors import Forbidden, NotFound
from chassis.events import record
from chassis.identity.actor import Actor
from contracts.gateway import OrganizationCreated, RoleChanged
from gateway.accounts.models import Membership
from gateway.base import NOWHERE
from gateway.organizations.directory import named
from gateway.organizations.models import Installation, Organization
from gateway.profiles.defaults import DEFAULT_PROFILES, DEFAULT_ROLES
from gateway.profiles.models import Profile
from gateway.roles.models import Role
from gateway.users.models import User


def create_organization(
    session: Session, *, name: str, time_zone: str, currency: str, region: str, locale: str
) -> tuple[Organization, Role, Profile]:
    """Make the organization of this session with its default roles and profiles.

    Returns it with the top role and the administrators' profile, for its first person.
    """
    organization = Organization(
        id=session.organization,
        organization_id=session.organization,
        name=name,
        time_zone=time_zone,
        currency=currency,
        region=region,
        locale=locale,
    )
    session.add(organization)
    record(
        session,
        organization,
        OrganizationCreated(
            name=name,
            default_region=region,
            timezone=time_zone,
            currency=currency,
            locale="en" if locale == "en" else "es",
        ),
    )
    profiles = _default_profiles(session)
    return organization, _default_roles(session, organization.directory_epoch), profiles[0]


def _default_profiles(session: Session) -> list[Profile]:
    profiles = [
        Profile(
            key=default.key,
            **named(default.name),
            name_en=default.name_en,
            permissions=sorted(default.permissions),
            scope=default.scope,
            is_administrator=default.is_administrator,
        )
        for default in DEFAULT_PROFILES
    ]
    session.add_all(profiles)
    session.flush()
    return profiles


def _default_roles(session: Session, directory_epoch: int) -> Role:
    top: Role | None = None
    above: Role | None = None
    for name in DEFAULT_ROLES:
        role = Role(**named(name), parent_id=above.id if above else None)
        session.add(role)
        record(
            session,
            role,
            RoleChanged(name=name, parent_id=role.parent_id, directory_epoch=directory_epoch),
        )
        above = role
        top = top or role
    assert top is not None
    return top


def require_installation_administrator(session: Session, actor: Actor) -> None:
    """Raise Forbidden unless the actor administers the first organization of the installation."""
    first = session.scalars(select(Installation.first_organization_id)).one()
    if not (actor.is_administrator and actor.organization_id == first):
        raise Forbidden("installation_administrator_required")


def organizations_of(database: Database, account_id: UUID) -> list[dict[str, str]]:
    """List the organizations in which an account has an active user, the oldest first.

    The account's own view across organizations: nothing of them but id, name and its user there.
    """
    with database.reading(NOWHERE) as session:
        seats = session.execute(
            select(Membership.organization_id, Membership.user_id)
            .where(Membership.account_id == account_id, Membership.active)
            .order_by(Membership.created_at, Membership.organization_id)
        ).all()
    return [
        {
            "id": str(seat.organization_id),
            "name": _name_of(database, seat.organization_id),
            "user_id": str(seat.user_id),
        }
        for seat in seats
    ]


def _name_of(database: Database, organization_id: UUID) -> str:
    with database.reading(organization_id) as session:
        return session.scalars(select(Organization.name)).one()


def account_of(session: Session, actor: Actor) -> UUID:
    """Return the account behind the acting user. Raises NotFound for the system."""
    try:
        return session.scalars(select(User.account_id).where(User.id == actor.user_id)).one()
    except NoResultFound:
        raise NotFound from None


def change_settings(
    session: Session,
    *,
    expected_version: int | None = None,
    name: str | None = None,
    time_zone: str | None = None,
    currency: str | None = None,
    region: str | None = None,
    locale: str | None = None,
) -> Organization:
    """Change the members that are given."""
    organization = session.lock(
        Organization, session.organization, expected_version=expected_version
    )
    asked = {
        "name": name,
        "time_zone": time_zone,
        "currency": currency,
        "region": region,
        "locale": locale,
    }
    changes = {
        member: value
        for member, value in asked.items()
        if value is not None and value != getattr(organization, member)
    }
    if changes:
        organization.touch()
        for member, value in changes.items():
            setattr(organization, member, value)
    return organization
