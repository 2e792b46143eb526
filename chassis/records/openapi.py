"""The OpenAPI 3.1 description of a record type, read from its definition."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ARRAY, JSON, Boolean, Column, Date, DateTime, Integer, Uuid

from chassis import budgets
from chassis.records.expressions import plain
from chassis.records.types import Field, Kind, Many, MoneyOf, RecordType

_MONEY: Mapping[str, Any] = {
    "type": ["object", "null"],
    "properties": {
        "amount": {"type": "string", "pattern": r"^-?\d+(\.\d+)?$"},
        "currency": {"type": "string", "pattern": "^[A-Z]{3}$"},
    },
    "required": ["amount", "currency"],
    "additionalProperties": False,
}
_CUSTOM: Mapping[str, Any] = {
    "type": "object",
    "additionalProperties": True,
    "description": (
        "Values of the organization's own fields by key; a field without a value is absent."
        " Filter by `custom.<key>` and its operators, sort by `custom.<key>` or `-custom.<key>`."
    ),
}
_OF_KIND: Mapping[Kind, Mapping[str, Any]] = {
    "text": {"type": "string"},
    "choice": {"type": "string"},
    "many": {"type": "string"},
    "id": {"type": "string", "format": "uuid"},
    "integer": {"type": "integer"},
    "decimal": {"type": "string", "pattern": r"^[+-]?\d+(\.\d+)?$"},
    "boolean": {"type": "boolean"},
    "date": {"type": "string", "format": "date"},
    "time": {"type": "string", "format": "date-time"},
}
_LIST_PARAMETERS: tuple[tuple[str, Mapping[str, Any], str], ...] = (
    (
        "limit",
        {
            "type": "integer",
            "minimum": 1,
            "maximum": budgets.LIST_LIMIT_MAX,
            "default": budgets.LIST_LIMIT_DEFAULT,
        },
        "How many items a page has.",
    ),
    ("cursor", {"type": "string"}, "`next_cursor` of the page before."),
    (
        "offset",
        {"type": "integer", "minimum": 0},
        f"Instead of `cursor`; up to {budgets.OFFSET_MAX} unless the caller sees all.",
    ),
    (
        "count",
        {"type": "string", "enum": ["0", "1"]},
        "`1` answers only `total` and `total_is_estimate`.",
    ),
)


def describe(rt: RecordType) -> dict[str, Any]:
    """Return what the OpenAPI document says of a record type.

    `schema`: one record; `page`: an answer of the list with `$ref` to it under the name
    `schema_name`; `total`: the answer of `count=1`; `parameters`: the list's query parameters.
    Pure: the same description for everybody, with hidden members not required.
    """
    name = "".join(part.title() for part in rt.name.split("_"))
    reference = {"$ref": f"#/components/schemas/{name}"}
    schema = _object(rt.json, optional=frozenset(rt.hidden), choices=_choices(rt))
    if rt.custom is not None:
        schema["properties"]["custom"] = dict(_CUSTOM)
        schema["required"].append("custom")
    return {
        "schema_name": name,
        "schema": schema,
        "page": {
            "type": "object",
            "properties": {
                "items": {"type": "array", "items": reference},
                "next_cursor": {"type": ["string", "null"]},
            },
            "required": ["items", "next_cursor"],
        },
        "total": {
            "type": "object",
            "properties": {
                "total": {"type": "integer", "minimum": 0},
                "total_is_estimate": {"type": "boolean"},
            },
            "required": ["total", "total_is_estimate"],
        },
        "parameters": _parameters(rt),
    }


def _choices(rt: RecordType) -> Mapping[str, tuple[str, ...]]:
    return {
        name: tuple(field.choices)
        for name, field in rt.fields.items()
        if field.choices and field.of is None
    }


def _object(
    members: Mapping[str, Any],
    *,
    optional: frozenset[str] = frozenset(),
    choices: Mapping[str, tuple[str, ...]],
) -> dict[str, Any]:
    properties = {name: _member(part) for name, part in members.items()}
    for name in properties.keys() & choices.keys():
        if properties[name].get("type") in ("string", ["string", "null"]):
            null = [None] if "null" in properties[name]["type"] else []
            properties[name]["enum"] = [*choices[name], *null]
    return {
        "type": "object",
        "properties": properties,
        "required": [name for name in members if name not in optional],
    }


def _member(part: Any) -> dict[str, Any]:
    if isinstance(part, MoneyOf):
        return dict(_MONEY)
    if isinstance(part, Many):
        item = _object(part.json, choices={}) if part.value is None else _member(part.value)
        return {"type": "array", "items": item}
    if isinstance(part, Mapping):
        return _object(part, choices={})
    return _column(plain(part))


def _column(column: Any) -> dict[str, Any]:
    schema = _type(column.type)
    nullable = not isinstance(column, Column) or column.nullable
    if nullable and "type" in schema:
        schema["type"] = [schema["type"], "null"]
    return schema


def _type(kind: Any) -> dict[str, Any]:
    if isinstance(kind, ARRAY):
        return {"type": "array", "items": _type(kind.item_type)}
    if isinstance(kind, JSON):
        return {}
    for sql_type, name in _NAMED:
        if isinstance(kind, sql_type):
            return dict(_OF_KIND[name])
    return dict(_OF_KIND["text"])


_NAMED: tuple[tuple[type, Kind], ...] = (
    (Uuid, "id"),
    (Boolean, "boolean"),
    (Integer, "integer"),
    (DateTime, "time"),
    (Date, "date"),
)


def _parameters(rt: RecordType) -> list[dict[str, Any]]:
    found = []
    if rt.search is not None:
        found.append(_parameter("q", {"type": "string", "maxLength": 200}, "Search text."))
    for name, field in rt.fields.items():
        found += [_filter(name, field, operator) for operator in field.operators]
    orders: dict[str, Any] = {"type": "string", "enum": list(rt.orders), "default": rt.default_sort}
    if rt.custom is not None:
        own = {"type": "string", "pattern": r"^-?custom\.[a-z][a-z0-9_]*$"}
        orders = {
            "anyOf": [{"type": "string", "enum": orders["enum"]}, own],
            "default": rt.default_sort,
        }
    found.append(_parameter("sort", orders, "One declared order; `-` reverses it."))
    if rt.live is not None:
        discarded = {"type": "boolean", "default": False}
        found.append(_parameter("discarded", discarded, "Show the discarded ones instead."))
    found += [_parameter(*described) for described in _LIST_PARAMETERS]
    return found


def _filter(name: str, field: Field, operator: str) -> dict[str, Any]:
    schema: dict[str, Any] = dict(_OF_KIND[field.kind])
    if field.kind == "many":
        schema = _type(plain(field.column).type)["items"]
    if field.choices:
        schema["enum"] = list(field.choices)
    if operator == "is_null":
        schema = {"type": "boolean"}
    if operator == "in":
        return {
            **_parameter(f"{name}.in", {"type": "array", "items": schema}, "Any of these."),
            "style": "form",
            "explode": False,
        }
    return _parameter(name if operator == "eq" else f"{name}.{operator}", schema, "")


def _parameter(name: str, schema: Mapping[str, Any], description: str) -> dict[str, Any]:
    said = {"description": description} if description else {}
    return {"name": name, "in": "query", "required": False, "schema": dict(schema), **said}
