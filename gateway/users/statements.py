"""What is stated about users and groups: the whole state, after each change."""

from typing import Literal

from sqlalchemy import select

from chassis.db import Session
from chassis.events import record
from contracts.gateway import GroupChanged, UserChanged
from gateway.groups.models import Group, GroupMember
from gateway.profiles.models import Profile
from gateway.users.models import User


def state_user(session: Session, user: User, directory_epoch: int) -> None:
    """State the user as they are now."""
    session.flush()
    record(session, user, user_state(session, user, directory_epoch))


def user_state(session: Session, user: User, directory_epoch: int) -> UserChanged:
    """Return what is said of a user as they are now."""
    groups = session.scalars(
        select(GroupMember.group_id)
        .where(GroupMember.user_id == user.id)
        .order_by(GroupMember.group_id)
    ).all()
    administers = session.scalars(
        select(Profile.is_administrator).where(Profile.id == user.profile_id)
    ).one()
    locale: Literal["es", "en"] = "en" if user.locale == "en" else "es"
    return UserChanged(
        name=user.name,
        email=user.email,
        role_id=user.role_id,
        profile_id=user.profile_id,
        group_ids=list(groups),
        is_active=user.active,
        is_administrator=administers,
        locale=locale,
        directory_epoch=directory_epoch,
    )


def state_group(
    session: Session, group: Group, directory_epoch: int, *, is_deleted: bool = False
) -> None:
    """State a group with its members as they are now."""
    session.flush()
    record(session, group, group_state(session, group, directory_epoch, is_deleted=is_deleted))


def group_state(
    session: Session, group: Group, directory_epoch: int, *, is_deleted: bool = False
) -> GroupChanged:
    """Return what is said of a group and its members as they are now."""
    members = session.scalars(
        select(GroupMember.user_id)
        .where(GroupMember.group_id == group.id)
        .order_by(GroupMember.user_id)
    ).all()
    return GroupChanged(
        name=group.name,
        member_ids=[] if is_deleted else list(members),
        is_deleted=is_deleted,
        directory_epoch=directory_epoch,
    )
