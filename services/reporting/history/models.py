"""The event log: every fact that reporting has handled, appended and never changed."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Identity, Index, func
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db import Owned
from services.reporting.base import Base


class LoggedFact(Owned, Base):
    """One fact as it was received. From these rows every figure can be computed again."""

    __tablename__ = "event_log"
    __unaudited__ = "kept by reactions, for figures"
    __table_args__ = (Index("ix_event_log_organization", "organization_id", "position"),)

    position: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    event_id: Mapped[UUID] = mapped_column(unique=True)
    type: Mapped[str]
    subject: Mapped[str]
    version: Mapped[int]
    incarnation: Mapped[int]
    occurred_at: Mapped[datetime]
    actor_id: Mapped[UUID | None]
    correlation_id: Mapped[UUID]
    data: Mapped[dict[str, Any]]
    logged_at: Mapped[datetime] = mapped_column(server_default=func.now())
