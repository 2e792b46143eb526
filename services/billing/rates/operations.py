"""Use cases of exchange rates (B-40)."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select

from chassis.clock import now
from chassis.db import Session
from chassis.errors import FieldError, Invalid, NotFound
from chassis.events import record
from contracts.billing import ExchangeRateChanged
from services.billing.catalogs.writing import taken_names
from services.billing.rates.models import ExchangeRate

_DAYS = {"uq_exchange_rate_day": "valid_on"}


def add_rate(
    session: Session, *, currency: str, valid_on: date, rate: Decimal, own_currency: str
) -> ExchangeRate:
    """Say what a currency is worth from a day on.

    Raises Invalid for the organization's own currency and for a day that has a rate already.
    """
    if currency == own_currency:
        raise Invalid("invalid_fields", FieldError("currency", "own_currency"))
    found = ExchangeRate(currency=currency, valid_on=valid_on, rate=rate)
    session.add(found)
    with taken_names(_DAYS):
        session.flush()
    _state(session, found)
    return found


def change_rate(
    session: Session, rate_id: UUID, rate: Decimal, *, expected_version: int | None
) -> ExchangeRate:
    """Correct a rate. Raises NotFound, Stale."""
    found = _live(session, rate_id, expected_version=expected_version)
    found.rate = rate
    found.touch()
    _state(session, found)
    return found


def delete_rate(session: Session, rate_id: UUID, *, expected_version: int | None) -> None:
    """Take a rate away; the one before it holds again."""
    found = _live(session, rate_id, expected_version=expected_version)
    found.deleted_at = now()
    found.touch()
    _state(session, found)


def rate_on(session: Session, currency: str, day: date) -> ExchangeRate | None:
    """Return the latest rate of a currency on or before a day, None where there is none."""
    return session.scalars(
        select(ExchangeRate)
        .where(
            ExchangeRate.currency == currency,
            ExchangeRate.valid_on <= day,
            ExchangeRate.deleted_at.is_(None),
        )
        .order_by(ExchangeRate.valid_on.desc())
        .limit(1)
    ).one_or_none()


def _live(session: Session, rate_id: UUID, *, expected_version: int | None) -> ExchangeRate:
    found = session.lock(ExchangeRate, rate_id, expected_version=expected_version)
    if found.deleted_at is not None:
        raise NotFound
    return found


def _state(session: Session, rate: ExchangeRate) -> None:
    record(session, rate, said_of(rate))


def said_of(rate: ExchangeRate) -> ExchangeRateChanged:
    """Return what is said of a rate as it is now."""
    return ExchangeRateChanged(
        currency=rate.currency,
        rate=rate.rate,
        valid_on=rate.valid_on,
        is_deleted=rate.deleted_at is not None,
    )
