"""Foreign facts that this service keeps a copy of. Users, roles and groups are the chassis's."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ARRAY, Uuid, select
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db import Owned, Session
from chassis.records.copies import Copy
from services.cases.base import Base


class OrganizationProfile(Base, Owned):
    """What the gateway states of an organization and we need: the zone of its days."""

    __tablename__ = "organization_profile"

    organization_id: Mapped[UUID] = mapped_column(primary_key=True)
    time_zone: Mapped[str]
    incarnation: Mapped[int]
    version: Mapped[int]


class KnownContact(Base, Copy):
    """A contact's name, what kind it is and who may see it, as contacts last stated it."""

    __tablename__ = "known_contact"

    contact_id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str]


class KnownCall(Base, Owned):
    """A call and whose it is, so that a case can be opened from it.

    Its facts come from two services and overtake one another: `version` and `incarnation` guard
    what telephony states, `contact_id` is what contacts states of it.
    """

    __tablename__ = "known_call"

    organization_id: Mapped[UUID] = mapped_column(primary_key=True)
    call_id: Mapped[UUID] = mapped_column(primary_key=True)
    agent_id: Mapped[UUID | None]
    operator_ids: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid()))
    started_at: Mapped[datetime | None]
    contact_id: Mapped[UUID | None]
    incarnation: Mapped[int | None]
    version: Mapped[int | None]


def time_zone_of(session: Session) -> str | None:
    """Return the organization's zone (IANA), or None until it has been stated."""
    return session.scalars(select(OrganizationProfile.time_zone)).one_or_none()
