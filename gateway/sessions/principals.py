"""Who a session is right now, and the internal token that says so to a service.

A principal is read in one statement and kept for at most 2 s (budgets.SESSION_CACHE), so an ended
session, a deactivated user or a narrower profile is felt in every process within that time. In the
process that made the change `forget` makes it felt at once. Internal tokens are kept 10 s per
session, service and every epoch that they were made from.
"""

import time
from dataclasses import dataclass
from threading import Lock
from typing import cast
from uuid import UUID

from sqlalchemy import func, select

from chassis import budgets
from chassis.db import Database
from chassis.errors import Unauthenticated
from chassis.identity import tokens
from chassis.identity.actor import Actor, Locale, Scope
from gateway.groups.models import GroupMember
from gateway.organizations.models import Organization
from gateway.profiles.defaults import EVERYTHING
from gateway.profiles.models import Profile
from gateway.sessions.access_tokens import Claim
from gateway.sessions.models import LoginSession
from gateway.users.models import User

_CACHE_LIMIT = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Principal:
    """A live session: the acting user with all that their profile allows."""

    session_id: UUID
    account_id: UUID
    actor: Actor
    profile_version: int


class Principals:
    """Reads and remembers principals."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._kept: dict[tuple[UUID, UUID], tuple[float, Principal | None]] = {}
        self._lock = Lock()
        self._changes = 0

    def of(self, claim: Claim) -> Principal:
        """Return who the claim's session is now. Raises Unauthenticated when it no longer holds."""
        key = (claim.session_id, claim.user_id)
        kept = self._kept.get(key)
        if kept is not None and kept[0] > time.monotonic():
            principal = kept[1]
        else:
            changes = self._changes
            principal = read_principal(self._database, claim)
            with self._lock:
                # What was read before a change in this process must not be kept after it.
                if changes == self._changes:
                    self._keep(key, principal)
        if principal is None:
            raise Unauthenticated("session_ended")
        return principal

    def forget(self) -> None:
        """Forget everything: something that principals are made of has changed."""
        with self._lock:
            self._changes += 1
            self._kept.clear()

    def _keep(self, key: tuple[UUID, UUID], principal: Principal | None) -> None:
        if len(self._kept) >= _CACHE_LIMIT:
            self._kept.clear()
        self._kept[key] = (time.monotonic() + budgets.SESSION_CACHE, principal)


def read_principal(database: Database, claim: Claim) -> Principal | None:
    """Read the principal of a claim, or None when session, user or organization do not fit."""
    groups = (
        select(func.array_agg(GroupMember.group_id))
        .where(GroupMember.user_id == User.id)
        .scalar_subquery()
    )
    statement = (
        select(LoginSession, User, Profile, Organization, groups.label("group_ids"))
        .join(User, User.id == LoginSession.user_id)
        .join(Profile, Profile.id == User.profile_id)
        .join(Organization, Organization.id == User.organization_id)
        .where(
            LoginSession.id == claim.session_id,
            LoginSession.user_id == claim.user_id,
            LoginSession.ended_at.is_(None),
            LoginSession.expires_at > func.now(),
            User.active,
        )
    )
    with database.reading(claim.organization_id) as session:
        row = session.execute(statement).one_or_none()
        if row is None:
            return None
        return _principal(row.LoginSession, row.User, row.Profile, row.Organization, row.group_ids)


def _principal(
    login: LoginSession,
    user: User,
    profile: Profile,
    organization: Organization,
    group_ids: list[UUID] | None,
) -> Principal:
    held = EVERYTHING if profile.is_administrator else frozenset(profile.permissions)
    actor = Actor(
        organization_id=organization.id,
        user_id=user.id,
        name=user.name,
        role_id=user.role_id,
        group_ids=tuple(sorted(group_ids or ())),
        permissions=held,
        scope=cast("Scope", profile.scope),
        is_administrator=profile.is_administrator,
        user_epoch=user.epoch,
        directory_epoch=organization.directory_epoch,
        session_id=login.id,
        locale=cast("Locale", user.locale),
    )
    return Principal(
        session_id=login.id,
        account_id=login.account_id,
        actor=actor,
        profile_version=profile.version,
    )


class InternalTokens:
    """Makes the 30 s tokens that services believe, and keeps each for 10 s."""

    def __init__(self, key: tokens.SigningKey) -> None:
        self._key = key
        self._kept: dict[tuple[object, ...], tuple[float, str]] = {}
        self._lock = Lock()

    def for_service(self, principal: Principal, service: str) -> str:
        """Return a token for one service that says who the principal is now."""
        actor = principal.actor
        key = (
            principal.session_id,
            service,
            actor.organization_id,
            actor.user_epoch,
            actor.directory_epoch,
            principal.profile_version,
        )
        kept = self._kept.get(key)
        if kept is not None and kept[0] > time.monotonic():
            return kept[1]
        token = tokens.mint(actor, key=self._key, issuer="gateway", audience=service)
        with self._lock:
            if len(self._kept) >= _CACHE_LIMIT:
                self._kept.clear()
            self._kept[key] = (time.monotonic() + budgets.INTERNAL_TOKEN_CACHE, token)
        return token
