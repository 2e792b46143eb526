"""What the environment says to this service."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qs, unquote, urlsplit

_PORTS = {"smtp": 587, "smtps": 465}


@dataclass(frozen=True, slots=True, kw_only=True)
class Smtp:
    """A mail server. `smtp` speaks STARTTLS unless the URL says `?tls=none`; `smtps` is TLS."""

    host: str
    port: int
    user: str | None
    password: str | None = field(repr=False)
    tls: str
    sender: str


@dataclass(frozen=True, slots=True)
class Settings:
    """`smtp` is None in development: mail then goes to the mailbox that the app shows."""

    smtp: Smtp | None

    @classmethod
    def read(cls, environment: Mapping[str, str]) -> "Settings":
        """Read `TRONCAL_SMTP_URL`. Raises ValueError in one sentence when it cannot be one."""
        url = environment.get("TRONCAL_SMTP_URL", "")
        if not url:
            if environment.get("TRONCAL_ENV") == "production":
                raise ValueError("TRONCAL_SMTP_URL is required in production")
            return cls(smtp=None)
        return cls(smtp=_smtp(url))


def _smtp(url: str) -> Smtp:
    parts = urlsplit(url)
    if parts.scheme not in _PORTS or not parts.hostname:
        raise ValueError("TRONCAL_SMTP_URL must look like smtp://user:password@host:587?from=a@b.c")
    options = parse_qs(parts.query)
    sender = options.get("from", [unquote(parts.username or "")])[0]
    if "@" not in sender:
        raise ValueError("TRONCAL_SMTP_URL needs ?from=address, the sender of outgoing mail")
    starttls = options.get("tls", ["starttls"])[0]
    if starttls not in ("starttls", "none"):
        raise ValueError("TRONCAL_SMTP_URL knows ?tls=starttls and ?tls=none")
    return Smtp(
        host=parts.hostname,
        port=parts.port or _PORTS[parts.scheme],
        user=unquote(parts.username) if parts.username else None,
        password=unquote(parts.password) if parts.password else None,
        tls="tls" if parts.scheme == "smtps" else starttls,
        sender=sender,
    )
