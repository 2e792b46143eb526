"""Opportunities with their product lines, and what happened with each."""

from datetime import date, datetime
from decimal import Decimal
from typing import Final
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    CheckConstraint,
    Date,
    ForeignKeyConstraint,
    Index,
    Numeric,
    PrimaryKeyConstraint,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from chassis.db import Aggregate, Owned
from chassis.ids import new_id
from chassis.records import search_column, search_index, sort_column
from services.sales.base import Base

OPEN: Final = "open"
WON: Final = "won"
LOST: Final = "lost"
NEVER: Final = date(9999, 12, 31)
"""What an opportunity without an expected date is sorted by: behind all that have one."""

_LIVE = text("discarded_at IS NULL")


def _walked(column: str) -> Index:
    """Return the index that a sort of the list walks."""
    return Index(
        f"ix_opportunity_live_{column}",
        "organization_id",
        column,
        "id",
        postgresql_where=_LIVE,
    )


class Opportunity(Base, Aggregate):
    """A business that may come about. `contact_ids` begins with `contact_id`, the principal.

    `own_probability` (percent) is set by hand (S-40) or by the outcome (100, 0); where it is null
    the stage's holds. `amount` is the whole value in `currency`. `moved_at` is since when it stands
    where it stands; `close_key` is the expected date, never null, for sorting.
    """

    __tablename__ = "opportunity"

    title: Mapped[str]
    sort_key: Mapped[str] = sort_column()
    search_text: Mapped[str] = search_column()
    description: Mapped[str | None]
    contact_id: Mapped[UUID]
    contact_ids: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid()))

    stage_id: Mapped[UUID]
    state: Mapped[str] = mapped_column(default=OPEN)
    moved_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    purchase_motive_id: Mapped[UUID | None]
    loss_reason_id: Mapped[UUID | None]
    continues_id: Mapped[UUID | None]

    budget_amount: Mapped[Decimal | None] = mapped_column(Numeric())
    budget_kind: Mapped[str]
    budget_periods: Mapped[int]
    currency: Mapped[str]
    amount: Mapped[Decimal] = mapped_column(Numeric())
    own_probability: Mapped[int | None]
    expected_close_on: Mapped[date | None] = mapped_column(Date())
    close_key: Mapped[date] = mapped_column(Date())

    owner_id: Mapped[UUID | None]
    visibility: Mapped[str]
    shared_user_ids: Mapped[list[UUID]] = mapped_column(
        ARRAY(Uuid()), default=list, server_default="{}"
    )
    shared_group_ids: Mapped[list[UUID]] = mapped_column(
        ARRAY(Uuid()), default=list, server_default="{}"
    )
    created_by: Mapped[UUID | None]
    discarded_at: Mapped[datetime | None]

    lines: Mapped[list["OpportunityLine"]] = relationship(
        primaryjoin="Opportunity.id == foreign(OpportunityLine.opportunity_id)",
        order_by="OpportunityLine.place",
        cascade="all, delete-orphan",
    )

    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        ForeignKeyConstraint(
            ["organization_id", "stage_id"], ["stage.organization_id", "stage.id"]
        ),
        ForeignKeyConstraint(
            ["organization_id", "purchase_motive_id"],
            ["purchase_motive.organization_id", "purchase_motive.id"],
        ),
        ForeignKeyConstraint(
            ["organization_id", "loss_reason_id"],
            ["loss_reason.organization_id", "loss_reason.id"],
        ),
        ForeignKeyConstraint(
            ["organization_id", "continues_id"],
            ["opportunity.organization_id", "opportunity.id"],
        ),
        CheckConstraint("state IN ('open', 'won', 'lost')", "state"),
        CheckConstraint("visibility IN ('private', 'read', 'write')", "visibility"),
        CheckConstraint("own_probability BETWEEN 0 AND 100", "own_probability"),
        CheckConstraint("(state = 'won') = (purchase_motive_id IS NOT NULL)", "won_with_a_motive"),
        CheckConstraint("(state = 'lost') = (loss_reason_id IS NOT NULL)", "lost_with_a_reason"),
        CheckConstraint("(state = 'open') = (closed_at IS NULL)", "closed_at"),
        search_index("opportunity"),
        *map(_walked, ("created_at", "updated_at", "sort_key", "close_key", "amount", "moved_at")),
        Index(
            "ix_opportunity_column",
            "organization_id",
            "stage_id",
            "state",
            "moved_at",
            "id",
            postgresql_where=_LIVE,
        ),
        Index(
            "ix_opportunity_won",
            "organization_id",
            "moved_at",
            "id",
            postgresql_where=text("discarded_at IS NULL AND state = 'won'"),
        ),
        Index(
            "ix_opportunity_discarded",
            "organization_id",
            "updated_at",
            "id",
            postgresql_where=text("discarded_at IS NOT NULL"),
        ),
        Index("ix_opportunity_contact_ids", "contact_ids", postgresql_using="gin"),
        Index("ix_opportunity_owner", "organization_id", "owner_id"),
    )

    @property
    def is_discarded(self) -> bool:
        """Whether it was deleted."""
        return self.discarded_at is not None


class OpportunityLine(Base, Owned):
    """One product of an opportunity, with quantity and price (S-41)."""

    __tablename__ = "opportunity_line"
    __table_args__ = (
        ForeignKeyConstraint(
            ["organization_id", "opportunity_id"],
            ["opportunity.organization_id", "opportunity.id"],
            ondelete="CASCADE",
        ),
        Index("ix_opportunity_line_opportunity", "opportunity_id", "place"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    opportunity_id: Mapped[UUID]
    place: Mapped[int]
    product_id: Mapped[UUID]
    quantity: Mapped[Decimal] = mapped_column(Numeric())
    unit_price: Mapped[Decimal] = mapped_column(Numeric())


class OpportunityEvent(Base, Aggregate):
    """One thing that happened with an opportunity; never changed (S-09, O-37).

    Names are those of the moment: a stage, motive or person may be called otherwise since.
    """

    __tablename__ = "opportunity_event"
    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        ForeignKeyConstraint(
            ["organization_id", "opportunity_id"],
            ["opportunity.organization_id", "opportunity.id"],
            ondelete="CASCADE",
        ),
        Index("ix_opportunity_event_of", "organization_id", "opportunity_id", "at", "id"),
    )

    opportunity_id: Mapped[UUID]
    kind: Mapped[str]
    at: Mapped[datetime]
    actor_id: Mapped[UUID | None]
    actor_name: Mapped[str | None]
    from_stage_id: Mapped[UUID | None]
    to_stage_id: Mapped[UUID | None]
    from_stage: Mapped[str | None]
    to_stage: Mapped[str | None]
    detail: Mapped[str | None]
    members: Mapped[list[str]] = mapped_column(ARRAY(Text()), default=list, server_default="{}")


class MovedContact(Base, Owned):
    """That a contact was merged and its opportunity went with it, so that it can come back.

    `place` is where it stood among the opportunity's contacts, `was_named` whether the contact that
    absorbed it stood there too.
    """

    __tablename__ = "moved_contact"
    __unaudited__ = "kept by reactions to merges of contacts"
    __table_args__ = (
        PrimaryKeyConstraint("organization_id", "contact_id", "opportunity_id"),
        ForeignKeyConstraint(
            ["organization_id", "opportunity_id"],
            ["opportunity.organization_id", "opportunity.id"],
            ondelete="CASCADE",
        ),
    )

    contact_id: Mapped[UUID]
    opportunity_id: Mapped[UUID]
    into_id: Mapped[UUID]
    place: Mapped[int]
    was_named: Mapped[bool]
