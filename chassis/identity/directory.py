"""What a service knows of people: names, the role tree and groups, as the gateway states them.

A projection, in the database of every service, so that a list can name its owners and an access
rule can find a superior without asking. It follows the facts `gateway.user.changed`,
`.role.changed` and `.group.changed` (each the full state); a late or repeated one is harmless.
Nothing here says what somebody may do: that is in the request's token alone.
"""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import Index, Select, delete, select, tuple_
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db.base import Base, Owned
from chassis.db.session import Session
from chassis.events.facts import Fact, Received
from chassis.events.reactions import Reaction
from chassis.events.restating import CopyOf, forgets
from chassis.identity.actor import Actor


class DirectoryUser(Base, Owned):
    """A member of the organization; a person of several organizations has a row in each."""

    __tablename__ = "directory_user"
    __table_args__ = (Index("ix_directory_user_role", "organization_id", "role_id"),)

    organization_id: Mapped[UUID] = mapped_column(primary_key=True)
    user_id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str]
    email: Mapped[str]
    role_id: Mapped[UUID | None]
    is_active: Mapped[bool]
    incarnation: Mapped[int]
    version: Mapped[int]


class DirectoryRole(Base, Owned):
    """A node of the role tree."""

    __tablename__ = "directory_role"
    __table_args__ = (Index("ix_directory_role_parent", "organization_id", "parent_id"),)

    organization_id: Mapped[UUID] = mapped_column(primary_key=True)
    role_id: Mapped[UUID] = mapped_column(primary_key=True)
    parent_id: Mapped[UUID | None]
    name: Mapped[str]
    is_active: Mapped[bool]
    incarnation: Mapped[int]
    version: Mapped[int]


class DirectoryGroup(Base, Owned):
    """A group of users that records can be shared with."""

    __tablename__ = "directory_group"

    organization_id: Mapped[UUID] = mapped_column(primary_key=True)
    group_id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str]
    is_active: Mapped[bool]
    incarnation: Mapped[int]
    version: Mapped[int]


class DirectoryMember(Base, Owned):
    """A user in a group."""

    __tablename__ = "directory_member"

    organization_id: Mapped[UUID] = mapped_column(primary_key=True)
    group_id: Mapped[UUID] = mapped_column(primary_key=True)
    user_id: Mapped[UUID] = mapped_column(primary_key=True)


def reactions(
    *,
    user_changed: type[Fact],
    role_changed: type[Fact],
    group_changed: type[Fact],
    restated: type[Fact] | None = None,
) -> tuple[Reaction, ...]:
    """Return the reactions that keep the directory; every service lists them in its spec.

    The fact classes come from the caller: the chassis does not know the contracts. `restated` says
    that the owner has stated all of them again: whoever was not among them is not there any more.
    """
    found = (
        Reaction(fact=user_changed, handle=on_user_changed, kind="state"),
        Reaction(fact=role_changed, handle=on_role_changed, kind="state"),
        Reaction(fact=group_changed, handle=on_group_changed, kind="state"),
    )
    return found if restated is None else (*found, forgets(restated, *COPIES))


COPIES = (
    CopyOf(DirectoryUser),
    CopyOf(DirectoryRole),
    CopyOf(DirectoryGroup, children=((DirectoryMember, "group_id"),)),
)


def on_user_changed(session: Session, received: Received[Any]) -> None:
    """Store a user as they now are, unless something newer is stored."""
    data = received.data
    _store(
        session,
        DirectoryUser,
        received,
        {
            "user_id": received.subject_id,
            "name": data.name,
            "email": data.email,
            "role_id": data.role_id,
            "is_active": data.is_active,
        },
    )


def on_role_changed(session: Session, received: Received[Any]) -> None:
    """Store a role and its place in the tree, unless something newer is stored."""
    data = received.data
    _store(
        session,
        DirectoryRole,
        received,
        {
            "role_id": received.subject_id,
            "parent_id": data.parent_id,
            "name": data.name,
            "is_active": not data.is_deleted,
        },
    )


def on_group_changed(session: Session, received: Received[Any]) -> None:
    """Store a group and exactly its members, unless something newer is stored."""
    data, group_id = received.data, received.subject_id
    values = {"group_id": group_id, "name": data.name, "is_active": not data.is_deleted}
    if not _store(session, DirectoryGroup, received, values):
        return
    session.execute(delete(DirectoryMember).where(DirectoryMember.group_id == group_id))
    members = () if data.is_deleted else sorted(set(data.member_ids))
    session.add_all(DirectoryMember(group_id=group_id, user_id=user) for user in members)
    session.flush()


def _store(
    session: Session, model: type[Any], received: Received[Any], values: dict[str, Any]
) -> bool:
    """Insert or replace one row if the fact is newer than it; one atomic statement."""
    row = {
        "organization_id": received.organization_id,
        "incarnation": received.incarnation,
        "version": received.version,
        **values,
    }
    table = model.__table__
    keys = [column.name for column in table.primary_key]
    inserted = insert(table).values(row)
    statement = inserted.on_conflict_do_update(
        index_elements=keys,
        set_={name: inserted.excluded[name] for name in row if name not in keys},
        where=tuple_(table.c.incarnation, table.c.version)
        < tuple_(inserted.excluded.incarnation, inserted.excluded.version),
    ).returning(table.c.version)
    return session.chassis_execute(statement).one_or_none() is not None


def team_select(organization_id: UUID, role_id: UUID) -> Select[Any]:
    """Return the statement of the users whose role stands strictly below a role (`user_id`).

    A tree that a fault bent into a ring ends all the same: UNION visits each role once.
    """
    roles, users = DirectoryRole.__table__, DirectoryUser.__table__
    top = select(roles.c.role_id).where(
        roles.c.organization_id == organization_id, roles.c.parent_id == role_id
    )
    below = top.cte("below_role", recursive=True)
    deeper = (
        select(roles.c.role_id)
        .join(below, roles.c.parent_id == below.c.role_id)
        .where(roles.c.organization_id == organization_id)
    )
    below = below.union(deeper)
    return (
        select(users.c.user_id)
        .join(below, users.c.role_id == below.c.role_id)
        .where(users.c.organization_id == organization_id, below.c.role_id != role_id)
    )


def team_of(session: Session, actor: Actor) -> set[UUID]:
    """Return the users below the actor in the role tree; without the actor, empty without a role.

    Inactive users count: what they left behind still has a superior.
    """
    if actor.role_id is None:
        return set()
    found = session.chassis_execute(team_select(session.organization, actor.role_id))
    return set(found.scalars())


def names(session: Session, user_ids: Collection[UUID]) -> dict[UUID, str]:
    """Return the names of these users; who is not known (yet) is left out."""
    if not user_ids:
        return {}
    found = session.execute(
        select(DirectoryUser.user_id, DirectoryUser.name).where(
            DirectoryUser.user_id.in_(sorted(set(user_ids)))
        )
    )
    return {row.user_id: row.name for row in found}


def members_of(session: Session, group_id: UUID) -> set[UUID]:
    """Return the members of a group."""
    statement = select(DirectoryMember.user_id).where(DirectoryMember.group_id == group_id)
    return set(session.scalars(statement))
