"""What this service reads from its environment."""

from collections.abc import Mapping
from dataclasses import dataclass

from chassis.money import CURRENCIES


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """`currency` and `timezone` hold until the gateway has stated the organization's own."""

    currency: str
    timezone: str

    @classmethod
    def read(cls, environment: Mapping[str, str]) -> "Settings":
        """Read `TRONCAL_CURRENCY` and `TRONCAL_TIMEZONE`. Raises ValueError for no currency."""
        currency = environment.get("TRONCAL_CURRENCY", "COP").strip().upper()
        if currency not in CURRENCIES:
            raise ValueError("TRONCAL_CURRENCY must be a currency of ISO 4217, such as COP")
        return cls(
            currency=currency, timezone=environment.get("TRONCAL_TIMEZONE", "America/Bogota")
        )
