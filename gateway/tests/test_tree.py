"""The tree of roles, and groups (G-29)."""

from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

from chassis.ids import new_id
from gateway.tests.world import code, facts_of


def test_a_role_is_made_moved_renamed_removed_and_stated_each_time(team):
    """G-09"""
    made = team.admin.post("/roles", {"name": "Postventa", "parent_id": team.role("Ventas")})
    assert made.status_code == 201
    path = f"/roles/{made.json['id']}"
    moved = team.admin.patch(path, {"parent_id": None, "name": "Servicio"}, version=1).json
    assert (moved["name"], moved["parent_id"], moved["version"]) == ("Servicio", None, 2)
    assert team.admin.delete(path, version=2).status_code == 204
    assert team.admin.get(path).status_code == 404
    facts = [one for one in facts_of(team, "role.changed") if made.json["id"] in one["subject"]]
    assert [one["data"]["is_deleted"] for one in facts] == [False, False, True]
    epochs = [one["data"]["directory_epoch"] for one in facts]
    assert epochs == sorted(set(epochs))


def test_a_role_cannot_stand_below_itself(team):
    for parent in ("Dirección", "Supervisión", "Ventas"):
        answer = team.admin.patch(
            f"/roles/{team.role('Dirección')}", {"parent_id": team.role(parent)}, version=1
        )
        assert code(answer) == (409, "role_cycle")


def test_two_moves_at_once_cannot_close_a_cycle(team):
    """Each alone is right: A under B, and B under A."""
    a = team.admin.post("/roles", {"name": "A"}).json
    b = team.admin.post("/roles", {"name": "B"}).json
    with ThreadPoolExecutor(2) as pool:
        answers = list(
            pool.map(
                lambda pair: (
                    team.admin.patch(
                        f"/roles/{pair[0]}", {"parent_id": pair[1]}, version=1
                    ).status_code
                ),
                [(a["id"], b["id"]), (b["id"], a["id"])],
            )
        )
    assert sorted(answers) == [200, 409]
    tree = {one["id"]: one["parent_id"] for one in team.admin.get("/roles").json["items"]}
    assert not (tree[a["id"]] == b["id"] and tree[b["id"]] == a["id"])


def test_names_of_roles_profiles_and_groups_are_used_once(team):
    assert code(team.admin.post("/roles", {"name": "  VENTAS "})) == (409, "name_taken")
    body = {"name": "supervisor", "permissions": [], "scope": "own"}
    assert code(team.admin.post("/profiles", body)) == (409, "name_taken")
    team.admin.post("/groups", {"name": "Cartera"})
    assert code(team.admin.post("/groups", {"name": "cartera"})) == (409, "name_taken")


def test_a_group_is_made_changed_and_removed_and_its_people_are_stated(team):
    """G-29"""
    ana, luis = team.new_user("ana"), team.new_user("luis")
    made = team.admin.post("/groups", {"name": "Cartera", "member_ids": [ana["id"]]})
    assert made.json["member_ids"] == [ana["id"]]
    path = f"/groups/{made.json['id']}"
    changed = team.admin.patch(path, {"member_ids": [luis["id"]]}, version=1)
    assert changed.json["member_ids"] == [luis["id"]]
    assert team.admin.get(f"/users/{luis['id']}").json["group_ids"] == [made.json["id"]]
    assert team.admin.get(f"/users?group_id={made.json['id']}").json["items"][0]["id"] == luis["id"]
    assert team.admin.delete(path, version=2).status_code == 204
    assert team.admin.get(f"/users/{luis['id']}").json["group_ids"] == []
    groups = [one["data"] for one in facts_of(team, "group.changed")]
    assert [(one["member_ids"], one["is_deleted"]) for one in groups] == [
        ([ana["id"]], False),
        ([luis["id"]], False),
        ([], True),
    ]
    of_ana = [
        one["data"]["group_ids"]
        for one in facts_of(team, "user.changed")
        if ana["id"] in one["subject"]
    ]
    assert of_ana == [[], [made.json["id"]], []]


def test_a_token_says_the_groups_that_one_is_in(team):
    agent = team.agent("ana")
    group = team.admin.post("/groups", {"name": "Cartera", "member_ids": [agent.user["id"]]})
    agent.get("/contacts")
    assert team.world.behind["contacts"].actors[-1].group_ids == (UUID(group.json["id"]),)


def test_a_group_of_unknown_people_is_refused(team):
    answer = team.admin.post("/groups", {"name": "X", "member_ids": [str(new_id())]})
    assert answer.status_code == 422
    assert answer.json["errors"][0] == {
        "field": "member_ids",
        "code": "unknown_user",
        "message": "Ese usuario no existe.",
    }
