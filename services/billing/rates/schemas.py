"""Exchange rates as the API reads and shows them."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Final

from pydantic import Field as Member

from chassis.records import Access, Field, RecordType
from chassis.web import Body
from services.billing.catalogs.amounts import Currency
from services.billing.rates.models import ExchangeRate

Rate = Annotated[Decimal, Member(gt=0, max_digits=24, decimal_places=12)]


class RateCreate(Body):
    """From `valid_on` on, one unit of `currency` is `rate` units of the organization's."""

    currency: Currency
    valid_on: date
    rate: Rate


class RateChange(Body):
    """A rate that was typed wrong; what was issued with it keeps it."""

    rate: Rate


EXCHANGE_RATE: Final = RecordType(
    name="exchange_rate",
    model=ExchangeRate,
    access=Access(),
    json={
        "id": ExchangeRate.id,
        "currency": ExchangeRate.currency,
        "valid_on": ExchangeRate.valid_on,
        "rate": ExchangeRate.rate,
        "created_at": ExchangeRate.created_at,
        "updated_at": ExchangeRate.updated_at,
        "version": ExchangeRate.version,
    },
    fields={
        "currency": Field(ExchangeRate.currency),
        "valid_on": Field(ExchangeRate.valid_on),
    },
    sorts={"-valid_on": ExchangeRate.valid_on},
    default_sort="-valid_on",
    live=ExchangeRate.deleted_at.is_(None),
)
