"""What this service reads from its environment."""

from collections.abc import Mapping
from dataclasses import dataclass

from chassis.records.documents.kinds import allowed_kinds


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """`currency` (ISO 4217) and `timezone` hold until the organization has stated its own.

    `document_types` are the endings of files that opportunities take (O-9).
    """

    currency: str
    timezone: str
    document_types: tuple[str, ...]

    @classmethod
    def read(cls, environment: Mapping[str, str]) -> "Settings":
        """Read `TRONCAL_CURRENCY` and `TRONCAL_TIMEZONE` (else Colombia's), and
        `TRONCAL_DOCUMENT_TYPES` (else all that are known). Raises ValueError.
        """
        return cls(
            currency=environment.get("TRONCAL_CURRENCY", "COP").strip().upper(),
            timezone=environment.get("TRONCAL_TIMEZONE", "America/Bogota").strip(),
            document_types=allowed_kinds(environment.get("TRONCAL_DOCUMENT_TYPES")),
        )
