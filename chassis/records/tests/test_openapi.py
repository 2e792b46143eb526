"""What the API document says of a record type is what the record type does."""

import orjson
from jsonschema import Draft202012Validator

from chassis.records import answer, describe, one, parse
from chassis.records.tests.example import PLANT, administrator, person, plant


def test_what_is_shown_has_the_described_schema(plants, organization):
    schema = {**describe(PLANT)["schema"], "additionalProperties": False}
    validator = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    with plants.transaction(organization) as session:
        row = plant(session, visibility="read", labels=("a",), price=3, currency="COP")
        empty = plant(session, visibility="read")
        for actor in (administrator(organization), person(organization)):
            for id in (row.id, empty.id):
                validator.validate(orjson.loads(one(session, actor, PLANT, id).body))


def test_a_page_and_a_total_have_the_described_schemas(plants, organization):
    described = describe(PLANT)
    page = described["page"] | {"components": {"schemas": {"Plant": described["schema"]}}}
    with plants.transaction(organization) as session:
        plant(session)
        boss = administrator(organization)
        Draft202012Validator(page).validate(orjson.loads(answer(session, boss, PLANT, [])))
        total = orjson.loads(answer(session, boss, PLANT, [("count", "1")]))
    Draft202012Validator(described["total"]).validate(total)


def test_every_described_parameter_is_accepted(organization):
    samples = {"boolean": "true", "integer": "7", "array": ""}
    formats = {"uuid": str(organization), "date": "2026-01-01", "date-time": "2026-01-01T00:00:00Z"}
    for parameter in describe(PLANT)["parameters"]:
        schema = parameter["schema"]
        if schema["type"] == "array":
            schema = schema["items"]
        value = schema.get("enum", [None])[0] or formats.get(schema.get("format", ""))
        value = value or samples.get(schema["type"], "12")
        if parameter["name"] != "cursor":
            parse(PLANT, administrator(organization), [(parameter["name"], value)])


def test_hidden_members_are_described_but_not_required():
    schema = describe(PLANT)["schema"]
    assert "price" in schema["properties"]
    assert "price" not in schema["required"]
    assert schema["properties"]["habit"]["enum"] == ["tree", "bush", "herb"]
