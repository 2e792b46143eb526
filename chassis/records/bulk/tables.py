"""Bulk runs and their records; in the database of every service."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, PrimaryKeyConstraint, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db.base import Aggregate, Base, Owned

RUNNING: Final = "running"
DONE: Final = "done"
CANCELLED: Final = "cancelled"
FAILED: Final = "failed"
STATES: Final = (RUNNING, DONE, CANCELLED, FAILED)


class BulkRun(Base, Aggregate):
    """One act on many records.

    `filters` is the list's own question, None where records were ticked; `is_estimate` says that
    it has not been answered yet. `position` is the last record that was dealt with: it moves with
    the counts and with what was done, in one transaction. `refused` counts by code. `acting` is who
    asked. `due_at` is when a worker may take it: while one has it, that lies ahead.
    """

    __tablename__ = "bulk_run"
    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        CheckConstraint(f"state IN ({', '.join(repr(state) for state in STATES)})", "state"),
        Index("ix_bulk_run_owner", "organization_id", "owner_id", "created_at", "id"),
        Index("ix_bulk_run_created_at", "organization_id", "created_at", "id"),
        Index("ix_bulk_run_due_at", "due_at", postgresql_where=text("state = 'running'")),
        Index("ix_bulk_run_expires_at", "expires_at"),
    )

    entity: Mapped[str]
    action: Mapped[str]
    state: Mapped[str]
    owner_id: Mapped[UUID | None]
    params: Mapped[dict[str, Any]] = mapped_column(default=dict)
    filters: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    acting: Mapped[dict[str, Any]]
    total: Mapped[int]
    is_estimate: Mapped[bool]
    position: Mapped[UUID | None]
    done: Mapped[int] = mapped_column(default=0)
    unchanged: Mapped[int] = mapped_column(default=0)
    refused: Mapped[dict[str, Any]] = mapped_column(default=dict)
    failure: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    due_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    expires_at: Mapped[datetime]


class BulkRecord(Base, Owned):
    """A record of a run; `code` says why it was refused. The others go when the run has ended."""

    __tablename__ = "bulk_record"
    __unaudited__ = "told by the run's counts"
    __table_args__ = (
        PrimaryKeyConstraint("organization_id", "bulk_run_id", "record_id"),
        Index(
            "ix_bulk_record_refused",
            "organization_id",
            "bulk_run_id",
            "record_id",
            postgresql_where=text("code IS NOT NULL"),
        ),
    )

    bulk_run_id: Mapped[UUID]
    record_id: Mapped[UUID]
    code: Mapped[str | None]
