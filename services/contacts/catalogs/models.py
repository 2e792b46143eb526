"""The lists that an organization lays out for its contacts, their history and their tasks."""

from typing import Any, Final

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from chassis.records.catalogs import CatalogEntry, Coloured, catalog_keys
from services.contacts.base import Base

REFERRAL: Final = "referral"
SOURCE_KINDS: Final = ("general", REFERRAL)
"""A contact of a referral source names who referred it (C-49)."""


class ContactType(CatalogEntry, Base):
    """What a contact is to the organization (C-02); a contact without one is not specified."""

    __tablename__ = "contact_type"


class ContactSource(CatalogEntry, Base):
    """Where contacts come from (C-19). Its kind is fixed at creation."""

    __tablename__ = "contact_source"
    __table_args__: Any = (
        *catalog_keys("contact_source"),
        CheckConstraint("kind IN ('general', 'referral')", "kind"),
    )

    kind: Mapped[str] = mapped_column(default="general")


class ContactRole(CatalogEntry, Base):
    """A role that contacts play (C-20): of a closed list, where tags are free (O-39)."""

    __tablename__ = "contact_role"


class Temperature(CatalogEntry, Coloured, Base):
    """How warm a contact is (C-42)."""

    __tablename__ = "temperature"


class EventCategory(CatalogEntry, Base):
    """What kind of event somebody writes on a timeline by hand (C-41)."""

    __tablename__ = "event_category"


class TaskCategory(CatalogEntry, Base):
    """What kind of task is to be done (N-05)."""

    __tablename__ = "task_category"
