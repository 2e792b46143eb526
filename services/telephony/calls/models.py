"""Calls, what the provider said of them, and what we ask the provider to do."""

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import Index, Numeric, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db import Aggregate, Owned
from chassis.ids import new_id
from chassis.records import search_column, search_index
from services.telephony.base import Base
from services.telephony.calls.state import CallStatus, Direction


class Call(Aggregate, Base):
    """One telephone call. Status, moments and duration are the fold of its callbacks (state.py).

    `number_from` and `number_to` are kept as the provider wrote them; `party` is the outside number
    in E.164, None when it cannot be one or is our own. `offered_to` lists the users whom the call
    was offered to, in order: attempt n is entry n-1. `check_due_at` is when reconciliation looks at
    it next (lost callbacks while it lives, price afterwards); None when nothing is left to ask.
    """

    __tablename__ = "call"
    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        UniqueConstraint("account_sid", "provider_call_id"),
        Index("ix_call_started", "organization_id", "started_at", "id"),
        Index("ix_call_agent", "organization_id", "agent_id", "started_at", "id"),
        Index("ix_call_contact", "organization_id", "contact_id", "started_at", "id"),
        Index("ix_call_status", "organization_id", "status", "started_at", "id"),
        search_index("call"),
        Index("ix_call_check", "check_due_at", postgresql_where=text("check_due_at IS NOT NULL")),
    )

    direction: Mapped[Direction] = mapped_column(Text)
    status: Mapped[CallStatus] = mapped_column(Text)
    number_from: Mapped[str]
    number_to: Mapped[str]
    party: Mapped[str | None]
    number_id: Mapped[UUID | None]
    contact_id: Mapped[UUID | None]
    agent_id: Mapped[UUID | None]
    offered_to: Mapped[list[str]] = mapped_column(default=list)
    started_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    duration_seconds: Mapped[int | None]
    price_amount: Mapped[Decimal | None] = mapped_column(Numeric(14, 5))
    price_currency: Mapped[str | None]
    disposition_id: Mapped[UUID | None]
    note: Mapped[str] = mapped_column(default="")
    classified_at: Mapped[datetime | None]
    recording_id: Mapped[UUID | None]
    provider: Mapped[str]
    account_sid: Mapped[str]
    provider_call_id: Mapped[str]
    check_due_at: Mapped[datetime | None]
    check_step: Mapped[int] = mapped_column(default=0)
    search_text: Mapped[str] = search_column()


class CallCallback(Owned, Base):
    """One thing that was said of a call, and the answer that it got.

    `dedup_key` is unique per account: a repeat finds this row and gets `answer` again. `leg`,
    `leg_status`, `said_by` and `at` are what the fold reads; `parameters` is the form as it came.
    A callback whose call is not known yet waits with `call_id` NULL and is adopted later.
    """

    __tablename__ = "call_callback"
    __unaudited__ = "what the call is made of; the call itself is audited"
    __table_args__ = (
        UniqueConstraint("account_sid", "dedup_key"),
        Index("ix_call_callback_call", "organization_id", "call_id"),
        Index(
            "ix_call_callback_waiting",
            "account_sid",
            "parent_call_id",
            postgresql_where=text("call_id IS NULL"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    account_sid: Mapped[str]
    dedup_key: Mapped[str]
    kind: Mapped[str]
    call_id: Mapped[UUID | None]
    provider_call_id: Mapped[str]
    parent_call_id: Mapped[str | None]
    leg: Mapped[str | None]
    leg_status: Mapped[str | None]
    said_by: Mapped[str] = mapped_column(default="provider")
    duration_seconds: Mapped[int | None]
    at: Mapped[datetime]
    received_at: Mapped[datetime]
    parameters: Mapped[dict[str, Any]] = mapped_column(default=dict)
    answer: Mapped[str] = mapped_column(default="")


class CallCommand(Aggregate, Base):
    """What a person asked the provider to do with a call: intent first, then the effect.

    Every verb may be carried out twice without harm, so a worker that died is simply repeated.
    """

    __tablename__ = "call_command"
    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        Index("ix_call_command_due", "due_at", postgresql_where=text("done_at IS NULL")),
    )

    call_id: Mapped[UUID]
    verb: Mapped[str]
    attempt: Mapped[int]
    user_id: Mapped[UUID | None]
    due_at: Mapped[datetime]
    tries: Mapped[int] = mapped_column(default=0)
    done_at: Mapped[datetime | None]
    outcome: Mapped[str | None]
