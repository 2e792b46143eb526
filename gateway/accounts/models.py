"""Accounts: how a person proves who they are, across organizations.

What a person is *in* an organization (name, role, profile) is a `User` there. These tables belong
to no organization; each statement on them names the account.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, func
from sqlalchemy.orm import Mapped, mapped_column

from chassis.clock import now
from chassis.ids import new_id
from gateway.base import Base


class Account(Base):
    """An e-mail address and a password. `email_key` is the folded address and is unique."""

    __tablename__ = "account"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    email: Mapped[str]
    email_key: Mapped[str] = mapped_column(unique=True)
    password_hash: Mapped[str]
    password_changed_at: Mapped[datetime] = mapped_column(default=now, server_default=func.now())
    last_organization_id: Mapped[UUID | None]
    created_at: Mapped[datetime] = mapped_column(default=now, server_default=func.now())


class Membership(Base):
    """In which organizations an account has a user: read at login and at a switch."""

    __tablename__ = "membership"

    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"), primary_key=True)
    organization_id: Mapped[UUID] = mapped_column(primary_key=True)
    user_id: Mapped[UUID] = mapped_column(unique=True)
    active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime] = mapped_column(default=now, server_default=func.now())

    __table_args__ = (Index("ix_membership_organization_id", "organization_id"),)


def email_key(email: str) -> str:
    """Fold an address to the form that is compared: people type capitals and spaces."""
    return email.strip().casefold()
