"""A valid body for each kind of request, made from the schema; the few that need more are here."""

from collections.abc import Mapping
from typing import Any

ABSENT = "018f0000-0000-7000-8000-000000000000"

BY_HAND: dict[str, Any] = {
    "ActivityBulk": {
        "action": "create",
        "contact_ids": [ABSENT],
        "params": {"kind": "task", "title": "x"},
    },
    "ActivityChange": {"title": "x"},
    "ActivityCreate": {"kind": "task", "title": "x"},
    "CalendarChange": {"name": "x"},
    "CasePriorityChange": {"name": "x"},
    "CaseTypeChange": {"name": "x"},
    "CaseChange": {"title": "x"},
    "CaseReopening": {"reason": "Volvió a ocurrir"},
    "CaseSolution": {"solution": "Se reinició"},
    "Classification": {"disposition_id": None, "note": "x"},
    "ContactChange": {"class": "client"},
    "ContactCreate": {"kind": "person", "first_name": "x", "last_name": "y"},
    "ColouredEntryChange": {"name": "x"},
    "ColouredEntryCreate": {"name": "x", "colour": "#123456"},
    "CustomFieldChange": {"title": "x"},
    "EntryChange": {"name": "x"},
    "GroupChange": {"name": "x"},
    "ImportChange": {"header_row": 1},
    "InvoiceChange": {"notes": "x"},
    "LeadChange": {"position": "x"},
    "LeadClone": {"position": "x"},
    "LeadConversion": {"person": {}},
    "LeadCreate": {"last_name": "x"},
    "MeChange": {"name": "x"},
    "NumberChange": {"alias": "x"},
    "OpportunityChange": {"title": "x"},
    "ProductChange": {"name": "x"},
    "ProfileChange": {"name": "x"},
    "RateChange": {"rate": "2"},
    "ReminderChange": {"title": "x"},
    "RoleChange": {"name": "x"},
    "Snooze": {"minutes": 10},
    "StageChange": {"name": "x"},
    "TaxChange": {"name": "x"},
    "TemplatePatch": {"name": "x"},
    "UserChange": {"name": "x"},
    "ViewChange": {"name": "x"},
    "WebFormChange": {"name": "x"},
}
"""By the schema's name: bodies whose members are all optional, or bound to each other."""

_BY_FORMAT = {
    "uuid": ABSENT,
    "date": "2026-05-01",
    "date-time": "2030-05-01T12:00:00Z",
    "email": "a@b.example",
}


def body_of(operation: Mapping[str, Any], document: Mapping[str, Any]) -> Any:
    """Return a body that the route takes, or None when it takes none."""
    content = operation.get("requestBody", {}).get("content", {}).get("application/json")
    if content is None:
        return None
    name = content["schema"].get("$ref", "").rpartition("/")[2]
    if name in BY_HAND:
        return BY_HAND[name]
    return _value(content["schema"], document["components"]["schemas"])


def _value(schema: Mapping[str, Any], schemas: Mapping[str, Any]) -> Any:
    """Make the least value that a schema allows."""
    while "$ref" in schema:
        schema = schemas[schema["$ref"].rpartition("/")[2]]
    for several in ("anyOf", "oneOf"):
        if several in schema:
            return _value(schema[several][0], schemas)
    if "const" in schema or "enum" in schema:
        return schema.get("const", schema.get("enum", [None])[0])
    makes = _MAKES.get(schema.get("type", ""), _text)
    return makes(schema, schemas)


def _object(schema: Mapping[str, Any], schemas: Mapping[str, Any]) -> Any:
    members = schema.get("properties", {})
    return {name: _value(members[name], schemas) for name in schema.get("required", ())}


def _list(schema: Mapping[str, Any], schemas: Mapping[str, Any]) -> Any:
    return [_value(schema["items"], schemas)] * schema.get("minItems", 0)


def _text(schema: Mapping[str, Any], _: Mapping[str, Any]) -> Any:
    if schema.get("pattern", "").startswith("^[A-Z]{3}"):
        return "COP"
    return _BY_FORMAT.get(schema.get("format", ""), "x" * max(1, schema.get("minLength", 1)))


_MAKES = {
    "object": _object,
    "array": _list,
    "integer": lambda schema, _: schema.get("minimum", 1),
    "number": lambda schema, _: schema.get("minimum", 1),
    "boolean": lambda *_: True,
    "string": _text,
}
