"""Who was invited to an activity, and what they were told last."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, PrimaryKeyConstraint, func
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db import Owned
from services.notifications.base import Base

REQUEST = "REQUEST"
CANCEL = "CANCEL"


class Invitation(Owned, Base):
    """One address invited to one activity.

    `method` and `sequence` are what was sent last (RFC 5546), `content` a digest of what it said.
    """

    __tablename__ = "invitation"
    __unaudited__ = "what facts of activities led to; the messages say what went out"
    __table_args__ = (
        PrimaryKeyConstraint("organization_id", "activity_id", "address"),
        CheckConstraint("method IN ('REQUEST', 'CANCEL')", "method"),
    )

    activity_id: Mapped[UUID]
    address: Mapped[str]
    name: Mapped[str]
    locale: Mapped[str]
    method: Mapped[str]
    sequence: Mapped[int]
    content: Mapped[str]
    sent_at: Mapped[datetime] = mapped_column(server_default=func.now())
