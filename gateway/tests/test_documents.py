"""The merged OpenAPI document and its page."""

import re

import orjson
import pytest
from jsonschema import Draft202012Validator, FormatChecker
from openapi_spec_validator import validate

from gateway.service import SERVICE


@pytest.fixture
def described(shared):
    """Two services behind the gateway that describe themselves."""
    for name, path in (("contacts", "/api/v1/contacts"), ("telephony", "/api/v1/calls")):
        paths = {
            path: {"get": _operation(name)},
            "/api/v1/tags": {"get": _operation(f"{name}_tags")},
            "/api/v1/parked-events": {"get": _operation(f"{name}_parked")},
            "/internal/redeliver": {"post": _operation(f"{name}_redeliver")},
            "/api/v1/users": {"get": _operation(f"{name}_pretender")},
        }
        shared.world.behind[name].answers["/internal/openapi.json"] = (200, _document(paths))
    for name in ("notifications", "reporting"):
        shared.world.behind[name].answers["/internal/openapi.json"] = (200, _document({}))
    return shared


def _operation(name):
    return {"operationId": name, "responses": {"200": {"description": "Done."}}}


def _document(paths):
    return {
        "openapi": "3.1.0",
        "info": {"title": "X", "version": "1"},
        "paths": paths,
        "components": {"schemas": {}},
    }


def test_the_document_is_valid_and_holds_what_the_door_lets_through(described):
    answer = described.world.person().client.get("/api/openapi.json")
    document = orjson.loads(answer.data)
    validate(document)
    assert "x-missing" not in document
    paths = document["paths"]
    assert paths["/api/v1/contacts"]["get"]["x-services"] == ["contacts"]
    assert paths["/api/v1/tags"]["get"]["x-services"] == ["contacts", "telephony"]
    assert paths["/api/v1/users"]["get"]["x-services"] == ["gateway"]
    assert "/api/v1/ops/telephony/parked-events" in paths
    assert not [path for path in paths if "internal" in path]


def test_every_route_of_the_gateway_is_described(described):
    document = orjson.loads(described.world.person().client.get("/api/openapi.json").data)
    routes = {
        (f"/api/v1{path}", method) for group in SERVICE.routes for method, path in group.described
    }
    documented = {
        (path, method) for path, methods in document["paths"].items() for method in methods
    }
    assert routes <= documented


def test_a_service_that_is_down_is_left_out_and_named_until_it_is_back(described):
    client = described.world.person().client
    described.world.behind["telephony"].running = False
    assert orjson.loads(client.get("/api/openapi.json").data)["x-missing"] == ["telephony"]
    described.world.behind["telephony"].running = True
    document = orjson.loads(client.get("/api/openapi.json").data)
    assert "x-missing" not in document
    assert "/api/v1/calls" in document["paths"]


def test_the_page_loads_only_what_its_policy_allows(described):
    client = described.world.person().client
    page = client.get("/api/docs")
    assert page.headers["Content-Type"].startswith("text/html")
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    for name in re.findall(r'(?:src|href)="([^"#]+)"', page.text):
        assert client.get(f"/api/{name.removeprefix('/api/')}").status_code == 200, name


def test_the_document_and_its_page_are_only_read(described):
    for path in ("/api/openapi.json", "/api/docs"):
        assert described.world.person().client.post(path).status_code == 404


SUCCESS = {
    ("post", "/auth/login"): "200",
    ("post", "/auth/refresh"): "200",
    ("post", "/auth/logout"): "204",
    ("post", "/auth/switch"): "200",
    ("post", "/me/password"): "204",
    ("post", "/users"): "201",
    ("post", "/organizations"): "201",
    ("patch", "/me"): "200",
    ("delete", "/users/{user_id}"): "204",
}


def test_the_document_states_the_status_that_is_answered(described):
    document = orjson.loads(described.world.person().client.get("/api/openapi.json").data)
    for (method, path), status in SUCCESS.items():
        responses = document["paths"][f"/api/v1{path}"][method]["responses"]
        assert [one for one in responses if one.startswith("2")] == [status], path
    renewed = document["paths"]["/api/v1/auth/refresh"]["post"]["requestBody"]
    assert renewed["required"] is False
    assert "Refresh" in renewed["content"]["application/json"]["schema"]["$ref"]


def test_answers_are_as_the_document_describes_them(described):
    """Every GET of the gateway's own, and a login, against its schema."""
    document = orjson.loads(described.world.person().client.get("/api/openapi.json").data)
    admin = described.admin
    group = admin.post("/groups", {"name": "Cartera", "member_ids": [admin.user["id"]]}).json
    ids = {
        "user_id": admin.user["id"],
        "role_id": described.role("Ventas"),
        "profile_id": described.profile("supervisor"),
        "group_id": group["id"],
    }
    checked = 0
    for path, methods in document["paths"].items():
        own = methods.get("get", {}).get("x-services") == ["gateway"]
        named = re.findall(r"\{(\w+)\}", path)
        if own and set(named) <= set(ids):
            answer = admin.get(re.sub(r"\{(\w+)\}", lambda found: ids[found[1]], path))
            schema = methods["get"]["responses"]["200"]["content"]["application/json"]["schema"]
            validator(document, schema).validate(answer.json)
            checked += 1
    assert checked >= 13
    login = document["paths"]["/api/v1/auth/login"]["post"]["responses"]["200"]
    schema = login["content"]["application/json"]["schema"]
    validator(document, schema).validate(admin.log_in("admin@troncal.local").json)


def validator(document, schema) -> Draft202012Validator:
    return Draft202012Validator(
        {**schema, "components": document["components"]}, format_checker=FormatChecker()
    )
