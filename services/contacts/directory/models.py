"""Contacts: people and companies, their phones and e-mail addresses.

A contact is one aggregate: its phones and addresses change only under its row lock and count as
changes of it. The database itself refuses a second primary phone, a line listed twice, and a tax
id that another contact of the country has while the organization wants them unique.
"""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

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
from services.contacts.directory.account import AccountColumns, account_keys

ACTIVE = "active"
DISCARDED = "discarded"
ACCOUNT_STATUSES = ("active", "inactive", "restricted", "suspended")
"""Whether a client may buy on credit (C-34); billing acts on it (X-12)."""

_LISTED = {
    "live": "state = 'active'",
    "public": "state = 'active' AND visibility <> 'private'",
    "discarded": "state = 'discarded'",
}


def _walked(column: str, *lists: str) -> list[Index]:
    """Return the indexes that a sort walks, one per list that it orders.

    `live` is for who sees all, `public` for what everybody may see, `discarded` for the discarded.
    They carry the search text: a search looks at a list's first rows first (ADR 0029).
    """
    return [
        Index(
            f"ix_contact_{name}_{column}",
            "organization_id",
            column,
            "id",
            postgresql_include=["search_text"],
            postgresql_where=text(_LISTED[name]),
        )
        for name in lists
    ]


class Contact(Base, AccountColumns, Aggregate):
    """A person or a company. `name` is what everybody reads; for a person it is derived.

    `waiting_operator_ids` is set while a contact that a call made has no manager yet: the operators
    of the number that was called share it until somebody takes it. `merged_into_id` names the
    contact that absorbed this one, which is discarded then (ADR 0102).
    """

    __tablename__ = "contact"

    kind: Mapped[str]
    first_name: Mapped[str | None]
    last_name: Mapped[str | None]
    name: Mapped[str]
    sort_key: Mapped[str] = sort_column()
    search_text: Mapped[str] = search_column()
    class_: Mapped[str] = mapped_column("class")
    origin: Mapped[str]
    state: Mapped[str] = mapped_column(default=ACTIVE, server_default=ACTIVE)
    discarded_at: Mapped[datetime | None]
    discarded_by: Mapped[UUID | None]
    merged_into_id: Mapped[UUID | None]

    company_id: Mapped[UUID | None]
    area: Mapped[str | None]
    position: Mapped[str | None]

    website: Mapped[str | None]
    links: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, default=list, server_default="[]")
    addresses: Mapped[list[dict[str, Any]]] = mapped_column(
        JSONB, default=list, server_default="[]"
    )
    tags: Mapped[list[str]] = mapped_column(ARRAY(Text()), default=list, server_default="{}")
    description: Mapped[str | None]
    photo_id: Mapped[UUID | None]
    custom: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict, server_default="{}")

    tax_id: Mapped[str | None]
    tax_country: Mapped[str | None]
    tax_key: Mapped[str | None]
    account_status: Mapped[str] = mapped_column(default="active", server_default="active")

    owner_id: Mapped[UUID | None]
    manager_ids: Mapped[list[UUID]] = mapped_column(
        ARRAY(Uuid()), default=list, server_default="{}"
    )
    visibility: Mapped[str] = mapped_column(default="private", server_default="private")
    shared_user_ids: Mapped[list[UUID]] = mapped_column(
        ARRAY(Uuid()), default=list, server_default="{}"
    )
    shared_group_ids: Mapped[list[UUID]] = mapped_column(
        ARRAY(Uuid()), default=list, server_default="{}"
    )
    share_level: Mapped[Literal["read", "write"]] = mapped_column(
        Text(), default="write", server_default="write"
    )
    waiting_operator_ids: Mapped[list[UUID] | None] = mapped_column(ARRAY(Uuid()))
    created_by: Mapped[UUID | None]

    phones: Mapped[list["ContactPhone"]] = relationship(
        primaryjoin="Contact.id == foreign(ContactPhone.contact_id)",
        order_by="ContactPhone.place",
        cascade="all, delete-orphan",
    )
    emails: Mapped[list["ContactEmail"]] = relationship(
        primaryjoin="Contact.id == foreign(ContactEmail.contact_id)",
        order_by="ContactEmail.place",
        cascade="all, delete-orphan",
    )

    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        ForeignKeyConstraint(
            ["organization_id", "company_id"], ["contact.organization_id", "contact.id"]
        ),
        ForeignKeyConstraint(
            ["organization_id", "merged_into_id"], ["contact.organization_id", "contact.id"]
        ),
        CheckConstraint("kind IN ('person', 'company')", "kind"),
        CheckConstraint("class IN ('prospect', 'interested', 'client')", "class"),
        CheckConstraint("state IN ('active', 'discarded')", "state"),
        CheckConstraint(
            "account_status IN ('active', 'inactive', 'restricted', 'suspended')", "account_status"
        ),
        CheckConstraint("visibility IN ('private', 'read', 'write')", "visibility"),
        CheckConstraint("share_level IN ('read', 'write')", "share_level"),
        CheckConstraint("kind = 'person' OR company_id IS NULL", "company_of_a_person"),
        CheckConstraint(
            "merged_into_id IS NULL OR (state = 'discarded' AND merged_into_id <> id)", "merged"
        ),
        *account_keys(),
        search_index("contact"),
        digits_index("contact"),
        *_walked("sort_key", "live", "public", "discarded"),
        *_walked("created_at", "live", "public"),
        *_walked("updated_at", "live", "public", "discarded"),
        Index(
            "ix_contact_company",
            "organization_id",
            "company_id",
            postgresql_where=text("company_id IS NOT NULL"),
        ),
        Index(
            "ix_contact_uncompared_tax_id",
            "organization_id",
            "id",
            postgresql_where=text("tax_id IS NOT NULL AND tax_key IS NULL AND state = 'active'"),
        ),
        Index("ix_contact_owner", "organization_id", "owner_id"),
        Index("ix_contact_tags", "tags", postgresql_using="gin"),
        Index("ix_contact_manager_ids", "manager_ids", postgresql_using="gin"),
        custom_index("contact"),
        Index(
            "uq_contact_tax_key",
            "organization_id",
            "tax_country",
            "tax_key",
            unique=True,
            postgresql_where=text("tax_key IS NOT NULL AND state = 'active'"),
        ),
    )


class ClientNumbering(Base, Owned):
    """The last client number of an organization (C-37). Its row is the lock under which the next
    are given; whoever takes one holds it to the end of the transaction.
    """

    __tablename__ = "client_numbering"

    organization_id: Mapped[UUID] = mapped_column(primary_key=True)
    last_number: Mapped[int]


class ContactPhone(Base, Owned):
    """One line of a contact; several contacts may share a line."""

    __tablename__ = "contact_phone"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    contact_id: Mapped[UUID]
    place: Mapped[int]
    number: Mapped[str]
    national: Mapped[str]
    label: Mapped[str]
    primary: Mapped[bool] = mapped_column("is_primary")

    __table_args__ = (
        ForeignKeyConstraint(
            ["organization_id", "contact_id"],
            ["contact.organization_id", "contact.id"],
            ondelete="CASCADE",
        ),
        UniqueConstraint("contact_id", "number"),
        UniqueConstraint("contact_id", "place"),
        Index("ix_contact_phone_number", "organization_id", "number"),
        Index(
            "uq_contact_phone_primary",
            "contact_id",
            unique=True,
            postgresql_where=text("is_primary"),
        ),
    )


class ContactEmail(Base, Owned):
    """One e-mail address of a contact; `key` is the form that is compared."""

    __tablename__ = "contact_email"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    contact_id: Mapped[UUID]
    place: Mapped[int]
    address: Mapped[str]
    key: Mapped[str]
    label: Mapped[str]
    primary: Mapped[bool] = mapped_column("is_primary")

    __table_args__ = (
        ForeignKeyConstraint(
            ["organization_id", "contact_id"],
            ["contact.organization_id", "contact.id"],
            ondelete="CASCADE",
        ),
        UniqueConstraint("contact_id", "key"),
        UniqueConstraint("contact_id", "place"),
        Index("ix_contact_email_key", "organization_id", "key"),
        Index(
            "uq_contact_email_primary",
            "contact_id",
            unique=True,
            postgresql_where=text("is_primary"),
        ),
    )
