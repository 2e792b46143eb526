"""GET /api/openapi.json and /api/docs: what every service offers, as one document.

Each service describes itself; the gateway joins what the route table makes reachable, under the
paths that clients use. A service that is down is left out and named in `x-missing`; such a document
is made anew at the next request, a whole one is kept for a minute.
"""

import time
from collections.abc import Callable, Iterable
from threading import Lock
from typing import Any

import orjson
from flask_openapi3 import OpenAPI

from chassis import budgets
from chassis.errors import NotFound, Unavailable
from chassis.identity.actor import Actor
from chassis.spec import Service
from chassis.web import docs
from chassis.web.merging import merge
from chassis.web.openapi import INTERNAL_PATH, Document, document
from gateway.base import NOWHERE
from gateway.routing import table

_DOCUMENT = "/api/openapi.json"
_KEPT = 60.0

Answer = tuple[str, bytes]


class Documents:
    """Serves the merged document and the page that shows it."""

    def __init__(self, service: Service, flask: OpenAPI) -> None:
        self._service = service
        self._flask = flask
        self._pages = {f"/api/{name}": page for name, page in docs.pages().items()}
        self._lock = Lock()
        self._kept: tuple[float, bytes] | None = None
        self.paths = frozenset(self._pages) | {_DOCUMENT}
        """The paths that are answered here, without a token."""

    def answer(
        self, environ: dict[str, Any], start_response: Callable[..., Any], path: str
    ) -> Iterable[bytes]:
        """Answer a GET or HEAD of one of `paths`."""
        if environ["REQUEST_METHOD"] not in {"GET", "HEAD"}:
            raise NotFound
        if path == _DOCUMENT:
            content_type, body = "application/json", self.merged()
        else:
            content_type, body = self._pages[path]
        headers = [
            ("Content-Type", content_type),
            ("Content-Length", str(len(body))),
            ("Cache-Control", "no-cache"),
        ]
        start_response("200 OK", headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]

    def merged(self) -> bytes:
        """Return the document, made at most once a minute while all services answer."""
        with self._lock:
            if self._kept is not None and self._kept[0] > time.monotonic():
                return self._kept[1]
            documents, missing = self._ask_all()
            made = merge(documents, public_path=_public_path)
            if missing:
                made["x-missing"] = missing
            body = orjson.dumps(made)
            self._kept = None if missing else (time.monotonic() + _KEPT, body)
            return body

    def _ask_all(self) -> tuple[dict[str, Document], list[str]]:
        documents: dict[str, Document] = {table.OWN: document(self._service, self._flask)}
        missing = []
        for name in table.OWNERS:
            if name == table.OWN:
                continue
            try:
                answer = self._service.clients.get(
                    name,
                    INTERNAL_PATH,
                    actor=Actor.system(NOWHERE, service=table.OWN),
                    timeout=budgets.COMPOSED_READ_TIMEOUT,
                )
            except LookupError:  # a service of a later release
                continue
            except Unavailable:
                missing.append(name)
                continue
            if answer.ok:
                documents[name] = answer.json()
            else:
                missing.append(name)
        return documents, missing


def _public_path(service: str, path: str) -> str | None:
    """Return the path under which clients reach a service's path; None when they cannot."""
    if path.startswith(f"{table.API}/parked-events"):
        return f"{table.API}{table.OPERATIONS}/{service}{path.removeprefix(table.API)}"
    if not path.startswith(f"{table.API}/"):
        return None
    if path.split("/")[3] in table.BY_ENTITY:
        return path
    route = table.find(path, "")
    return path if route is not None and route.service == service else None
