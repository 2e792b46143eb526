"""What this service reads from its environment."""

from collections.abc import Mapping
from dataclasses import dataclass

from chassis.records.documents.kinds import allowed_kinds


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """`document_types` are the endings of files that cases take (K-18, O-9).

    Whatever an organization may choose stands in its catalogs and calendars.
    """

    document_types: tuple[str, ...]

    @classmethod
    def read(cls, environment: Mapping[str, str]) -> "Settings":
        """Read `TRONCAL_DOCUMENT_TYPES` (else all that are known). Raises ValueError."""
        return cls(document_types=allowed_kinds(environment.get("TRONCAL_DOCUMENT_TYPES")))
