"""Imports, what they made and what they refused; in the database of every service."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Index,
    PrimaryKeyConstraint,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db.base import Aggregate, Base, Owned

READING: Final = "reading"
DRAFT: Final = "draft"
RUNNING: Final = "running"
DONE: Final = "done"
FAILED: Final = "failed"
UNDOING: Final = "undoing"
UNDONE: Final = "undone"
STATES: Final = (READING, DRAFT, RUNNING, DONE, FAILED, UNDOING, UNDONE)
AT_WORK: Final = (READING, RUNNING, UNDOING)


class ImportRun(Base, Aggregate):
    """One file on its way into records.

    `given` is what somebody said about reading it, `found` what the reader says it is. `position`
    is how far into the rows' file the run has come (bytes); it moves together with the counts and
    the records. `acting` is who started it, as the work goes on in their name. `due_at` is when a
    worker may take it: while one has it, that lies ahead.
    """

    __tablename__ = "import_run"
    __unaudited__ = "the list of imports tells what each did; commands are told"
    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        CheckConstraint(f"state IN ({', '.join(repr(state) for state in STATES)})", "state"),
        Index("ix_import_run_created_at", "organization_id", "created_at", "id"),
        Index(
            "ix_import_run_due_at",
            "due_at",
            postgresql_where=text("state IN ('reading', 'running', 'undoing')"),
        ),
    )

    entity: Mapped[str]
    state: Mapped[str]
    owner_id: Mapped[UUID | None]
    file_name: Mapped[str]
    file_size: Mapped[int] = mapped_column(BigInteger)
    given: Mapped[dict[str, Any]] = mapped_column(default=dict)
    found: Mapped[dict[str, Any]] = mapped_column(default=dict)
    header_row: Mapped[int] = mapped_column(default=0)
    columns: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, default=list)
    value_maps: Mapped[dict[str, Any]] = mapped_column(default=dict)
    region: Mapped[str]
    duplicates: Mapped[dict[str, Any]] = mapped_column(default=dict)
    defaults: Mapped[dict[str, Any]] = mapped_column(default=dict)
    acting: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    position: Mapped[int] = mapped_column(BigInteger, default=0)
    read: Mapped[int] = mapped_column(default=0)
    created: Mapped[int] = mapped_column(default=0)
    updated: Mapped[int] = mapped_column(default=0)
    skipped: Mapped[int] = mapped_column(default=0)
    rejected: Mapped[int] = mapped_column(default=0)
    removed: Mapped[int] = mapped_column(default=0)
    restored: Mapped[int] = mapped_column(default=0)
    kept: Mapped[int] = mapped_column(default=0)
    failure: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    due_at: Mapped[datetime | None]
    started_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]


class ImportBadRow(Base, Owned):
    """A row that became no record, as it was, and why."""

    __tablename__ = "import_bad_row"
    __unaudited__ = "rows of a file, told by its list of errors"
    __table_args__ = (PrimaryKeyConstraint("organization_id", "import_id", "row"),)

    import_id: Mapped[UUID]
    row: Mapped[int]
    cells: Mapped[list[str]] = mapped_column(JSONB)
    errors: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)


class ImportMade(Base, Owned):
    """A record that an import made or changed, for undoing; gone once that is done.

    `version` is the record's after the import: another one means that somebody changed it since.
    `before` is what the import changed, as it was; None for a record that it made.
    """

    __tablename__ = "import_made"
    __unaudited__ = "kept for undoing an import"
    __table_args__ = (PrimaryKeyConstraint("organization_id", "import_id", "record_id"),)

    import_id: Mapped[UUID]
    record_id: Mapped[UUID]
    version: Mapped[int]
    before: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
