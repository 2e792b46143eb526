"""The chassis' own table of who was given which record; in the database of every service."""

from uuid import UUID

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db.base import Base


class RecordAccess(Base):
    """One reason for which one user or group sees one record.

    `reason`: owner, manager or shared. `level`: read or write (owners and managers always write).
    The primary key leads from a person to their records, the index from a record to its people.
    """

    __tablename__ = "record_access"
    __table_args__ = (
        CheckConstraint("reason IN ('owner', 'manager', 'shared')", "reason"),
        CheckConstraint("level IN ('read', 'write')", "level"),
        Index(
            "ix_record_access_record", "organization_id", "record_type", "record_id", "principal_id"
        ),
    )

    organization_id: Mapped[UUID] = mapped_column(primary_key=True)
    principal_id: Mapped[UUID] = mapped_column(primary_key=True)
    record_type: Mapped[str] = mapped_column(primary_key=True)
    record_id: Mapped[UUID] = mapped_column(primary_key=True)
    reason: Mapped[str] = mapped_column(primary_key=True)
    level: Mapped[str]
