"""The Flask application of one service: its routes, its errors, nothing that it does not need."""

from collections.abc import Callable

import structlog
from flask import Request, Response
from flask_openapi3 import Info, OpenAPI
from sqlalchemy import exc
from werkzeug.exceptions import HTTPException

from chassis import budgets
from chassis.errors import Refused, Unauthenticated
from chassis.identity.actor import Actor
from chassis.identity.tokens import TokenVerifier
from chassis.spec import Service
from chassis.web import audit, desk, problems
from chassis.web.messages import CHASSIS_MESSAGES
from chassis.web.routes import Routes

_log = structlog.get_logger(__name__)
_CODES = {
    400: "malformed_request",
    404: "not_found",
    405: "method_not_allowed",
    413: "body_too_large",
}


def create_app(service: Service) -> OpenAPI:
    """Build the application. It opens no connection and starts nothing."""
    app = OpenAPI(
        f"troncal-{service.name}",
        info=Info(title=f"Troncal {service.name}", version="1"),
        doc_ui=False,
        static_folder=None,
    )
    app.config.update(
        TRONCAL_SERVICE=service,
        TRONCAL_MESSAGES={**CHASSIS_MESSAGES, **service.spec.messages},
        TRONCAL_AUTHENTICATE=_authenticator(service.token_keys),
        MAX_CONTENT_LENGTH=budgets.MAX_BODY_BYTES,
    )
    for routes in routes_of(service):
        app.register_api(routes.blueprint)
    app.register_error_handler(Refused, problems.from_refused)
    app.register_error_handler(HTTPException, _http_problem)
    app.register_error_handler(exc.SQLAlchemyError, _database_problem)
    app.register_error_handler(Exception, _unexpected)
    return app


def routes_of(service: Service) -> tuple[Routes, ...]:
    """Return a service's own routes and those that every service has."""
    return (*service.spec.routes, desk.routes, audit.routes)


def _authenticator(verifier: TokenVerifier | None) -> Callable[[Request], Actor]:
    def authenticate(request: Request) -> Actor:
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not token or verifier is None:
            raise Unauthenticated("token_required")
        return verifier.verify(token)

    return authenticate


def _http_problem(error: HTTPException) -> Response:
    status = error.code or 500
    if status < 400:  # noqa: PLR2004 - redirects pass as they are
        return Response(status=status, headers=error.get_headers())
    return problems.problem(status, _CODES.get(status, "malformed_request"))


def _database_problem(error: exc.SQLAlchemyError) -> Response:
    """A database that is down or out of reach is 503, any other SQL error is a defect of ours."""
    gone = isinstance(error, exc.TimeoutError) or (
        isinstance(error, exc.DBAPIError)
        and (error.connection_invalidated or isinstance(error, exc.OperationalError))
    )
    if not gone:
        return _unexpected(error)
    _log.warning("database out of reach", error=type(error).__name__)
    return problems.problem(503, "unavailable", retry_after=2)


def _unexpected(error: Exception) -> Response:
    _log.error("unexpected error", exc_info=error)
    return problems.problem(500, "internal_error")
