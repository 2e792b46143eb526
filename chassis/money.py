"""Money: a Decimal amount with its ISO 4217 currency; strings in JSON, never a float."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

MINOR_UNITS = {"CLP": 0, "PYG": 0, "JPY": 0, "UYI": 0, "KWD": 3, "BHD": 3, "TND": 3, "CLF": 4}
MINOR_UNITS_OTHERWISE = 2


def minor_units(currency: str) -> int:
    """Return how many decimals the currency has (ISO 4217)."""
    return MINOR_UNITS.get(currency, MINOR_UNITS_OTHERWISE)


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in one currency. Adding two currencies is an error, never a guess."""

    amount: Decimal
    currency: str

    def rounded(self) -> "Money":
        """Round half up at the currency's minor unit."""
        step = Decimal(1).scaleb(-minor_units(self.currency))
        return Money(self.amount.quantize(step, rounding=ROUND_HALF_UP), self.currency)

    def __add__(self, other: "Money") -> "Money":
        if other.currency != self.currency:
            raise ValueError(f"cannot add {other.currency} to {self.currency}")
        return Money(self.amount + other.amount, self.currency)
