"""Foreign facts that this service keeps a copy of. Users, roles and groups are the chassis's."""

from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Mapped, mapped_column

from chassis import budgets
from chassis.db import Owned, Session
from chassis.records.remembered import Remembered
from services.contacts.base import Base

UNKNOWN_REGION: Final = "ZZ"
"""No country: a number that names none cannot be read, one in E.164 can."""
_REGIONS = Remembered(budgets.SESSION_CACHE)


class OrganizationProfile(Base, Owned):
    """What the gateway states of an organization and we need: the country it writes numbers in."""

    __tablename__ = "organization_profile"

    organization_id: Mapped[UUID] = mapped_column(primary_key=True)
    default_region: Mapped[str]
    incarnation: Mapped[int]
    version: Mapped[int]


def region_of(session: Session, *, otherwise: str = UNKNOWN_REGION) -> str:
    """Return the organization's country (ISO 3166), or `otherwise` until it has been stated.

    It may be two seconds old: it follows the gateway's facts with a delay anyway.
    """
    region: str | None = _REGIONS.get(session, session.organization)
    if region is None:
        region = session.scalars(select(OrganizationProfile.default_region)).one_or_none()
        if region is None:
            return otherwise
        _REGIONS.put(session, session.organization, region)
    return region
