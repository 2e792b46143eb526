"""In-app notifications: what a person is told inside the product."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped

from chassis.db import Aggregate
from services.notifications.base import Base


class Notification(Aggregate, Base):
    """One notice to one person. `key` makes it exactly one, whatever is repeated.

    `kind` and `params` are worded by the screens in the reader's language; `record_type` and
    `record_id` say where it leads.
    """

    __tablename__ = "notification"
    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        UniqueConstraint("organization_id", "user_id", "key"),
        Index("ix_notification_user_created", "organization_id", "user_id", "created_at", "id"),
        Index(
            "ix_notification_unread",
            "organization_id",
            "user_id",
            postgresql_where=text("read_at IS NULL"),
        ),
    )

    user_id: Mapped[UUID]
    key: Mapped[str]
    kind: Mapped[str]
    params: Mapped[dict[str, Any]]
    record_type: Mapped[str | None]
    record_id: Mapped[UUID | None]
    read_at: Mapped[datetime | None]
