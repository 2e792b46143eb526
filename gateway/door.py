"""The door: every request of the public port passes here first.

It finds the route, says who asks, and either passes the bytes on to a service with an internal
token, or calls the gateway's own application with one, exactly like any other service's. What the
route table does not name is not there. No answer leaves without the security headers.
"""

from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any

from flask import Response
from flask_openapi3 import OpenAPI

from chassis import budgets
from chassis.errors import NotFound, Unauthenticated
from chassis.spec import Service
from chassis.web import problems
from chassis.web import stream as web_stream
from chassis.web.application import ROUTE
from gateway import live
from gateway.documents import Documents
from gateway.headers import Kind, SecurityHeaders
from gateway.resources import Resources
from gateway.routing import forwarding, table
from gateway.sessions.access_tokens import Claim
from gateway.settings import Settings
from gateway.trust import client_address
from gateway.webapp import WebApp

Environ = dict[str, Any]
Start = Callable[..., Any]
Answered = Iterable[bytes]

_STREAM = f"{table.API}/stream"
_INTERNAL = "/internal/"
_FORMS = f"{table.API}/public/forms/"
_SAFE = frozenset({"GET", "HEAD"})
_OPEN = frozenset(f"{table.API}/auth/{verb}" for verb in ("login", "refresh", "logout"))


class Door:
    """The WSGI application of the gateway; `flask` answers the gateway's own routes."""

    def __init__(self, service: Service, flask: OpenAPI) -> None:
        settings: Settings = service.settings
        self._service = service
        self._flask = flask
        self._own = flask.wsgi_app  # taken now: the application is wrapped later
        self._proxies = settings.trusted_proxies
        self._headers = SecurityHeaders(settings)
        self._web = WebApp(settings.web_dist)
        self._documents = Documents(service, flask)

    def __call__(self, environ: Environ, start_response: Start) -> Answered:
        """Answer one request."""
        path = str(environ.get("PATH_INFO", "")).encode("latin-1").decode("utf-8", "replace")
        kind = self._kind(path)
        start = self._headers.on(start_response, kind)
        try:
            return self._answer(environ, start, path)
        except Exception as error:  # noqa: BLE001 - the application knows each kind
            return self._problem(environ, start, error)

    def _kind(self, path: str) -> Kind:
        if path.startswith("/api/docs"):
            return "docs"
        if path.startswith(_FORMS):
            return "form"
        return "api" if _is_api(path) else "page"

    def _answer(self, environ: Environ, start: Start, path: str) -> Answered:
        if not _is_api(path):
            environ[ROUTE] = "web"
            return self._web.answer(environ, start, path)
        if path in self._documents.paths:
            environ[ROUTE] = "/api/docs"
            return self._documents.answer(environ, start, path)
        if path.startswith(_INTERNAL):
            return self._internal(environ, start)
        route = table.find(path, str(environ.get("QUERY_STRING", "")))
        if route is None:
            raise NotFound
        environ[ROUTE] = route.template
        if route.path == _STREAM:
            return self._stream(environ, start)
        if route.service == table.OWN:
            return self._own_route(environ, start, route)
        return self._forward(environ, start, route)

    def _forward(self, environ: Environ, start: Start, route: table.Route) -> Answered:
        token = None
        if not route.public:
            principal = self._resources.principals.of(self._claim(environ))
            token = self._resources.internal_tokens.for_service(principal, route.service)
        if route.path.startswith(f"{table.HOOKS}/"):
            take_over = forwarding.hook_request
        elif route.public:
            take_over = forwarding.public_request
        else:
            take_over = forwarding.api_request
        request = take_over(environ, route.path, address=client_address(environ, self._proxies))
        try:
            answer = self._service.clients.forward(
                route.service, request, token=token, timeout=forwarding.seconds_for(request)
            )
        except LookupError:  # a service of a later release: nobody answers for it yet
            raise NotFound from None
        start(f"{answer.status} {_reason(answer.status)}", answer.headers)
        passed: Answered = answer
        return passed

    def _own_route(self, environ: Environ, start: Start, route: table.Route) -> Answered:
        forwarding.require_size(environ, budgets.MAX_BODY_BYTES)
        if route.path not in _OPEN:
            principal = self._resources.principals.of(self._claim(environ))
            token = self._resources.internal_tokens.for_service(principal, table.OWN)
            environ["HTTP_AUTHORIZATION"] = f"Bearer {token}"
        environ["PATH_INFO"] = route.path.encode().decode("latin-1")
        answered: Answered = self._own(environ, start)
        if environ["REQUEST_METHOD"] not in _SAFE:
            # What principals are made of may have changed: felt at once here, elsewhere in 2 s.
            self._resources.principals.forget()
        return answered

    def _internal(self, environ: Environ, start: Start) -> Answered:
        """Let in who holds an internal token for us (another service); it does not exist else."""
        try:
            self._flask.config["TRONCAL_AUTHENTICATE"](self._flask.request_class(environ))
        except Unauthenticated:
            raise NotFound from None
        answered: Answered = self._own(environ, start)
        return answered

    def _stream(self, environ: Environ, start: Start) -> Answered:
        if environ["REQUEST_METHOD"] != "GET":
            return self._send(environ, start, lambda: problems.problem(405, "method_not_allowed"))
        claim = self._claim(environ)
        actor = self._resources.principals.of(claim).actor
        stream = self._resources.streams.open(
            lambda: live.subscribed(
                lambda: self._service.live.subscribe(actor.organization_id, actor.user_id)
            ),
            may_go_on=live.goes_on(self._resources.principals, claim),
        )
        return self._send(environ, start, lambda: web_stream.reply(environ, stream))

    def _claim(self, environ: Environ) -> Claim:
        scheme, _, token = str(environ.get("HTTP_AUTHORIZATION", "")).partition(" ")
        if scheme.lower() != "bearer" or not token:
            raise Unauthenticated("token_required")
        return self._resources.access_tokens.read(token)

    def _problem(self, environ: Environ, start: Start, error: Exception) -> Answered:
        """Answer as the application's own error handlers do: refusals, a lost database, defects."""
        make = self._flask.make_response
        return self._send(environ, start, lambda: make(self._flask.handle_user_exception(error)))

    def _send(self, environ: Environ, start: Start, make: Callable[[], Response]) -> Answered:
        with self._flask.request_context(environ):
            response = make()
        return response(environ, start)

    @property
    def _resources(self) -> Resources:
        # Asked for at each request: the runtime may build them after the application.
        resources: Resources = self._service.resources
        return resources


def _is_api(path: str) -> bool:
    return path.startswith(("/api/", "/hooks/", "/ops/", _INTERNAL)) or path == "/api"


def _reason(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Unknown"
