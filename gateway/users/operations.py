"""Users: invite, change and deactivate the people of an organization (G-05, G-20, O-52).

An administrator manages everybody. Anybody else whose profile allows it manages those whose role is
strictly below their own, and gives only a profile and groups whose rights they hold themselves.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import IntegrityError

from chassis.clock import now
from chassis.db import Session
from chassis.errors import Conflict, FieldError, Forbidden, Invalid
from chassis.identity.actor import Actor
from chassis.ids import new_id
from gateway.accounts.models import Account, Membership, email_key
from gateway.accounts.passwords import Passwords, require_acceptable
from gateway.groups.models import Group, GroupMember
from gateway.organizations.directory import begin_change
from gateway.profiles.models import Profile
from gateway.profiles.operations import require_grantable
from gateway.roles.models import Role
from gateway.sessions.models import LoginSession
from gateway.users.models import User
from gateway.users.rights import (
    require_an_administrator,
    require_manageable,
    require_reach,
)
from gateway.users.statements import state_group, state_user


@dataclass(frozen=True, slots=True, kw_only=True)
class NewUser:
    """What makes a user. The password is used only where the address has no account yet."""

    email: str
    name: str
    password: str
    role_id: UUID
    profile_id: UUID
    group_ids: tuple[UUID, ...] = ()
    locale: str = "es"
    time_zone: str | None = None


def create_user(session: Session, actor: Actor, *, passwords: Passwords, new: NewUser) -> User:
    """Make a user here for the address, and the account where there is none.

    Somebody who already has an account in this installation keeps its password: an organization
    can let a person in but not into the person's other organizations.
    """
    require_acceptable(new.password, email=new.email)
    password_hash = passwords.hash(new.password)
    epoch = begin_change(session).directory_epoch
    profile = _known(session, Profile, new.profile_id, "profile_id", "unknown_profile")
    _known(session, Role, new.role_id, "role_id", "unknown_role")
    require_reach(session, actor, new.role_id)
    require_grantable(actor, profile)
    account = _account_for(session, new.email, password_hash)
    taken = select(User.id).where(User.account_id == account.id)
    if session.scalars(taken).one_or_none() is not None:
        raise Conflict("email_taken", FieldError("email", "email_taken"))
    user = _seat(
        session,
        account,
        name=new.name,
        role_id=new.role_id,
        profile_id=profile.id,
        locale=new.locale,
        time_zone=new.time_zone,
    )
    _set_groups(session, actor, user, new.group_ids, epoch)
    state_user(session, user, epoch)
    return user


def join_as_first_administrator(
    session: Session, *, account_id: UUID, name: str, role_id: UUID, profile_id: UUID
) -> User:
    """Give an account that exists its place in the organization that this session makes."""
    epoch = begin_change(session).directory_epoch
    account = session.scalars(select(Account).where(Account.id == account_id)).one()
    user = _seat(session, account, name=name, role_id=role_id, profile_id=profile_id)
    state_user(session, user, epoch)
    return user


def change_user(
    session: Session,
    actor: Actor,
    *,
    passwords: Passwords,
    user_id: UUID,
    expected_version: int | None,
    changes: dict[str, Any],
) -> User:
    """Change the members given. Raises Conflict when no administrator would be left.

    An address or password is changed only while the account belongs to this organization alone.
    """
    new_hash = _hash_of_new_password(session, passwords, user_id, changes)
    epoch = begin_change(session).directory_epoch
    user = session.lock(User, user_id, expected_version=expected_version)
    require_manageable(session, actor, user)
    if "role_id" in changes:
        _known(session, Role, changes["role_id"], "role_id", "unknown_role")
        require_reach(session, actor, changes["role_id"])
    if "profile_id" in changes:
        profile = _known(session, Profile, changes["profile_id"], "profile_id", "unknown_profile")
        require_grantable(actor, profile)
    if "email" in changes or new_hash is not None:
        _change_account(session, user, changes.get("email"), new_hash)
    for member in ("name", "role_id", "profile_id", "locale", "time_zone"):
        if member in changes:
            setattr(user, member, changes[member])
    user.index()
    if changes.get("active", user.active) != user.active:
        _set_active(session, user, active=changes["active"])
    user.epoch += 1
    user.touch()
    if "group_ids" in changes:
        _set_groups(session, actor, user, changes["group_ids"], epoch)
    session.flush()
    require_an_administrator(session)
    state_user(session, user, epoch)
    return user


def change_own(session: Session, actor: Actor, *, changes: dict[str, Any]) -> User:
    """Change one's own name, locale, time zone and preferences; the latter are merged by key."""
    directory = {"name", "locale"} & changes.keys()
    epoch = begin_change(session).directory_epoch if directory else 0
    assert actor.user_id is not None
    user = session.lock(User, actor.user_id)
    for member in ("name", "locale", "time_zone"):
        if member in changes:
            setattr(user, member, changes[member])
    user.index()
    if "preferences" in changes:
        merged = {**user.preferences, **changes["preferences"]}
        user.preferences = {key: value for key, value in merged.items() if value is not None}
    user.epoch += 1
    user.touch()
    if directory:
        state_user(session, user, epoch)
    return user


def end_sessions(
    session: Session, *, user_id: UUID, because: str, apart_from: UUID | None = None
) -> None:
    """End the sessions that are in this organization as this user."""
    session.execute(
        update(LoginSession)
        .where(
            LoginSession.user_id == user_id,
            LoginSession.ended_at.is_(None),
            LoginSession.id != apart_from if apart_from else LoginSession.id.is_not(None),
        )
        .values(ended_at=now(), ended_because=because)
        .execution_options(synchronize_session=False)
    )


def sign_out_user(session: Session, actor: Actor, *, user_id: UUID) -> None:
    """End every session of somebody whom the actor manages."""
    user = session.lock(User, user_id)
    require_manageable(session, actor, user)
    end_sessions(session, user_id=user.id, because="ended_by_administrator")


def _hash_of_new_password(
    session: Session, passwords: Passwords, user_id: UUID, changes: dict[str, Any]
) -> str | None:
    """Hash before any lock is taken: it takes as long as forty ordinary writes."""
    if changes.get("password") is None:
        return None
    email = session.scalars(select(User.email).where(User.id == user_id)).one_or_none() or ""
    require_acceptable(changes["password"], email=changes.get("email") or email)
    return passwords.hash(changes["password"])


def _account_for(session: Session, email: str, password_hash: str) -> Account:
    """Find the account of an address or make it; two at once end with the same one."""
    session.execute(
        insert(Account)
        .values(
            id=new_id(),
            email=email,
            email_key=email_key(email),
            password_hash=password_hash,
        )
        .on_conflict_do_nothing(index_elements=[Account.email_key])
    )
    return session.scalars(select(Account).where(Account.email_key == email_key(email))).one()


def _seat(
    session: Session,
    account: Account,
    *,
    name: str,
    role_id: UUID,
    profile_id: UUID,
    locale: str = "es",
    time_zone: str | None = None,
) -> User:
    """Add the user of an account to this organization, and the membership that login reads."""
    user = User(
        id=new_id(),
        account_id=account.id,
        name=name,
        email=account.email,
        role_id=role_id,
        profile_id=profile_id,
        locale=locale,
        time_zone=time_zone,
        preferences={},
    )
    user.index()
    session.add(user)
    session.flush()
    session.add(
        Membership(account_id=account.id, organization_id=session.organization, user_id=user.id)
    )
    return user


def _change_account(
    session: Session, user: User, email: str | None, password_hash: str | None
) -> None:
    account = session.scalars(
        select(Account).where(Account.id == user.account_id).with_for_update()
    ).one()
    seats = select(func.count()).select_from(Membership).where(Membership.account_id == account.id)
    if session.scalars(seats).one() > 1:
        raise Conflict("account_of_several_organizations")
    if email is not None and email_key(email) != account.email_key:
        key = email_key(email)
        if session.scalars(select(Account.id).where(Account.email_key == key)).one_or_none():
            raise Conflict("email_taken", FieldError("email", "email_taken"))
        account.email, account.email_key = email, key
        user.email = email
        try:
            session.flush()
        except IntegrityError:  # another organization gave the address to somebody just now
            raise Conflict("email_taken", FieldError("email", "email_taken")) from None
    if password_hash is not None:
        account.password_hash, account.password_changed_at = password_hash, now()
        end_sessions(session, user_id=user.id, because="password_changed")


def _set_active(session: Session, user: User, *, active: bool) -> None:
    user.active = active
    session.execute(
        update(Membership)
        .where(Membership.user_id == user.id)
        .values(active=active)
        .execution_options(synchronize_session=False)
    )
    if not active:
        end_sessions(session, user_id=user.id, because="deactivated")


def _set_groups(
    session: Session, actor: Actor, user: User, group_ids: Sequence[UUID], epoch: int
) -> None:
    present = set(
        session.scalars(select(GroupMember.group_id).where(GroupMember.user_id == user.id))
    )
    wanted = set(group_ids)
    if not actor.is_administrator and not (wanted - present) <= set(actor.group_ids):
        raise Forbidden("beyond_own_rights")
    for group_id in sorted(present ^ wanted):
        group = _known(session, Group, group_id, "group_ids", "unknown_group")
        if group_id in wanted:
            session.add(GroupMember(group_id=group.id, user_id=user.id))
        else:
            member = session.get_one(GroupMember, (group.id, user.id))
            session.delete(member)
        group.touch()
        state_group(session, group, epoch)


def _known(session: Session, model: type[Any], id: UUID, field: str, code: str) -> Any:
    found = session.scalars(select(model).where(model.id == id)).one_or_none()
    if found is None:
        raise Invalid("invalid_fields", FieldError(field, code))
    return found
