"""The page that shows the API: three small files of our own, no network, a strict policy.

It reads one OpenAPI document beside it and works without a build, without inline code or style and
without any other host, so that `default-src 'self'` is policy enough.
"""

from importlib.resources import files

POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'"
"""The Content-Security-Policy that the page needs and no more."""

_TYPES = {
    "docs": ("index.html", "text/html; charset=utf-8"),
    "docs.js": ("docs.js", "text/javascript; charset=utf-8"),
    "docs.css": ("docs.css", "text/css; charset=utf-8"),
}


def pages() -> dict[str, tuple[str, bytes]]:
    """Return (content type, content) of each file by its name beside `openapi.json`."""
    folder = files(__name__)
    return {
        name: (content_type, folder.joinpath(file).read_bytes())
        for name, (file, content_type) in _TYPES.items()
    }
