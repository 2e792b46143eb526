"""Users: a person in one organization."""

from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db import Aggregate
from chassis.records.search import search_column, search_index, search_text, sort_column, sort_key
from gateway.base import Base


class User(Base, Aggregate):
    """What an account is here: its name, place in the tree, profile and own settings.

    `epoch` rises with every change of what the user may do, so that tokens made before it are made
    anew. `email` repeats the account's: it is listed and searched here.
    """

    __tablename__ = "crm_user"

    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    name: Mapped[str]
    email: Mapped[str]
    sort_key: Mapped[str] = sort_column()
    search_text: Mapped[str] = search_column()
    role_id: Mapped[UUID]
    profile_id: Mapped[UUID]
    active: Mapped[bool] = mapped_column(default=True)
    epoch: Mapped[int] = mapped_column(default=1)
    locale: Mapped[str] = mapped_column(default="es")
    time_zone: Mapped[str | None]
    preferences: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict)

    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        UniqueConstraint("organization_id", "account_id"),
        ForeignKeyConstraint(["organization_id", "role_id"], ["role.organization_id", "role.id"]),
        ForeignKeyConstraint(
            ["organization_id", "profile_id"], ["profile.organization_id", "profile.id"]
        ),
        CheckConstraint("locale IN ('es', 'en')", "locale"),
        Index("ix_crm_user_sort_key", "organization_id", "sort_key", "id"),
        Index("ix_crm_user_email", "organization_id", "email", "id"),
        Index("ix_crm_user_created_at", "organization_id", "created_at", "id"),
        search_index("crm_user"),
        Index("ix_crm_user_role_id", "organization_id", "role_id"),
        Index("ix_crm_user_profile_id", "organization_id", "profile_id"),
    )

    def index(self) -> None:
        """Recompute what the user is found and sorted by, after a change of name or address."""
        self.sort_key = sort_key(self.name)
        self.search_text = search_text(self.name, self.email)
