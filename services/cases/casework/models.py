"""Cases and what happened to each.

A case is one aggregate. Its number is its own for ever, its type is fixed (the number's prefix says
it), and the class of its state stands beside the state because lists and figures go by it.
"""

from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    CheckConstraint,
    ForeignKeyConstraint,
    Index,
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db import Aggregate
from chassis.records import search_column, search_index
from services.cases.base import Base

NEW: Final = "new"
IN_PROGRESS: Final = "in_progress"
SOLVED: Final = "solved"
CLOSED: Final = "closed"
OPEN: Final = (NEW, IN_PROGRESS)
NEVER: Final = datetime(9000, 1, 1, tzinfo=UTC)
"""What a case without a deadline is sorted by: after all others."""

_LISTED = {
    "live": "discarded_at IS NULL",
    "public": "discarded_at IS NULL AND visibility <> 'private'",
    "discarded": "discarded_at IS NOT NULL",
}


def _walked(column: str, *lists: str) -> list[Index]:
    """Return the indexes that a sort walks, one per list that it orders."""
    return [
        Index(
            f"ix_case_record_{name}_{column}",
            "organization_id",
            column,
            "id",
            postgresql_include=["search_text"],
            postgresql_where=text(_LISTED[name]),
        )
        for name in lists
    ]


def _found_by(column: str) -> Index:
    return Index(
        f"ix_case_record_{column}",
        "organization_id",
        column,
        postgresql_where=text(f"{column} IS NOT NULL"),
    )


class Case(Base, Aggregate):
    """A request, a complaint, an event: from opening to solution.

    `owner_id` opened it, `assignee_id` answers it (K-10). `due_at` follows from the priority unless
    somebody set it (`has_own_due`); `sort_due_at` is the same without nulls.
    """

    __tablename__ = "case_record"

    type_id: Mapped[UUID]
    number: Mapped[str]
    title: Mapped[str]
    description: Mapped[str | None]
    search_text: Mapped[str] = search_column()

    contact_id: Mapped[UUID | None]
    company_id: Mapped[UUID | None]
    participant_ids: Mapped[list[UUID]] = mapped_column(
        ARRAY(Uuid()), default=list, server_default="{}"
    )
    call_id: Mapped[UUID | None]
    depends_on_id: Mapped[UUID | None]

    priority_id: Mapped[UUID | None]
    due_at: Mapped[datetime | None]
    sort_due_at: Mapped[datetime]
    has_own_due: Mapped[bool]

    state_id: Mapped[UUID]
    state_class: Mapped[str]
    solution: Mapped[str | None]
    opened_at: Mapped[datetime]
    solved_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    discarded_at: Mapped[datetime | None]

    owner_id: Mapped[UUID | None]
    assignee_id: Mapped[UUID | None]
    visibility: Mapped[str]
    shared_user_ids: Mapped[list[UUID]] = mapped_column(
        ARRAY(Uuid()), default=list, server_default="{}"
    )
    shared_group_ids: Mapped[list[UUID]] = mapped_column(
        ARRAY(Uuid()), default=list, server_default="{}"
    )

    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        UniqueConstraint("organization_id", "number"),
        ForeignKeyConstraint(
            ["organization_id", "type_id"], ["case_type.organization_id", "case_type.id"]
        ),
        ForeignKeyConstraint(
            ["organization_id", "state_id"], ["case_state.organization_id", "case_state.id"]
        ),
        ForeignKeyConstraint(
            ["organization_id", "priority_id"],
            ["case_priority.organization_id", "case_priority.id"],
        ),
        ForeignKeyConstraint(
            ["organization_id", "depends_on_id"], ["case_record.organization_id", "case_record.id"]
        ),
        CheckConstraint("state_class IN ('new', 'in_progress', 'solved', 'closed')", "state_class"),
        CheckConstraint("visibility IN ('private', 'read', 'write')", "visibility"),
        CheckConstraint("state_class <> 'solved' OR solution IS NOT NULL", "solved_with_solution"),
        CheckConstraint("depends_on_id <> id", "not_on_itself"),
        search_index("case_record"),
        *_walked("opened_at", "live", "public", "discarded"),
        *_walked("updated_at", "live", "public", "discarded"),
        *_walked("sort_due_at", "live", "public", "discarded"),
        *(_found_by(column) for column in ("contact_id", "company_id", "assignee_id", "call_id")),
        _found_by("depends_on_id"),
        Index(
            "ix_case_record_open",
            "organization_id",
            "sort_due_at",
            "id",
            postgresql_where=text("discarded_at IS NULL AND state_class IN ('new', 'in_progress')"),
        ),
        Index("ix_case_record_participant_ids", "participant_ids", postgresql_using="gin"),
    )


class CaseEvent(Base, Aggregate):
    """One line of a case's history. The screen words `kind` with `params` in its language."""

    __tablename__ = "case_event"

    case_id: Mapped[UUID]
    kind: Mapped[str]
    at: Mapped[datetime]
    params: Mapped[dict[str, Any]] = mapped_column(default=dict)
    actor_id: Mapped[UUID | None]
    actor_name: Mapped[str | None]

    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        ForeignKeyConstraint(
            ["organization_id", "case_id"],
            ["case_record.organization_id", "case_record.id"],
            ondelete="CASCADE",
        ),
        Index("ix_case_event_case", "organization_id", "case_id", "at", "id"),
    )
