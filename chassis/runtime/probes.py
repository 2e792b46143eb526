"""Ask a process whether it is ready."""

import http.client
import urllib.error
import urllib.request

_SECONDS = 2.0
_OK = 200


def answers(url: str) -> bool:
    """Whether ``url`` (of this machine) answers 200 within two seconds."""
    try:
        with urllib.request.urlopen(url, timeout=_SECONDS) as answer:  # noqa: S310 - our own URLs
            return bool(answer.status == _OK)
    except (OSError, urllib.error.URLError, http.client.HTTPException):
        return False
