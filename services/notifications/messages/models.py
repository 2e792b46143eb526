"""Messages to the outside: the intent, what became of it, and why."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db import Aggregate
from services.notifications.base import Base

STATES = ("queued", "sending", "requested", "sent", "delivered", "failed", "unknown", "canceled")


class Message(Aggregate, Base):
    """One message to one person; `key` makes it one, whatever is repeated.

    `queued` → `sending` (an e-mail is being offered) or `requested` (an SMS was asked of telephony)
    → `sent` → `delivered`; or `failed`, or `unknown` where nobody can tell and nobody tries again.
    """

    __tablename__ = "message"
    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        UniqueConstraint("organization_id", "key"),
        CheckConstraint(f"state IN {STATES}", "state"),
        Index("ix_message_created", "organization_id", "created_at", "id"),
        Index("ix_message_due", "due_at", postgresql_where=text("state IN ('queued', 'sending')")),
    )

    key: Mapped[str]
    channel: Mapped[str]
    state: Mapped[str] = mapped_column(default="queued")
    recipient: Mapped[str]
    contact_id: Mapped[UUID | None]
    call_id: Mapped[UUID | None]
    template_id: Mapped[UUID | None]
    subject_source: Mapped[str]
    body_source: Mapped[str]
    context: Mapped[dict[str, Any]]
    subject: Mapped[str] = mapped_column(default="")
    body: Mapped[str] = mapped_column(default="")
    calendar: Mapped[str | None]
    is_personal: Mapped[bool] = mapped_column(default=False, server_default="false")
    attempts: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[datetime]
    provider: Mapped[str | None]
    provider_message_id: Mapped[str | None]
    segments: Mapped[int | None]
    error_code: Mapped[str | None]
    error: Mapped[str | None]
    sent_at: Mapped[datetime | None]
    delivered_at: Mapped[datetime | None]
