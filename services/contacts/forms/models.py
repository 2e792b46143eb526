"""Web forms by which strangers become leads or contacts, and the proof of what they sent (C-13)."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    CheckConstraint,
    ForeignKeyConstraint,
    Index,
    PrimaryKeyConstraint,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db import Aggregate, Owned
from chassis.records import sort_column
from services.contacts.base import Base

LEAD: Final = "lead"
CONTACT: Final = "contact"


class WebForm(Base, Aggregate):
    """A form that an administrator built. It is never deleted, since it explains its submissions.

    `token` is in its public address; whoever has it may send. `fields` are in their order, each
    `{name, label: {es, en}, required}`. `consent_version` counts the texts to which people agreed.
    `origins` are the sites that may embed it and whose pages may read its answers.
    """

    __tablename__ = "web_form"

    name: Mapped[str]
    sort_key: Mapped[str] = sort_column()
    token: Mapped[str]
    is_active: Mapped[bool] = mapped_column(default=True, server_default=text("true"))
    makes: Mapped[str]
    fields: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    title: Mapped[dict[str, Any]] = mapped_column(JSONB)
    consent: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    consent_version: Mapped[int] = mapped_column(default=1)
    thanks: Mapped[dict[str, Any]] = mapped_column(JSONB)
    redirect_url: Mapped[str | None]
    origins: Mapped[list[str]] = mapped_column(ARRAY(Text()), default=list, server_default="{}")
    owner_id: Mapped[UUID | None]
    manager_ids: Mapped[list[UUID]] = mapped_column(
        ARRAY(Uuid()), default=list, server_default="{}"
    )
    visibility: Mapped[str] = mapped_column(default="private", server_default="private")
    tags: Mapped[list[str]] = mapped_column(ARRAY(Text()), default=list, server_default="{}")
    source_id: Mapped[UUID | None]
    created_by: Mapped[UUID | None]

    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        ForeignKeyConstraint(
            ["organization_id", "source_id"],
            ["contact_source.organization_id", "contact_source.id"],
        ),
        CheckConstraint("makes IN ('lead', 'contact')", "makes"),
        CheckConstraint("visibility IN ('private', 'read', 'write')", "visibility"),
        Index("uq_web_form_token", "token", unique=True),
        Index("ix_web_form_sort_key", "organization_id", "sort_key", "id"),
        Index(
            "ix_web_form_source_id",
            "organization_id",
            "source_id",
            postgresql_where=text("source_id IS NOT NULL"),
        ),
    )


class FormSubmission(Base, Aggregate):
    """What somebody sent by a form, as it came; never changed: it is the proof of their consent.

    `key` is made by the page that sends: the same key again is the same submission.
    """

    __tablename__ = "form_submission"
    __unaudited__ = "sent by strangers, never changed: it is its own proof"

    form_id: Mapped[UUID]
    form_version: Mapped[int]
    at: Mapped[datetime]
    key: Mapped[str | None]
    address: Mapped[str]
    user_agent: Mapped[str | None]
    page: Mapped[str | None]
    language: Mapped[str]
    consent: Mapped[str | None]
    consent_version: Mapped[int | None]
    values: Mapped[dict[str, Any]] = mapped_column(JSONB)
    record_type: Mapped[str]
    record_id: Mapped[UUID]
    record_name: Mapped[str]

    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        ForeignKeyConstraint(
            ["organization_id", "form_id"], ["web_form.organization_id", "web_form.id"]
        ),
        Index("ix_form_submission_form", "organization_id", "form_id", "at", "id"),
        Index("ix_form_submission_record", "organization_id", "record_id"),
        Index(
            "uq_form_submission_key",
            "form_id",
            "key",
            unique=True,
            postgresql_where=text("key IS NOT NULL"),
        ),
    )


class FormBudget(Base, Owned):
    """How often something was sent lately; `key` is a digest, no address stands here."""

    __tablename__ = "form_budget"
    __unaudited__ = "counters of what strangers send"
    __table_args__ = (PrimaryKeyConstraint("organization_id", "key"),)

    key: Mapped[str]
    used: Mapped[int]
    window_ends_at: Mapped[datetime]
