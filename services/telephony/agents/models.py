"""Agents: what each is doing now, and the ledger of what each did."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db import Aggregate, Owned
from chassis.ids import new_id
from services.telephony.agents.states import AgentState
from services.telephony.base import Base


class Agent(Aggregate, Base):
    """One user as an agent. One row, one state, at most one call.

    `idle_since` orders the available ones (longest idle first). `lease_until` is moved by the open
    softphone; when it passes, nobody sits there. `after_call` is the state asked for during a call.
    """

    __tablename__ = "agent"
    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        UniqueConstraint("organization_id", "user_id"),
        Index(
            "ix_agent_available",
            "organization_id",
            "idle_since",
            postgresql_where=text("state = 'available'"),
        ),
        Index("ix_agent_lease", "lease_until", postgresql_where=text("state <> 'offline'")),
    )

    user_id: Mapped[UUID]
    state: Mapped[AgentState] = mapped_column(Text, default="offline")
    reason: Mapped[str] = mapped_column(default="")
    since: Mapped[datetime]
    idle_since: Mapped[datetime | None]
    lease_until: Mapped[datetime]
    call_id: Mapped[UUID | None]
    after_call: Mapped[str | None]


class AgentInterval(Owned, Base):
    """How long an agent was in one state; intervals touch, never overlap; the last one is open."""

    __tablename__ = "agent_interval"
    __table_args__ = (
        ForeignKeyConstraint(
            ["organization_id", "agent_id"], ["agent.organization_id", "agent.id"]
        ),
        Index(
            "uq_agent_interval_open",
            "organization_id",
            "agent_id",
            unique=True,
            postgresql_where=text("ended_at IS NULL"),
        ),
        Index("ix_agent_interval_started", "organization_id", "agent_id", "started_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    agent_id: Mapped[UUID]
    user_id: Mapped[UUID]
    state: Mapped[str]
    reason: Mapped[str] = mapped_column(default="")
    call_id: Mapped[UUID | None]
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
