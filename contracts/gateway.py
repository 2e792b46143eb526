"""What the gateway states: organizations, people and the role tree."""

from typing import Literal
from uuid import UUID

from chassis.events import Fact


class OrganizationCreated(Fact, type="gateway.organization.created"):
    """An organization exists; services lay out its catalogs and settings."""

    name: str
    default_region: str
    timezone: str
    currency: str
    locale: Literal["es", "en"]


class OrganizationRestated(OrganizationCreated, type="gateway.organization.restated"):
    """An organization as it is now, said again; a service that knows it lays nothing out anew."""


class GatewayRestated(Fact, type="gateway.restate.completed"):
    """Every organization, user, role and group was stated again: what was not is not there."""


class UserChanged(Fact, type="gateway.user.changed"):
    """A member of the organization as they are now (state; also on creation).

    The subject is the user; one person in two organizations is stated once for each.
    """

    name: str
    email: str
    role_id: UUID | None
    profile_id: UUID | None
    group_ids: list[UUID]
    is_active: bool
    is_administrator: bool
    locale: Literal["es", "en"]
    directory_epoch: int


class RoleChanged(Fact, type="gateway.role.changed"):
    """A role and its place in the tree (state)."""

    name: str
    parent_id: UUID | None
    is_deleted: bool = False
    directory_epoch: int


class GroupChanged(Fact, type="gateway.group.changed"):
    """A group and its members (state)."""

    name: str
    member_ids: list[UUID]
    is_deleted: bool = False
    directory_epoch: int
