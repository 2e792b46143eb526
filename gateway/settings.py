"""The gateway's environment, read once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import available_timezones

_WEB_DIST = Path(__file__).parents[1] / "web" / "dist"
_SHORTEST_SECRET = 32
_TWILIO_HOSTS = ("https://*.twilio.com", "wss://*.twilio.com")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the gateway needs to know of its installation.

    `trusted_proxies` is how many proxies of the operator's stand in front: that many entries of
    X-Forwarded-For, counted from its end, are believed. `connect_hosts` are hosts besides our own
    that the web app may open connections to.
    """

    public_url: str
    secret: bytes = field(repr=False)
    signing_key_file: Path
    admin_email: str = "admin@troncal.local"
    admin_password: str | None = field(default=None, repr=False)
    region: str = "CO"
    time_zone: str = "America/Bogota"
    currency: str = "COP"
    web_dist: Path = _WEB_DIST
    trusted_proxies: int = 0
    connect_hosts: tuple[str, ...] = ()

    @property
    def secure(self) -> bool:
        """Whether browsers reach us by https."""
        return self.public_url.startswith("https://")

    @property
    def public_origin(self) -> str:
        """The origin of the web app as browsers write it."""
        parts = urlsplit(self.public_url)
        return f"{parts.scheme}://{parts.netloc}".lower()


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Read the environment. Raises ValueError with one sentence that says what to set."""
    port = environment.get("TRONCAL_PORT") or "8000"
    public_url = (environment.get("TRONCAL_PUBLIC_URL") or f"http://localhost:{port}").rstrip("/")
    if urlsplit(public_url).scheme not in {"http", "https"}:
        raise ValueError("TRONCAL_PUBLIC_URL must begin with http:// or https://")
    secret = environment.get("TRONCAL_SECRET_KEY", "").encode()
    if len(secret) < _SHORTEST_SECRET:
        raise ValueError(f"TRONCAL_SECRET_KEY must have at least {_SHORTEST_SECRET} characters")
    key_file = environment.get("TRONCAL_SIGNING_KEY_FILE")
    if not key_file:
        raise ValueError("TRONCAL_SIGNING_KEY_FILE must name the file of the signing key")
    time_zone = environment.get("TRONCAL_TIMEZONE") or "America/Bogota"
    if time_zone not in available_timezones():
        raise ValueError(f"TRONCAL_TIMEZONE names no time zone: {time_zone}")
    return Settings(
        public_url=public_url,
        secret=secret,
        signing_key_file=Path(key_file),
        admin_email=environment.get("TRONCAL_ADMIN_EMAIL") or "admin@troncal.local",
        admin_password=environment.get("TRONCAL_ADMIN_PASSWORD") or None,
        region=(environment.get("TRONCAL_DEFAULT_REGION") or "CO").upper(),
        time_zone=time_zone,
        currency=(environment.get("TRONCAL_CURRENCY") or "COP").upper(),
        web_dist=Path(environment.get("TRONCAL_WEB_DIST") or _WEB_DIST),
        trusted_proxies=_count(environment.get("TRONCAL_TRUSTED_PROXIES")),
        connect_hosts=_TWILIO_HOSTS if environment.get("TRONCAL_TWILIO_ACCOUNT_SID") else (),
    )


def _count(text: str | None) -> int:
    if not text:
        return 0
    if not text.isdigit():
        raise ValueError("TRONCAL_TRUSTED_PROXIES must be a number of proxies")
    return int(text)
