"""Leads: who may become a customer, before anybody knows whether it is a contact (C-28).

A lead is one aggregate of its own. What it became stands on it for ever: a person, a company, an
opportunity, or several of them (C-30). The opportunity is made by sales under an id that follows
from the lead's, so that however often it is asked for there is one (X-3).
"""

from datetime import datetime
from typing import Any, Final
from uuid import UUID, uuid5

from sqlalchemy import (
    ARRAY,
    CheckConstraint,
    ForeignKeyConstraint,
    Index,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from chassis.db import Aggregate, Owned
from chassis.ids import new_id
from chassis.records import custom_index, digits_index, search_column, search_index, sort_column
from services.contacts.base import Base

OPEN: Final = "open"
CONVERTED: Final = "converted"
DISCARDED: Final = "discarded"
PROGRESS: Final = ("new", "contacted", "qualified", "unqualified")
"""How far somebody came with a lead; where it ended is its state."""

_OPPORTUNITY: Final = UUID("3b0a2a0e-5b6b-5a55-8f5c-6a4f0d5e7a21")
_LISTED = {
    "live": "state <> 'discarded'",
    "public": "state <> 'discarded' AND visibility <> 'private'",
    "discarded": "state = 'discarded'",
}


def opportunity_of(lead_id: UUID) -> UUID:
    """Return the id of the one opportunity that can come of a lead (X-3)."""
    return uuid5(_OPPORTUNITY, lead_id.hex)


def _walked(column: str, *lists: str) -> list[Index]:
    return [
        Index(
            f"ix_lead_{name}_{column}",
            "organization_id",
            column,
            "id",
            postgresql_include=["search_text"],
            postgresql_where=text(_LISTED[name]),
        )
        for name in lists
    ]


class Lead(Base, Aggregate):
    """Somebody who may buy. `name` is what everybody reads, derived from what is known.

    `person_id`, `company_id` and `opportunity_id` are set once, when the lead is converted.
    `form_id` is the web form that it came by.
    """

    __tablename__ = "lead"

    first_name: Mapped[str | None]
    last_name: Mapped[str | None]
    company_name: Mapped[str | None]
    name: Mapped[str]
    sort_key: Mapped[str] = sort_column()
    search_text: Mapped[str] = search_column()
    position: Mapped[str | None]
    origin: Mapped[str]
    progress: Mapped[str] = mapped_column(default="new", server_default="new")
    state: Mapped[str] = mapped_column(default=OPEN, server_default=OPEN)
    discarded_at: Mapped[datetime | None]
    discarded_by: Mapped[UUID | None]

    website: Mapped[str | None]
    addresses: Mapped[list[dict[str, Any]]] = mapped_column(
        JSONB, default=list, server_default="[]"
    )
    tags: Mapped[list[str]] = mapped_column(ARRAY(Text()), default=list, server_default="{}")
    description: Mapped[str | None]
    custom: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict, server_default="{}")
    tax_id: Mapped[str | None]
    tax_country: Mapped[str | None]
    source_id: Mapped[UUID | None]
    temperature_id: Mapped[UUID | None]

    owner_id: Mapped[UUID | None]
    manager_ids: Mapped[list[UUID]] = mapped_column(
        ARRAY(Uuid()), default=list, server_default="{}"
    )
    visibility: Mapped[str] = mapped_column(default="private", server_default="private")
    created_by: Mapped[UUID | None]
    cloned_from_id: Mapped[UUID | None]
    form_id: Mapped[UUID | None]

    converted_at: Mapped[datetime | None]
    converted_by: Mapped[UUID | None]
    person_id: Mapped[UUID | None]
    company_id: Mapped[UUID | None]
    opportunity_id: Mapped[UUID | None]

    phones: Mapped[list["LeadPhone"]] = relationship(
        primaryjoin="Lead.id == foreign(LeadPhone.lead_id)",
        order_by="LeadPhone.place",
        cascade="all, delete-orphan",
    )
    emails: Mapped[list["LeadEmail"]] = relationship(
        primaryjoin="Lead.id == foreign(LeadEmail.lead_id)",
        order_by="LeadEmail.place",
        cascade="all, delete-orphan",
    )

    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        *(
            ForeignKeyConstraint(
                ["organization_id", column], [f"{table}.organization_id", f"{table}.id"]
            )
            for column, table in (
                ("source_id", "contact_source"),
                ("temperature_id", "temperature"),
                ("person_id", "contact"),
                ("company_id", "contact"),
                ("cloned_from_id", "lead"),
            )
        ),
        CheckConstraint("progress IN ('new', 'contacted', 'qualified', 'unqualified')", "progress"),
        CheckConstraint("state IN ('open', 'converted', 'discarded')", "state"),
        CheckConstraint("visibility IN ('private', 'read', 'write')", "visibility"),
        CheckConstraint(
            "(state = 'converted') = (converted_at IS NOT NULL)"
            " AND (converted_at IS NULL) = (person_id IS NULL AND company_id IS NULL)"
            " AND (converted_at IS NOT NULL OR opportunity_id IS NULL)",
            "converted",
        ),
        search_index("lead"),
        digits_index("lead"),
        *_walked("sort_key", "live", "public", "discarded"),
        *_walked("created_at", "live", "public"),
        *_walked("updated_at", "live", "public", "discarded"),
        *(
            Index(
                f"ix_lead_{column}",
                "organization_id",
                column,
                postgresql_where=text(f"{column} IS NOT NULL"),
            )
            for column in ("source_id", "temperature_id", "person_id", "company_id", "form_id")
        ),
        Index("ix_lead_owner", "organization_id", "owner_id"),
        Index("ix_lead_tags", "tags", postgresql_using="gin"),
        Index("ix_lead_manager_ids", "manager_ids", postgresql_using="gin"),
        custom_index("lead"),
    )


class LeadPhone(Base, Owned):
    """One line of a lead."""

    __tablename__ = "lead_phone"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    lead_id: Mapped[UUID]
    place: Mapped[int]
    number: Mapped[str]
    national: Mapped[str]
    label: Mapped[str]
    primary: Mapped[bool] = mapped_column("is_primary")

    __table_args__ = (
        ForeignKeyConstraint(
            ["organization_id", "lead_id"], ["lead.organization_id", "lead.id"], ondelete="CASCADE"
        ),
        UniqueConstraint("lead_id", "number"),
        UniqueConstraint("lead_id", "place"),
        Index("ix_lead_phone_number", "organization_id", "number"),
    )


class LeadEmail(Base, Owned):
    """One e-mail address of a lead; `key` is the form that is compared."""

    __tablename__ = "lead_email"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    lead_id: Mapped[UUID]
    place: Mapped[int]
    address: Mapped[str]
    key: Mapped[str]
    label: Mapped[str]
    primary: Mapped[bool] = mapped_column("is_primary")

    __table_args__ = (
        ForeignKeyConstraint(
            ["organization_id", "lead_id"], ["lead.organization_id", "lead.id"], ondelete="CASCADE"
        ),
        UniqueConstraint("lead_id", "key"),
        UniqueConstraint("lead_id", "place"),
        Index("ix_lead_email_key", "organization_id", "key"),
    )


class LeadEvent(Base, Aggregate):
    """One line of a lead's history; whoever sees the lead reads it. The screen words `title`."""

    __tablename__ = "lead_event"
    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        ForeignKeyConstraint(
            ["organization_id", "lead_id"], ["lead.organization_id", "lead.id"], ondelete="CASCADE"
        ),
        Index("ix_lead_event_lead", "organization_id", "lead_id", "at", "id"),
    )

    lead_id: Mapped[UUID]
    kind: Mapped[str]
    at: Mapped[datetime]
    title: Mapped[str]
    params: Mapped[dict[str, Any]] = mapped_column(default=dict)
    actor_id: Mapped[UUID | None]
    actor_name: Mapped[str | None]
    record_type: Mapped[str]
    record_id: Mapped[UUID]
