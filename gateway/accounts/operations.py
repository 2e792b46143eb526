"""The signed-in person: who they are here, and their password."""

from typing import Any
from uuid import UUID

from sqlalchemy import select

from chassis.db import Database
from chassis.errors import FieldError, Invalid, NotFound
from chassis.identity.actor import Actor
from gateway.accounts.models import Account
from gateway.accounts.passwords import Passwords, require_acceptable
from gateway.groups.models import GroupMember
from gateway.organizations.models import Organization
from gateway.organizations.operations import organizations_of
from gateway.profiles.defaults import EVERYTHING
from gateway.profiles.models import Profile
from gateway.roles.models import Role
from gateway.sessions.operations import change_password
from gateway.sessions.throttle import Throttle
from gateway.users.models import User


def describe(database: Database, *, organization_id: UUID, user_id: UUID) -> dict[str, Any]:
    """Return a user as `Me`: what login, switch and /me answer. Raises NotFound."""
    with database.reading(organization_id) as session:
        row = session.execute(
            select(User, Role, Profile, Organization)
            .join(Role, Role.id == User.role_id)
            .join(Profile, Profile.id == User.profile_id)
            .join(Organization, Organization.id == User.organization_id)
            .where(User.id == user_id)
        ).one_or_none()
        if row is None:
            raise NotFound
        groups = session.scalars(
            select(GroupMember.group_id)
            .where(GroupMember.user_id == user_id)
            .order_by(GroupMember.group_id)
        ).all()
        user, role, profile, organization = row
        described = _described(user, role, profile, organization)
        described["group_ids"] = list(groups)
        account_id = user.account_id
    described["organizations"] = organizations_of(database, account_id)
    return described


def _described(
    user: User, role: Role, profile: Profile, organization: Organization
) -> dict[str, Any]:
    held = EVERYTHING if profile.is_administrator else profile.permissions
    return {
        "id": user.id,
        "name": user.name,
        "email": user.email,
        "locale": user.locale,
        "time_zone": user.time_zone,
        "preferences": user.preferences,
        "role_id": role.id,
        "role_name": role.name,
        "profile_id": profile.id,
        "profile_name": profile.name_en if user.locale == "en" else profile.name,
        "permissions": sorted(held),
        "scope": profile.scope,
        "is_administrator": profile.is_administrator,
        "organization": {
            "id": organization.id,
            "name": organization.name,
            "time_zone": organization.time_zone,
            "currency": organization.currency,
            "default_region": organization.region,
        },
        "version": user.version,
    }


def change_own_password(
    database: Database,
    actor: Actor,
    *,
    passwords: Passwords,
    throttle: Throttle,
    current: str,
    new: str,
) -> None:
    """Change the acting person's password and end their other sessions everywhere.

    The present password is asked for, and throttled, since a screen may have been left open.
    """
    with database.reading(actor.organization_id, actor=actor) as session:
        account = session.scalars(
            select(Account)
            .join(User, User.account_id == Account.id)
            .where(User.id == actor.user_id)
        ).one()
    require_acceptable(new, email=account.email, field="new_password")
    taken = throttle.budgets(
        email=account.email_key, address="", device=f"session {actor.session_id}"
    )
    throttle.take(database, taken)
    if not passwords.matches(account.password_hash, current):
        raise Invalid("invalid_fields", FieldError("current_password", "wrong_password"))
    new_hash = passwords.hash(new)
    with database.transaction(actor.organization_id, actor=actor) as session:
        throttle.give_back(session, taken)
        change_password(
            session, account_id=account.id, new_hash=new_hash, keep_session=actor.session_id
        )
