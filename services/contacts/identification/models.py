"""Which contact a call belongs to, and the rows that make it exactly one."""

from typing import Any
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    ForeignKeyConstraint,
    Index,
    PrimaryKeyConstraint,
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db import Aggregate, Owned
from services.contacts.base import Base


class CallIdentity(Base, Owned):
    """The lock of one line: whoever holds this row decides whose the line is.

    It names no contact: people may share a line by hand, move it to another card or discard it, so
    the phones of the contacts are the only truth. `e164` is `numbers.identity_key` of the line.
    """

    __tablename__ = "call_identity"
    __unaudited__ = "kept by reactions to calls"
    __table_args__ = (PrimaryKeyConstraint("organization_id", "e164"),)

    e164: Mapped[str]


class IdentifiedCall(Base, Aggregate):
    """A call of telephony, under its own id, and the contact that it was found to be with.

    Facts of one call may overtake one another: what `ended` and `classified` said is kept here with
    the (incarnation, version) that said it, and the timeline's entry is drawn from all of it.
    """

    __tablename__ = "identified_call"
    __unaudited__ = "kept by reactions to calls"
    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        ForeignKeyConstraint(
            ["organization_id", "contact_id"], ["contact.organization_id", "contact.id"]
        ),
        Index(
            "ix_identified_call_open",
            "organization_id",
            "contact_id",
            postgresql_where=text("ended IS NULL"),
        ),
    )

    contact_id: Mapped[UUID | None]
    e164: Mapped[str | None]
    readers: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid()), default=list, server_default="{}")
    ended: Mapped[dict[str, Any] | None]
    ended_incarnation: Mapped[int | None]
    ended_version: Mapped[int | None]
    classified: Mapped[dict[str, Any] | None]
    classified_incarnation: Mapped[int | None]
    classified_version: Mapped[int | None]


class IdentificationSettings(Base, Owned):
    """What an organization wants of automatic creation; without a row, the defaults hold (O-32)."""

    __tablename__ = "identification_settings"
    __table_args__ = (PrimaryKeyConstraint("organization_id"),)

    create_from_calls: Mapped[bool] = mapped_column(default=True)
