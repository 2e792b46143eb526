"""Figures by day and owner, and the rows of which they are the sum."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import Index, Numeric
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db import Owned
from services.reporting.base import Base

NOBODY = UUID(int=0)
"""The owner of what has none, such as a call that no agent took."""


class CallFact(Owned, Base):
    """A call as far as it is known: its facts may come in any order, each fills in its part."""

    __tablename__ = "call_fact"
    __table_args__ = (Index("ix_call_fact_started", "organization_id", "started_at"),)

    call_id: Mapped[UUID] = mapped_column(primary_key=True)
    started_at: Mapped[datetime | None]
    direction: Mapped[str | None]
    status: Mapped[str | None]
    agent_id: Mapped[UUID | None]
    wait_seconds: Mapped[int | None]
    talk_seconds: Mapped[int | None]
    disposition: Mapped[str | None]
    classified_incarnation: Mapped[int | None]
    classified_version: Mapped[int | None]
    cost: Mapped[Decimal | None] = mapped_column(Numeric)
    currency: Mapped[str | None]


class ContactFact(Owned, Base):
    """A contact as far as figures need it."""

    __tablename__ = "contact_fact"

    contact_id: Mapped[UUID] = mapped_column(primary_key=True)
    created_at: Mapped[datetime | None]
    owner_id: Mapped[UUID | None]
    contact_class: Mapped[str]
    origin: Mapped[str]
    name: Mapped[str] = mapped_column(server_default="")
    is_public: Mapped[bool] = mapped_column(server_default="false")
    is_discarded: Mapped[bool]
    incarnation: Mapped[int]
    version: Mapped[int]


class KpiDay(Owned, Base):
    """One figure of one owner on one day of the organization's zone.

    A viewer's figure is the sum over the owners whom they may see; what is open to everybody
    (`is_public`) counts apart from what is private. A value that becomes zero is removed, so that
    the table equals the one that a rebuild makes.
    """

    __tablename__ = "kpi_day"
    __unaudited__ = "counted by reactions to facts"

    organization_id: Mapped[UUID] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    metric: Mapped[str] = mapped_column(primary_key=True)
    dimension: Mapped[str] = mapped_column(primary_key=True)
    owner_id: Mapped[UUID] = mapped_column(primary_key=True)
    is_public: Mapped[bool] = mapped_column(primary_key=True)
    value: Mapped[Decimal] = mapped_column(Numeric)
