"""Routes of a capability: a table of methods, each with its permission and its transaction.

`Routes` stands on flask-openapi3, which documents and validates; what it adds is the order of the
checks (token → permission → readable body → valid members → operation) and that a request is one
transaction: the answer is rendered inside it, stored with the idempotency key inside it, and sent
only when it has been committed.
"""

import re
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, Literal, get_type_hints

from flask import Response, current_app, g, request
from flask_openapi3 import APIBlueprint, Tag
from pydantic import BaseModel, ValidationError
from sqlalchemy import exc
from werkzeug.exceptions import BadRequest

from chassis import faults
from chassis.audit import trail
from chassis.audit.trail import Command
from chassis.errors import Forbidden, Invalid, Malformed, PreconditionRequired, Refused, WrongType
from chassis.identity.actor import Actor
from chassis.identity.questions import INTERNAL, ISSUER_OF_PEOPLE, answers
from chassis.spec import Service
from chassis.web.call import Call, Reply
from chassis.web.idempotency import Keyed
from chassis.web.problems import invalid_from
from chassis.web.texts import require_storable

if TYPE_CHECKING:
    from chassis.records.types import RecordType

Match = Literal["required", "optional"] | None
View = Callable[..., Reply | Response]
_ETAG = re.compile(r'^(?:W/)?"(\d{1,10})"$')


class Routes:
    """The routes of one capability under `/api/v1`, in the order in which they are declared."""

    def __init__(self, name: str, *, tag: str, prefix: str = "/api/v1") -> None:
        self.name = name
        self.blueprint = APIBlueprint(
            name, __name__, abp_tags=[Tag(name=tag)], url_prefix=prefix or None
        )
        self.described: dict[tuple[str, str], dict[str, Any]] = {}
        """What the OpenAPI document needs beside the models: lists, representations, rights."""

    def get(self, rule: str, *, allow: str | None, **options: Any) -> Callable[[View], View]:
        """Declare a read. `allow` is the permission, None for any signed-in user."""
        return self._route("get", rule, allow=allow, **options)

    def post(self, rule: str, *, allow: str | None, **options: Any) -> Callable[[View], View]:
        """Declare a command."""
        return self._route("post", rule, allow=allow, **options)

    def put(self, rule: str, *, allow: str | None, **options: Any) -> Callable[[View], View]:
        """Declare a command that replaces one's own state."""
        return self._route("put", rule, allow=allow, **options)

    def patch(self, rule: str, *, allow: str | None, **options: Any) -> Callable[[View], View]:
        """Declare a merge of some members."""
        return self._route("patch", rule, allow=allow, **options)

    def delete(self, rule: str, *, allow: str | None, **options: Any) -> Callable[[View], View]:
        """Declare a removal."""
        return self._route("delete", rule, allow=allow, **options)

    def public(self, method: str, rule: str, **options: Any) -> Callable[[View], View]:
        """Declare a route without a token (webhooks, login); it opens its own transaction."""
        return self._route(method, rule, allow=None, token=False, **options)

    def _route(  # noqa: PLR0913 - a route is described whole, in one place
        self,
        method: str,
        rule: str,
        *,
        allow: str | None,
        token: bool = True,
        match: Match = None,
        returns: "RecordType | type[BaseModel] | None" = None,
        lists: "RecordType | None" = None,
        session: bool = True,
        summary: str | None = None,
        status: int | None = None,
        reads: "type[BaseModel] | None" = None,
        uploads: bool = False,
    ) -> Callable[[View], View]:
        """`status` and `reads` only describe: the status of success where the method does not
        tell it, and a body that may be left out, which the view reads itself; `uploads` that the
        body is a form with the part `file`.
        """
        path = re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule)
        self.described[(method, path)] = {
            "allow": allow,
            "token": token,
            "match": match,
            "returns": returns,
            "lists": lists,
            "status": status,
            "reads": reads,
            "uploads": uploads,
        }

        def decorate(view: View) -> View:
            models = _models(view)
            self._document(method, rule, view, models, summary)
            writes = method != "get"
            action = f"{method.upper()} {self.blueprint.url_prefix or ''}{path}"

            def answer(command: Command | None, path_values: dict[str, Any]) -> Response:
                call = _open_call(command, token=token, allow=allow)
                arguments = {**path_values, **_validated(models)}
                _read_match(call, match)
                if not (token and session):
                    return _respond(view(call, **arguments))
                if command is not None:
                    answered = _respond(_in_transaction(call, command, view, arguments))
                    faults.point("web.before_answer")
                    return answered
                return _respond(_reading(call, view, arguments))

            @wraps(view)
            def serve(**path_values: Any) -> Response:
                with trail.following(action if writes else None, path_values) as command:
                    try:
                        return answer(command, path_values)
                    except Refused as refused:
                        if command is not None:
                            trail.refuse(_service().database, command, refused)
                        raise

            serve.__annotations__ = {}
            bare: Any = serve
            del bare.__wrapped__
            self.blueprint.add_url_rule(
                rule, endpoint=view.__name__, view_func=serve, methods=[method.upper()]
            )
            return view

        return decorate

    def _document(
        self,
        method: str,
        rule: str,
        view: View,
        models: dict[str, type[BaseModel]],
        summary: str | None,
    ) -> None:
        """Let flask-openapi3 describe the route from its models; our own function serves it."""
        described: Any = lambda: None  # noqa: E731 - a bare carrier of annotations
        described.__name__ = view.__name__
        described.__doc__ = view.__doc__
        described.__annotations__ = dict(models)
        self.blueprint._collect_openapi_info(  # noqa: SLF001 - it has no public way in
            rule, described, summary=summary, method=method.upper(), doc_ui=True
        )


def _models(view: View) -> dict[str, type[BaseModel]]:
    hints = get_type_hints(view)
    return {name: hints[name] for name in ("query", "body") if name in hints}


def _service() -> Service:
    found: Service = current_app.config["TRONCAL_SERVICE"]
    return found


def _open_call(command: Command | None, *, token: bool, allow: str | None) -> Call:
    service = _service()
    if not token:
        return Call(service, request, None)
    actor = current_app.config["TRONCAL_AUTHENTICATE"](request)
    g.actor = actor
    if command is not None:
        command.actor = actor
    _require_question(service, actor)
    if allow is not None:
        actor.require(allow)
    return Call(service, request, actor)


def _require_question(service: Service, actor: Actor) -> None:
    """Let services in where a question of theirs is listed, and nobody else there."""
    rule = request.url_rule.rule if request.url_rule is not None else ""
    by_service = actor.service not in {"", ISSUER_OF_PEOPLE}
    if not by_service and not rule.startswith(INTERNAL):
        return
    if not answers(
        service.name,
        service.spec.catalog.questions,
        caller=actor.service,
        method=request.method,
        rule=rule,
    ):
        raise Forbidden("not_asked_here")


def _validated(models: dict[str, type[BaseModel]]) -> dict[str, BaseModel]:
    found: dict[str, BaseModel] = {}
    if b"%00" in request.query_string:
        require_storable(request.args.to_dict())
    try:
        if "query" in models:
            found["query"] = models["query"].model_validate(request.args.to_dict())
        if "body" in models:
            found["body"] = models["body"].model_validate(_json_body())
    except ValidationError as error:
        raise invalid_from(error) from None
    return found


def _json_body() -> Any:
    if not request.is_json:
        raise WrongType("json_required")
    try:
        body = request.get_json()
    except (BadRequest, RecursionError):
        raise Malformed("malformed_json") from None
    require_storable(body, raw=request.get_data())
    return body


def _read_match(call: Call, match: Match) -> None:
    if match is None:
        return
    header = request.headers.get("If-Match")
    if header is None:
        if match == "required":
            raise PreconditionRequired
        return
    found = _ETAG.match(header.strip())
    if found is None:
        raise Invalid("invalid_if_match")
    call.expected_version = int(found[1])


def _in_transaction(
    call: Call, command: Command, view: View, arguments: dict[str, Any]
) -> Reply | Response:
    actor = call.actor
    with call.service.database.transaction(actor.organization_id, actor=actor) as session:
        call.session = session
        key = request.headers.get("Idempotency-Key")
        keyed = None
        if key is not None and request.method == "POST":
            keyed = Keyed(session, actor, request, key)
            stored = keyed.replay()
            if stored is not None:
                return stored
        command.session = session
        reply = view(call, **arguments)
        command.status = reply.status if isinstance(reply, Reply) else reply.status_code
        if keyed is not None and isinstance(reply, Reply):
            session.flush()
            keyed.store(reply)
        faults.point("web.before_commit")
    faults.point("web.after_commit")
    return reply


def _reading(call: Call, view: View, arguments: dict[str, Any]) -> Reply | Response:
    """Read; a connection that died while it lay in the pool is replaced once."""
    for last_try in (False, True):
        try:
            with call.service.database.reading(
                call.actor.organization_id, actor=call.actor
            ) as session:
                call.session = session
                return view(call, **arguments)
        except exc.DBAPIError as error:
            if last_try or not error.connection_invalidated:
                raise
    raise AssertionError("unreachable")


def _respond(reply: Reply | Response) -> Response:
    if isinstance(reply, Response):
        return reply
    response = Response(reply.body, reply.status, content_type=reply.content_type)
    response.headers.extend(reply.headers)
    if reply.status == 204:  # noqa: PLR2004 - No Content has no type either
        response.headers.pop("Content-Type", None)
    return response
