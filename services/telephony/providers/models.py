"""Provider accounts, and the global look-up from what a webhook names to an organization."""

from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db import Aggregate
from services.telephony.base import Base


class ProviderAccount(Aggregate, Base):
    """An account that an administrator entered; secrets are sealed and never leave this table.

    The environment's account and the development carrier's have no row (see accounts.py).
    """

    __tablename__ = "provider_account"

    provider: Mapped[str]
    account_sid: Mapped[str] = mapped_column(unique=True)
    sealed_auth_token: Mapped[bytes]
    sealed_secondary_token: Mapped[bytes | None]
    api_key_sid: Mapped[str | None]
    sealed_api_key_secret: Mapped[bytes | None]
    application_sid: Mapped[str | None]
    is_active: Mapped[bool] = mapped_column(default=True)


class AccountRoute(Base):
    """account_sid → organization, across organizations: a webhook names no organization."""

    __tablename__ = "account_route"
    __unaudited__ = "where webhooks go, a copy of the account"

    account_sid: Mapped[str] = mapped_column(primary_key=True)
    organization_id: Mapped[UUID]
    account_id: Mapped[UUID]


class NumberRoute(Base):
    """(account, number) → organization. Its key is what makes a number unique across them."""

    __tablename__ = "number_route"
    __unaudited__ = "where webhooks go, a copy of the number"
    __table_args__ = (Index("ix_number_route_e164", "e164"),)

    account_sid: Mapped[str] = mapped_column(primary_key=True)
    e164: Mapped[str] = mapped_column(primary_key=True)
    organization_id: Mapped[UUID]
    number_id: Mapped[UUID]


class CallRoute(Base):
    """(account, provider's call) → our call. Its key is what makes one row of one call."""

    __tablename__ = "call_route"
    __unaudited__ = "where webhooks go, a copy of the call"
    __table_args__ = (Index("ix_call_route_call_id", "call_id"),)

    account_sid: Mapped[str] = mapped_column(primary_key=True)
    provider_call_id: Mapped[str] = mapped_column(primary_key=True)
    organization_id: Mapped[UUID]
    call_id: Mapped[UUID]
