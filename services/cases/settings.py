"""What this service reads from its environment: nothing of its own."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Empty; whatever an organization may choose stands in its catalogs and calendars."""

    @classmethod
    def read(cls, environment: Mapping[str, str]) -> "Settings":
        """Read the environment."""
        del environment
        return cls()
