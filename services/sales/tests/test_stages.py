"""Stages, motives and reasons: seeded, arranged, renamed, retired; deleting asks where to."""

import pytest

from contracts.sales import OpportunityChanged, OpportunityStageChanged, StageChanged
from services.sales.tests.office import Office, at_once, codes


def test_an_organization_starts_with_seven_open_stages_in_both_languages(office: Office):
    """S-03: 1, 2, 3, 20, 50, 75, 90 %; each is stated."""
    stages = office.stages()
    assert [stage["probability"] for stage in stages] == [1, 2, 3, 20, 50, 75, 90]
    assert [stage["position"] for stage in stages] == [1, 2, 3, 4, 5, 6, 7]
    assert all(stage["name"] != stage["name_en"] for stage in stages)
    facts = office.stated(StageChanged)
    assert [fact["name"] for fact in facts] == [stage["name"] for stage in stages]


@pytest.mark.parametrize("path", ["/purchase-motives", "/loss-reasons"])
def test_motives_and_reasons_are_seeded_arranged_renamed_and_retired(office: Office, path: str):
    """S-12, S-13: lists of the administrator."""
    marta = office.member()
    entries = office.items(marta, path)
    assert len(entries) == 6
    assert office.send(marta, "POST", path, {"name": "x"}).status_code == 403
    made = office.send(office.admin, "POST", path, {"name": "Otra", "name_en": "Other"}).json
    assert (made["position"], made["active"]) == (7, True)
    taken = office.send(office.admin, "POST", path, {"name": "OTRA"})
    assert codes(taken) == {"name": "name_taken"}
    order = [made["id"], *(entry["id"] for entry in entries)]
    assert office.send(office.admin, "POST", f"{path}/order", {"ids": order}).status_code == 204
    assert [entry["id"] for entry in office.items(marta, path)] == order
    short = office.send(office.admin, "POST", f"{path}/order", {"ids": order[1:]})
    assert codes(short) == {"ids": "incomplete_order"}
    one = f"{path}/{made['id']}"
    assert office.send(office.admin, "PATCH", one, {"active": False}).status_code == 428
    now = office.get(marta, one).json
    retired = office.send(
        office.admin, "PATCH", one, {"active": False, "name": "Ya no"}, version=now["version"]
    )
    assert (retired.json["active"], retired.json["name"]) == (False, "Ya no")
    assert made["id"] not in [entry["id"] for entry in office.items(marta, f"{path}?active=true")]


def test_stages_are_added_arranged_and_renamed_and_each_change_is_stated(office: Office):
    """S-03, S-17: a fact for what moved or changed, none for the rest."""
    body = {"name": "Piloto", "name_en": "Pilot", "probability": 60}
    made = office.send(office.admin, "POST", "/stages", body).json
    assert made["position"] == 8
    before = len(office.stated(StageChanged))
    ids = [stage["id"] for stage in office.stages()]
    ids[6], ids[7] = ids[7], ids[6]
    assert office.send(office.admin, "POST", "/stages/order", {"ids": ids}).status_code == 204
    assert [stage["id"] for stage in office.stages()] == ids
    assert len(office.stated(StageChanged)) == before + 2
    taken = office.send(office.admin, "PATCH", f"/stages/{ids[0]}", {"name": "piloto"}, version=1)
    assert codes(taken) == {"name": "name_taken"}
    wrong = office.send(office.admin, "POST", "/stages", body | {"probability": 101})
    assert codes(wrong) == {"probability": "out_of_range"}


def test_open_opportunities_follow_their_stages_probability_and_closed_ones_keep_theirs(
    office: Office,
):
    """X-10, S-40: without a write to any opportunity; one set by hand survives."""
    stage = office.stages()[4]
    body = {"budget": {"amount": "1000"}, "stage_id": stage["id"]}
    followed, by_hand, won = (office.create(office.admin, **body) for _ in range(3))
    office.edit(office.admin, by_hand, probability=10)
    office.win(won)
    changed = office.send(
        office.admin, "PATCH", f"/stages/{stage['id']}", {"probability": 60}, version=1
    )
    assert changed.status_code == 200, changed.text
    now = office.read(followed)
    assert (now["probability"], now["expected_amount"]["amount"]) == (60, "600.00")
    assert now["version"] == followed["version"]
    assert office.read(by_hand)["probability"] == 10
    assert office.read(won)["probability"] == 100
    assert office.stated(StageChanged)[-1]["probability"] == "60"


def test_deleting_a_stage_asks_where_its_opportunities_go(office: Office):
    """S-17: refused with their number; then they move in the same transaction, each stated."""
    first, second, *_ = office.stages()
    made = [office.create(office.admin) for _ in range(3)]
    won = office.win(office.create(office.admin))
    path = f"/stages/{first['id']}"
    refused = office.send(office.admin, "DELETE", path, version=1)
    assert (refused.status_code, refused.json["code"]) == (409, "stage_in_use")
    assert "3" in refused.json["detail"]
    itself = office.send(office.admin, "DELETE", f"{path}?move_to={first['id']}", version=1)
    assert codes(itself) == {"move_to": "unknown_stage"}
    assert office.stated(OpportunityStageChanged) == []
    gone = office.send(office.admin, "DELETE", f"{path}?move_to={second['id']}", version=1)
    assert gone.status_code == 204, gone.text
    assert first["id"] not in [stage["id"] for stage in office.stages()]
    assert {office.read(each)["stage_id"] for each in made} == {second["id"]}
    assert office.read(won)["stage_id"] == first["id"]
    assert len(office.stated(OpportunityStageChanged)) == 3
    assert office.stated(StageChanged)[-1]["is_deleted"] is True
    assert office.history(made[0])[0]["from_stage"] == first["name"]


def test_one_stage_has_to_stay_in_use(office: Office):
    """S-17: an opportunity needs one."""
    *others, last = office.stages()
    for stage in others:
        path = f"/stages/{stage['id']}"
        assert office.send(office.admin, "DELETE", path, version=1).status_code == 204
    path = f"/stages/{last['id']}"
    answers = [
        office.send(office.admin, "DELETE", path, version=1),
        office.send(office.admin, "PATCH", path, {"active": False}, version=1),
    ]
    assert {(each.status_code, each.json["code"]) for each in answers} == {(409, "last_stage")}


def test_a_retired_stage_takes_no_opportunity_but_keeps_its_own(office: Office):
    """S-03: taken out of use; its column stays on the board while something stands there."""
    first, second, *_ = office.stages()
    made = office.create(office.admin)
    for stage in (first, second):
        path = f"/stages/{stage['id']}"
        answer = office.send(office.admin, "PATCH", path, {"active": False}, version=1)
        assert answer.status_code == 200, answer.text
    moved = office.act(office.admin, made, "stage", stage_id=second["id"])
    assert codes(moved) == {"stage_id": "unknown_stage"}
    columns = office.get(office.admin, "/boards/stages").json["columns"]
    shown = [column["stage"]["id"] for column in columns]
    assert first["id"] in shown
    assert second["id"] not in shown


def test_nobody_moves_into_a_stage_while_it_is_deleted(office: Office):
    """Habit 19: whoever comes second is refused; nothing is left standing at a deleted stage."""
    first, second, third, *_ = office.stages()
    made = [office.create(office.admin, stage_id=third["id"]) for _ in range(8)]

    def act(number: int) -> int:
        if number == 0:
            path = f"/stages/{first['id']}?move_to={second['id']}"
            return office.send(office.admin, "DELETE", path, version=1).status_code
        answer = office.act(office.admin, made[number - 1], "stage", stage_id=first["id"])
        return answer.status_code

    statuses = at_once(act, times=9)
    assert statuses[0] == 204
    assert set(statuses[1:]) <= {200, 422}
    standing = {office.read(each)["stage_id"] for each in made}
    assert standing <= {second["id"], third["id"]}


@pytest.mark.parametrize(
    ("path", "close", "member", "state"),
    [
        ("/purchase-motives", "win", "purchase_motive_id", "purchase_motive"),
        ("/loss-reasons", "lose", "loss_reason_id", "loss_reason"),
    ],
)
def test_deleting_a_reason_gives_its_opportunities_another_and_says_so(
    office: Office, path: str, close: str, member: str, state: str
):
    """S-12, S-13, R-10: figures follow by a fact each; a closed one is never left without."""
    going, target, *_ = office.items(office.admin, path)
    made = [office.create(office.admin) for _ in range(2)]
    for each in made:
        office.act(office.admin, each, close, **{member: going["id"]})
    one = f"{path}/{going['id']}"
    refused = office.send(office.admin, "DELETE", one, version=1)
    assert (refused.status_code, refused.json["code"]) == (409, "entry_in_use")
    assert "2" in refused.json["detail"]
    nowhere = office.send(office.admin, "DELETE", f"{one}?move_to=none", version=1)
    assert codes(nowhere) == {"move_to": "target_required"}
    assert office.stated(OpportunityChanged) == []
    gone = office.send(office.admin, "DELETE", f"{one}?move_to={target['id']}", version=1)
    assert gone.status_code == 204, gone.text
    assert {office.read(each)[member] for each in made} == {target["id"]}
    facts = office.stated(OpportunityChanged)
    assert [fact[state] for fact in facts] == [target["name"]] * 2
    assert going["id"] not in [each["id"] for each in office.items(office.admin, path)]
