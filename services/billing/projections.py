"""What billing keeps of other services: organizations, contacts and opportunities."""

from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import UniqueConstraint, Uuid, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from chassis.clock import now
from chassis.db import Session
from chassis.records.copies import Copy, Guarded
from services.billing.base import Base


class KnownOrganization(Base, Guarded):
    """What the gateway states of an organization and invoices depend on."""

    __tablename__ = "known_organization"

    organization_id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str]
    currency: Mapped[str]
    timezone: Mapped[str]
    locale: Mapped[str]


class KnownContact(Base, Copy):
    """A client: the name, whether there may be invoices for them (C-34), and their terms.

    `currency` is that of their invoices (C-05), null for the organization's. `credit_days` say when
    an invoice is due (B-37, O-49), null for no credit.
    """

    __tablename__ = "known_contact"
    __table_args__ = (UniqueConstraint("organization_id", "contact_id"),)

    contact_id: Mapped[UUID] = mapped_column(primary_key=True)
    account_status: Mapped[str]
    currency: Mapped[str | None]
    credit_days: Mapped[int | None]


class KnownOpportunity(Base, Copy):
    """An opportunity to which an invoice may be linked (B-05); `name` is its title."""

    __tablename__ = "known_opportunity"
    __table_args__ = (UniqueConstraint("organization_id", "opportunity_id"),)

    opportunity_id: Mapped[UUID] = mapped_column(primary_key=True)
    contact_ids: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid()))


def organization_of(session: Session) -> KnownOrganization | None:
    """Return what is known of the session's organization."""
    return session.scalars(select(KnownOrganization)).one_or_none()


def currency_of(session: Session, *, otherwise: str) -> str:
    """Return the organization's currency, or `otherwise` until it has been stated."""
    known = organization_of(session)
    return known.currency if known else otherwise


def today(session: Session, *, otherwise: str) -> date:
    """Return the day that it is where the organization is."""
    known = organization_of(session)
    return now().astimezone(ZoneInfo(known.timezone if known else otherwise)).date()
