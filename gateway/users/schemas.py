"""Users: bodies in, the representation out."""

from uuid import UUID

from sqlalchemy import select

from chassis.records.access import Access
from chassis.records.types import Field, Many, RecordType
from chassis.web.bodies import Body, ShortText
from gateway.groups.models import GroupMember
from gateway.profiles.models import Profile
from gateway.schemas import Email, LocaleName, Password, TimeZone, omitted
from gateway.users.models import User

_USERS = User.__table__
_PROFILES = Profile.__table__

USER = RecordType(
    name="user",
    model=User,
    json={
        "id": User.id,
        "name": User.name,
        "email": User.email,
        "role_id": User.role_id,
        "profile_id": User.profile_id,
        "is_administrator": select(_PROFILES.c.is_administrator)
        .where(
            _PROFILES.c.id == _USERS.c.profile_id,
            _PROFILES.c.organization_id == _USERS.c.organization_id,
        )
        .correlate(_USERS)
        .scalar_subquery(),
        "group_ids": Many(
            of=GroupMember.user_id, value=GroupMember.group_id, order=(GroupMember.group_id,)
        ),
        "active": User.active,
        "locale": User.locale,
        "time_zone": User.time_zone,
        "created_at": User.created_at,
        "updated_at": User.updated_at,
        "version": User.version,
    },
    fields={
        "id": Field(User.id),
        "name": Field(User.name),
        "email": Field(User.email),
        "role_id": Field(User.role_id),
        "profile_id": Field(User.profile_id),
        "group_id": Field(GroupMember.group_id, of=GroupMember.user_id),
        "active": Field(User.active),
        "created_at": Field(User.created_at),
    },
    search=User.search_text,
    sorts={"name": User.sort_key, "email": User.email, "created_at": User.created_at},
    default_sort="name",
    access=Access(),
)


class UserCreate(Body):
    """A new user. The password is used only when the address has no account yet."""

    email: Email
    name: ShortText
    password: Password
    role_id: UUID
    profile_id: UUID
    group_ids: tuple[UUID, ...] = ()
    locale: LocaleName = "es"
    time_zone: TimeZone | None = None


class UserChange(Body):
    """What to change of a user; `active: false` deactivates, `true` lets in again."""

    email: Email = omitted()
    name: ShortText = omitted()
    password: Password = omitted()
    role_id: UUID = omitted()
    profile_id: UUID = omitted()
    group_ids: tuple[UUID, ...] = omitted()
    active: bool = omitted()
    locale: LocaleName = omitted()
    time_zone: TimeZone | None = omitted()
