"""Groups: bodies in, the representation out."""

from uuid import UUID

from chassis.records.access import Access
from chassis.records.types import Field, Many, RecordType
from chassis.web.bodies import Body, ShortText
from gateway.groups.models import Group, GroupMember
from gateway.schemas import omitted

GROUP = RecordType(
    name="group",
    model=Group,
    json={
        "id": Group.id,
        "name": Group.name,
        "member_ids": Many(
            of=GroupMember.group_id, value=GroupMember.user_id, order=(GroupMember.user_id,)
        ),
        "created_at": Group.created_at,
        "updated_at": Group.updated_at,
        "version": Group.version,
    },
    fields={
        "id": Field(Group.id),
        "name": Field(Group.name),
        "member_id": Field(GroupMember.user_id, of=GroupMember.group_id),
    },
    sorts={"name": Group.sort_key},
    default_sort="name",
    access=Access(),
)


class GroupCreate(Body):
    """A new group."""

    name: ShortText
    member_ids: tuple[UUID, ...] = ()


class GroupChange(Body):
    """What to change of a group; `member_ids` replaces the whole set."""

    name: ShortText = omitted()
    member_ids: tuple[UUID, ...] = omitted()
