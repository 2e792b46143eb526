"""A Twilio on loopback that holds both sides to Twilio's own OpenAPI description.

Every request of the official client and every answer of this fake is validated with openapi-core;
a parameter that the description does not name fails the test, which Twilio itself would ignore.
State is kept per fake: calls, messages, numbers. Failures are set by the test.
"""

import base64
import json
import os
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs
from wsgiref.simple_server import WSGIRequestHandler, make_server

from openapi_core import OpenAPI
from openapi_core.contrib.werkzeug import WerkzeugOpenAPIRequest, WerkzeugOpenAPIResponse
from werkzeug import Request, Response

SPEC = "data/twilio_api_v2010.json"


def spec_path() -> Path | None:
    """Find Twilio's description: TRONCAL_SHARED, else a `shared` folder beside a parent."""
    named = os.environ.get("TRONCAL_SHARED")
    folders = [Path(named)] if named else [p / "shared" for p in Path(__file__).parents]
    return next((folder / SPEC for folder in folders if (folder / SPEC).exists()), None)


@lru_cache(maxsize=1)
def _document(path: Path) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(path.read_text())
    for item in document["paths"].values():
        item.pop("servers", None)
    return document


@dataclass
class TwilioFake:
    """The state that a test looks at and sets."""

    account_sid: str
    token: str
    openapi: OpenAPI
    paths: dict[str, Any]
    base_url: str = ""
    calls: dict[str, dict[str, Any]] = field(default_factory=dict)
    messages: list[dict[str, Any]] = field(default_factory=list)
    numbers: list[dict[str, Any]] = field(default_factory=list)
    fail_with: list[int] = field(default_factory=list)
    lose_answer: bool = False
    violations: list[str] = field(default_factory=list)
    requests: list[tuple[str, str, dict[str, list[str]]]] = field(default_factory=list)

    def reset(self) -> None:
        """Forget everything; for the next test of a module."""
        self.calls, self.messages, self.numbers = {}, [], []
        self.fail_with, self.violations, self.requests = [], [], []
        self.lose_answer = False

    def application(self, environ: dict[str, Any], start_response: Any) -> Any:
        """Serve one request."""
        request = Request(environ)
        form = parse_qs(request.get_data(as_text=True), keep_blank_values=True)
        self.requests.append((request.method, request.path, form))
        response = self._serve(request, form)
        return response(environ, start_response)

    def _serve(self, request: Request, form: dict[str, list[str]]) -> Response:
        expected = base64.b64encode(f"{self.account_sid}:{self.token}".encode()).decode()
        if request.headers.get("Authorization") != f"Basic {expected}":
            return _problem(401, 20003, "Authenticate")
        self._check(lambda: self.openapi.validate_request(_RequestView(request)))
        self._check_names(request, form)
        if self.fail_with:
            status = self.fail_with.pop(0)
            return _problem(status, 20429 if status == 429 else 21211, "Invalid 'To' Phone Number")
        response = self._route(request, form)
        if response.status_code < 400:
            self._check(
                lambda: self.openapi.validate_response(
                    _RequestView(request), WerkzeugOpenAPIResponse(response)
                )
            )
        if self.lose_answer:
            self.lose_answer = False
            return Response("upstream timed out", 502)
        return response

    def _check(self, check: Any) -> None:
        try:
            check()
        except Exception as error:  # noqa: BLE001 - whatever the validator says is the finding
            cause = error.__cause__
            self.violations.append(f"{error!r} {cause!r} {getattr(cause, 'schema_errors', '')}")

    def _check_names(self, request: Request, form: dict[str, list[str]]) -> None:
        """Refuse parameters that the operation does not name; the validator accepts them."""
        operation = self._operation(request)
        schema = (
            operation.get("requestBody", {})
            .get("content", {})
            .get("application/x-www-form-urlencoded", {})
            .get("schema", {})
        )
        known = set(schema.get("properties", {}))
        known |= {p["name"] for p in operation.get("parameters", []) if p["in"] == "query"}
        for name in [*form, *request.args]:
            if name not in known:
                self.violations.append(f"unknown parameter {name} in {request.path}")

    def _operation(self, request: Request) -> dict[str, Any]:
        for path, item in self.paths.items():
            if re.fullmatch(re.sub(r"\{\w+\}", r"[^/]+?", path), request.path):
                return item.get(request.method.lower(), {})
        return {}

    def _route(  # noqa: C901, PLR0911 - the routes as one table
        self, request: Request, form: dict[str, list[str]]
    ) -> Response:
        parts = request.path.removesuffix(".json").split("/")[4:]
        query = {name: request.args[name] for name in request.args}
        values = {name: found[0] for name, found in form.items()}
        match (request.method, parts):
            case ("GET", ["Calls"]):
                return _page(
                    "calls",
                    [
                        c
                        for c in self.calls.values()
                        if query.get("ParentCallSid") in (None, c["parent_call_sid"])
                    ],
                )
            case ("GET", ["Calls", sid]) if sid in self.calls:
                return _json(self.calls[sid])
            case ("POST", ["Calls", sid]) if sid in self.calls:
                self.calls[sid]["status"] = values["Status"]
                return _json(self.calls[sid])
            case ("POST", ["Messages"]):
                return _json(
                    self.add_message(values.get("To", ""), values["From"], values["Body"]), 201
                )
            case ("GET", ["Messages"]):
                return _page(
                    "messages",
                    [
                        m
                        for m in self.messages
                        if m["to"] == query.get("To", m["to"])
                        and m["from"] == query.get("From", m["from"])
                    ],
                )
            case ("GET", ["Messages", sid]):
                found = [m for m in self.messages if m["sid"] == sid]
                return _json(found[0]) if found else _problem(404, 20404, "not found")
            case ("GET", ["IncomingPhoneNumbers"]):
                wanted = query.get("PhoneNumber")
                return _page(
                    "incoming_phone_numbers",
                    [n for n in self.numbers if wanted in (None, n["phone_number"])],
                )
            case ("POST", ["IncomingPhoneNumbers"]):
                number = self.add_number(values["PhoneNumber"])
                number["voice_url"] = values.get("VoiceUrl")
                return _json(number, 201)
            case ("POST", ["IncomingPhoneNumbers", sid]):
                number = next(n for n in self.numbers if n["sid"] == sid)
                number["voice_url"] = values.get("VoiceUrl", number["voice_url"])
                number["status_callback"] = values.get("StatusCallback", "")
                return _json(number)
            case ("GET", ["AvailablePhoneNumbers", country, "Local"]):
                return _page("available_phone_numbers", [_offer(country)])
        return _problem(404, 20404, "The requested resource was not found")

    def add_call(self, sid: str, **more: Any) -> dict[str, Any]:
        """A call in Twilio's record."""
        call = {
            "sid": sid,
            "account_sid": self.account_sid,
            "status": "in-progress",
            "from": "+573001112233",
            "to": "+576015550101",
            "parent_call_sid": None,
            "direction": "inbound",
            "duration": None,
            "price": None,
            "price_unit": "USD",
            "start_time": _moment(),
            "end_time": None,
            "date_created": _moment(),
            "date_updated": _moment(),
            "api_version": "2010-04-01",
            "subresource_uris": {},
            "uri": f"/2010-04-01/Accounts/{self.account_sid}/Calls/{sid}.json",
            **more,
        }
        self.calls[sid] = call
        return call

    def add_message(self, to: str, sender: str, body: str) -> dict[str, Any]:
        """A message in Twilio's record."""
        sid = f"SM{len(self.messages) + 1:032x}"
        message = {
            "sid": sid,
            "account_sid": self.account_sid,
            "to": to,
            "from": sender,
            "body": body,
            "status": "queued",
            "num_segments": "1",
            "num_media": "0",
            "direction": "outbound-api",
            "error_code": None,
            "error_message": None,
            "price": None,
            "price_unit": "USD",
            "messaging_service_sid": None,
            "api_version": "2010-04-01",
            "date_created": _moment(),
            "date_updated": _moment(),
            "date_sent": None,
            "subresource_uris": {},
            "uri": f"/2010-04-01/Accounts/{self.account_sid}/Messages/{sid}.json",
        }
        self.messages.append(message)
        return message

    def add_number(self, e164: str) -> dict[str, Any]:
        """A number that the account holds."""
        number = {
            "sid": f"PN{len(self.numbers) + 1:032x}",
            "account_sid": self.account_sid,
            "phone_number": e164,
            "friendly_name": e164,
            "voice_url": None,
            "status_callback": "",
            "capabilities": {"voice": True, "sms": True, "mms": False, "fax": False},
            "api_version": "2010-04-01",
            "date_created": _moment(),
            "date_updated": _moment(),
        }
        self.numbers.append(number)
        return number


@contextmanager
def twilio_fake(account_sid: str, token: str, spec: Path) -> Iterator[TwilioFake]:
    """Serve a fake on loopback."""

    class Quiet(WSGIRequestHandler):
        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    holder: list[TwilioFake] = []

    def serve(environ: dict[str, Any], start_response: Any) -> Any:
        return holder[0].application(environ, start_response)

    server = make_server("127.0.0.1", 0, serve, handler_class=Quiet)
    base = f"http://127.0.0.1:{server.server_port}"
    document = {**_document(spec), "servers": [{"url": base}]}
    holder.append(
        TwilioFake(
            account_sid, token, OpenAPI.from_dict(document), document["paths"], base_url=base
        )
    )
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield holder[0]
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _RequestView(WerkzeugOpenAPIRequest):
    """The request for the validator; the description speaks of the media type alone."""

    @property
    def content_type(self) -> str:
        return super().content_type.partition(";")[0]


def _moment() -> str:
    return format_datetime(datetime.now(UTC))


def _json(value: Any, status: int = 200) -> Response:
    return Response(json.dumps(value), status, content_type="application/json")


def _page(name: str, items: list[Any]) -> Response:
    return _json(
        {
            name: items,
            "page": 0,
            "page_size": 50,
            "start": 0,
            "end": len(items),
            "first_page_uri": "/",
            "next_page_uri": None,
            "previous_page_uri": None,
            "uri": "/",
        }
    )


def _offer(country: str) -> dict[str, Any]:
    return {
        "friendly_name": "(601) 555-0177",
        "phone_number": "+576015550177",
        "iso_country": country,
        "beta": False,
        "address_requirements": "none",
        "capabilities": {"voice": True, "sms": True, "mms": False, "fax": False},
    }


def _problem(status: int, code: int, message: str) -> Response:
    return _json(
        {
            "code": code,
            "message": message,
            "status": status,
            "more_info": f"https://www.twilio.com/docs/errors/{code}",
        },
        status,
    )
