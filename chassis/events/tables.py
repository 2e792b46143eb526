"""Outbox and inbox: the same two tables in the database of every service."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, Identity, Index, func, text
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db.base import Base


class Outbox(Base):
    """A fact of ours, written in the transaction that made it true; kept seven days once sent.

    `position` orders the rows of one aggregate (its row is locked while they are written); across
    aggregates it may commit out of order, so nobody selects by `position >` a remembered one.
    `reader` names the one service that a restated fact is for; without it all readers get it.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        Index("ix_outbox_unpublished", "position", postgresql_where=text("published_at IS NULL")),
        Index("ix_outbox_published_at", "published_at"),
    )

    position: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    id: Mapped[UUID] = mapped_column(unique=True)
    type: Mapped[str]
    subject: Mapped[str]
    aggregate_version: Mapped[int]
    organization_id: Mapped[UUID]
    envelope: Mapped[str]
    traceparent: Mapped[str | None]
    reader: Mapped[str | None]
    recorded_at: Mapped[datetime] = mapped_column(server_default=func.now())
    published_at: Mapped[datetime | None]


class Inbox(Base):
    """A fact of another service as we have it: handled, waiting, set aside or not understood.

    `state`: received, in_hand, done, retry, parked, unsupported, dropped. The envelope is kept for
    as long as the fact may have to be handled again; a fact that was handled at its first attempt
    keeps only its id, source and time. `attempts` counts failures, `deaths` how often a process
    died with the fact in hand. What is no envelope at all has no type and no organization.
    `decided_by`, `decided_at` and `decision` are who dropped it, when and why.
    """

    __tablename__ = "inbox"
    __table_args__ = (
        Index(
            "ix_inbox_open",
            "state",
            "next_attempt_at",
            postgresql_where=text("state NOT IN ('done', 'dropped')"),
        ),
        Index("ix_inbox_received_at", "received_at"),
    )

    event_id: Mapped[UUID] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(BigInteger, Identity(always=True))
    source: Mapped[str]
    type: Mapped[str | None]
    subject: Mapped[str | None]
    organization_id: Mapped[UUID | None]
    incarnation: Mapped[int] = mapped_column(server_default=text("1"))
    aggregate_version: Mapped[int | None]
    state: Mapped[str]
    attempts: Mapped[int] = mapped_column(server_default=text("0"))
    deaths: Mapped[int] = mapped_column(server_default=text("0"))
    next_attempt_at: Mapped[datetime | None]
    error: Mapped[str | None]
    envelope: Mapped[str | None]
    occurred_at: Mapped[datetime]
    received_at: Mapped[datetime] = mapped_column(server_default=func.now())
    handled_at: Mapped[datetime | None]
    decided_by: Mapped[UUID | None]
    decided_at: Mapped[datetime | None]
    decision: Mapped[str | None]


class Incarnation(Base):
    """How often this service's history was cut by a restore; every envelope carries it."""

    __tablename__ = "incarnation"

    service: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(server_default=text("1"))


class ReaderRun(Base):
    """The last consumer that this service started, and whether it has stopped in good order."""

    __tablename__ = "reader_run"

    reader: Mapped[str] = mapped_column(primary_key=True)
    instance: Mapped[UUID]
    clean: Mapped[bool]
    started_at: Mapped[datetime] = mapped_column(server_default=func.now())


class Redelivery(Base):
    """A reader asked us, the owner, to send it again what we stated; worked off by the relay."""

    __tablename__ = "redelivery"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    reader: Mapped[str]
    since: Mapped[datetime]
    position: Mapped[int] = mapped_column(BigInteger, server_default=text("0"))
    asked_at: Mapped[datetime] = mapped_column(server_default=func.now())
    done_at: Mapped[datetime | None]


class RedeliveryAsk(Base):
    """We, a reader, lost our queue and have not reached this owner yet."""

    __tablename__ = "redelivery_ask"

    owner: Mapped[str] = mapped_column(primary_key=True)
    since: Mapped[datetime]


class Restatement(Base):
    """What we, the owner, are to state again from our tables; worked off by a sweep.

    `aggregate`, `organization_id` and `after` say how far it is; `reader` None means all readers.
    """

    __tablename__ = "restatement"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    reader: Mapped[str | None]
    aggregate: Mapped[str | None]
    organization_id: Mapped[UUID | None]
    after: Mapped[UUID | None]
    stated: Mapped[int] = mapped_column(BigInteger, server_default=text("0"))
    asked_at: Mapped[datetime] = mapped_column(server_default=func.now())
    done_at: Mapped[datetime | None]
