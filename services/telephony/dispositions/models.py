"""The outcomes that an agent may give a call."""

from sqlalchemy import Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db import Aggregate
from services.telephony.base import Base


class CallDisposition(Aggregate, Base):
    """An outcome in both languages. One that calls use is retired (`is_active`), never removed."""

    __tablename__ = "call_disposition"
    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        Index(
            "uq_call_disposition_name",
            "organization_id",
            text("lower(name)"),
            unique=True,
            postgresql_where=text("is_active"),
        ),
    )

    name: Mapped[str]
    name_en: Mapped[str]
    position: Mapped[int] = mapped_column(default=0)
    is_active: Mapped[bool] = mapped_column(default=True)
