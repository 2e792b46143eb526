"""Text messages: an intent with a key, then what became of it."""

from datetime import datetime

from sqlalchemy import Index, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db import Aggregate
from services.telephony.base import Base
from services.telephony.messages.delivery import SmsState


class SmsMessage(Aggregate, Base):
    """One message to one number; its id is the one that notifications gave it, so it goes once.

    `due_at` is when a worker may look at it next; None when nothing is left to do. `attempted_at`
    is committed before the provider is asked: a row that is `sending` without a result has an
    unknown outcome and is looked up at the provider, never sent blindly again.
    """

    __tablename__ = "sms_message"
    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        UniqueConstraint("account_sid", "provider_message_id"),
        Index("ix_sms_message_due", "due_at", postgresql_where=text("due_at IS NOT NULL")),
    )

    state: Mapped[SmsState] = mapped_column(Text, default="requested")
    number_to: Mapped[str]
    number_from: Mapped[str | None]
    body: Mapped[str]
    provider: Mapped[str | None]
    account_sid: Mapped[str | None]
    provider_message_id: Mapped[str | None]
    provider_status: Mapped[str | None]
    segments: Mapped[int] = mapped_column(default=1)
    error_code: Mapped[str | None]
    due_at: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    looks: Mapped[int] = mapped_column(default=0)
    attempted_at: Mapped[datetime | None]
