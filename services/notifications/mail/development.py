"""Mail in development: it arrives in a table that the app shows, as a mailbox would hold it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint, func
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db import Database, Owned
from services.notifications.base import Base
from services.notifications.mail.port import Mail


class DevelopmentMail(Owned, Base):
    """One mail that arrived; a second copy of it would show as `copies` 2."""

    __tablename__ = "development_mail"
    __unaudited__ = "the mailbox of an installation without mail"
    __table_args__ = (
        UniqueConstraint("organization_id", "message_id"),
        Index("ix_development_mail_arrived", "organization_id", "arrived_at"),
    )

    message_id: Mapped[UUID] = mapped_column(primary_key=True)
    recipient: Mapped[str]
    subject: Mapped[str]
    body: Mapped[str]
    copies: Mapped[int] = mapped_column(server_default="1")
    arrived_at: Mapped[datetime] = mapped_column(server_default=func.now())


class DevelopmentMailer:
    """Delivers into the table; never fails but with its database."""

    name = "development"

    def __init__(self, database: Database) -> None:
        self._database = database

    def send(self, mail: Mail) -> str:
        """Deliver one mail in a transaction of its own, as a foreign server would."""
        row = insert(DevelopmentMail).values(
            organization_id=mail.organization_id,
            message_id=mail.message_id,
            recipient=mail.to,
            subject=mail.subject,
            body=mail.body,
        )
        with self._database.transaction(mail.organization_id) as session:
            session.execute(
                row.on_conflict_do_update(
                    index_elements=[DevelopmentMail.message_id],
                    set_={"copies": DevelopmentMail.copies + 1},
                )
            )
        return "delivered to the development mailbox"
