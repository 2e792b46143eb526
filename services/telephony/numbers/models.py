"""Our telephone numbers and who answers them."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db import Aggregate, Owned
from chassis.ids import new_id
from services.telephony.base import Base


class PhoneNumber(Aggregate, Base):
    """A line of a provider account that rings here. Unlinking keeps the row (`unlinked_at`).

    Outgoing calls and recording are off until somebody switches them on (T-06, T-07).
    """

    __tablename__ = "phone_number"
    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        Index(
            "uq_phone_number_linked",
            "account_sid",
            "e164",
            unique=True,
            postgresql_where=text("unlinked_at IS NULL"),
        ),
    )

    provider: Mapped[str]
    account_sid: Mapped[str]
    provider_number_id: Mapped[str | None]
    e164: Mapped[str]
    alias: Mapped[str] = mapped_column(default="")
    is_active: Mapped[bool] = mapped_column(default=True)
    outgoing_enabled: Mapped[bool] = mapped_column(default=False)
    recording_enabled: Mapped[bool] = mapped_column(default=False)
    unlinked_at: Mapped[datetime | None]


class NumberOperator(Owned, Base):
    """A user who answers a number (T-08); switches override the number's, None inherits (T-09)."""

    __tablename__ = "number_operator"
    __table_args__ = (
        UniqueConstraint("organization_id", "number_id", "user_id"),
        ForeignKeyConstraint(
            ["organization_id", "number_id"], ["phone_number.organization_id", "phone_number.id"]
        ),
        Index("ix_number_operator_user", "organization_id", "user_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    number_id: Mapped[UUID]
    user_id: Mapped[UUID]
    outgoing_enabled: Mapped[bool | None]
    recording_enabled: Mapped[bool | None]
