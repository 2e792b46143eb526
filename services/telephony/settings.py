"""What telephony reads from its environment, once, at start."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlsplit

_OFF = frozenset({"0", "false", "no", "off"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The environment as one frozen value.

    `public_url` has no trailing slash: webhook signatures are computed over it plus path and query.
    `simulator` says whether the development carrier may exist; production turns it off.
    Times are seconds.
    """

    public_url: str
    secret_key: str
    previous_keys: tuple[str, ...] = ()
    default_region: str = "CO"
    currency: str = "COP"
    simulator: bool = True
    simulator_target: str | None = None
    twilio_account_sid: str | None = None
    twilio_auth_token: str | None = None
    twilio_secondary_token: str | None = None
    twilio_api_key_sid: str | None = None
    twilio_api_key_secret: str | None = None
    twilio_application_sid: str | None = None
    twilio_base_url: str | None = None
    ring_seconds: int = 30
    lease_seconds: int = 15

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Self:
        """Read the variables of api.md. Raises ValueError in one sentence when one cannot hold."""
        port = environment.get("TRONCAL_PORT", "8000")
        public_url = environment.get("TRONCAL_PUBLIC_URL") or f"http://localhost:{port}"
        parts = urlsplit(public_url)
        if parts.scheme not in {"http", "https"} or not parts.hostname or "@" in parts.netloc:
            raise ValueError("TRONCAL_PUBLIC_URL must be http(s)://host[:port] without credentials")
        production = environment.get("TRONCAL_ENV", "development") == "production"
        simulator = environment.get("TRONCAL_TELEPHONY_SIMULATOR")
        return cls(
            public_url=public_url.rstrip("/"),
            secret_key=environment.get("TRONCAL_SECRET_KEY", ""),
            previous_keys=_list(environment.get("TRONCAL_PREVIOUS_SECRET_KEYS", "")),
            default_region=environment.get("TRONCAL_DEFAULT_REGION", "CO"),
            currency=environment.get("TRONCAL_CURRENCY", "COP"),
            simulator=not production if simulator is None else simulator.lower() not in _OFF,
            simulator_target=environment.get("TRONCAL_TELEPHONY_SIMULATOR_TARGET") or None,
            twilio_account_sid=environment.get("TRONCAL_TWILIO_ACCOUNT_SID") or None,
            twilio_auth_token=environment.get("TRONCAL_TWILIO_AUTH_TOKEN") or None,
            twilio_secondary_token=environment.get("TRONCAL_TWILIO_SECONDARY_AUTH_TOKEN") or None,
            twilio_api_key_sid=environment.get("TRONCAL_TWILIO_API_KEY_SID") or None,
            twilio_api_key_secret=environment.get("TRONCAL_TWILIO_API_KEY_SECRET") or None,
            twilio_application_sid=environment.get("TRONCAL_TWILIO_APPLICATION_SID") or None,
            twilio_base_url=environment.get("TRONCAL_TWILIO_BASE_URL") or None,
            ring_seconds=int(environment.get("TRONCAL_TELEPHONY_RING_SECONDS", "30")),
            lease_seconds=int(environment.get("TRONCAL_TELEPHONY_LEASE_SECONDS", "15")),
        )


def _list(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())
