"""The whole WSGI application of one service: its routes, its own wrapping, and what is seen of it.

Every request is one span, one measurement under its route template, one log line; the caller's
trace and remaining time are taken over, but not from the internet (a public service starts its
own). The same object is what a web server serves and what the in-process clients call.
"""

import time
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from typing import Any

from flask import jsonify, request
from flask_openapi3 import OpenAPI

from chassis import budgets
from chassis.clients import deadline
from chassis.observability import logs, tracing
from chassis.spec import Service
from chassis.web import openapi
from chassis.web.app import create_app
from chassis.web.compression import Compressed

log = logs.logger(__name__)

WSGIApp = Callable[..., Iterable[bytes]]

ROUTE = "troncal.route"
"""Key of the environ under which whoever answers leaves the template of the route."""

UNMATCHED = "unmatched"
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_FAILED = 500


def build_application(service: Service) -> "Observed":
    """Build what answers HTTP for this service. Opens no connection."""
    app = create_app(service)
    app.before_request(_note_route)
    app.add_url_rule(
        openapi.INTERNAL_PATH, "openapi", lambda: jsonify(openapi.document(service, app))
    )
    inner: WSGIApp = app.wsgi_app
    if service.spec.wsgi is not None:
        inner = service.spec.wsgi(service, app)
    if service.spec.public:
        inner = Compressed(inner)
    return Observed(inner, service, flask=app)


def _note_route() -> None:
    if request.url_rule is not None:
        request.environ[ROUTE] = request.url_rule.rule


class Observed:
    """Wraps an application: spans, metrics, the request's log line, the caller's deadline."""

    def __init__(self, app: WSGIApp, service: Service, *, flask: OpenAPI) -> None:
        self.flask = flask
        self._app = app
        self._service = service

    def __call__(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        """Answer one request. The duration is until the body begins; streams go on after it."""
        service = self._service
        method = environ["REQUEST_METHOD"]
        method = method if method in _METHODS else "OTHER"
        inside = not service.spec.public
        statuses = [_FAILED]

        def started(status: str, headers: Any, exc_info: Any = None) -> Any:
            statuses[0] = int(status[:3])
            return start_response(status, headers, exc_info)

        began = time.perf_counter()
        with ExitStack() as stack:
            parent = environ.get("HTTP_TRACEPARENT") if inside else None
            stack.enter_context(logs.context(service=service.name))
            span = stack.enter_context(
                tracing.span(
                    f"{method} {service.name}",
                    kind=tracing.SERVER,
                    parent=parent,
                )
            )
            budget = deadline.stated(environ.get(_BUDGET)) if inside else None
            stack.enter_context(deadline.within(budget or budgets.REQUEST_SECONDS))
            service.metrics.add("http_in_progress", 1)
            try:
                return self._app(environ, started)
            finally:
                service.metrics.add("http_in_progress", -1)
                route = environ.get(ROUTE, UNMATCHED)
                status = statuses[0]
                spent = time.perf_counter() - began
                span.update_name(f"{method} {route}")
                span.set_attribute("service", service.name)
                span.set_attribute("http.route", route)
                span.set_attribute("http.response.status_code", status)
                if status >= _FAILED:
                    tracing.failed(span, str(status))
                service.metrics.observe(
                    "http_request_seconds", spent, method=method, route=route, status=str(status)
                )
                say = log.error if status == _FAILED else log.info
                say(
                    "request",
                    method=method,
                    route=route,
                    status=status,
                    duration_ms=round(spent * 1000, 2),
                )


_BUDGET = "HTTP_" + deadline.HEADER.upper().replace("-", "_")
