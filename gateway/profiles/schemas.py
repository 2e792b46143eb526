"""Profiles: bodies in, the representation out."""

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel

from chassis.records.access import Access
from chassis.records.types import Field, RecordType
from chassis.web.bodies import Body, ShortText
from gateway.profiles.defaults import EVERYTHING
from gateway.profiles.models import Profile
from gateway.schemas import omitted

PROFILE = RecordType(
    name="profile",
    model=Profile,
    json={
        "id": Profile.id,
        "key": Profile.key,
        "name": Profile.name,
        "name_en": Profile.name_en,
        "permissions": Profile.permissions,
        "scope": Profile.scope,
        "is_administrator": Profile.is_administrator,
        "created_at": Profile.created_at,
        "updated_at": Profile.updated_at,
        "version": Profile.version,
    },
    fields={
        "id": Field(Profile.id),
        "key": Field(Profile.key),
        "name": Field(Profile.name),
        "scope": Field(Profile.scope, choices=("own", "team", "all")),
        "is_administrator": Field(Profile.is_administrator),
    },
    sorts={"name": Profile.sort_key},
    default_sort="name",
    access=Access(),
)


def _permission(text: str) -> str:
    if text not in EVERYTHING:
        raise ValueError("unknown_permission")
    return text


Permission = Annotated[str, AfterValidator(_permission)]
ScopeName = Literal["own", "team", "all"]


class ProfileCreate(Body):
    """A new profile: `permissions` are `<module>.<action>`."""

    name: ShortText
    name_en: ShortText | None = None
    permissions: tuple[Permission, ...]
    scope: ScopeName


class ProfileChange(Body):
    """What to change of a profile; `permissions` replaces the whole set."""

    name: ShortText = omitted()
    name_en: ShortText = omitted()
    permissions: tuple[Permission, ...] = omitted()
    scope: ScopeName = omitted()


class PermissionTable(BaseModel):
    """Every module with the actions that a profile may allow in it."""

    modules: list[str]
    actions: list[str]
    scopes: list[str]
