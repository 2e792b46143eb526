"""The secret address at which a person's calendar is read from outside, as a digest."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, PrimaryKeyConstraint, func
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db import Owned
from services.contacts.base import Base


class CalendarFeed(Base, Owned):
    """One address for each person; renewing replaces it, revoking takes the row away.

    `token_digest` is the SHA-256 of the token in the address, which stands nowhere.
    """

    __tablename__ = "calendar_feed"
    __table_args__ = (
        PrimaryKeyConstraint("organization_id", "user_id"),
        Index("uq_calendar_feed_token_digest", "token_digest", unique=True),
    )

    user_id: Mapped[UUID]
    token_digest: Mapped[str]
    renewed_at: Mapped[datetime] = mapped_column(server_default=func.now())
