"""The development carrier's own memory: calls, webhooks to send, messages taken. Rows, so that it
survives a restart like a real carrier would.
"""

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Identity, Index, Numeric, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db import Aggregate
from services.telephony.base import Base


class SimulatedCall(Aggregate, Base):
    """A call in the simulated network.

    `program` is what is left of the TwiML document; `caller` and `callee` are leg statuses in the
    provider's words. `acts_at` is the moment of its next act by itself (ring timeout, end of a
    spoken sentence, webhooks to send), None once nothing is left to happen.
    """

    __tablename__ = "simulated_call"
    __unaudited__ = "the development carrier's own memory"
    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        UniqueConstraint("sid"),
        Index("ix_simulated_call_acts", "acts_at", postgresql_where=text("acts_at IS NOT NULL")),
    )

    sid: Mapped[str]
    account_sid: Mapped[str]
    direction: Mapped[str] = mapped_column(default="inbound")
    number_from: Mapped[str]
    number_to: Mapped[str]
    caller: Mapped[str] = mapped_column(default="ringing")
    caller_sequence: Mapped[int] = mapped_column(default=0)
    callee: Mapped[str | None]
    callee_sid: Mapped[str | None]
    callee_sequence: Mapped[int] = mapped_column(default=0)
    dial: Mapped[dict[str, Any] | None]
    program: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, default=list)
    answered_at: Mapped[datetime | None]
    bridged_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    resumes_at: Mapped[datetime | None]
    price: Mapped[Decimal | None] = mapped_column(Numeric(14, 5))
    repeats: Mapped[int] = mapped_column(default=1)
    shuffled: Mapped[bool] = mapped_column(default=False)
    acts_at: Mapped[datetime | None]


class SimulatedWebhook(Aggregate, Base):
    """A request that the carrier owes us. `runs` says whether the answer is a document to run."""

    __tablename__ = "simulated_webhook"
    __unaudited__ = "the development carrier's own memory"
    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        Index(
            "ix_simulated_webhook_open",
            "organization_id",
            "call_id",
            "position",
            postgresql_where=text("sent_at IS NULL"),
        ),
    )

    position: Mapped[int] = mapped_column(BigInteger, Identity(always=True))
    call_id: Mapped[UUID]
    url: Mapped[str]
    form: Mapped[dict[str, Any]]
    runs: Mapped[bool] = mapped_column(default=False)
    tries: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[datetime | None]


class SimulatedMessage(Aggregate, Base):
    """A text message that the simulated network took: the development mailbox."""

    __tablename__ = "simulated_message"
    __unaudited__ = "the development carrier's own memory"
    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        UniqueConstraint("sid"),
        Index("ix_simulated_message_acts", "acts_at", postgresql_where=text("acts_at IS NOT NULL")),
    )

    sid: Mapped[str]
    account_sid: Mapped[str]
    number_from: Mapped[str]
    number_to: Mapped[str]
    body: Mapped[str]
    status: Mapped[str] = mapped_column(default="queued")
    status_url: Mapped[str | None]
    acts_at: Mapped[datetime | None]
