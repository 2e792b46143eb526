"""Roles: bodies in, the representation out."""

from uuid import UUID

from chassis.records.access import Access
from chassis.records.types import Field, RecordType
from chassis.web.bodies import Body, ShortText
from gateway.roles.models import Role
from gateway.schemas import omitted

ROLE = RecordType(
    name="role",
    model=Role,
    json={
        "id": Role.id,
        "name": Role.name,
        "parent_id": Role.parent_id,
        "created_at": Role.created_at,
        "updated_at": Role.updated_at,
        "version": Role.version,
    },
    fields={
        "id": Field(Role.id),
        "name": Field(Role.name),
        "parent_id": Field(Role.parent_id),
    },
    sorts={"name": Role.sort_key},
    default_sort="name",
    access=Access(),
)


class RoleCreate(Body):
    """A new role, at the top when it names no parent."""

    name: ShortText
    parent_id: UUID | None = None


class RoleChange(Body):
    """What to change of a role; `parent_id: null` moves it to the top."""

    name: ShortText = omitted()
    parent_id: UUID | None = omitted()
