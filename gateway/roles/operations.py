"""Roles: add, rename, move and remove places of the tree (G-09)."""

from uuid import UUID

from sqlalchemy import func, select

from chassis.db import Session
from chassis.errors import Conflict, FieldError, Forbidden, Invalid
from chassis.events import record
from chassis.identity.actor import Actor
from contracts.gateway import RoleChanged
from gateway.organizations.directory import begin_change, name_key, named, rename
from gateway.profiles import grants
from gateway.roles.models import Role
from gateway.users.models import User


def create_role(session: Session, actor: Actor, *, name: str, parent_id: UUID | None) -> Role:
    """Add a role. Who is not an administrator adds only at or below their own place."""
    epoch = begin_change(session).directory_epoch
    parents = tree(session)
    _require_known_parent(parent_id, parents)
    _require_reach(actor, parents, parent_id, including_own=True)
    _require_free_name(session, name)
    role = Role(**named(name), parent_id=parent_id)
    session.add(role)
    _state(session, role, epoch)
    return role


def change_role(
    session: Session,
    actor: Actor,
    *,
    role_id: UUID,
    expected_version: int | None,
    changes: dict[str, str | UUID | None],
) -> Role:
    """Rename or move a role. Raises Conflict for a cycle; nobody moves their own place."""
    epoch = begin_change(session).directory_epoch
    role = session.lock(Role, role_id, expected_version=expected_version)
    parents = tree(session)
    _require_reach(actor, parents, role.id, including_own=False)
    if "parent_id" in changes:
        _move(actor, role, changes["parent_id"], parents)
    if "name" in changes:
        name = str(changes["name"])
        _require_free_name(session, name, apart_from=role.id)
        rename(role, name)
    role.touch()
    _state(session, role, epoch)
    return role


def remove_role(
    session: Session, actor: Actor, *, role_id: UUID, expected_version: int | None
) -> None:
    """Remove a role that nobody holds and nothing stands below; Conflict otherwise."""
    epoch = begin_change(session).directory_epoch
    role = session.lock(Role, role_id, expected_version=expected_version)
    parents = tree(session)
    _require_reach(actor, parents, role.id, including_own=False)
    if role.id in parents.values():
        raise Conflict("role_has_roles_below")
    if session.scalars(select(func.count(User.id)).where(User.role_id == role.id)).one():
        raise Conflict("role_has_users")
    role.touch()
    _state(session, role, epoch, is_deleted=True)
    session.delete(role)


def tree(session: Session) -> dict[UUID, UUID | None]:
    """Return each role's id with the id of the one above it."""
    return {row.id: row.parent_id for row in session.execute(select(Role.id, Role.parent_id))}


def _move(actor: Actor, role: Role, parent_id: object, parents: dict[UUID, UUID | None]) -> None:
    assert parent_id is None or isinstance(parent_id, UUID)
    _require_known_parent(parent_id, parents)
    _require_reach(actor, parents, parent_id, including_own=True)
    if parent_id is not None and grants.makes_cycle(role.id, parent_id, parents):
        raise Conflict("role_cycle", FieldError("parent_id", "role_cycle"))
    role.parent_id = parent_id


def _require_known_parent(parent_id: UUID | None, parents: dict[UUID, UUID | None]) -> None:
    if parent_id is not None and parent_id not in parents:
        raise Invalid("invalid_fields", FieldError("parent_id", "unknown_role"))


def _require_reach(
    actor: Actor,
    parents: dict[UUID, UUID | None],
    role_id: UUID | None,
    *,
    including_own: bool,
) -> None:
    if actor.is_administrator:
        return
    reach = grants.below(actor.role_id, parents) if actor.role_id else set()
    if role_id in reach or (including_own and role_id is not None and role_id == actor.role_id):
        return
    raise Forbidden("outside_own_team")


def _require_free_name(session: Session, name: str, *, apart_from: UUID | None = None) -> None:
    taken = session.scalars(select(Role.id).where(Role.name_key == name_key(name))).one_or_none()
    if taken is not None and taken != apart_from:
        raise Conflict("name_taken", FieldError("name", "name_taken"))


def _state(session: Session, role: Role, epoch: int, *, is_deleted: bool = False) -> None:
    record(
        session,
        role,
        RoleChanged(
            name=role.name,
            parent_id=role.parent_id,
            is_deleted=is_deleted,
            directory_epoch=epoch,
        ),
    )
