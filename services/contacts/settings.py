"""What this service reads from its environment."""

from collections.abc import Mapping
from dataclasses import dataclass

from chassis.records.documents.kinds import allowed_kinds


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """`region` (ISO 3166) is the country of a phone number or tax id that names none.

    `public_url`, without a slash at its end, is where people find the product: web forms name it.
    `document_types` are the endings of files that contacts take (O-9).
    """

    region: str
    public_url: str
    document_types: tuple[str, ...]

    @classmethod
    def read(cls, environment: Mapping[str, str]) -> "Settings":
        """Read `TRONCAL_DEFAULT_REGION` (else Colombia), `TRONCAL_PUBLIC_URL`, and
        `TRONCAL_DOCUMENT_TYPES` (else all that are known). Raises ValueError.
        """
        port = environment.get("TRONCAL_PORT", "8000")
        public_url = environment.get("TRONCAL_PUBLIC_URL") or f"http://localhost:{port}"
        return cls(
            region=environment.get("TRONCAL_DEFAULT_REGION", "CO").strip().upper(),
            public_url=public_url.rstrip("/"),
            document_types=allowed_kinds(environment.get("TRONCAL_DOCUMENT_TYPES")),
        )
