"""What an opportunity is worth: pure rules, in Decimal, half up at the currency's minor unit.

The whole value is the budget times its periods (S-02), or without a budget the sum of the lines
(S-41). The expected amount is the whole value times the probability (S-04).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal
from uuid import UUID

from chassis.money import Money

BudgetKind = Literal["fixed", "hour", "day", "week", "month", "year"]
FIXED: Final = "fixed"
CERTAIN: Final = 100
_PERCENT: Final = Decimal(100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """So many of a product at a price; the line's amount is rounded."""

    product_id: UUID
    quantity: Decimal
    unit_price: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """What the client may spend; `amount` is per period, and for `fixed` there is one period."""

    amount: Decimal | None = None
    kind: str = FIXED
    periods: int = 1


def whole_value(budget: Budget, lines: Iterable[Line], currency: str) -> Decimal:
    """Return the whole value in the currency: the budget's, else the lines', else zero."""
    if budget.amount is not None:
        return _rounded(budget.amount * budget.periods, currency)
    parts = (_rounded(line.quantity * line.unit_price, currency) for line in lines)
    return sum(parts, start=Decimal(0))


def expected_amount(amount: Decimal, probability: int, currency: str) -> Decimal:
    """Return `amount` times `probability` percent (S-04)."""
    return _rounded(amount * probability / _PERCENT, currency)


def converted(amount: Decimal, rate: Decimal, currency: str) -> Decimal:
    """Return an amount in `currency`, of which one foreign unit costs `rate` units."""
    return _rounded(amount * rate, currency)


def _rounded(amount: Decimal, currency: str) -> Decimal:
    return Money(amount, currency).rounded().amount
