"""OpenAPI 3.1: what a service's routes, record types and bodies say, and all services as one.

flask-openapi3 describes request bodies and queries; what it cannot know is added here from
`Routes.described`: path parameters, list parameters and representations of record types, problem
answers, rights, If-Match and Idempotency-Key. The document follows from the code alone, so the same
release always gives the same document, and client code may be generated from it.
"""

import copy
import re
from collections.abc import Mapping
from typing import Any

from flask_openapi3 import OpenAPI
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema
from werkzeug.routing import Rule

from chassis.records.openapi import describe
from chassis.records.types import RecordType
from chassis.spec import Service
from chassis.web.app import routes_of

INTERNAL_PATH = "/internal/openapi.json"
"""Where every service answers with its own document, for the one that merges them."""

Document = dict[str, Any]

_ARGUMENT = re.compile(r"<(?:(\w+)(?:\([^)]*\))?:)?(\w+)>")
_BREAK = re.compile(r"\s*<br/?>\s*")
_REF = "#/components/schemas/"
_OF_CONVERTER: Mapping[str, Mapping[str, Any]] = {
    "uuid": {"type": "string", "format": "uuid"},
    "int": {"type": "integer", "minimum": 0},
}
_PROBLEM = {
    "type": "object",
    "description": "A refusal (RFC 9457). `code` is stable; the texts follow Accept-Language.",
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "code": {"type": "string"},
        "trace_id": {"type": "string"},
        "params": {"type": "object", "additionalProperties": {"type": "string"}},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "field": {"type": "string"},
                    "code": {"type": "string"},
                    "message": {"type": "string"},
                },
                "required": ["field", "code", "message"],
            },
        },
    },
    "required": ["type", "title", "status", "detail", "code"],
}
_PROBLEMS = {
    "400": "The request cannot be read.",
    "401": "No token, or one that does not hold.",
    "403": "The profile does not allow this; nothing was written.",
    "404": "Absent, or not visible to the caller.",
    "409": "In conflict with the record's present state.",
    "412": "Changed since the version in If-Match.",
    "422": "Invalid members; `errors` names each.",
    "428": "If-Match is missing.",
    "503": "Not available now; Retry-After says when to try again.",
}
_UPLOAD = {
    "required": True,
    "content": {
        "multipart/form-data": {
            "schema": {
                "type": "object",
                "properties": {
                    "file": {"type": "string", "format": "binary"},
                    "note": {"type": "string"},
                },
                "required": ["file"],
            }
        }
    },
}
_COMMANDS = frozenset({"post", "put", "patch", "delete"})


def document(service: Service, app: OpenAPI) -> Document:
    """Describe one service's routes."""
    made: Document = copy.deepcopy(app.api_doc)
    schemas: dict[str, Any] = made.setdefault("components", {}).setdefault("schemas", {})
    schemas.pop("ValidationErrorModel", None)
    schemas["Problem"] = _PROBLEM
    rules = _rules(app)
    paths: dict[str, dict[str, Any]] = {}
    for routes in routes_of(service):
        prefix = routes.blueprint.url_prefix or ""
        for (method, path), said in routes.described.items():
            rule = rules.get((method.upper(), prefix + path))
            if rule is None:
                continue
            given = made["paths"].get(prefix + path, {}).get(method, {})
            paths.setdefault(prefix + path, {})[method] = _operation(
                service.name, method, rule, given, said, schemas
            )
    return {
        "openapi": "3.1.0",
        "info": information(f"Troncal {service.name}"),
        "servers": [{"url": "/"}],
        "tags": made.get("tags", []),
        "paths": dict(sorted(paths.items())),
        "components": {
            "schemas": dict(sorted(schemas.items())),
            "securitySchemes": {
                "bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}
            },
        },
    }


def information(title: str) -> dict[str, Any]:
    """Return the `info` of a document."""
    return {
        "title": title,
        "version": "1",
        "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
    }


def _rules(app: OpenAPI) -> dict[tuple[str, str], Rule]:
    return {
        (method, _ARGUMENT.sub(r"{\2}", rule.rule)): rule
        for rule in app.url_map.iter_rules()
        for method in rule.methods or ()
    }


def _operation(
    service: str,
    method: str,
    rule: Rule,
    given: Mapping[str, Any],
    said: Mapping[str, Any],
    schemas: dict[str, Any],
) -> dict[str, Any]:
    made: dict[str, Any] = {
        "operationId": _operation_id(service, rule.endpoint),
        "tags": given.get("tags", []),
        "summary": _text(given.get("summary", "")),
        "parameters": [
            *_path_parameters(rule),
            *given.get("parameters", []),
            *_list_parameters(said["lists"]),
            *_header_parameters(method, said),
        ],
        "responses": {**_answers(method, rule, said, schemas), **_problems(method, rule, said)},
        "security": [{"bearer": []}] if said["token"] else [],
    }
    if given.get("description"):
        made["description"] = _text(given["description"])
    if "requestBody" in given:
        made["requestBody"] = given["requestBody"]
    if said["reads"] is not None:
        content = {"application/json": {"schema": _ref(_add_model(said["reads"], schemas))}}
        made["requestBody"] = {"content": content, "required": False}
    if said["uploads"]:
        made["requestBody"] = _UPLOAD
    if said["allow"]:
        made["x-permission"] = said["allow"]
    return {name: value for name, value in made.items() if value or name == "security"}


def _operation_id(service: str, endpoint: str) -> str:
    words = endpoint.split(".")
    if words[0] != service and not words[0].startswith(f"{service}_"):
        words.insert(0, service)
    return "_".join(words).replace("-", "_")


def _text(text: str) -> str:
    return _BREAK.sub("\n", text).strip()


def _path_parameters(rule: Rule) -> list[dict[str, Any]]:
    return [
        {
            "name": name,
            "in": "path",
            "required": True,
            "schema": dict(_OF_CONVERTER.get(converter, {"type": "string"})),
        }
        for converter, name in _ARGUMENT.findall(rule.rule)
    ]


def _list_parameters(lists: RecordType | None) -> list[dict[str, Any]]:
    return [] if lists is None else list(describe(lists)["parameters"])


def _header_parameters(method: str, said: Mapping[str, Any]) -> list[dict[str, Any]]:
    found = []
    if said["match"]:
        found.append(
            {
                "name": "If-Match",
                "in": "header",
                "required": said["match"] == "required",
                "schema": {"type": "string"},
                "description": "The record's ETag.",
            }
        )
    if method == "post" and said["token"]:
        found.append(
            {
                "name": "Idempotency-Key",
                "in": "header",
                "required": False,
                "schema": {"type": "string", "minLength": 1, "maxLength": 200},
                "description": "The same key and body give the first answer again, for 48 hours.",
            }
        )
    return found


def _answers(
    method: str, rule: Rule, said: Mapping[str, Any], schemas: dict[str, Any]
) -> dict[str, Any]:
    if said["lists"] is not None:
        described = describe(said["lists"])
        _add_record(described, schemas)
        schemas[f"{described['schema_name']}Page"] = described["page"]
        schemas["Total"] = described["total"]
        either = [_ref(f"{described['schema_name']}Page"), _ref("Total")]
        return {"200": _json("A page, or with `count=1` the total.", {"anyOf": either})}
    returns, status = said["returns"], said["status"]
    if returns is None and status is not None:
        return {str(status): {"description": "Done."}}
    if returns is None:
        return {"204" if method == "delete" else "2XX": {"description": "Done."}}
    if isinstance(returns, RecordType):
        described = describe(returns)
        _add_record(described, schemas)
        answer = _json("The record.", _ref(described["schema_name"]))
        answer["headers"] = {"ETag": {"schema": {"type": "string"}}}
    else:
        answer = _json("The answer.", _ref(_add_model(returns, schemas)))
    if status is not None:
        return {str(status): answer}
    if method == "post":
        # A collection's POST creates; an action may create something below the record.
        return {"201": answer} if not rule.arguments else {"200": answer, "201": answer}
    return {"200": answer}


def _add_record(described: Mapping[str, Any], schemas: dict[str, Any]) -> None:
    schemas[described["schema_name"]] = described["schema"]


def _add_model(model: type[BaseModel], schemas: dict[str, Any]) -> str:
    _, made = models_json_schema([(model, "serialization")], ref_template=_REF + "{model}")
    schemas.update(made["$defs"])
    return model.__name__


def _ref(name: str) -> dict[str, str]:
    return {"$ref": _REF + name}


def _json(description: str, schema: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "description": description,
        "content": {"application/json": {"schema": dict(schema)}},
    }


def _problems(method: str, rule: Rule, said: Mapping[str, Any]) -> dict[str, Any]:
    possible = {
        "400": method in _COMMANDS,
        "401": said["token"],
        "403": bool(said["allow"]),
        "404": bool(rule.arguments),
        "409": method in _COMMANDS,
        "412": bool(said["match"]),
        "422": True,
        "428": said["match"] == "required",
        "503": True,
    }
    content = {"application/problem+json": {"schema": _ref("Problem")}}
    return {
        status: {"description": _PROBLEMS[status], "content": content}
        for status, may in possible.items()
        if may
    }
