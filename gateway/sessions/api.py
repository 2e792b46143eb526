"""Routes of logging in and out.

They open their own transactions, so that no row stays locked while a password is checked. The
refresh token of a browser is a cookie that only these paths get and that no script can read.
"""

import orjson
from flask import Response
from pydantic import ValidationError

from chassis import budgets
from chassis.errors import Forbidden, Malformed, Unauthenticated
from chassis.web.call import Call
from chassis.web.problems import invalid_from
from chassis.web.routes import Routes
from gateway.accounts.operations import describe
from gateway.sessions import operations, refresh
from gateway.sessions.operations import Attempt, Opened
from gateway.sessions.schemas import Access, Login, Refresh, Switch
from gateway.trust import client_address, from_own_origin

REFRESH_COOKIE = "troncal_refresh"
DEVICE_COOKIE = "troncal_device"
_PATH = "/api/v1/auth"
_DEVICE_LIFE = 365 * 86_400

routes = Routes("sessions", tag="Sesión")


@routes.public("post", "/auth/login", returns=Access, status=200)
def log_in(call: Call, body: Login) -> Response:
    """Log in with address and password; 401 for every reason alike, 429 when tried too often."""
    _require_own_origin(call)
    request, resources = call.request, call.service.resources
    opened = operations.log_in(
        call.service.database,
        passwords=resources.passwords,
        throttle=resources.throttle,
        attempt=Attempt(
            email=body.email,
            password=body.password,
            address=client_address(request.environ, call.service.settings.trusted_proxies),
            user_agent=request.headers.get("User-Agent", ""),
            client=body.client,
            device_cookie=request.cookies.get(DEVICE_COOKIE),
        ),
    )
    response = _access(call, opened)
    device = resources.throttle.device_cookie(opened.account_id)
    _set_cookie(call, response, DEVICE_COOKIE, device, life=_DEVICE_LIFE)
    return response


@routes.public("post", "/auth/refresh", returns=Access, status=200, reads=Refresh)
def renew(call: Call) -> Response:
    """Exchange the refresh token for the next one and a new access token.

    A browser sends no body, its cookie carries the token; a mobile client sends
    `{"refresh_token": …}`.
    """
    _require_own_origin(call)
    opened = operations.renew(
        call.service.database,
        key=call.service.resources.refresh_key,
        token=_sent_refresh_token(call),
    )
    return _access(call, opened)


@routes.public("post", "/auth/logout", status=204, reads=Refresh)
def log_out(call: Call) -> Response:
    """End the session of the refresh token, or of the access token without one; always 204."""
    _require_own_origin(call)
    resources = call.service.resources
    presented = refresh.read(resources.refresh_key, _sent_refresh_token(call))
    session_id = presented.session_id if presented else None
    if session_id is None:
        bearer = call.request.headers.get("Authorization", "").partition(" ")[2]
        try:
            session_id = resources.access_tokens.read(bearer).session_id
        except Unauthenticated:
            session_id = None  # whoever holds nothing has nothing to end
    if session_id is not None:
        operations.log_out(call.service.database, session_id=session_id)
    response = Response(status=204)
    response.headers.pop("Content-Type", None)
    response.delete_cookie(
        REFRESH_COOKIE,
        path=_PATH,
        secure=call.service.settings.secure,
        httponly=True,
        samesite="Strict",
    )
    return response


@routes.post("/auth/switch", allow=None, session=False, returns=Access, status=200)
def switch(call: Call, body: Switch) -> Response:
    """Go on in another organization of one's own; access tokens of before stop working."""
    if call.actor.session_id is None:
        raise Unauthenticated("session_ended")
    opened = operations.switch(
        call.service.database,
        session_id=call.actor.session_id,
        organization_id=body.organization_id,
    )
    return _access(call, opened)


def _sent_refresh_token(call: Call) -> str:
    """Return the token of the body or of the cookie; empty when there is none."""
    sent = call.request.get_data(cache=False)
    if sent.strip():
        try:
            body = Refresh.model_validate(orjson.loads(sent))
        except orjson.JSONDecodeError:
            raise Malformed("malformed_json") from None
        except ValidationError as error:
            raise invalid_from(error) from None
        if body.refresh_token is not None:
            return body.refresh_token
    return call.request.cookies.get(REFRESH_COOKIE, "")


def _access(call: Call, opened: Opened) -> Response:
    """Answer with an access token; the refresh token goes where its client can keep it."""
    resources = call.service.resources
    refresh_token = refresh.issue(resources.refresh_key, opened.session_id, opened.generation)
    body = {
        "access_token": resources.access_tokens.issue(
            session_id=opened.session_id,
            organization_id=opened.organization_id,
            user_id=opened.user_id,
        ),
        "token_type": "Bearer",
        "expires_in": budgets.ACCESS_TOKEN_LIFE,
        "user": describe(
            call.service.database,
            organization_id=opened.organization_id,
            user_id=opened.user_id,
        ),
    }
    if opened.client == "mobile":
        body["refresh_token"] = refresh_token
    response = Response(call.json(body).body, content_type="application/json")
    response.headers["Cache-Control"] = "no-store"
    if opened.client == "browser":
        life = budgets.REFRESH_TOKEN_LIFE
        _set_cookie(call, response, REFRESH_COOKIE, refresh_token, life=life)
    return response


def _set_cookie(call: Call, response: Response, name: str, value: str, *, life: int) -> None:
    response.set_cookie(
        name,
        value,
        max_age=life,
        path=_PATH,
        secure=call.service.settings.secure,
        httponly=True,
        samesite="Strict",
    )


def _require_own_origin(call: Call) -> None:
    if not from_own_origin(call.request.environ, call.service.settings.public_origin):
        raise Forbidden("foreign_origin")
