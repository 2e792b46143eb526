"""Amounts of several currencies in the organization's own, by the rate of their day: pure."""

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from chassis.money import Money


class Rates:
    """The exchange rates that are known: each holds from its day on, until the next."""

    def __init__(self, own: str, rates: Iterable[tuple[str, date, Decimal]]) -> None:
        self.own = own
        self._days: dict[str, list[date]] = {}
        self._rates: dict[str, list[Decimal]] = {}
        for currency, day, rate in sorted(rates):
            self._days.setdefault(currency, []).append(day)
            self._rates.setdefault(currency, []).append(rate)

    def rate(self, currency: str, day: date) -> Decimal | None:
        """Return what one unit was worth on a day; None where nobody has said it."""
        if currency == self.own:
            return Decimal(1)
        before = bisect_right(self._days.get(currency, []), day)
        return self._rates[currency][before - 1] if before else None


class Total:
    """A count and a sum: converted where there is a rate, per currency where there is none."""

    def __init__(self, rates: Rates) -> None:
        self._rates = rates
        self.count = 0
        self._amount = Decimal(0)
        self._without: dict[str, Decimal] = {}

    def add(self, amount: Decimal, currency: str, day: date) -> None:
        """Add an amount of one day."""
        rate = self._rates.rate(currency, day)
        if rate is None:
            self._without[currency] = self._without.get(currency, Decimal(0)) + amount
        else:
            self._amount += amount * rate

    @property
    def amount(self) -> Money:
        """The sum of what has a rate, rounded once, half up."""
        return Money(self._amount, self._rates.own).rounded()

    @property
    def without_rate(self) -> list[Money]:
        """The sums of what has none, each in its currency."""
        return [Money(self._without[code], code).rounded() for code in sorted(self._without)]
