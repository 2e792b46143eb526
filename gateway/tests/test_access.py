"""Who reaches which of the gateway's own routes: generated over the table of routes."""

import re

import pytest

from chassis.ids import new_id
from gateway.profiles.defaults import EVERYTHING
from gateway.service import SERVICE
from gateway.tests.world import PASSWORD

ROUTES = [
    (method.upper(), path, said)
    for group in SERVICE.routes
    for (method, path), said in group.described.items()
]
GUARDED = [route for route in ROUTES if route[2]["token"]]
NEEDED = sorted({said["allow"] for _, _, said in GUARDED if said["allow"]})
FOR_ADMINISTRATORS = {"/audit"}
"""Not a matter of the profile; and it names the records that somebody asked for, found or not."""
WITH_ID = [route for route in GUARDED if "{" in route[1]]


def concrete(path: str) -> str:
    return re.sub(r"\{\w+\}", str(new_id()), path)


def may_not(answer) -> bool:
    return answer.status_code == 403 and answer.json["code"] == "missing_permission"


@pytest.fixture
def person_with(team):
    """Somebody in the middle of the tree whose permissions the test decides."""
    made = team.admin.post("/profiles", {"name": "Prueba", "permissions": [], "scope": "all"}).json
    person = team.supervisor("prueba", profile_id=made["id"])

    def with_permissions(permissions) -> object:
        version = team.admin.get(f"/profiles/{made['id']}").json["version"]
        body = {"permissions": sorted(permissions)}
        changed = team.admin.patch(f"/profiles/{made['id']}", body, version=version)
        assert changed.status_code == 200
        return person

    return with_permissions


def test_each_route_is_refused_without_its_permission_before_anything_else(team, person_with):
    """403 comes before the body is looked at, and nothing is written."""
    for permission in NEEDED:
        person = person_with(EVERYTHING - {permission})
        before = len(team.world.facts())
        for method, path, said in GUARDED:
            if said["allow"] == permission:
                answer = person.call(method, concrete(path), data=b"{not json")
                assert may_not(answer), (method, path, answer.status_code)
                assert answer.json["params"]["permission"] == permission
        assert len(team.world.facts()) == before


def test_each_route_opens_with_its_permission_alone(team, person_with):
    for permission in NEEDED:
        person = person_with({permission})
        for method, path, said in GUARDED:
            if said["allow"] == permission:
                answer = person.call(method, concrete(path), json={})
                assert not may_not(answer), (method, path)
                assert answer.status_code < 500, (method, path)


def test_what_is_everybodys_own_needs_no_permission(team, person_with):
    person = person_with(set())
    for method, path, said in GUARDED:
        if said["allow"] is None and path not in FOR_ADMINISTRATORS:
            answer = person.call(method, concrete(path), json={})
            assert answer.status_code not in {401, 403}, (method, path, answer.json)
    for path in FOR_ADMINISTRATORS:
        assert person.get(path).json["code"] == "administrators_only"


def test_every_guarded_route_refuses_without_a_token(team):
    for method, path, _ in GUARDED:
        answer = team.world.person().call(method, concrete(path), json={})
        assert answer.status_code == 401, (method, path)


def test_only_login_refresh_and_logout_are_open():
    assert {path for _, path, said in ROUTES if not said["token"]} == {
        "/auth/login",
        "/auth/refresh",
        "/auth/logout",
    }


# -- another organization -------------------------------------------------------------------


@pytest.fixture
def foreign(team):
    """An administrator of another organization, who knows every id of the first one."""
    made = team.admin.post("/organizations", {"name": "Otra"}).json
    founder = team.world.administrator()
    switched = founder.post("/auth/switch", {"organization_id": made["id"]})
    assert switched.status_code == 200, switched.json
    founder.token = switched.json["access_token"]
    roles = {one["name"]: one["id"] for one in founder.get("/roles").json["items"]}
    profiles = {one["key"]: one["id"] for one in founder.get("/profiles").json["items"]}
    born = founder.post(
        "/users",
        {
            "email": "extraña@otra.example",
            "name": "Extraña",
            "password": PASSWORD,
            "role_id": roles["Dirección"],
            "profile_id": profiles["administrator"],
        },
    )
    assert born.status_code == 201, born.json
    person = team.world.person()
    assert person.log_in("extraña@otra.example").status_code == 200
    assert person.user["organization"]["id"] == made["id"]
    return person


@pytest.fixture
def ids(team) -> dict[str, str]:
    """One record of the first organization for each path parameter."""
    user = team.new_user("ana")
    group = team.admin.post("/groups", {"name": "Cartera", "member_ids": [user["id"]]}).json
    return {
        "user_id": user["id"],
        "role_id": team.role("Ventas"),
        "profile_id": team.profile("sales_agent"),
        "group_id": group["id"],
        "session_id": team.admin.get("/me/sessions").json["items"][0]["id"],
        "contact_id": str(new_id()),
    }


def snapshot(team) -> list:
    lists = [team.admin.get(path).json for path in ("/users", "/roles", "/profiles", "/groups")]
    return [*lists, team.admin.get("/settings").json, len(team.admin.get("/me/sessions").json)]


def test_the_parameters_are_all_covered(ids):
    named = {name for _, path, _ in WITH_ID for name in re.findall(r"\{(\w+)\}", path)}
    assert named == set(ids)


def test_another_organizations_record_is_404_on_every_route_and_stays_as_it_was(team, foreign, ids):
    team.world.behind["contacts"].answers[f"/api/v1/contacts/{ids['contact_id']}"] = (404, {})
    before = snapshot(team)
    for method, path, _ in WITH_ID:
        full = re.sub(r"\{(\w+)\}", lambda found: ids[found[1]], path)
        version = None if method == "GET" else 1
        answer = foreign.call(
            method,
            full,
            json={"name": "Tomado"},
            headers={} if version is None else {"If-Match": '"1"'},
        )
        assert answer.status_code == 404, (method, full, answer.json)
    assert snapshot(team) == before


def test_another_organizations_rows_are_in_no_collection(team, foreign, ids):
    known = set(ids.values()) | {team.admin.user["id"], str(team.organization_id)}
    for method, path, _ in GUARDED:
        if method == "GET" and "{" not in path and path not in FOR_ADMINISTRATORS:
            answer = foreign.get(path)
            assert answer.status_code == 200, path
            assert not [one for one in known if one in answer.text], path
    for path, mine in (("/users?count=1", 2), ("/roles?count=1", 3), ("/profiles?count=1", 3)):
        assert foreign.get(path).json["total"] == mine


def test_another_organizations_ids_cannot_be_used_in_bodies(team, foreign, ids):
    roles = {one["name"]: one["id"] for one in foreign.get("/roles").json["items"]}
    profiles = {one["key"]: one["id"] for one in foreign.get("/profiles").json["items"]}
    body = {
        "email": "x@otra.example",
        "name": "X",
        "password": PASSWORD,
        "role_id": roles["Ventas"],
        "profile_id": profiles["sales_agent"],
    }
    wrong = {
        "role_id": ids["role_id"],
        "profile_id": ids["profile_id"],
        "group_ids": [ids["group_id"]],
    }
    for member, value in wrong.items():
        answer = foreign.post("/users", {**body, member: value})
        assert answer.status_code == 422, member
        assert answer.json["errors"][0]["field"] == member
    member = foreign.post("/groups", {"name": "X", "member_ids": [ids["user_id"]]})
    assert member.json["errors"][0]["field"] == "member_ids"
    parent = foreign.post("/roles", {"name": "X", "parent_id": ids["role_id"]})
    assert parent.json["errors"][0]["field"] == "parent_id"


def test_an_organization_in_a_body_or_query_is_no_way_out(team, foreign):
    first = str(team.organization_id)
    assert foreign.get(f"/users?organization_id={first}").status_code == 422
    assert foreign.post("/groups", {"name": "X", "organization_id": first}).status_code == 422
    assert foreign.post("/auth/switch", {"organization_id": first}).status_code == 404
    headers = {"X-Organization-Id": first, "Organization": first}
    listed = foreign.get("/users", headers=headers).json["items"]
    assert team.admin.user["id"] not in [one["id"] for one in listed]


# -- organizations --------------------------------------------------------------------------


def test_a_person_of_two_organizations_switches_and_the_token_of_before_ends(team):
    made = team.admin.post("/organizations", {"name": "Otra", "currency": "PEN"}).json
    seats = team.admin.get("/organizations").json["items"]
    assert [one["name"] for one in seats] == ["Mi empresa", "Otra"]
    before = team.admin.token
    team.admin.get("/contacts")
    switched = team.admin.post("/auth/switch", {"organization_id": made["id"]}).json
    assert switched["user"]["organization"]["name"] == "Otra"
    assert switched["user"]["id"] == made["user_id"]
    assert team.admin.get("/me").status_code == 401
    assert team.admin.token == before
    team.admin.token = switched["access_token"]
    assert team.admin.get("/settings").json["currency"] == "PEN"
    team.admin.get("/contacts")
    assert str(team.world.behind["contacts"].actors[-1].organization_id) == made["id"]
    renewed = team.admin.call("POST", "/auth/refresh").json
    assert renewed["user"]["organization"]["id"] == made["id"]
    again = team.world.administrator()
    assert again.user["organization"]["id"] == made["id"]  # where the person was last


def test_a_new_organization_starts_complete_and_is_stated(team):
    made = team.admin.post("/organizations", {"name": "Otra", "default_region": "mx"}).json
    facts = [one for one in team.world.facts() if one["organization"] == made["id"]]
    kinds = [one["type"].split(".")[2] for one in facts]
    assert kinds == ["organization", "role", "role", "role", "user"]
    assert facts[0]["data"]["default_region"] == "MX"


def test_only_administrators_of_the_first_organization_make_another(team, foreign):
    assert foreign.post("/organizations", {"name": "Tercera"}).status_code == 403
    agent = team.agent("luis")
    assert agent.post("/organizations", {"name": "Tercera"}).status_code == 403


def test_an_organization_cannot_take_over_a_person_of_another(team, foreign):
    """Letting somebody in gives no power over their password, address or other organizations."""
    roles = {one["name"]: one["id"] for one in foreign.get("/roles").json["items"]}
    profiles = {one["key"]: one["id"] for one in foreign.get("/profiles").json["items"]}
    agent = team.new_user("ana")
    invited = foreign.post(
        "/users",
        {
            "email": agent["email"],
            "name": "Ana allá",
            "password": "la clave del atacante",
            "role_id": roles["Ventas"],
            "profile_id": profiles["sales_agent"],
        },
    )
    assert invited.status_code == 201
    assert team.world.person().log_in(agent["email"], "la clave del atacante").status_code == 401
    path = f"/users/{invited.json['id']}"
    for change in ({"password": "la clave del atacante"}, {"email": "mio@otra.example"}):
        answer = foreign.patch(path, change, version=1)
        assert answer.json["code"] == "account_of_several_organizations"
    foreign.patch(path, {"active": False}, version=1)
    person = team.world.person()
    assert person.log_in(agent["email"]).status_code == 200
    assert person.user["id"] == agent["id"]
    assert person.user["name"] == "Ana"
