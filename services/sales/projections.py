"""Foreign facts that this service keeps a copy of. Users, roles and groups are the chassis's."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import Index, Numeric, UniqueConstraint, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Mapped, mapped_column

from chassis import budgets
from chassis.db import Session
from chassis.records.copies import Copy, Guarded
from chassis.records.remembered import Remembered
from services.sales.base import Base

_HOMES = Remembered(budgets.SESSION_CACHE)


class KnownOrganization(Guarded, Base):
    """What the gateway states of an organization and we need: its currency and its clock."""

    __tablename__ = "known_organization"

    organization_id: Mapped[UUID] = mapped_column(primary_key=True)
    currency: Mapped[str]
    timezone: Mapped[str]


class KnownContact(Copy, Base):
    """A contact's name, who may see it, which contact absorbed it, as contacts last stated it."""

    __tablename__ = "known_contact"
    __table_args__ = (UniqueConstraint("organization_id", "contact_id"),)

    contact_id: Mapped[UUID] = mapped_column(primary_key=True)
    merged_into_id: Mapped[UUID | None]


class KnownProduct(Guarded, Base):
    """A product as billing last stated it."""

    __tablename__ = "known_product"
    __table_args__ = (UniqueConstraint("organization_id", "product_id"),)

    product_id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str]
    code: Mapped[str]
    unit_price: Mapped[Decimal] = mapped_column(Numeric())
    currency: Mapped[str]
    is_active: Mapped[bool]
    is_deleted: Mapped[bool]


class KnownRate(Guarded, Base):
    """One unit of `currency` is `rate` units of the organization's from `valid_on` on."""

    __tablename__ = "known_rate"
    __table_args__ = (
        UniqueConstraint("organization_id", "rate_id"),
        Index("ix_known_rate_currency", "organization_id", "currency", "valid_on"),
    )

    rate_id: Mapped[UUID] = mapped_column(primary_key=True)
    currency: Mapped[str]
    rate: Mapped[Decimal] = mapped_column(Numeric())
    valid_on: Mapped[date]
    is_deleted: Mapped[bool]


@dataclass(frozen=True, slots=True)
class Home:
    """The organization's currency and time zone."""

    currency: str
    timezone: str


def home_of(session: Session, *, otherwise: Home) -> Home:
    """Return the organization's currency and zone, or `otherwise` until they have been stated.

    They may be two seconds old: they follow the gateway's facts with a delay anyway.
    """
    home: Home | None = _HOMES.get(session, session.organization)
    if home is None:
        known = session.get(KnownOrganization, session.organization)
        if known is None:
            return otherwise
        home = Home(known.currency, known.timezone)
        _HOMES.put(session, session.organization, home)
    return home


def rates_on(session: Session, currencies: Collection[str], day: date) -> dict[str, KnownRate]:
    """Return for each currency the last rate that was valid on the day, where there is one."""
    if not currencies:
        return {}
    rows = session.scalars(
        select(KnownRate)
        .where(
            KnownRate.currency.in_(sorted(currencies)),
            KnownRate.valid_on <= day,
            KnownRate.is_deleted.is_(False),
        )
        .order_by(KnownRate.currency, KnownRate.valid_on.desc(), KnownRate.rate_id.desc())
        .ext(distinct_on(KnownRate.currency))
    )
    return {row.currency: row for row in rows}
