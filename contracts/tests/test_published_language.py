"""The published language: committed, documented, compatible."""

import copy
import json

import pytest
from jsonschema import Draft202012Validator

from chassis.events import Fact
from contracts import publish
from contracts.catalog import CATALOG, EVERY_SERVICE
from contracts.examples import example_of

FACTS = list(CATALOG.facts)


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.event_type)
def test_the_committed_schema_is_what_the_model_says(fact: type[Fact]):
    committed = publish.SCHEMAS / f"{fact.event_type}.json"
    assert committed.read_text() == publish.schema_text(fact), "run `make contracts`"


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.event_type)
def test_the_example_satisfies_the_schema_and_survives_the_wire(fact: type[Fact]):
    example = example_of(fact)
    data = json.loads(example.model_dump_json())
    Draft202012Validator(publish.schema_of(fact)).validate(data)
    assert fact.model_validate(data) == example


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.event_type)
def test_a_reader_accepts_members_that_a_newer_release_adds(fact: type[Fact]):
    data = example_of(fact).model_dump(mode="json") | {"from_the_future": 1}
    assert fact.model_validate(data) == example_of(fact)


def test_the_document_is_generated_from_the_models():
    assert publish.document() == publish.DOCUMENT.read_text(), "run `make contracts`"


def test_no_stray_schema_is_left():
    wanted = {f"{fact.event_type}.json" for fact in FACTS}
    assert {path.name for path in publish.SCHEMAS.iterdir()} == wanted


def test_an_added_optional_member_is_compatible_and_anything_else_is_not():
    old = publish.schema_of(FACTS[0])
    name = old["required"][0]

    optional = copy.deepcopy(old)
    optional["properties"]["more"] = {"type": "string", "default": ""}
    assert publish.breaks(old, optional) == []

    demanding = copy.deepcopy(optional)
    del demanding["properties"]["more"]["default"]
    demanding["required"].append("more")
    assert publish.breaks(old, demanding) == ["member more is newly required"]

    removed = copy.deepcopy(old)
    del removed["properties"][name]
    assert f"member {name} is gone" in publish.breaks(old, removed)

    retyped = copy.deepcopy(old)
    retyped["properties"][name] = {"type": "integer"}
    assert publish.breaks(old, retyped) == [f"member {name} means something else"]


def test_the_owner_is_never_its_own_reader_and_every_reader_is_a_service():
    services = set(EVERY_SERVICE)
    for fact, readers in CATALOG.readers.items():
        assert fact.owner not in readers or fact.owner == "gateway"
        assert set(readers) <= services
