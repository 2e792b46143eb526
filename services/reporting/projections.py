"""What reporting keeps of organizations: in which zone their days begin."""

from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db import Owned, Session
from services.reporting.base import Base

FIRST_CURRENCY = "COP"
FIRST_ZONE = ZoneInfo("America/Bogota")
"""Of an organization that has not been stated yet: the product's default (api.md)."""


class KnownOrganization(Owned, Base):
    """What the gateway states of an organization and days depend on."""

    __tablename__ = "known_organization"

    organization_id: Mapped[UUID] = mapped_column(primary_key=True)
    timezone: Mapped[str]
    currency: Mapped[str]


def zone_of(session: Session) -> ZoneInfo:
    """Return the zone in which the organization's days are cut."""
    name = session.scalars(select(KnownOrganization.timezone)).one_or_none()
    return ZoneInfo(name) if name else FIRST_ZONE


def currency_of(session: Session) -> str:
    """Return the organization's currency, in which amounts are added."""
    return session.scalars(select(KnownOrganization.currency)).one_or_none() or FIRST_CURRENCY
