"""Whom somebody may manage (O-52), and that an organization always has an administrator."""

from uuid import UUID

from sqlalchemy import func, select

from chassis.db import Session
from chassis.errors import Conflict, Forbidden
from chassis.identity.actor import Actor
from gateway.profiles import grants
from gateway.profiles.models import Profile
from gateway.profiles.operations import require_grantable
from gateway.roles.operations import tree
from gateway.users.models import User


def users_in_reach(session: Session, actor: Actor) -> set[UUID] | None:
    """Ids of the users whom the actor may manage; None for everybody."""
    if actor.is_administrator:
        return None
    reach = grants.below(actor.role_id, tree(session)) if actor.role_id else set()
    return set(session.scalars(select(User.id).where(User.role_id.in_(reach))))


def require_reach(session: Session, actor: Actor, role_id: UUID) -> None:
    """Raise Forbidden unless the role is strictly below the actor's."""
    if actor.is_administrator:
        return
    if actor.role_id is None or role_id not in grants.below(actor.role_id, tree(session)):
        raise Forbidden("outside_own_team")


def require_manageable(session: Session, actor: Actor, user: User) -> None:
    """Raise Forbidden unless the user stands below the actor and holds no more than they do."""
    require_reach(session, actor, user.role_id)
    require_grantable(actor, session.get_one(Profile, user.profile_id))


def require_an_administrator(session: Session) -> None:
    """Raise Conflict when no active administrator is left; ask under the organization's lock."""
    left = session.scalars(
        select(func.count(User.id))
        .join(Profile, Profile.id == User.profile_id)
        .where(User.active, Profile.is_administrator)
    ).one()
    if left == 0:
        raise Conflict("last_administrator")
