"""How an opportunity ends and is opened again; what is refused writes nothing."""

import pytest

from chassis.ids import new_id
from contracts.sales import (
    OpportunityCreated,
    OpportunityLost,
    OpportunityReopened,
    OpportunityWon,
)
from services.sales.tests.office import Office, codes


def test_a_won_opportunity_has_its_motive_and_is_a_sale(office: Office):
    """S-11, S-12, S-15: certain now; it left the open ones and stands in Ventas."""
    made = office.create(office.admin, title="Fibra", budget={"amount": "1000"})
    motive = office.items(office.admin, "/purchase-motives")[0]
    won = office.win(made)
    assert (won["state"], won["purchase_motive_id"]) == ("won", motive["id"])
    assert won["closed_at"] is not None
    assert (won["probability"], won["expected_amount"]["amount"]) == (100, "1000.00")
    assert office.titles(office.admin, "/sales") == ["Fibra"]
    assert office.titles(office.admin, "/opportunities?state=open") == []
    [fact] = office.stated(OpportunityWon)
    assert (fact["state"], fact["purchase_motive"]) == ("won", motive["name"])
    assert (fact["probability"], fact["has_own_probability"]) == ("100", True)
    newest = office.history(made)[0]
    assert (newest["kind"], newest["detail"], newest["actor"]) == ("won", motive["name"], "Ada")


def test_a_lost_opportunity_has_its_reason_and_nothing_is_expected_of_it(office: Office):
    """S-11, S-13: probability 0."""
    made = office.create(office.admin, budget={"amount": "1000"})
    reason = office.items(office.admin, "/loss-reasons")[0]
    lost = office.lose(made)
    assert (lost["state"], lost["loss_reason_id"]) == ("lost", reason["id"])
    assert (lost["probability"], lost["expected_amount"]["amount"]) == (0, "0.00")
    assert office.titles(office.admin, "/sales") == []
    assert office.stated(OpportunityLost)[0]["loss_reason"] == reason["name"]


@pytest.mark.parametrize(
    ("verb", "body", "expected"),
    [
        ("win", {}, {"purchase_motive_id": "motive_required"}),
        ("win", {"purchase_motive_id": None}, {"purchase_motive_id": "motive_required"}),
        ("win", {"purchase_motive_id": str(new_id())}, {"purchase_motive_id": "unknown_reason"}),
        ("lose", {}, {"loss_reason_id": "reason_required"}),
        ("lose", {"loss_reason_id": str(new_id())}, {"loss_reason_id": "unknown_reason"}),
        ("reopen", {}, {"reason": "required"}),
        ("stage", {}, {"stage_id": "required"}),
    ],
)
def test_without_its_reason_nothing_is_closed(office: Office, verb, body, expected):
    """S-12, S-13: 422 with a stable code; no row, no history, no fact."""
    made = office.create(office.admin)
    before = len(office.all_stated())
    assert codes(office.act(office.admin, made, verb, **body)) == expected
    assert office.read(made) == made
    assert [event["kind"] for event in office.history(made)] == ["created"]
    assert len(office.all_stated()) == before


def test_a_retired_motive_is_not_chosen_any_more(office: Office):
    """S-12: it stays on the sales that have it."""
    made, other = office.create(office.admin), office.create(office.admin)
    won = office.win(made)
    motive = office.items(office.admin, "/purchase-motives")[0]
    path = f"/purchase-motives/{motive['id']}"
    retired = office.send(office.admin, "PATCH", path, {"active": False}, version=motive["version"])
    assert retired.status_code == 200, retired.text
    answer = office.act(office.admin, other, "win", purchase_motive_id=motive["id"])
    assert codes(answer) == {"purchase_motive_id": "unknown_reason"}
    assert office.read(won)["purchase_motive_id"] == motive["id"]


def test_a_closed_opportunity_is_neither_moved_nor_edited_nor_closed_again(office: Office):
    """S-11, S-16: 409 with a stable code, nothing written."""
    won = office.win(office.create(office.admin))
    before = len(office.all_stated())
    motive, reason = office.first("/purchase-motives"), office.first("/loss-reasons")
    answers = [
        office.act(office.admin, won, "stage", stage_id=office.stages()[2]["id"]),
        office.edit(office.admin, won, title="x"),
        office.act(office.admin, won, "win", purchase_motive_id=motive),
        office.act(office.admin, won, "lose", loss_reason_id=reason),
    ]
    assert {(each.status_code, each.json["code"]) for each in answers} == {
        (409, "opportunity_closed")
    }
    assert office.read(won) == won
    assert len(office.all_stated()) == before


def test_a_closed_one_is_opened_again_with_the_reason_kept(office: Office):
    """S-16, O-37: it leaves Ventas, the stage presets again, who and why stand in its history."""
    made = office.create(office.admin, budget={"amount": "1000"})
    won = office.win(made)
    assert office.act(office.admin, made, "win").json["code"] == "opportunity_closed"
    opened = office.act(office.admin, won, "reopen", reason="Quiere otro producto").json
    assert (opened["state"], opened["closed_at"], opened["purchase_motive_id"]) == (
        "open",
        None,
        None,
    )
    assert (opened["probability"], opened["has_own_probability"]) == (1, False)
    assert office.titles(office.admin, "/sales") == []
    newest = office.history(made)[0]
    assert (newest["kind"], newest["detail"], newest["actor"]) == (
        "reopened",
        "Quiere otro producto",
        "Ada",
    )
    [fact] = office.stated(OpportunityReopened)
    assert (fact["previous_state"], fact["reason"]) == ("won", "Quiere otro producto")
    again = office.act(office.admin, made, "reopen", reason="x")
    assert (again.status_code, again.json["code"]) == (409, "opportunity_open")


def test_a_new_opportunity_goes_on_from_a_sale(office: Office):
    """O-37, S-16: the won figures stay; the new one names what it goes on from."""
    won = office.win(office.create(office.admin))
    new = office.create(office.admin, title="Ampliación", continues_id=won["id"])
    assert new["continues_id"] == won["id"]
    assert office.read(won)["state"] == "won"
    listed = office.titles(office.admin, f"/opportunities?continues_id={won['id']}")
    assert listed == ["Ampliación"]
    assert len(office.stated(OpportunityCreated)) == 2


def test_an_opportunity_whose_stage_is_gone_is_reopened_at_a_named_one(office: Office):
    """S-16, S-17: the last stage was deleted meanwhile."""
    first, second, *_ = office.stages()
    won = office.win(office.create(office.admin))
    path = f"/stages/{first['id']}"
    assert office.send(office.admin, "DELETE", path, version=1).status_code == 204
    assert codes(office.act(office.admin, won, "reopen", reason="x")) == {
        "stage_id": "stage_required"
    }
    opened = office.act(office.admin, won, "reopen", reason="x", stage_id=second["id"])
    assert (opened.status_code, opened.json["stage_id"]) == (200, second["id"])
