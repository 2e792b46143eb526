"""Compression of answers at the public door, by the body's type and size.

Compressed: texts of known length between 1,400 bytes (one packet) and 1 MiB, for clients that take
br or gzip. Left alone: what is encoded already, streams, answers marked `no-transform`, and those
that set a cookie: they carry tokens, and no secret shall share a compressed body with what an
attacker chose. (Other answers need the Authorization header, which no foreign page can send.)
ETags stay: they name the record's version, not its bytes.
"""

import gzip
from collections.abc import Callable, Iterable
from typing import Any

import brotli

_LEAST = 1_400
_MOST = 1_048_576
_TEXTS = ("text/", "application/json", "application/problem+json", "image/svg+xml")
_ALSO_TEXTS = ("application/javascript", "application/manifest+json", "application/xml")
_NO_BODY = (204, 304)


def _brotli(body: bytes) -> bytes:
    packed: bytes = brotli.compress(body, quality=4)  # type: ignore[no-untyped-call]
    return packed


# Levels where time per byte is still below what a page costs to make.
_ENCODERS: tuple[tuple[str, Callable[[bytes], bytes]], ...] = (
    ("br", _brotli),
    ("gzip", lambda body: gzip.compress(body, compresslevel=5, mtime=0)),
)

Pairs = list[tuple[str, str]]
WSGIApp = Callable[..., Iterable[bytes]]


class Compressed:
    """Wraps an application."""

    def __init__(self, app: WSGIApp) -> None:
        self._app = app

    def __call__(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        """Answer, compressed where that pays."""
        encoder = _encoder_for(environ.get("HTTP_ACCEPT_ENCODING", ""))
        if encoder is None or environ["REQUEST_METHOD"] == "HEAD":
            return self._app(environ, start_response)
        held: list[tuple[str, Pairs]] = []

        def hold(status: str, headers: Pairs, exc_info: Any = None) -> Any:
            if exc_info is None and _worthwhile(status, headers):
                held[:] = [(status, headers)]
                return None
            held.clear()
            return start_response(status, headers, exc_info)

        chunks = self._app(environ, hold)
        if not held:
            return chunks
        try:
            body = b"".join(chunks)
        finally:
            close = getattr(chunks, "close", None)
            if close is not None:
                close()
        status, headers = held[0]
        name, encode = encoder
        body = encode(body)
        start_response(status, _changed(headers, name, len(body)))
        return [body]


def _encoder_for(accepted: str) -> tuple[str, Callable[[bytes], bytes]] | None:
    """Choose the first of ours that the client takes (`;q=0` means that it does not)."""
    offered = set()
    for part in accepted.lower().split(","):
        name, _, quality = part.partition(";")
        if quality.replace(" ", "") not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}:
            offered.add(name.strip())
    return next((encoder for encoder in _ENCODERS if encoder[0] in offered), None)


def _worthwhile(status: str, headers: Pairs) -> bool:
    said = {name.lower(): value for name, value in headers}
    length = said.get("content-length", "")
    return (
        int(status[:3]) not in _NO_BODY
        and "content-encoding" not in said
        and length.isdigit()
        and _LEAST <= int(length) <= _MOST
        and said.get("content-type", "").lower().startswith((*_TEXTS, *_ALSO_TEXTS))
        and "no-transform" not in said.get("cache-control", "")
        and not {"content-range", "set-cookie"} & said.keys()
    )


def _changed(headers: Pairs, encoding: str, length: int) -> Pairs:
    kept = [
        (name, value) for name, value in headers if name.lower() not in {"content-length", "vary"}
    ]
    vary = [value for name, value in headers if name.lower() == "vary"]
    words = {word.strip().lower() for value in vary for word in value.split(",")}
    if "accept-encoding" not in words:
        vary.append("Accept-Encoding")
    return [
        *kept,
        ("Vary", ", ".join(vary)),
        ("Content-Encoding", encoding),
        ("Content-Length", str(length)),
    ]
