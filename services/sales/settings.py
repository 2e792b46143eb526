"""What this service reads from its environment."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """`currency` (ISO 4217) and `timezone` hold until the organization has stated its own."""

    currency: str
    timezone: str

    @classmethod
    def read(cls, environment: Mapping[str, str]) -> "Settings":
        """Read `TRONCAL_CURRENCY` and `TRONCAL_TIMEZONE`; Colombia's where they are not set."""
        return cls(
            currency=environment.get("TRONCAL_CURRENCY", "COP").strip().upper(),
            timezone=environment.get("TRONCAL_TIMEZONE", "America/Bogota").strip(),
        )
