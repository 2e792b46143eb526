import re

import pytest
from openapi_spec_validator import validate

from chassis.web import create_app, openapi
from chassis.web.docs import POLICY, pages
from chassis.web.merging import merge
from chassis.web.tests.world import make_service


def described(name: str = "things"):
    service = make_service(name)
    return openapi.document(service, create_app(service))


def test_the_document_is_valid_openapi_3_1():
    document = described()
    validate(document)
    assert document["openapi"] == "3.1.0"


def test_the_same_release_gives_the_same_document():
    assert described() == described()


def test_a_list_has_the_record_types_filters_and_both_of_its_answers():
    operation = described()["paths"]["/api/v1/things"]["get"]
    names = {parameter["name"] for parameter in operation["parameters"]}
    assert {"name", "name.contains", "sort", "limit", "cursor", "count"} <= names
    answer = operation["responses"]["200"]["content"]["application/json"]["schema"]
    assert answer["anyOf"] == [
        {"$ref": "#/components/schemas/ThingPage"},
        {"$ref": "#/components/schemas/Total"},
    ]


def test_a_change_asks_for_if_match_and_says_what_may_refuse_it():
    operation = described()["paths"]["/api/v1/things/{thing_id}"]["patch"]
    by_name = {parameter["name"]: parameter for parameter in operation["parameters"]}
    assert by_name["If-Match"]["required"]
    assert by_name["thing_id"]["schema"]["format"] == "uuid"
    assert {"401", "403", "404", "412", "422", "428"} <= set(operation["responses"])
    assert operation["x-permission"] == "things.edit"
    assert operation["security"] == [{"bearer": []}]


def test_creation_answers_201_and_knows_idempotency_keys():
    operation = described()["paths"]["/api/v1/things"]["post"]
    assert "201" in operation["responses"]
    assert "200" not in operation["responses"]
    assert "Idempotency-Key" in {parameter["name"] for parameter in operation["parameters"]}
    assert operation["summary"] == "Create a thing."
    assert "<br" not in operation["description"]


def test_a_public_route_needs_no_token():
    operation = described()["paths"]["/api/v1/hooks/{provider}/knock"]["post"]
    assert operation["security"] == []
    assert "401" not in operation["responses"]


def test_operation_ids_are_unique_and_named_after_service_and_view():
    operations = [one for path in described()["paths"].values() for one in path.values()]
    ids = [operation["operationId"] for operation in operations]
    assert len(set(ids)) == len(ids)
    assert "things_create" in ids


def test_services_merge_into_one_valid_document():
    documents = {"things": described(), "others": described("others")}
    documents["others"]["components"]["schemas"]["Thing"] = {"type": "string"}
    merged = merge(documents, public_path=lambda service, path: f"/{service}{path}")
    validate(merged)
    schemas = merged["components"]["schemas"]
    assert schemas["OthersThing"] == {"type": "string"}
    assert schemas["OthersThingPage"]["properties"]["items"]["items"] == {
        "$ref": "#/components/schemas/OthersThing"
    }
    assert "OthersProblem" not in schemas
    answer = merged["paths"]["/others/api/v1/things"]["get"]["responses"]["200"]
    assert "OthersThingPage" in str(answer)


def test_a_path_that_several_serve_appears_once_and_hidden_ones_not_at_all():
    documents = {"things": described(), "others": described("others")}
    merged = merge(documents, public_path=lambda _, path: None if "hooks" in path else path)
    assert not any("hooks" in path for path in merged["paths"])
    assert merged["paths"]["/api/v1/things"]["get"]["x-services"] == ["things", "others"]


def test_a_path_that_several_serve_takes_the_entities_of_all():
    """R-13: `entity=` of exports and views leads to whichever service owns the list."""
    documents = {"things": described(), "others": described("others")}
    for name, document in documents.items():
        schema = {"type": "string", "enum": [name, "both"]}
        parameter = {"in": "query", "name": "entity", "schema": schema}
        document["paths"]["/api/v1/things"]["get"]["parameters"] = [parameter]
    merged = merge(documents)
    validate(merged)
    (parameter,) = merged["paths"]["/api/v1/things"]["get"]["parameters"]
    assert parameter["schema"]["enum"] == ["things", "both", "others"]
    (own,) = documents["things"]["paths"]["/api/v1/things"]["get"]["parameters"]
    assert own["schema"]["enum"] == ["things", "both"]


def test_merging_leaves_the_documents_as_they_were():
    document = described()
    before = described()
    merge({"things": document, "others": described("others")})
    assert document == before


def test_the_page_keeps_its_policy():
    content_type, page = pages()["docs"]
    text = page.decode()
    assert content_type.startswith("text/html")
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=|https?:", text)
    script = pages()["docs.js"][1].decode()
    assert not re.search(r"innerHTML|insertAdjacent|document\.write|eval\(|https?:", script)
    assert "unsafe" not in POLICY


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_page_says_the_same_in_both_languages(language):
    script = pages()["docs.js"][1].decode()
    blocks = dict(re.findall(r"^  (es|en): \{(.*?)^  \},", script, re.DOTALL | re.MULTILINE))
    keys = {name: set(re.findall(r"(\w+):", block)) for name, block in blocks.items()}
    assert keys["es"] == keys["en"]
    assert keys[language]
