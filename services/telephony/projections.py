"""What telephony keeps of other services: organizations, and whose number is whose."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db import Owned
from chassis.records.copies import Copy
from services.telephony.base import Base


class KnownOrganization(Base):
    """An organization of this installation; the earliest one owns the environment's account."""

    __tablename__ = "known_organization"

    organization_id: Mapped[UUID] = mapped_column(primary_key=True)
    default_region: Mapped[str]
    currency: Mapped[str]
    locale: Mapped[str]
    stated_at: Mapped[datetime]
    has_simulator: Mapped[bool] = mapped_column(default=False)


class KnownContact(Copy, Base):
    """A contact's name and who may see it, as contacts last stated it."""

    __tablename__ = "known_contact"
    __table_args__ = (UniqueConstraint("organization_id", "contact_id"),)

    contact_id: Mapped[UUID] = mapped_column(primary_key=True)


class KnownPhone(Owned, Base):
    """One number of a known contact, in the canonical E.164 form."""

    __tablename__ = "known_phone"
    __table_args__ = (
        ForeignKeyConstraint(
            ["organization_id", "contact_id"],
            ["known_contact.organization_id", "known_contact.contact_id"],
        ),
        Index("ix_known_phone_number", "organization_id", "e164"),
    )

    contact_id: Mapped[UUID] = mapped_column(primary_key=True)
    e164: Mapped[str] = mapped_column(primary_key=True)


class KnownAdministrator(Owned, Base):
    """An administrator, as the gateway first stated them; the first answers the demo number."""

    __tablename__ = "known_administrator"

    organization_id: Mapped[UUID] = mapped_column(primary_key=True)
    user_id: Mapped[UUID] = mapped_column(primary_key=True)
    stated_at: Mapped[datetime]
