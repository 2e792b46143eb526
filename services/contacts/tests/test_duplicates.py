"""Duplicates found, merged, put back and told apart (C-46)."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import pytest

from chassis.identity.actor import Actor
from chassis.ids import new_id
from contracts.contacts import ContactChanged, ContactDiscarded, ContactRestored
from contracts.examples import example_of
from contracts.sales import OpportunityCreated
from services.contacts.duplicates import finding
from services.contacts.tests.office import Office, at_once, ended, started


def phone(number: str = "3001234567") -> list[dict[str, str]]:
    return [{"number": number}]


def groups(office: Office, actor: Actor, by: str) -> list[set[str]]:
    """Return the groups of a list, all its pages."""
    found: list[set[str]] = []
    cursor = ""
    while True:
        answer = office.get(actor, f"/contacts/duplicates?by={by}{cursor}")
        assert answer.status_code == 200, answer.text
        found += [{one["id"] for one in group["contacts"]} for group in answer.json["items"]]
        if answer.json["next_cursor"] is None:
            return found
        cursor = f"&cursor={answer.json['next_cursor']}"


def read(office: Office, contact: Mapping[str, Any]) -> dict[str, Any]:
    answer = office.get(office.admin, f"/contacts/{contact['id']}")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json
    return found


def merge(
    office: Office, actor: Actor, survivor: Mapping[str, Any], *others: Any, **more: Any
) -> Any:
    absorbed = [{"id": one["id"], "version": one["version"]} for one in others]
    body = {"absorbed": absorbed, **more}
    return office.send(
        actor, "POST", f"/contacts/{survivor['id']}/merge", body, version=survivor["version"]
    )


def merged(office: Office, actor: Actor, survivor: Any, *others: Any, **more: Any) -> Any:
    answer = merge(office, actor, survivor, *others, **more)
    assert answer.status_code == 200, answer.text
    return answer.json


def unmerge(office: Office, actor: Actor, contact: Mapping[str, Any]) -> Any:
    return office.send(actor, "POST", f"/contacts/{contact['id']}/unmerge")


@pytest.mark.parametrize(
    ("by", "same", "other"),
    [
        ("phone", {"phones": phone()}, {"phones": phone("3009999999")}),
        (
            "email",
            {"emails": [{"address": "Ana@x.co"}]},
            {"emails": [{"address": "b@x.co"}]},
        ),
        ("name", {"last_name": "Rodríguez"}, {"last_name": "Zapata", "first_name": "Luis"}),
    ],
)
def test_contacts_that_share_a_key_are_one_group(
    office: Office, by: str, same: dict[str, Any], other: dict[str, Any]
) -> None:
    """C-46"""
    first, second = (office.create(office.admin, **same) for _ in range(2))
    office.create(office.admin, **other)
    assert groups(office, office.admin, by) == [{first["id"], second["id"]}]


def test_names_that_are_nearly_the_same_are_found_within_their_kind(office: Office) -> None:
    """C-46"""
    one = office.create(office.admin, first_name="Carolina", last_name="Echeverría")
    two = office.create(office.admin, first_name="Carolina", last_name="Echeverria P.")
    office.create(office.admin, kind="company", name="Carolina Echeverría")
    assert groups(office, office.admin, "name") == [{one["id"], two["id"]}]
    answer = office.get(office.admin, f"/contacts/{one['id']}/duplicates")
    assert [(each["id"], each["by"]) for each in answer.json["items"]] == [(two["id"], ["name"])]


def test_a_tax_id_that_was_given_away_is_found(office: Office) -> None:
    """C-46: the index holds one of them only."""
    tax = {"kind": "company", "tax_id": "900.123.456-7"}
    first = office.create(office.admin, **tax, phones=phone())
    office.discard(office.admin, first)
    second = office.create(office.admin, **tax, name="Otra")
    office.state(started(), UUID(int=7))
    assert groups(office, office.admin, "tax_id") == [{first["id"], second["id"]}]


def test_every_group_is_met_once_however_small_the_windows_are(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """C-46"""
    monkeypatch.setattr(finding, "_WINDOW", 3)
    monkeypatch.setattr(finding, "_WINDOWS", 2)
    pairs = []
    for number in range(5):
        given = {"phones": phone(f"30012345{number:02}")}
        pairs.append({office.create(office.admin, **given)["id"] for _ in range(2)})
        office.create(office.admin, phones=phone(f"30112345{number:02}"))
    found = groups(office, office.admin, "phone")
    assert sorted(map(sorted, found)) == sorted(map(sorted, pairs))


def test_nobody_is_shown_a_duplicate_that_they_may_not_see(office: Office) -> None:
    """C-46, C-10"""
    marta, luis = office.member("Marta"), office.member("Luis")
    mine = office.create(marta, phones=phone())
    office.create(luis, phones=phone())
    assert groups(office, marta, "phone") == []
    assert office.get(marta, f"/contacts/{mine['id']}/duplicates").json["items"] == []
    assert len(groups(office, office.admin, "phone")) == 1


def test_contacts_that_are_different_are_not_listed_again(office: Office) -> None:
    """C-46"""
    one, two, three = (office.create(office.admin, phones=phone()) for _ in range(3))
    body = {"contact_ids": [two["id"], one["id"]]}
    for _ in range(2):
        answer = office.send(office.admin, "POST", "/contacts/duplicates/apart", body)
        assert answer.status_code == 204
    assert groups(office, office.admin, "phone") == [{one["id"], two["id"], three["id"]}]
    like = office.get(office.admin, f"/contacts/{one['id']}/duplicates").json["items"]
    assert [each["id"] for each in like] == [three["id"]]
    body = {"contact_ids": [one["id"], two["id"], three["id"]]}
    office.send(office.admin, "POST", "/contacts/duplicates/apart", body)
    assert groups(office, office.admin, "phone") == []


def test_the_survivor_has_what_both_had_and_what_was_chosen(office: Office) -> None:
    """C-46"""
    marta, luis = office.member("Marta"), office.member("Luis")
    one = office.create(marta, phones=phone(), tags=["a"], position="Jefa", visibility="write")
    two = office.create(
        luis, phones=phone("3009876543"), tags=["b"], position="Gerente", website="x.co",
        visibility="write", **{"class": "client"},
    )  # fmt: skip
    result = merged(office, marta, one, two, choices={"position": two["id"]})
    assert [each["number"] for each in result["phones"]] == ["+573001234567", "+573009876543"]
    assert (result["tags"], result["position"]) == (["a", "b"], "Gerente")
    assert (result["website"], result["class"]) == ("https://x.co", "client")
    assert set(result["manager_ids"]) == {str(marta.user_id), str(luis.user_id)}
    gone = read(office, two)
    assert (gone["state"], gone["merged_into_id"]) == ("discarded", one["id"])
    assert gone["phones"] == two["phones"]
    assert office.stated(ContactDiscarded)[-1]["merged_into_id"] == one["id"]
    assert len(office.stated(ContactChanged)[-1]["phones"]) == 2


def test_who_asks_for_a_merged_contact_is_told_where_it_went(office: Office) -> None:
    """C-46"""
    marta, luis = office.member("Marta"), office.member("Luis")
    one, two, three = (office.create(marta) for _ in range(3))
    one = merged(office, marta, one, two)
    merged(office, marta, three, one)
    answer = office.get(marta, f"/contacts/{two['id']}")
    assert (answer.status_code, answer.json["code"]) == (404, "contact_merged")
    assert answer.json["params"] == {"merged_into_id": three["id"]}
    assert office.get(luis, f"/contacts/{two['id']}").json["code"] == "not_found"


def test_history_activities_people_and_leads_go_to_the_survivor_and_come_back(
    office: Office,
) -> None:
    """C-46, beyond 20"""
    marta = office.member("Marta")
    one = office.create(marta, kind="company", name="Acme")
    two = office.create(marta, kind="company", name="Acme SA", phones=phone())
    person = office.create(marta, company_id=two["id"])
    office.send(marta, "POST", f"/contacts/{two['id']}/notes", {"text": "Llamar"})
    task = office.send(
        marta, "POST", "/activities",
        {"kind": "task", "title": "x", "related": {"type": "contact", "id": two["id"]}},
    ).json  # fmt: skip
    call = UUID(int=1)
    office.state(started(), call)
    lead = office.lead(marta)
    office.send(
        marta, "POST", f"/leads/{lead['id']}/convert", {"company": {"contact_id": two["id"]}}
    )
    one, two = read(office, one), read(office, two)
    merged(office, marta, one, two)

    def where() -> tuple[str, ...]:
        return (
            read(office, person)["company_id"],
            office.get(marta, f"/activities/{task['id']}").json["related"]["id"],
            office.get(marta, f"/leads/{lead['id']}").json["company_id"],
        )

    assert where() == (one["id"],) * 3
    office.state(ended(), call)
    kinds = [each["kind"] for each in office.timeline(marta, one["id"])]
    assert {"note", "call", "merged"} <= set(kinds)
    assert [each["kind"] for each in office.timeline(office.admin, two["id"])] == ["absorbed"]

    answer = unmerge(office, marta, two)
    assert answer.status_code == 200, answer.text
    assert where() == (two["id"],) * 3
    assert office.stated(ContactRestored)[-1]["merged_into_id"] is None
    kinds = [each["kind"] for each in office.timeline(marta, one["id"])]
    assert not {"note"} & set(kinds)
    assert {"note", "restored"} <= {each["kind"] for each in office.timeline(marta, two["id"])}


def test_what_was_changed_after_a_merge_survives_its_undoing(office: Office) -> None:
    """C-46, beyond 20: merge, edit, un-merge returns both without losing the edit."""
    marta = office.member("Marta")
    one = office.create(marta, tags=["a"])
    two = office.create(marta, tags=["b"], website="x.co", tax_id="1020", phones=phone())
    joined = merged(office, marta, one, two)
    assert joined["tax_id"] == "1020"
    answer = office.edit(marta, joined, website="y.co", tags=["a", "b", "c"])
    assert answer.status_code == 200, answer.text
    back = unmerge(office, marta, two)
    assert back.status_code == 200, back.text
    left = read(office, one)
    assert (left["website"], left["tags"]) == ("https://y.co", ["a", "c"])
    assert (left["tax_id"], left["phones"]) == (None, [])
    ignored = ("version", "updated_at")
    assert {k: v for k, v in back.json.items() if k not in ignored} == {
        k: v for k, v in two.items() if k not in ignored
    }
    assert unmerge(office, marta, two).json["code"] == "contact_not_merged"


def test_a_unique_value_of_an_own_field_goes_over_and_comes_back(office: Office) -> None:
    """C-46, O-2"""
    marta = office.member("Marta")
    answer = office.send(
        office.admin, "POST", "/custom-fields?entity=contacts",
        {"title": "Ficha", "type": "text", "unique": True},
    )  # fmt: skip
    assert answer.status_code == 201, answer.text
    key = answer.json["key"]
    one, two = office.create(marta), office.create(marta, custom={key: "7"})
    assert merged(office, marta, one, two)["custom"] == {key: "7"}
    assert unmerge(office, marta, two).json["custom"] == {key: "7"}
    assert not read(office, one)["custom"].get(key)
    assert office.names(marta, f"/contacts?custom.{key}=7") == [two["name"]]


@pytest.mark.parametrize("wrong", ["itself", "kinds", "discarded", "choice", "member", "stale"])
def test_a_merge_that_cannot_be_is_refused(office: Office, wrong: str) -> None:
    """C-46"""
    marta = office.member("Marta")
    one, two = office.create(marta), office.create(marta)
    company = office.create(marta, kind="company")
    old = two | {"version": 9}
    if wrong == "discarded":
        office.discard(office.admin, two)
        two = two | {"version": 2}
    answer = {
        "itself": lambda: merge(office, marta, one, one),
        "kinds": lambda: merge(office, marta, one, company),
        "discarded": lambda: merge(office, office.admin, one, two),
        "choice": lambda: merge(office, marta, one, two, choices={"website": company["id"]}),
        "member": lambda: merge(office, marta, one, two, choices={"phones": two["id"]}),
        "stale": lambda: merge(office, marta, one, old),
    }[wrong]()
    expected = {
        "itself": (409, "merge_into_itself"),
        "kinds": (409, "merge_of_two_kinds"),
        "discarded": (409, "contact_discarded"),
        "choice": (422, "invalid_fields"),
        "member": (422, "invalid_fields"),
        "stale": (412, "stale_version"),
    }[wrong]
    assert (answer.status_code, answer.json["code"]) == expected


def test_only_who_may_change_both_merges_them_and_has_the_permission(office: Office) -> None:
    """C-46, C-10"""
    marta, luis = office.member("Marta"), office.member("Luis")
    plain = office.member("Eva", permissions=frozenset({"contacts.view", "contacts.edit"}))
    one, hidden = office.create(marta), office.create(luis)
    shown = office.create(luis, visibility="read")
    assert merge(office, marta, one, hidden).status_code == 404
    assert merge(office, marta, one, shown).status_code == 403
    assert merge(office, plain, one, one).json["code"] == "missing_permission"
    assert read(office, one)["version"] == one["version"]


def test_a_merged_contact_is_not_brought_back_but_by_undoing_the_merge(office: Office) -> None:
    """C-46: not by an administrator, not by a call of its number."""
    one, two = office.create(office.admin), office.create(office.admin, phones=phone())
    joined = merged(office, office.admin, one, two)
    answer = office.send(office.admin, "POST", f"/contacts/{two['id']}/restore")
    assert (answer.status_code, answer.json["code"]) == (409, "contact_merged")
    office.edit(office.admin, joined, phones=[])
    office.state(started(), UUID(int=3))
    assert read(office, two)["state"] == "discarded"


def test_a_merge_under_another_is_undone_after_that_one(office: Office) -> None:
    """C-46"""
    one, two, three = (office.create(office.admin) for _ in range(3))
    one = merged(office, office.admin, one, two)
    merged(office, office.admin, three, one)
    assert unmerge(office, office.admin, two).json["code"] == "survivor_merged"
    assert unmerge(office, office.admin, one).status_code == 200
    assert unmerge(office, office.admin, two).status_code == 200


def test_two_merges_of_one_contact_at_once_are_one(office: Office) -> None:
    """C-46, R: whoever comes second sees another version."""
    one, two, three = (office.create(office.admin) for _ in range(3))
    ways = [(one, two), (two, one), (three, two), (two, three)]
    answers = at_once(lambda n: merge(office, office.admin, *ways[n]), times=4)
    assert min(each.status_code for each in answers) == 200
    assert {each.status_code for each in answers} <= {200, 409, 412}
    states = [read(office, each)["merged_into_id"] for each in (one, two, three)]
    assert sum(each is not None for each in states) == sum(a.status_code == 200 for a in answers)


def test_what_is_told_of_a_merged_contact_stands_on_its_survivor_once(office: Office) -> None:
    """C-46, C-21: other services go on naming it; also where both are named."""
    one, two, three = (office.create(office.admin) for _ in range(3))
    two = merged(office, office.admin, two, three)
    merged(office, office.admin, one, two)
    example = example_of(OpportunityCreated)
    ids = [UUID(each["id"]) for each in (three, two, one)]
    for named in (ids[:1], ids):
        values = {"contact_id": named[0], "contact_ids": named, "owner_id": None}
        office.state(example.model_copy(update=values), new_id())
    told = [each["kind"] for each in office.timeline(office.admin, one["id"])]
    assert told.count("opportunity") == 2
