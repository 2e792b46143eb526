"""Errors as `application/problem+json` (RFC 9457): a stable code, the field, what to do."""

from collections.abc import Iterable, Mapping
from typing import Any

import orjson
from flask import Response, current_app, request
from opentelemetry import trace
from pydantic import ValidationError

from chassis.errors import FieldError, Invalid, Refused
from chassis.web.messages import PYDANTIC_CODES

_TITLES = {
    400: ("Solicitud ilegible", "Malformed request"),
    401: ("Sesión no válida", "Not signed in"),
    403: ("No permitido", "Not allowed"),
    404: ("No encontrado", "Not found"),
    405: ("Método no permitido", "Method not allowed"),
    409: ("En conflicto con el estado actual", "Conflicts with the current state"),
    412: ("Cambiado por otra persona", "Changed by somebody else"),
    413: ("Demasiado grande", "Too large"),
    415: ("Tipo de contenido no admitido", "Unsupported media type"),
    422: ("Datos no válidos", "Invalid data"),
    428: ("Falta la versión del registro", "Record version required"),
    429: ("Demasiadas solicitudes", "Too many requests"),
    500: ("Error interno", "Internal error"),
    502: ("Servicio no disponible", "Service unavailable"),
    503: ("Servicio no disponible", "Service unavailable"),
    504: ("El servicio tardó demasiado", "The service took too long"),
}
_SPANISH, _ENGLISH = 0, 1


def language() -> int:
    """Index of the language that the client prefers: Spanish unless English is asked for."""
    best = request.accept_languages.best_match(["es", "en"], default="es")
    return _ENGLISH if best == "en" else _SPANISH


def text_of(code: str, params: Mapping[str, Any], chosen: int) -> str:
    """Word a code in a language; a code without words shows itself (a test forbids that)."""
    messages: Mapping[str, tuple[str, str]] = current_app.config["TRONCAL_MESSAGES"]
    words = messages.get(code)
    if words is None:
        return code
    return words[chosen].format_map(_Params(params))


class _Params(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return ""


def trace_id() -> str:
    """Return the id under which logs and traces know this request."""
    context = trace.get_current_span().get_span_context()
    return format(context.trace_id, "032x")


def problem(
    status: int,
    code: str,
    *,
    fields: Iterable[FieldError] = (),
    params: Mapping[str, Any] | None = None,
    retry_after: int | None = None,
) -> Response:
    """Build the answer for a refusal."""
    chosen = language()
    title = _TITLES.get(status, _TITLES[500])[chosen]
    body: dict[str, Any] = {
        "type": f"/problems/{code}",
        "title": title,
        "status": status,
        "detail": text_of(code, params or {}, chosen),
        "code": code,
        "trace_id": trace_id(),
    }
    errors = [
        {
            "field": error.field,
            "code": error.code,
            "message": text_of(error.code, error.params, chosen),
        }
        for error in fields
    ]
    if errors:
        body["errors"] = errors
    if params:
        body["params"] = {name: str(value) for name, value in params.items()}
    response = Response(orjson.dumps(body), status, mimetype="application/problem+json")
    response.headers["Content-Language"] = "en" if chosen == _ENGLISH else "es"
    response.vary.add("Accept-Language")
    if retry_after is not None:
        response.headers["Retry-After"] = str(retry_after)
    return response


def from_refused(refused: Refused) -> Response:
    """Build the answer for a raised refusal."""
    return problem(
        refused.status,
        refused.code,
        fields=refused.fields,
        params=refused.params,
        retry_after=refused.retry_after,
    )


def invalid_from(error: ValidationError) -> Invalid:
    """Translate Pydantic's findings into ours: dotted path, our code, values for the text."""
    fields = []
    for found in error.errors(include_url=False, include_input=False):
        code = PYDANTIC_CODES.get(found["type"], "invalid_value")
        context = {name: str(value) for name, value in found.get("ctx", {}).items()}
        if found["type"] == "value_error":
            refused = found.get("ctx", {}).get("error")
            code = str(refused) if refused is not None else code
        path = ".".join(str(part) for part in found["loc"])
        fields.append(FieldError(path, code, context))
    return Invalid("invalid_fields", *fields)
