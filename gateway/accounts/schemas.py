"""What a person sees and changes of themselves."""

from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

from chassis.web.bodies import Body, ShortText
from gateway.organizations.schemas import OrganizationSeat
from gateway.profiles.schemas import ScopeName
from gateway.schemas import LocaleName, Password, TimeZone, omitted

MOST_PREFERENCES = 100

PreferenceKey = Annotated[
    str, StringConstraints(min_length=1, max_length=100, pattern=r"^[A-Za-z0-9_.:-]+$")
]


class Here(BaseModel):
    """The organization in which the session is."""

    id: UUID
    name: str
    time_zone: str
    currency: str
    default_region: str


class Me(BaseModel):
    """The signed-in person in the present organization, with what their profile allows."""

    id: UUID
    name: str
    email: str
    locale: LocaleName
    time_zone: str | None
    preferences: dict[str, Any]
    role_id: UUID
    role_name: str
    profile_id: UUID
    profile_name: str
    group_ids: list[UUID]
    permissions: list[str]
    scope: ScopeName
    is_administrator: bool
    organization: Here
    organizations: list[OrganizationSeat]
    version: int


class MeChange(Body):
    """What to change of oneself. Preferences are merged by key; a null one is removed."""

    name: ShortText = omitted()
    locale: LocaleName = omitted()
    time_zone: TimeZone | None = omitted()
    preferences: Annotated[dict[PreferenceKey, Any], Field(max_length=MOST_PREFERENCES)] = omitted()


class PasswordChange(Body):
    """The present password and the one to have."""

    current_password: Password
    new_password: Password
