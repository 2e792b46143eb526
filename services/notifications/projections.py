"""What this service keeps of others: organizations' names, and how to reach a contact."""

from uuid import UUID

from sqlalchemy import UniqueConstraint, Uuid
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db import Owned
from chassis.records.copies import Guarded
from services.notifications.base import Base


class KnownOrganization(Owned, Base):
    """What the gateway states of an organization and messages say of it."""

    __tablename__ = "known_organization"

    organization_id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str]
    timezone: Mapped[str]
    locale: Mapped[str]


class KnownContact(Guarded, Base):
    """A contact as contacts last stated it: its name, its address, its managers."""

    __tablename__ = "known_contact"
    __table_args__ = (UniqueConstraint("organization_id", "contact_id"),)

    contact_id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str]
    kind: Mapped[str]
    locale: Mapped[str]
    email: Mapped[str | None]
    manager_ids: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid()))
    is_discarded: Mapped[bool]


class KnownActivity(Guarded, Base):
    """How far an activity has been followed: what is kept of it are its reminders."""

    __tablename__ = "known_activity"
    __table_args__ = (UniqueConstraint("organization_id", "activity_id"),)

    activity_id: Mapped[UUID] = mapped_column(primary_key=True)
