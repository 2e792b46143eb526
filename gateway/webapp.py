"""The web app: built files as they are, compressed beforehand, kept by browsers for ever.

File names under `assets/` carry a hash of their content, so they never change; the entry page is
asked for anew each time. Every path that is no file is the entry page, since the app has routes of
its own. Without a build there is one plain page that says how to make it.
"""

import mimetypes
from collections.abc import Callable, Iterable
from http import HTTPStatus
from pathlib import Path
from typing import Any

from chassis.errors import NotFound

Pairs = list[tuple[str, str]]

_IMMUTABLE = "public, max-age=31536000, immutable"
_ENCODINGS = (("br", ".br"), ("gzip", ".gz"))
_TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".svg": "image/svg+xml",
    ".json": "application/json",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
    ".map": "application/json",
}
_NOT_BUILT = """<!doctype html>
<html lang="es"><head><meta charset="utf-8"><title>Troncal</title></head><body>
<h1>Troncal</h1>
<p>La aplicación web no está construida. Constrúyala con <code>make web</code> y recargue.</p>
<p lang="en">The web app is not built. Build it with <code>make web</code> and reload.</p>
<p><a href="/api/docs">API</a></p>
</body></html>
""".encode()


class WebApp:
    """Serves one folder of built files. Nothing outside it can be named."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()

    def answer(
        self, environ: dict[str, Any], start_response: Callable[..., Any], path: str
    ) -> Iterable[bytes]:
        """Answer a GET or HEAD with a file or the entry page; others are 405."""
        method = environ["REQUEST_METHOD"]
        if method not in {"GET", "HEAD"}:
            start_response(_line(HTTPStatus.METHOD_NOT_ALLOWED), [("Allow", "GET, HEAD")])
            return []
        file = self._file(path)
        if file is None:
            start_response(
                _line(HTTPStatus.SERVICE_UNAVAILABLE),
                [("Content-Type", _TYPES[".html"]), ("Content-Length", str(len(_NOT_BUILT)))],
            )
            return [] if method == "HEAD" else [_NOT_BUILT]
        return self._send(environ, start_response, file)

    def _file(self, path: str) -> Path | None:
        """Find the file of a path, or the entry page; None without a build."""
        named = self._folder.joinpath(*[part for part in path.split("/") if part])
        if "\x00" not in path and named.is_relative_to(self._folder):
            try:
                found = named.resolve()
                if found.is_relative_to(self._folder) and found.is_file():
                    return found
            except OSError:  # a name longer than any file's
                raise NotFound from None
        if path.startswith("/assets/"):
            raise NotFound
        entry = self._folder / "index.html"
        return entry if entry.is_file() else None

    def _send(
        self, environ: dict[str, Any], start_response: Callable[..., Any], file: Path
    ) -> Iterable[bytes]:
        chosen, encoding = _compressed(file, str(environ.get("HTTP_ACCEPT_ENCODING", "")))
        seen = chosen.stat()
        etag = f'"{seen.st_mtime_ns:x}-{seen.st_size:x}"'
        immutable = file.parent == self._folder / "assets"
        headers: Pairs = [
            ("Content-Type", _type_of(file)),
            ("Cache-Control", _IMMUTABLE if immutable else "no-cache"),
            ("ETag", etag),
            ("Vary", "Accept-Encoding"),
        ]
        if environ.get("HTTP_IF_NONE_MATCH") == etag:
            start_response(_line(HTTPStatus.NOT_MODIFIED), headers)
            return []
        if encoding:
            headers.append(("Content-Encoding", encoding))
        headers.append(("Content-Length", str(seen.st_size)))
        start_response(_line(HTTPStatus.OK), headers)
        if environ["REQUEST_METHOD"] == "HEAD":
            return []
        return [chosen.read_bytes()]


def _compressed(file: Path, accepted: str) -> tuple[Path, str]:
    """Return the best stored form that the client accepts, with its encoding."""
    offered = {part.split(";")[0].strip() for part in accepted.split(",")}
    for encoding, suffix in _ENCODINGS:
        stored = file.with_name(file.name + suffix)
        if encoding in offered and stored.is_file():
            return stored, encoding
    return file, ""


def _type_of(file: Path) -> str:
    guessed = mimetypes.guess_type(file.name)[0]
    return _TYPES.get(file.suffix) or guessed or "application/octet-stream"


def _line(status: HTTPStatus) -> str:
    return f"{status.value} {status.phrase}"
