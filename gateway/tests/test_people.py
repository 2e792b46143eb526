"""Users and what each may change of the own (G-07, O-52)."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from chassis.ids import new_id
from gateway.profiles.models import Profile
from gateway.tests.world import PASSWORD, code, facts_of
from gateway.users.models import User


def test_an_organization_starts_with_three_profiles_and_a_role_tree(team):
    """G-32"""
    profiles = team.admin.get("/profiles").json["items"]
    assert [(one["key"], one["name"], one["name_en"]) for one in profiles] == [
        ("administrator", "Administrador", "Administrator"),
        ("sales_agent", "Agente de Ventas", "Sales Agent"),
        ("supervisor", "Supervisor", "Supervisor"),
    ]
    roles = {one["name"]: one for one in team.admin.get("/roles").json["items"]}
    assert roles["Dirección"]["parent_id"] is None
    assert roles["Supervisión"]["parent_id"] == roles["Dirección"]["id"]
    assert roles["Ventas"]["parent_id"] == roles["Supervisión"]["id"]


def test_a_user_is_made_read_listed_and_stated(team):
    """G-20"""
    made = team.new_user("ana", time_zone="America/Lima", locale="en")
    read = team.admin.get(f"/users/{made['id']}")
    assert read.json == made
    assert read.headers["ETag"] == '"1"'
    assert made["active"] is True
    assert made["is_administrator"] is False
    assert "password" not in str(made)
    listed = team.admin.get("/users?q=ana").json["items"]
    assert [one["id"] for one in listed] == [made["id"]]
    fact = facts_of(team, "user.changed")[-1]
    assert fact["subject"] == f"user/{made['id']}"
    assert fact["data"]["name"] == "Ana"
    assert fact["data"]["role_id"] == made["role_id"]
    assert fact["data"]["is_active"] is True
    assert "password" not in str(fact)


def test_an_address_is_used_once_in_an_organization(team):
    team.new_user("ana")
    again = team.admin.post(
        "/users",
        {
            "email": "ANA@troncal.local",
            "name": "Otra",
            "password": PASSWORD,
            "role_id": team.role("Ventas"),
            "profile_id": team.profile("sales_agent"),
        },
    )
    assert code(again) == (409, "email_taken")
    assert again.json["errors"][0]["field"] == "email"
    assert team.admin.get("/users?count=1").json["total"] == 2


@pytest.mark.parametrize(
    ("member", "value"),
    [
        ("email", "no es un correo"),
        ("email", "a@b"),
        ("name", ""),
        ("name", None),
        ("password", "corta"),
        ("role_id", str(new_id())),
        ("role_id", "x"),
        ("profile_id", str(new_id())),
        ("locale", "fr"),
        ("time_zone", "Marte/Olimpo"),
        ("group_ids", [str(new_id())]),
        ("organization_id", str(new_id())),
        ("is_administrator", True),
        ("epoch", 7),
    ],
)
def test_a_wrong_or_unknown_member_is_named_and_nothing_is_written(shared, member, value):
    body = {
        "email": "ana@troncal.local",
        "name": "Ana",
        "password": PASSWORD,
        "role_id": shared.role("Ventas"),
        "profile_id": shared.profile("sales_agent"),
        member: value,
    }
    before = len(shared.world.facts())
    answer = shared.admin.post("/users", body)
    assert answer.status_code == 422, answer.json
    assert answer.json["errors"][0]["field"] == member
    assert answer.json["errors"][0]["message"] not in ("", answer.json["errors"][0]["code"])
    assert len(shared.world.facts()) == before
    assert shared.admin.get("/users?count=1").json["total"] == 1


def test_a_change_needs_the_version_that_was_read(team):
    user = team.new_user("ana")
    path = f"/users/{user['id']}"
    assert team.admin.patch(path, {"name": "Ana María"}).status_code == 428
    assert team.admin.patch(path, {"name": "Ana María"}, version=9).status_code == 412
    changed = team.admin.patch(path, {"name": "Ana María"}, version=user["version"])
    assert changed.status_code == 200
    assert changed.json["name"] == "Ana María"
    assert changed.json["version"] == user["version"] + 1
    assert team.admin.get("/users?q=maria").json["items"][0]["id"] == user["id"]


def test_a_deactivated_user_is_out_at_once_and_comes_back_with_a_new_login(team):
    agent = team.agent("ana")
    path = f"/users/{agent.user['id']}"
    left = team.admin.patch(path, {"active": False}, version=1)
    assert left.json["active"] is False
    assert agent.get("/me").status_code == 401
    assert agent.log_in("ana@troncal.local").status_code == 401
    team.admin.patch(path, {"active": True}, version=2)
    assert agent.log_in("ana@troncal.local").status_code == 200
    states = [one["data"]["is_active"] for one in facts_of(team, "user.changed")]
    assert states[-3:] == [True, False, True]


def test_deleting_a_user_deactivates_them(team):
    user = team.new_user("ana")
    assert team.admin.delete(f"/users/{user['id']}", version=1).status_code == 204
    assert team.admin.get(f"/users/{user['id']}").json["active"] is False


def test_an_administrator_can_sign_somebody_out_everywhere(team):
    agent = team.agent("ana")
    assert team.admin.delete(f"/users/{agent.user['id']}/sessions").status_code == 204
    assert agent.get("/me").status_code == 401


def test_an_administrator_gives_a_new_password_and_the_old_sessions_end(team):
    agent = team.agent("ana")
    path = f"/users/{agent.user['id']}"
    team.admin.patch(path, {"password": "la nueva clave larga"}, version=1)
    assert agent.get("/me").status_code == 401
    assert agent.log_in("ana@troncal.local", "la nueva clave larga").status_code == 200


@pytest.mark.parametrize("change", ["active", "profile_id", "delete"])
def test_one_administrator_always_remains(team, change):
    me = team.admin.get("/me").json
    path = f"/users/{me['id']}"
    if change == "delete":
        answer = team.admin.delete(path, version=me["version"])
    else:
        value = False if change == "active" else team.profile("supervisor")
        answer = team.admin.patch(path, {change: value}, version=me["version"])
    assert code(answer) == (409, "last_administrator")
    assert team.admin.get("/me").json["is_administrator"] is True


def test_two_administrators_who_demote_each_other_at_once_leave_one(team):
    place = {"role_id": team.role("Dirección"), "profile_id": team.profile("administrator")}
    other_user = team.new_user("otra", **place)
    other = team.world.person()
    other.log_in("otra@troncal.local")
    first_user = team.admin.get("/me").json
    demotion = {"profile_id": team.profile("supervisor")}
    with ThreadPoolExecutor(2) as pool:
        answers = list(
            pool.map(
                lambda pair: pair[0].patch(f"/users/{pair[1]}", demotion, version=1).status_code,
                [(team.admin, other_user["id"]), (other, first_user["id"])],
            )
        )
    assert 200 in answers
    with team.world.database.reading(team.organization_id) as session:
        left = session.scalars(
            select(User.id)
            .join(Profile, Profile.id == User.profile_id)
            .where(User.active, Profile.is_administrator)
        ).all()
    assert len(left) == 1


def test_a_person_changes_the_own_name_language_zone_and_preferences(team):
    agent = team.agent("ana")
    changed = agent.patch(
        "/me",
        {
            "name": "Ana López",
            "locale": "en",
            "time_zone": "America/Lima",
            "preferences": {"theme": "dark", "columns:contacts": ["name"]},
        },
    ).json
    assert (changed["name"], changed["locale"], changed["time_zone"]) == (
        "Ana López", "en", "America/Lima",
    )  # fmt: skip
    again = agent.patch("/me", {"preferences": {"theme": None, "dense": True}}).json
    assert again["preferences"] == {"dense": True, "columns:contacts": ["name"]}
    agent.get("/contacts")
    assert team.world.behind["contacts"].actors[-1].locale == "en"
    assert facts_of(team, "user.changed")[-1]["data"]["name"] == "Ana López"


@pytest.mark.parametrize("member", ["role_id", "profile_id", "email", "active", "is_administrator"])
def test_nobody_changes_the_own_place_or_rights(team, member):
    agent = team.agent("ana")
    answer = agent.patch("/me", {member: team.role("Dirección")})
    assert answer.status_code == 422
    assert answer.json["errors"][0]["code"] == "unknown_member"


def test_the_settings_are_everybodys_to_read_and_the_administrators_to_change(team):
    agent = team.agent("ana")
    seen = agent.get("/settings").json
    assert (seen["currency"], seen["time_zone"], seen["default_region"]) == (
        "COP", "America/Bogota", "CO",
    )  # fmt: skip
    assert agent.patch("/settings", {"currency": "USD"}).status_code == 403
    changed = team.admin.patch(
        "/settings", {"currency": "usd", "default_region": "ec", "name": "Acme"}
    )
    assert changed.json["currency"] == "USD"
    assert changed.json["default_region"] == "EC"
    assert agent.get("/me").json["organization"]["name"] == "Acme"
    assert team.admin.patch("/settings", {"default_region": "ZZ"}).status_code == 422
