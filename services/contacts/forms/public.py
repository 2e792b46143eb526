"""The public side of web forms: a page, a script, and what is sent (C-13). Nobody signs in here.

What is sent may come from the page itself, from plain HTML on a web site, or from the script there.
Whoever asks for JSON is answered in JSON, everybody else with a page. Only the sites that a form
names may read answers from their own pages (CORS), and where it names any, only they may send.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final

import orjson

from chassis.db import Session
from chassis.errors import Forbidden, Invalid, Malformed, NotFound, Refused, TooLarge, WrongType
from chassis.web import Call, Reply, Routes
from chassis.web.problems import text_of
from chassis.web.texts import require_storable
from services.contacts.forms import rendering, throttle
from services.contacts.forms.api import PUBLIC
from services.contacts.forms.fields import CONSENT
from services.contacts.forms.models import WebForm
from services.contacts.forms.receiving import Place, Sent, find_form, receive
from services.contacts.forms.rendering import HONEYPOT, LANGUAGES, WORDS
from services.contacts.forms.schemas import SubmissionThanks
from services.contacts.projections import region_of

MOST_BYTES: Final = 65_536
_MOST_FIELDS: Final = 100
_KEY: Final = "submission"
_HTML: Final = "text/html; charset=utf-8"
_JSON: Final = "application/json"
_LONGEST: Final = 500
_ONE: Final = "/public/forms/<string:token>"

routes = Routes("public_forms", tag="Public forms")


@routes.public("get", _ONE, summary="The page of a form")
def show_form(call: Call, token: str) -> Reply:
    """Answer with the form as a page that needs no script."""
    language = _language(call)
    try:
        with _opened(call, token) as (_, form, session):
            body = rendering.page(session, form, language=language, action=_action(call, token))
            return _page(call, form, body)
    except NotFound:
        return _gone(call, language)


@routes.public("get", f"{_ONE}/embed.js", summary="The script of a form")
def embed_form(call: Call, token: str) -> Reply:
    """Answer with the script that puts the form on a web site."""
    address = f"{call.service.settings.public_url}{PUBLIC}/{token}"
    with _opened(call, token) as (_, form, session):
        body = rendering.script(session, form, action=address)
    headers = {"Cache-Control": "public, max-age=300"}
    return Reply(body, 200, headers, "text/javascript; charset=utf-8")


@routes.public("post", _ONE, summary="Send a form", returns=SubmissionThanks, status=201)
def send_form(call: Call, token: str) -> Reply:
    """Take in what somebody sent; a lead or a contact comes of it, and its people are told."""
    if _wants_json(call):
        return _sent_to_script(call, token)
    return _sent_to_page(call, token)


def _sent_to_script(call: Call, token: str) -> Reply:
    language = _language(call)
    place = find_form(call.service.database, token)
    with call.transaction(place.organization_id) as session:
        form = _form(session, place)
        origins, target, thanks = list(form.origins), form.redirect_url, form.thanks[language]
    origin = call.request.headers.get("Origin", "")
    shared = {"Vary": "Origin"}
    if origin in origins:
        shared["Access-Control-Allow-Origin"] = origin
    try:
        _take_in(call, place, origins, _read(call, language))
    except Refused as refused:
        return _problem(refused, shared, language)
    return call.json({"thanks": thanks, "redirect_url": target}, status=201, headers=shared)


def _sent_to_page(call: Call, token: str) -> Reply:
    language = _language(call)
    sent = None
    try:
        place = find_form(call.service.database, token)
        with call.transaction(place.organization_id) as session:
            origins = list(_form(session, place).origins)
        sent = _read(call, language)
        _take_in(call, place, origins, sent)
    except NotFound:
        return _gone(call, language)
    except Refused as refused:
        return _refused_page(call, token, place, sent, refused)
    with call.transaction(place.organization_id) as session:
        form = _form(session, place)
        if form.redirect_url:
            return Reply(b"", 303, {"Location": form.redirect_url}, _HTML)
        body = rendering.page(
            session, form, language=language, action=_action(call, token), thanks=True
        )
        return _page(call, form, body)


def _take_in(call: Call, place: Place, origins: list[str], sent: Sent | None) -> None:
    """Let a submission pass the door, then store it; a program's is thanked and forgotten."""
    origin = call.request.headers.get("Origin", "")
    own = call.service.settings.public_url
    if origins and origin and origin not in {*origins, own}:
        raise Forbidden("origin_not_allowed")
    throttle.take(call.service.database, place.organization_id, place.form_id, _address(call))
    if sent is None:
        return
    with call.transaction(place.organization_id) as session:
        form = _form(session, place)
        receive(
            session, form, sent, region=region_of(session, otherwise=call.service.settings.region)
        )


@contextmanager
def _opened(call: Call, token: str) -> Iterator[tuple[Place, WebForm, Session]]:
    place = find_form(call.service.database, token)
    with call.service.database.reading(place.organization_id) as session:
        yield place, _form(session, place), session


def _form(session: Session, place: Place) -> WebForm:
    form = session.get(WebForm, place.form_id)
    if form is None or not form.is_active:
        raise NotFound
    return form


def _read(call: Call, language: str) -> Sent | None:
    """Read what was sent; None for what only a program would have filled in.

    Raises TooLarge, WrongType, Malformed.
    """
    values = _members(call)
    require_storable(values)
    if values.pop(HONEYPOT, "").strip():
        return None
    consents = values.pop(CONSENT, "") in {"yes", "true", "on", "1"}
    key = values.pop(_KEY, "").strip()
    headers = call.request.headers
    page = headers.get("Referer") or headers.get("Origin") or ""
    if page.startswith(f"{call.service.settings.public_url}/"):
        page = ""  # the form's own page says nothing of a site
    return Sent(
        values=values,
        consents=consents,
        language=language,
        address=_address(call),
        user_agent=headers.get("User-Agent", "")[:_LONGEST] or None,
        page=page[:_LONGEST] or None,
        key=key[:100] or None,
    )


def _members(call: Call) -> dict[str, str]:
    request = call.request
    if (request.content_length or 0) > MOST_BYTES or len(request.get_data()) > MOST_BYTES:
        raise TooLarge("body_too_large")
    if request.is_json:
        try:
            sent = orjson.loads(request.get_data() or b"null")
        except orjson.JSONDecodeError:
            raise Malformed("malformed_json") from None
        if not isinstance(sent, dict):
            raise Malformed("malformed_json")
        pairs = {name: _text(value) for name, value in sent.items()}
    elif request.mimetype in {"application/x-www-form-urlencoded", "multipart/form-data"}:
        pairs = request.form.to_dict()
    else:
        raise WrongType("form_required")
    if len(pairs) > _MOST_FIELDS:
        raise TooLarge("body_too_large")
    return pairs


def _text(value: Any) -> str:
    if value is True:
        return "yes"
    if value is None or value is False:
        return ""
    if isinstance(value, str | int | float):
        return str(value)
    raise Malformed("malformed_json")


def _address(call: Call) -> str:
    """Return where the request came from, as the gateway saw it."""
    forwarded = call.request.headers.get("X-Forwarded-For", "")
    return (forwarded.rpartition(",")[2].strip() or call.request.remote_addr or "")[:64]


def _language(call: Call) -> str:
    asked = call.request.args.get("lang", "")
    if asked in LANGUAGES:
        return asked
    return call.request.accept_languages.best_match(LANGUAGES, default="es") or "es"


def _wants_json(call: Call) -> bool:
    best = call.request.accept_mimetypes.best_match([_JSON, "text/html"], default="text/html")
    return call.request.is_json or best == _JSON


def _action(call: Call, token: str) -> str:
    return f"{PUBLIC}/{token}?lang={_language(call)}"


def _page(call: Call, form: WebForm | None, body: bytes, *, status: int = 200) -> Reply:
    headers = {
        "Content-Security-Policy": rendering.policy(form, call.service.settings.public_url),
        "Cache-Control": "no-store",
    }
    return Reply(body, status, headers, _HTML)


def _gone(call: Call, language: str) -> Reply:
    words = WORDS[language]
    body = rendering.refusal_page(language, title=words["gone_title"], text=words["gone"])
    return _page(call, None, body, status=404)


def _refused_page(
    call: Call, token: str, place: Place, sent: Sent | None, refused: Refused
) -> Reply:
    """Show the form again with what was typed and what is wrong with it."""
    language = _language(call)
    chosen = LANGUAGES.index(language)
    errors = {each.field: text_of(each.code, each.params, chosen) for each in refused.fields}
    with call.transaction(place.organization_id) as session:
        form = _form(session, place)
        asked = {field["name"] for field in form.fields} | {CONSENT}
        shown = {name: text for name, text in errors.items() if name in asked}
        plain = not isinstance(refused, Invalid) or len(shown) < len(errors)
        body = rendering.page(
            session,
            form,
            language=language,
            action=_action(call, token),
            typed=rendering.Typed(
                values=sent.values if sent else {},
                consents=sent.consents if sent else False,
                errors=shown,
                refusal=text_of(refused.code, refused.params, chosen) if plain else None,
            ),
        )
        reply = _page(call, form, body, status=refused.status)
    if refused.retry_after is not None:
        reply.headers["Retry-After"] = str(refused.retry_after)
    return reply


def _problem(refused: Refused, shared: Mapping[str, str], language: str) -> Reply:
    """Answer a script with the same document as the API, readable to its site."""
    chosen = LANGUAGES.index(language)
    body = {
        "type": f"/problems/{refused.code}",
        "status": refused.status,
        "code": refused.code,
        "detail": text_of(refused.code, refused.params, chosen),
        "errors": [
            {
                "field": each.field,
                "code": each.code,
                "message": text_of(each.code, each.params, chosen),
            }
            for each in refused.fields
        ],
    }
    headers = dict(shared)
    if refused.retry_after is not None:
        headers["Retry-After"] = str(refused.retry_after)
    return Reply(orjson.dumps(body), refused.status, headers, "application/problem+json")
