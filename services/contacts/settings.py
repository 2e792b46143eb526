"""What this service reads from its environment."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """`region` (ISO 3166) is the country of a phone number or tax id that names none."""

    region: str

    @classmethod
    def read(cls, environment: Mapping[str, str]) -> "Settings":
        """Read `TRONCAL_DEFAULT_REGION`; Colombia where it is not set."""
        return cls(region=environment.get("TRONCAL_DEFAULT_REGION", "CO").strip().upper())
