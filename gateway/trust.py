"""What of a request's own statements about where it comes from is believed."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

_LONGEST_ADDRESS = 64


def client_address(environ: Mapping[str, Any], proxies: int) -> str:
    """Return the address that the request came from, as the outermost trusted proxy saw it.

    Each proxy appends the address that it was called from; with `proxies` of ours in front, the
    entry that many from the end is the client. Anything further left is the client's own claim.
    """
    direct = str(environ.get("REMOTE_ADDR", ""))
    if proxies:
        forwarded = [
            part.strip() for part in str(environ.get("HTTP_X_FORWARDED_FOR", "")).split(",")
        ]
        if len(forwarded) >= proxies and forwarded[-proxies]:
            return forwarded[-proxies][:_LONGEST_ADDRESS]
    return direct[:_LONGEST_ADDRESS]


def from_own_origin(environ: Mapping[str, Any], public_origin: str) -> bool:
    """Whether a browser sent this from our own pages, or no browser sent it at all.

    Browsers put Origin on every POST. Its host must be the one that the request names or the
    public one; a page elsewhere that reaches us under its own name has none of our cookies.
    """
    origin = str(environ.get("HTTP_ORIGIN", "")).lower()
    if not origin:
        return environ.get("HTTP_SEC_FETCH_SITE", "same-origin") in {"same-origin", "none"}
    if origin == public_origin:
        return True
    host = str(environ.get("HTTP_HOST", "")).lower()
    return bool(host) and urlsplit(origin).netloc == host
