"""Organizations and their settings: bodies in, representations out."""

from uuid import UUID

from pydantic import BaseModel

from chassis.web.bodies import Body, ShortText
from gateway.schemas import Currency, LocaleName, Region, TimeZone, omitted


class OrganizationSeat(BaseModel):
    """An organization in which one has a place."""

    id: UUID
    name: str
    user_id: UUID


class OrganizationList(BaseModel):
    """The organizations of the person who asks, the oldest membership first."""

    items: list[OrganizationSeat]
    next_cursor: None = None


class OrganizationCreate(Body):
    """A new organization; who makes it becomes its first administrator."""

    name: ShortText
    time_zone: TimeZone | None = None
    currency: Currency | None = None
    default_region: Region | None = None
    locale: LocaleName = "es"


class OrganizationSettings(BaseModel):
    """What is the same for everybody in the organization."""

    organization_id: UUID
    name: str
    time_zone: str
    currency: str
    default_region: str
    locale: LocaleName
    version: int


class SettingsChange(Body):
    """What to change of the settings."""

    name: ShortText = omitted()
    time_zone: TimeZone = omitted()
    currency: Currency = omitted()
    default_region: Region = omitted()
    locale: LocaleName = omitted()
