"""Sessions: one login on one device, and what the throttle remembers.

These tables belong to no organization: a session moves between a person's organizations.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ARRAY, DateTime, ForeignKey, Index, func
from sqlalchemy.orm import Mapped, mapped_column

from chassis.clock import now
from chassis.ids import new_id
from gateway.base import Base


class LoginSession(Base):
    """A refresh family. `generation` is the only refresh token that may be used for the first time.

    `used_at` holds the moments at which the latest generations before it were used, newest last and
    no older than the grace; see `refresh.py` for the rule.
    """

    __tablename__ = "login_session"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    user_id: Mapped[UUID]
    organization_id: Mapped[UUID]
    generation: Mapped[int] = mapped_column(default=1)
    used_at: Mapped[list[datetime]] = mapped_column(ARRAY(DateTime(timezone=True)), default=list)
    client: Mapped[str]
    user_agent: Mapped[str]
    address: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(default=now, server_default=func.now())
    refreshed_at: Mapped[datetime] = mapped_column(default=now, server_default=func.now())
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    ended_because: Mapped[str | None]

    __table_args__ = (
        Index("ix_login_session_account_id", "account_id"),
        Index("ix_login_session_user_id", "user_id"),
        Index("ix_login_session_expires_at", "expires_at"),
    )


class LoginBudget(Base):
    """How many password checks one key has used in its window; keys are digests."""

    __tablename__ = "login_budget"
    __unaudited__ = "counts attempts before anybody is known"

    key: Mapped[str] = mapped_column(primary_key=True)
    used: Mapped[int]
    window_ends_at: Mapped[datetime]

    __table_args__ = (Index("ix_login_budget_window_ends_at", "window_ends_at"),)
