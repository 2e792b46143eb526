"""What the gateway states again, for a new reader and after a restore.

Users, roles and groups are said by the facts that always state them whole.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import select

from chassis.db import Session
from chassis.events import Restated, Restates
from contracts.gateway import (
    GatewayRestated,
    GroupChanged,
    OrganizationRestated,
    RoleChanged,
    UserChanged,
)
from gateway.groups.models import Group
from gateway.organizations.models import Organization
from gateway.roles.models import Role
from gateway.users.models import User
from gateway.users.statements import group_state, user_state


def restate_organizations(
    session: Session,  # noqa: ARG001 - every owner's function has this shape
    rows: Sequence[Organization],
) -> Iterable[tuple[Organization, OrganizationRestated]]:
    """State organizations as they are."""
    for one in rows:
        yield (
            one,
            OrganizationRestated(
                name=one.name,
                default_region=one.region,
                timezone=one.time_zone,
                currency=one.currency,
                locale="en" if one.locale == "en" else "es",
            ),
        )


def restate_roles(session: Session, rows: Sequence[Role]) -> Iterable[tuple[Role, RoleChanged]]:
    """State roles with their places in the tree."""
    epoch = _epoch(session)
    for role in rows:
        yield (
            role,
            RoleChanged(name=role.name, parent_id=role.parent_id, directory_epoch=epoch),
        )


def restate_groups(session: Session, rows: Sequence[Group]) -> Iterable[tuple[Group, GroupChanged]]:
    """State groups with their members."""
    epoch = _epoch(session)
    for group in rows:
        yield group, group_state(session, group, epoch)


def restate_users(session: Session, rows: Sequence[User]) -> Iterable[tuple[User, UserChanged]]:
    """State users as they are."""
    epoch = _epoch(session)
    for user in rows:
        yield user, user_state(session, user, epoch)


def _epoch(session: Session) -> int:
    found: Any = session.scalars(select(Organization.directory_epoch)).one()
    return int(found)


RESTATES = Restates(
    records=(
        Restated(model=Organization, state=restate_organizations),
        Restated(model=Role, state=restate_roles),
        Restated(model=Group, state=restate_groups),
        Restated(model=User, state=restate_users),
    ),
    completed=GatewayRestated,
)
