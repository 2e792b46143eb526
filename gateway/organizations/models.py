"""Organizations: what everything else belongs to.

An organization owns itself (`organization_id` is its own id), so that a session for it can lock it
like any other aggregate. Its row is also the one lock under which people, roles, profiles and
groups change: the directory epoch is raised first, and whoever raises it holds the row to the end.
"""

from uuid import UUID

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db import Aggregate
from gateway.base import Base


class Organization(Base, Aggregate):
    """A company, or one client operation of an outsourcer; `version` counts its settings."""

    __tablename__ = "organization"

    name: Mapped[str]
    time_zone: Mapped[str]
    currency: Mapped[str]
    region: Mapped[str]
    locale: Mapped[str] = mapped_column(default="es")
    directory_epoch: Mapped[int] = mapped_column(default=1)

    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        CheckConstraint("organization_id = id", "owns_itself"),
        CheckConstraint("locale IN ('es', 'en')", "locale"),
    )


class Installation(Base):
    """One row: the organization that the first start made. Whoever inserts it made it."""

    __tablename__ = "installation"
    __unaudited__ = "one row, written at the first start"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, default=1)
    first_organization_id: Mapped[UUID]

    __table_args__ = (CheckConstraint("number = 1", "single"),)
