"""Profiles: what people may do (G-07). Nobody makes one that holds more than they do (O-52)."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, update

from chassis.db import Session
from chassis.errors import Conflict, FieldError, Forbidden
from chassis.identity.actor import Actor
from gateway.organizations.directory import name_key, named, rename
from gateway.organizations.models import Organization
from gateway.profiles import grants
from gateway.profiles.models import Profile
from gateway.users.models import User


def create_profile(
    session: Session,
    actor: Actor,
    *,
    name: str,
    name_en: str | None,
    permissions: Collection[str],
    scope: str,
) -> Profile:
    """Add a profile."""
    _one_at_a_time(session)
    _require_held(actor, permissions, scope)
    _require_free_name(session, name)
    profile = Profile(
        key=None,
        **named(name),
        name_en=name_en or name,
        permissions=sorted(set(permissions)),
        scope=scope,
    )
    session.add(profile)
    session.flush()
    return profile


def change_profile(
    session: Session,
    actor: Actor,
    *,
    profile_id: UUID,
    expected_version: int | None,
    changes: dict[str, Any],
) -> Profile:
    """Change a profile; whoever has it gets tokens anew at once.

    The administrators' profile only changes its names: it holds everything, always.
    """
    _one_at_a_time(session)
    profile = session.lock(Profile, profile_id, expected_version=expected_version)
    require_grantable(actor, profile)
    if profile.is_administrator and {"permissions", "scope"} & changes.keys():
        raise Conflict("administrator_profile_is_fixed")
    if "name" in changes:
        _require_free_name(session, changes["name"], apart_from=profile.id)
        rename(profile, changes["name"])
    if "name_en" in changes:
        profile.name_en = changes["name_en"]
    if "permissions" in changes:
        profile.permissions = sorted(set(changes["permissions"]))
    if "scope" in changes:
        profile.scope = changes["scope"]
    _require_held(actor, profile.permissions, profile.scope)
    profile.touch()
    session.execute(
        update(User)
        .where(User.profile_id == profile.id)
        .values(epoch=User.epoch + 1)
        .execution_options(synchronize_session=False)
    )
    return profile


def remove_profile(
    session: Session, actor: Actor, *, profile_id: UUID, expected_version: int | None
) -> None:
    """Remove a profile that nobody has; the administrators' one stays."""
    _one_at_a_time(session)
    profile = session.lock(Profile, profile_id, expected_version=expected_version)
    require_grantable(actor, profile)
    if profile.is_administrator:
        raise Conflict("administrator_profile_is_fixed")
    if session.scalars(select(func.count(User.id)).where(User.profile_id == profile.id)).one():
        raise Conflict("profile_has_users")
    session.delete(profile)


def require_grantable(actor: Actor, profile: Profile) -> None:
    """Raise Forbidden when the profile holds what the actor does not."""
    if actor.is_administrator:
        return
    if profile.is_administrator:
        raise Forbidden("beyond_own_rights")
    _require_held(actor, profile.permissions, profile.scope)


def _require_held(actor: Actor, permissions: Collection[str], scope: str) -> None:
    if actor.is_administrator:
        return
    if grants.exceeds(
        held=actor.permissions, held_scope=actor.scope, asked=permissions, asked_scope=scope
    ):
        raise Forbidden("beyond_own_rights")


def _one_at_a_time(session: Session) -> None:
    """Take the lock that directory changes take; profiles are no part of the directory's epoch."""
    session.lock(Organization, session.organization)


def _require_free_name(session: Session, name: str, *, apart_from: UUID | None = None) -> None:
    taken = session.scalars(
        select(Profile.id).where(Profile.name_key == name_key(name))
    ).one_or_none()
    if taken is not None and taken != apart_from:
        raise Conflict("name_taken", FieldError("name", "name_taken"))
