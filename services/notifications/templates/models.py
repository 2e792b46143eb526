"""Templates of messages: what is said, when it is said by itself."""

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db import Aggregate
from services.notifications.base import Base


class Template(Aggregate, Base):
    """A text with names in Liquid. `trigger` says after what it goes out by itself, if ever."""

    __tablename__ = "template"
    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        CheckConstraint("channel IN ('sms', 'email')", "channel"),
        Index("ix_template_sort", "organization_id", "sort_key", "id"),
    )

    name: Mapped[str]
    sort_key: Mapped[str]
    channel: Mapped[str]
    trigger: Mapped[str | None]
    subject: Mapped[str] = mapped_column(default="")
    body: Mapped[str]
    locale: Mapped[str]
    is_active: Mapped[bool] = mapped_column(default=True)
