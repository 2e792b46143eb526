"""Passing a request on: bytes in, bytes out, neither parsed.

To the API go only the headers that have a meaning there; to a webhook go all of them, since its
provider signs what it likes, without those by which somebody outside could pose as a proxy of ours.
"""

from collections.abc import Mapping
from typing import Any

from chassis import budgets
from chassis.clients import Request
from chassis.errors import Malformed, TooLarge

MAX_HOOK_BYTES = 262_144
MAX_FORM_BYTES = 65_536
MAX_UPLOAD_BYTES = 64 * 1_048_576
UPLOAD_SECONDS = 60.0

_API_HEADERS = (
    ("HTTP_ACCEPT", "Accept"),
    ("HTTP_ACCEPT_LANGUAGE", "Accept-Language"),
    ("CONTENT_TYPE", "Content-Type"),
    ("HTTP_IDEMPOTENCY_KEY", "Idempotency-Key"),
    ("HTTP_IF_MATCH", "If-Match"),
    ("HTTP_IF_NONE_MATCH", "If-None-Match"),
    ("HTTP_RANGE", "Range"),
)
_OF_STRANGERS = (
    ("HTTP_ORIGIN", "Origin"),
    ("HTTP_REFERER", "Referer"),
    ("HTTP_USER_AGENT", "User-Agent"),
)
_POSING = frozenset(
    {
        "HTTP_AUTHORIZATION",
        "HTTP_CONNECTION",
        "HTTP_COOKIE",
        "HTTP_EXPECT",
        "HTTP_FORWARDED",
        "HTTP_HOST",
        "HTTP_TRACEPARENT",
        "HTTP_TRACESTATE",
        "HTTP_TRANSFER_ENCODING",
        "HTTP_VIA",
        "HTTP_X_REAL_IP",
    }
)
_POSING_AS = ("HTTP_X_FORWARDED_", "HTTP_TRONCAL_")


def api_request(environ: Mapping[str, Any], path: str, *, address: str) -> Request:
    """Take over a request to the API. Raises TooLarge; only a multipart body may be large."""
    headers = [(name, str(environ[key])) for key, name in _API_HEADERS if environ.get(key)]
    headers.append(("X-Forwarded-For", address))
    upload = str(environ.get("CONTENT_TYPE", "")).startswith("multipart/form-data")
    body, length = _body(environ, MAX_UPLOAD_BYTES if upload else budgets.MAX_BODY_BYTES)
    return Request(
        method=str(environ["REQUEST_METHOD"]),
        path=path,
        query=str(environ.get("QUERY_STRING", "")),
        headers=headers,
        body=body,
        length=length,
    )


def public_request(environ: Mapping[str, Any], path: str, *, address: str) -> Request:
    """Take over what a stranger sends to a public form, with where it comes from.

    Raises TooLarge: no form needs more than a page of text.
    """
    names = (*_API_HEADERS, *_OF_STRANGERS)
    headers = [(name, str(environ[key])) for key, name in names if environ.get(key)]
    headers.append(("X-Forwarded-For", address))
    body, length = _body(environ, MAX_FORM_BYTES)
    return Request(
        method=str(environ["REQUEST_METHOD"]),
        path=path,
        query=str(environ.get("QUERY_STRING", "")),
        headers=headers,
        body=body,
        length=length,
    )


def hook_request(environ: Mapping[str, Any], path: str, *, address: str) -> Request:
    """Take over a provider's request with its body and query as they came. Raises TooLarge."""
    headers = [
        (key[5:].replace("_", "-").title(), str(value))
        for key, value in environ.items()
        if key.startswith("HTTP_") and key not in _POSING and not key.startswith(_POSING_AS)
    ]
    if environ.get("CONTENT_TYPE"):
        headers.append(("Content-Type", str(environ["CONTENT_TYPE"])))
    headers.append(("X-Forwarded-For", address))
    body, length = _body(environ, MAX_HOOK_BYTES, code="hook_too_large")
    return Request(
        method=str(environ["REQUEST_METHOD"]),
        path=path,
        query=str(environ.get("QUERY_STRING", "")),
        headers=headers,
        body=body,
        length=length,
    )


def seconds_for(request: Request) -> float:
    """How long the service may take: an upload longer than a question."""
    large = request.length is None or request.length > budgets.MAX_BODY_BYTES
    return UPLOAD_SECONDS if large else budgets.READ_TIMEOUT


def require_size(environ: Mapping[str, Any], limit: int) -> None:
    """Raise TooLarge or Malformed by the length that the client states."""
    stated = str(environ.get("CONTENT_LENGTH") or "")
    if stated and not (stated.isascii() and stated.isdigit()):
        raise Malformed("malformed_request")
    if stated and int(stated[:18]) > limit:
        raise TooLarge("body_too_large")


def _body(
    environ: Mapping[str, Any], limit: int, *, code: str = "body_too_large"
) -> tuple[Any, int]:
    """Return the body and its length: small ones whole, large uploads as the stream they are."""
    try:
        require_size(environ, limit)
    except TooLarge:
        raise TooLarge(code) from None
    stream = environ["wsgi.input"]
    stated = environ.get("CONTENT_LENGTH")
    if stated:
        length = int(stated)
        if length > budgets.MAX_BODY_BYTES:
            return stream, length
        return (stream.read(length) if length else b""), length
    if "chunked" not in str(environ.get("HTTP_TRANSFER_ENCODING", "")).lower():
        return b"", 0
    whole = _read_to_end(stream, limit)
    if len(whole) > limit:
        raise TooLarge(code)
    return whole, len(whole)


def _read_to_end(stream: Any, limit: int) -> bytes:
    """Read a body of unstated length, one byte more than allowed at most."""
    pieces, left = [], limit + 1
    while left > 0:
        piece = stream.read(min(left, 65_536))
        if not piece:
            break
        pieces.append(piece)
        left -= len(piece)
    return b"".join(pieces)
