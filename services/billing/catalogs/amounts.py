"""Amounts and currencies in request bodies: a number, or an amount with its currency."""

from decimal import Decimal
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints

from chassis.money import CURRENCIES
from chassis.web import Body


def _known(code: str) -> str:
    if code not in CURRENCIES:
        raise ValueError("unknown_currency")
    return code


Currency = Annotated[
    str, StringConstraints(to_upper=True, pattern=r"^[A-Za-z]{3}$"), AfterValidator(_known)
]
Price = Annotated[Decimal, Field(ge=0, max_digits=18, decimal_places=6)]
"""Twelve digits before the point, six behind it."""


class Amount(Body):
    """`{"amount": "1234.50", "currency": "COP"}`; without a currency it is the record's own."""

    amount: Price
    currency: Currency | None = None


def _amount(value: Any) -> Any:
    return {"amount": value} if isinstance(value, str | int | float | Decimal) else value


Money = Annotated[Amount, BeforeValidator(_amount)]
"""An amount of money; a plain number is in the record's currency."""
