"""Opportunities: create, edit, move, delete, restore; what is refused writes nothing."""

import pytest

from chassis.ids import new_id
from contracts.sales import (
    OpportunityChanged,
    OpportunityCreated,
    OpportunityDiscarded,
    OpportunityRestored,
    OpportunityStageChanged,
)
from services.sales.tests.office import Office, codes


def test_an_opportunity_is_created_with_all_that_was_typed(office: Office):
    """S-01, S-02, S-04, S-41: budget per month, several contacts, lines with their price."""
    marta = office.member("Marta")
    ana, acme = office.contact("Ana Ruiz"), office.contact("Acme S.A.S.")
    plan = office.product("350000", name="Internet 300 Mbps")
    stage = office.stages()[4]
    answer = office.send(
        marta,
        "POST",
        "/opportunities",
        {
            "title": "  Internet dedicado ",
            "description": "Tres sedes",
            "contact_id": str(acme),
            "contact_ids": [str(ana)],
            "stage_id": stage["id"],
            "budget": {"amount": "350000.50", "currency": "COP", "kind": "month", "periods": 12},
            "lines": [{"product_id": str(plan), "quantity": "12"}],
            "expected_close_on": "2026-12-31",
        },
    )
    assert answer.status_code == 201, answer.text
    made = answer.json
    assert answer.headers["Location"] == f"/api/v1/opportunities/{made['id']}"
    assert answer.headers["ETag"] == '"1"'
    assert made["title"] == "Internet dedicado"
    assert made["contact_id"] == str(acme)
    assert made["contacts"] == [
        {"id": str(acme), "name": "Acme S.A.S."},
        {"id": str(ana), "name": "Ana Ruiz"},
    ]
    assert made["budget"] == {
        "amount": "350000.50",
        "currency": "COP",
        "kind": "month",
        "periods": 12,
    }
    assert made["amount"] == {"amount": "4200006.00", "currency": "COP"}
    assert (made["probability"], made["has_own_probability"]) == (50, False)
    assert made["expected_amount"] == {"amount": "2100003.00", "currency": "COP"}
    [line] = made["lines"]
    assert (line["product_name"], line["unit_price"]) == ("Internet 300 Mbps", "350000")
    assert (made["owner_id"], made["owner_name"]) == (str(marta.user_id), "Marta")
    assert (made["state"], made["visibility"], made["version"]) == ("open", "write", 1)
    assert office.get(marta, f"/opportunities/{made['id']}").json == made
    [fact] = office.stated(OpportunityCreated)
    assert fact["subject"] == f"opportunity/{made['id']}"
    assert (fact["amount"], fact["probability"]) == ("4200006.00", "50")
    assert fact["contact_ids"] == [str(acme), str(ana)]


def test_without_a_budget_the_lines_say_what_it_is_worth(office: Office):
    """S-41: quantity times price, each line rounded."""
    plan = office.product("0.335")
    made = office.create(
        office.admin, lines=[{"product_id": plan, "quantity": "3", "unit_price": "0.335"}] * 2
    )
    assert made["budget"]["amount"] is None
    assert made["amount"] == {"amount": "2.02", "currency": "COP"}


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({"title": ""}, {"title": "too_short"}),
        ({"stage_id": None}, {"stage_id": "invalid_id"}),
        ({"stage_id": str(new_id())}, {"stage_id": "unknown_stage"}),
        ({"contact_id": None}, {"contact_id": "required"}),
        ({"contact_id": str(new_id())}, {"contact_id": "unknown_contact"}),
        ({"owner_id": str(new_id())}, {"owner_id": "unknown_user"}),
        ({"shared_user_ids": [str(new_id())]}, {"shared_user_ids": "unknown_user"}),
        ({"shared_group_ids": [str(new_id())]}, {"shared_group_ids": "unknown_group"}),
        ({"continues_id": str(new_id())}, {"continues_id": "unknown_opportunity"}),
        (
            {"lines": [{"product_id": str(new_id()), "quantity": "1", "unit_price": "1"}]},
            {"lines.0.product_id": "unknown_product"},
        ),
        ({"probability": 101}, {"probability": "out_of_range"}),
        ({"budget": {"amount": "-1"}}, {"budget.amount": "out_of_range"}),
        ({"state": "won"}, {"state": "unknown_member"}),
    ],
)
def test_every_wrong_member_is_named_and_nothing_is_written(office: Office, body, expected):
    """S-01, S-17: 422 with the field and a code; a stage and a contact are required."""
    values = {
        "title": "x",
        "contact_id": str(office.contact()),
        "stage_id": office.stages()[0]["id"],
    }
    answer = office.send(office.admin, "POST", "/opportunities", values | body)
    assert codes(answer) == expected
    assert office.titles(office.admin, "/opportunities") == []
    assert office.stated(OpportunityCreated) == []


def test_a_price_in_another_currency_has_to_be_typed(office: Office):
    """S-41: dollars are never taken for pesos."""
    plan = office.product("10", currency="USD")
    body = {
        "title": "x",
        "contact_id": str(office.contact()),
        "stage_id": office.stages()[0]["id"],
        "lines": [{"product_id": str(plan), "quantity": "2"}],
    }
    answer = office.send(office.admin, "POST", "/opportunities", body)
    assert codes(answer) == {"lines.0.unit_price": "price_required"}
    body["budget"] = {"currency": "USD"}
    made = office.send(office.admin, "POST", "/opportunities", body)
    assert made.json["amount"] == {"amount": "20.00", "currency": "USD"}


def test_an_edit_merges_and_needs_the_version_it_was_made_on(office: Office):
    """S-10, beyond row 20: a stale edit gets 412 and overwrites nothing."""
    made = office.create(office.admin, budget={"amount": "100"}, description="antes")
    path = f"/opportunities/{made['id']}"
    assert office.send(office.admin, "PATCH", path, {"title": "x"}).status_code == 428
    changed = office.edit(office.admin, made, title="Otro", budget={"kind": "week", "periods": 4})
    assert changed.status_code == 200, changed.text
    assert changed.headers["ETag"] == '"2"'
    assert changed.json["amount"]["amount"] == "400.00"
    assert changed.json["description"] == "antes"
    stale = office.edit(office.admin, made, title="Tercero")
    assert (stale.status_code, stale.json["params"]) == (412, {"version": "2"})
    assert office.read(made)["title"] == "Otro"
    [fact] = office.stated(OpportunityChanged)
    assert (fact["title"], fact["amount"]) == ("Otro", "400.00")
    assert office.history(made)[0]["members"] == ["title", "budget"]


def test_an_edit_that_changes_nothing_writes_and_states_nothing(office: Office):
    """S-10: the same again is no change."""
    made = office.create(office.admin, description="igual")
    again = office.edit(office.admin, made, description="igual", visibility="write")
    assert again.json["version"] == 1
    assert office.stated(OpportunityChanged) == []


def test_a_move_presets_the_probability_and_is_kept_with_its_date(office: Office):
    """S-04, S-09, S-40: the stage presets; a value set by hand lasts until the next change."""
    first, *_, sixth = office.stages()[:6]
    made = office.create(office.admin, budget={"amount": "1000"})
    assert (made["probability"], made["expected_amount"]["amount"]) == (1, "10.00")
    by_hand = office.edit(office.admin, made, probability=33).json
    assert (by_hand["probability"], by_hand["has_own_probability"]) == (33, True)
    assert by_hand["expected_amount"]["amount"] == "330.00"
    moved = office.act(office.admin, made, "stage", stage_id=sixth["id"])
    assert moved.status_code == 200, moved.text
    assert (moved.json["probability"], moved.json["has_own_probability"]) == (75, False)
    assert moved.json["moved_at"] > made["moved_at"]
    newest = office.history(made)[0]
    assert (newest["kind"], newest["from_stage"], newest["to_stage"]) == (
        "moved",
        first["name"],
        sixth["name"],
    )
    assert newest["at"] > made["moved_at"]
    [fact] = office.stated(OpportunityStageChanged)
    assert (fact["previous_stage_id"], fact["stage"]) == (first["id"], sixth["name"])
    assert (fact["probability"], fact["has_own_probability"]) == ("75", False)


def test_a_move_to_where_it_stands_leaves_no_trace(office: Office):
    """S-09: no event, no fact, no version."""
    made = office.create(office.admin)
    again = office.act(office.admin, made, "stage", stage_id=made["stage_id"])
    assert (again.status_code, again.json["version"]) == (200, 1)
    assert office.stated(OpportunityStageChanged) == []


def test_a_patch_can_move_and_change_at_once(office: Office):
    """S-09, S-10: one version, both facts, each with the whole new state."""
    made = office.create(office.admin)
    target = office.stages()[4]
    changed = office.edit(office.admin, made, title="Nuevo", stage_id=target["id"])
    assert (changed.json["version"], changed.json["probability"]) == (2, 50)
    [moved], [edited] = office.stated(OpportunityStageChanged), office.stated(OpportunityChanged)
    assert moved["title"] == edited["title"] == "Nuevo"
    assert moved["stage_id"] == edited["stage_id"] == target["id"]


def test_the_principal_is_always_one_of_the_contacts(office: Office):
    """S-41: another principal replaces the one before; the others stay."""
    ana, luis, acme = office.contact("Ana"), office.contact("Luis"), office.contact("Acme")
    made = office.create(office.admin, contact_id=ana, contact_ids=[luis])
    other = office.edit(office.admin, made, contact_id=acme).json
    assert other["contact_ids"] == [str(acme), str(luis)]
    fewer = office.edit(office.admin, other, contact_ids=[luis]).json
    assert (fewer["contact_id"], fewer["contact_ids"]) == (str(luis), [str(luis)])
    none = office.edit(office.admin, fewer, contact_ids=[])
    assert codes(none) == {"contact_id": "required"}


def test_a_deleted_opportunity_is_there_for_administrators_and_comes_back(office: Office):
    """S-10: deleted is not purged; only administrators see it and restore it."""
    marta = office.member("Marta")
    made = office.create(marta)
    path = f"/opportunities/{made['id']}"
    assert office.send(marta, "DELETE", path).status_code == 428
    assert office.send(marta, "DELETE", path, version=made["version"]).status_code == 204
    assert office.get(marta, path).status_code == 404
    assert office.titles(marta, "/opportunities") == []
    assert office.get(marta, "/opportunities?discarded=true").status_code == 422
    assert office.titles(office.admin, "/opportunities") == []
    assert office.titles(office.admin, "/opportunities?discarded=true") == [made["title"]]
    gone = office.read(made)
    assert gone["discarded_at"] is not None
    assert office.edit(office.admin, gone, title="x").json["code"] == "opportunity_discarded"
    assert office.act(marta, made, "restore").status_code == 404
    back = office.act(office.admin, made, "restore")
    assert (back.status_code, back.json["discarded_at"]) == (200, None)
    assert office.titles(marta, "/opportunities") == [made["title"]]
    assert office.act(office.admin, made, "restore").status_code == 409
    assert [fact["is_discarded"] for fact in office.stated(OpportunityDiscarded)] == [True]
    assert [fact["is_discarded"] for fact in office.stated(OpportunityRestored)] == [False]


def test_a_retried_creation_makes_one_opportunity(office: Office):
    """X-3: the same key gives the first answer again."""
    body = {
        "title": "Una",
        "contact_id": str(office.contact()),
        "stage_id": office.stages()[0]["id"],
    }
    key = {"Idempotency-Key": "una-vez"}
    first = office.send(office.admin, "POST", "/opportunities", body, headers=key)
    again = office.send(office.admin, "POST", "/opportunities", body, headers=key)
    assert first.json == again.json
    assert office.titles(office.admin, "/opportunities") == ["Una"]
