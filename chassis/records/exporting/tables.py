"""Exports; in the database of every service. The audit tells who made which."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Index, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db.base import Aggregate, Base

RUNNING: Final = "running"
DONE: Final = "done"
FAILED: Final = "failed"
STATES: Final = (RUNNING, DONE, FAILED)
FORMATS: Final = ("csv", "xlsx", "vcard", "zip")


class ExportRun(Base, Aggregate):
    """A list on its way into a file, or its file.

    `filters`, `sort` and `columns` are the question as it was asked, `options` how the file is
    written (language, time zone, delimiter). `acting` is who asked, as the work goes on with what
    they saw then. `due_at` is when a worker may take it: while one has it, that lies ahead.
    `total` is what the list counted at the beginning, an estimate where `is_estimate`.
    """

    __tablename__ = "export_run"
    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        CheckConstraint(f"state IN ({', '.join(repr(state) for state in STATES)})", "state"),
        CheckConstraint(f"format IN ({', '.join(repr(one) for one in FORMATS)})", "format"),
        Index("ix_export_run_owner", "organization_id", "owner_id", "created_at", "id"),
        Index("ix_export_run_created_at", "organization_id", "created_at", "id"),
        Index("ix_export_run_due_at", "due_at", postgresql_where=text("state = 'running'")),
        Index("ix_export_run_expires_at", "expires_at"),
    )

    entity: Mapped[str]
    state: Mapped[str]
    owner_id: Mapped[UUID | None]
    format: Mapped[str]
    filters: Mapped[dict[str, Any]] = mapped_column(default=dict)
    sort: Mapped[str]
    columns: Mapped[list[str] | None] = mapped_column(JSONB(none_as_null=True))
    options: Mapped[dict[str, Any]] = mapped_column(default=dict)
    file_name: Mapped[str]
    file_size: Mapped[int | None] = mapped_column(BigInteger)
    acting: Mapped[dict[str, Any]]
    total: Mapped[int]
    is_estimate: Mapped[bool]
    done: Mapped[int] = mapped_column(default=0)
    attempts: Mapped[int] = mapped_column(default=0)
    failure: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    due_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    expires_at: Mapped[datetime]
