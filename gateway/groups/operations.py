"""Groups: make, change and remove sets of users (G-29)."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select

from chassis.db import Session
from chassis.errors import Conflict, FieldError, Forbidden, Invalid
from chassis.identity.actor import Actor
from gateway.groups.models import Group, GroupMember
from gateway.organizations.directory import begin_change, name_key, named, rename
from gateway.users.models import User
from gateway.users.rights import users_in_reach
from gateway.users.statements import state_group, state_user


def create_group(
    session: Session, actor: Actor, *, name: str, member_ids: Collection[UUID]
) -> Group:
    """Make a group. Who is not an administrator puts in only people of their team."""
    epoch = begin_change(session).directory_epoch
    _require_free_name(session, name)
    group = Group(**named(name))
    session.add(group)
    session.flush()
    _set_members(session, actor, group, member_ids, epoch)
    state_group(session, group, epoch)
    return group


def change_group(
    session: Session,
    actor: Actor,
    *,
    group_id: UUID,
    expected_version: int | None,
    name: str | None = None,
    member_ids: Collection[UUID] | None = None,
) -> Group:
    """Rename a group or replace its members."""
    epoch = begin_change(session).directory_epoch
    group = session.lock(Group, group_id, expected_version=expected_version)
    _require_own_group(actor, group)
    if name is not None:
        _require_free_name(session, name, apart_from=group.id)
        rename(group, name)
    group.touch()
    if member_ids is not None:
        _set_members(session, actor, group, member_ids, epoch)
    state_group(session, group, epoch)
    return group


def remove_group(
    session: Session, actor: Actor, *, group_id: UUID, expected_version: int | None
) -> None:
    """Remove a group; what was shared with it is then shared with nobody by it."""
    epoch = begin_change(session).directory_epoch
    group = session.lock(Group, group_id, expected_version=expected_version)
    _require_own_group(actor, group)
    group.touch()
    _set_members(session, actor, group, (), epoch)
    state_group(session, group, epoch, is_deleted=True)
    session.delete(group)


def _set_members(
    session: Session, actor: Actor, group: Group, member_ids: Collection[UUID], epoch: int
) -> None:
    """Replace the members and state each user whose groups changed, in the order of their ids."""
    wanted, present = set(member_ids), {member.user_id for member in group.members}
    changed = wanted ^ present
    reach = users_in_reach(session, actor)
    if reach is not None and not changed <= reach:
        raise Forbidden("outside_own_team")
    users = {
        user.id: user
        for user in session.scalars(
            select(User).where(User.id.in_(changed)).order_by(User.id).with_for_update()
        )
    }
    if wanted - present - users.keys():
        raise Invalid("invalid_fields", FieldError("member_ids", "unknown_user"))
    kept = [member for member in group.members if member.user_id in wanted]
    group.members = kept + [
        GroupMember(group_id=group.id, user_id=user_id) for user_id in sorted(wanted - present)
    ]
    session.flush()
    for user in users.values():
        user.epoch += 1
        user.touch()
        state_user(session, user, epoch)


def _require_own_group(actor: Actor, group: Group) -> None:
    """Who is not an administrator changes only groups that they are in (never more than held)."""
    if not actor.is_administrator and group.id not in actor.group_ids:
        raise Forbidden("beyond_own_rights")


def _require_free_name(session: Session, name: str, *, apart_from: UUID | None = None) -> None:
    taken = session.scalars(select(Group.id).where(Group.name_key == name_key(name)))
    found = taken.one_or_none()
    if found is not None and found != apart_from:
        raise Conflict("name_taken", FieldError("name", "name_taken"))
