"""Who may change whom: people below, profiles within the own (G-09)."""

import pytest

from gateway.tests.world import PASSWORD, code


def test_a_supervisor_manages_the_people_below(team):
    """O-52"""
    supervisor = team.supervisor()
    made = supervisor.post(
        "/users",
        {
            "email": "nuevo@troncal.local",
            "name": "Nuevo",
            "password": PASSWORD,
            "role_id": team.role("Ventas"),
            "profile_id": team.profile("sales_agent"),
        },
    )
    assert made.status_code == 201
    path = f"/users/{made.json['id']}"
    assert supervisor.patch(path, {"name": "Nueva"}, version=1).status_code == 200
    assert supervisor.patch(path, {"active": False}, version=2).status_code == 200


@pytest.mark.parametrize(
    ("place", "profile", "refusal"),
    [
        ("Supervisión", "sales_agent", "outside_own_team"),
        ("Dirección", "sales_agent", "outside_own_team"),
        ("Ventas", "administrator", "beyond_own_rights"),
    ],
)
def test_a_supervisor_gives_no_place_and_no_profile_beyond_the_own(team, place, profile, refusal):
    """O-52"""
    supervisor = team.supervisor()
    target = team.new_user("ana")
    place_and_profile = {"role_id": team.role(place), "profile_id": team.profile(profile)}
    made = supervisor.post(
        "/users",
        {"email": "x@troncal.local", "name": "X", "password": PASSWORD, **place_and_profile},
    )
    assert code(made) == (403, refusal)
    moved = supervisor.patch(f"/users/{target['id']}", place_and_profile, version=1)
    assert code(moved) == (403, refusal)
    assert team.admin.get(f"/users/{target['id']}").json == target


def test_a_supervisor_cannot_touch_peers_superiors_or_themselves(team):
    """O-52"""
    supervisor = team.supervisor()
    peer = team.new_user(
        "par", role_id=team.role("Supervisión"), profile_id=team.profile("sales_agent")
    )
    for target in (peer["id"], team.admin.user["id"], supervisor.user["id"]):
        version = team.admin.get(f"/users/{target}").json["version"]
        changed = supervisor.patch(f"/users/{target}", {"name": "Tomado"}, version=version)
        assert code(changed) == (403, "outside_own_team")
        assert code(supervisor.delete(f"/users/{target}/sessions")) == (403, "outside_own_team")


def test_a_supervisor_cannot_take_over_somebody_below_who_holds_more(team):
    supervisor = team.supervisor()
    mighty = team.new_user("fuerte", profile_id=team.profile("administrator"))
    answer = supervisor.patch(
        f"/users/{mighty['id']}", {"password": "tomo tu cuenta ya"}, version=1
    )
    assert code(answer) == (403, "beyond_own_rights")
    assert team.world.person().log_in("fuerte@troncal.local").status_code == 200


def test_a_supervisor_puts_people_only_into_groups_of_their_own(team):
    supervisor = team.supervisor()
    agent = team.new_user("ana")
    group = team.admin.post("/groups", {"name": "Cartera"}).json
    path = f"/users/{agent['id']}"
    refused = supervisor.patch(path, {"group_ids": [group["id"]]}, version=1)
    assert code(refused) == (403, "beyond_own_rights")
    team.admin.patch(f"/groups/{group['id']}", {"member_ids": [supervisor.user["id"]]}, version=1)
    allowed = supervisor.patch(path, {"group_ids": [group["id"]]}, version=1)
    assert allowed.json["group_ids"] == [group["id"]]


def configurator(team):
    """Somebody below the top who may configure, but is no administrator."""
    profile = team.admin.post(
        "/profiles",
        {
            "name": "Configurador",
            "permissions": ["gateway.view", "gateway.configure", "contacts.view"],
            "scope": "team",
        },
    ).json
    return team.supervisor("carla", profile_id=profile["id"]), profile


@pytest.mark.parametrize(
    ("permissions", "scope"),
    [(["contacts.delete"], "own"), (["contacts.view"], "all"), (["gateway.create"], "team")],
)
def test_nobody_makes_or_widens_a_profile_beyond_what_they_hold(team, permissions, scope):
    person, own = configurator(team)
    body = {"name": "Más", "permissions": permissions, "scope": scope}
    assert code(person.post("/profiles", body)) == (403, "beyond_own_rights")
    body.pop("name")
    widened = person.patch(f"/profiles/{own['id']}", body, version=1)
    assert code(widened) == (403, "beyond_own_rights")
    taken = person.patch(f"/profiles/{team.profile('administrator')}", {"name": "Mío"}, version=1)
    assert code(taken) == (403, "beyond_own_rights")


def test_a_change_of_profile_is_felt_by_its_people_at_once(team):
    agent = team.agent("ana")
    assert agent.get("/contacts").status_code == 200
    assert team.world.behind["contacts"].actors[-1].may("contacts.create")
    profile = team.admin.get(f"/profiles/{team.profile('sales_agent')}").json
    kept = [one for one in profile["permissions"] if one != "contacts.create"]
    team.admin.patch(f"/profiles/{profile['id']}", {"permissions": kept}, version=1)
    agent.get("/contacts")
    assert not team.world.behind["contacts"].actors[-1].may("contacts.create")
    assert "contacts.create" not in agent.get("/me").json["permissions"]


def test_the_administrators_profile_holds_everything_always(team):
    path = f"/profiles/{team.profile('administrator')}"
    narrowed = team.admin.patch(path, {"permissions": []}, version=1)
    assert code(narrowed) == (409, "administrator_profile_is_fixed")
    assert code(team.admin.delete(path, version=1)) == (409, "administrator_profile_is_fixed")
    assert team.admin.patch(path, {"name": "Dueño"}, version=1).json["name"] == "Dueño"


def test_a_profile_or_role_in_use_stays(team):
    team.new_user("ana")
    profile = f"/profiles/{team.profile('sales_agent')}"
    assert code(team.admin.delete(profile, version=1)) == (409, "profile_has_users")
    assert code(team.admin.delete(f"/roles/{team.role('Ventas')}", version=1)) == (
        409,
        "role_has_users",
    )
    assert code(team.admin.delete(f"/roles/{team.role('Supervisión')}", version=1)) == (
        409,
        "role_has_roles_below",
    )


def test_a_configurator_moves_only_roles_below_the_own(team):
    person, _ = configurator(team)
    top = f"/roles/{team.role('Dirección')}"
    own = f"/roles/{team.role('Supervisión')}"
    assert code(person.patch(top, {"name": "X"}, version=1)) == (403, "outside_own_team")
    assert code(person.patch(own, {"name": "X"}, version=1)) == (403, "outside_own_team")
    assert code(person.post("/roles", {"name": "Mi cima"})) == (403, "outside_own_team")
    below = person.post("/roles", {"name": "Equipo", "parent_id": team.role("Supervisión")})
    assert below.status_code == 201
