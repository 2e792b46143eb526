"""What the environment says to this service: nothing yet; its days follow each organization."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """No setting of its own."""

    @classmethod
    def read(cls, environment: Mapping[str, str]) -> "Settings":
        """Read nothing."""
        del environment
        return cls()
