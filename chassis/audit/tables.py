"""The audit's tables, in the database of every service; the first and the last only ever grow.

Append-only twice over: the runtime role has no right to change or delete entries and blocks, and a
trigger refuses it to whoever has (where one role both migrates and runs). What neither stops, a
superuser, the chain of blocks shows.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Identity, Index, LargeBinary, SmallInteger, func, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db.base import Base


class AuditEntry(Base):
    """A command that wrote, or was refused.

    `action` is the method with the route's template; `service` names who asked for the actor when
    it was not a person's session; `changes` are the changed members of each record, before and
    after, at most forty records (`omitted` counts the others); `outcome` is the HTTP status and
    `code` the reason of a refusal.
    """

    __tablename__ = "audit_entry"
    __table_args__ = (
        Index("ix_audit_entry_organization_id_at", "organization_id", "at"),
        Index("ix_audit_entry_record_id_at", "record_id", "at"),
        Index("ix_audit_entry_actor_id_at", "actor_id", "at"),
    )

    position: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    at: Mapped[datetime] = mapped_column(server_default=func.now())
    organization_id: Mapped[UUID]
    actor_id: Mapped[UUID | None]
    actor_name: Mapped[str]
    service: Mapped[str]
    action: Mapped[str]
    record_type: Mapped[str]
    record_id: Mapped[str]
    changes: Mapped[list[Any]] = mapped_column(JSONB)
    omitted: Mapped[int] = mapped_column(server_default=text("0"))
    outcome: Mapped[int] = mapped_column(SmallInteger)
    code: Mapped[str]
    trace_id: Mapped[str]


class AuditUnsealed(Base):
    """An entry that no block covers yet; written with it, taken by the sweep that seals it."""

    __tablename__ = "audit_unsealed"

    position: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)


class AuditBlock(Base):
    """A seal over some entries and the block before.

    `digests` are 16 bytes for each of `positions`, so that a changed entry can be named; `hash`
    covers number, moment, positions, digests and `previous`.
    """

    __tablename__ = "audit_block"

    number: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    sealed_at: Mapped[datetime]
    positions: Mapped[list[int]] = mapped_column(ARRAY(BigInteger))
    digests: Mapped[bytes] = mapped_column(LargeBinary)
    previous: Mapped[bytes] = mapped_column(LargeBinary)
    hash: Mapped[bytes] = mapped_column(LargeBinary)
