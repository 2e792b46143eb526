"""People and companies: create, read, edit, discard, restore."""

import dataclasses

import pytest

from chassis.ids import new_id
from contracts.contacts import (
    ContactChanged,
    ContactCreated,
    ContactDiscarded,
    ContactRestored,
)
from services.contacts.tests.office import EVERYTHING, Office


def codes(answer) -> dict[str, str]:
    assert answer.status_code == 422, answer.text
    return {error["field"]: error["code"] for error in answer.json["errors"]}


def test_a_person_is_created_with_all_that_was_typed(office: Office):
    """C-01, C-03, C-09: stored as E.164, one primary each, the creator owns and manages it."""
    marta = office.member("Marta")
    acme = office.create(marta, kind="company", name="Acme S.A.S.", tax_id="900.123.456-7")
    answer = office.send(
        marta,
        "POST",
        "/contacts",
        {
            "kind": "person",
            "first_name": "  Íñigo ",
            "last_name": "Peña  Ñáñez",
            "class": "interested",
            "phones": [
                {"number": "300 123 45 67", "label": "mobile"},
                {"number": "(601) 555 0100", "label": "work", "primary": True},
            ],
            "emails": [{"address": "Inigo@EXAMPLE.com"}],
            "addresses": [{"street": "Calle 1 # 2-3", "city": "Bogotá", "country": "co"}],
            "links": [{"label": "linkedin", "url": "linkedin.com/in/inigo"}],
            "website": "https://inigo.example",
            "tags": ["VIP", "vip", "feria"],
            "company_id": acme["id"],
            "area": "Compras",
            "position": "Jefe",
            "description": "Llamar en la tarde",
        },
    )
    assert answer.status_code == 201
    made = answer.json
    assert answer.headers["Location"] == f"/api/v1/contacts/{made['id']}"
    assert answer.headers["ETag"] == '"1"'
    assert office.get(marta, f"/contacts/{made['id']}").json == made
    assert made["name"] == "Íñigo Peña Ñáñez"
    assert [(each["number"], each["primary"]) for each in made["phones"]] == [
        ("+573001234567", False),
        ("+576015550100", True),
    ]
    assert made["emails"] == [{"address": "Inigo@example.com", "label": "work", "primary": True}]
    assert made["addresses"][0]["country"] == "CO"
    assert made["addresses"][0]["primary"] is True
    assert made["links"] == [{"label": "linkedin", "url": "https://linkedin.com/in/inigo"}]
    assert made["tags"] == ["VIP", "feria"]
    assert made["company_id"] == acme["id"]
    assert made["owner_id"] == str(marta.user_id)
    assert made["manager_ids"] == [str(marta.user_id)]
    assert (made["visibility"], made["origin"], made["class"]) == (
        "private",
        "manual",
        "interested",
    )
    assert acme["tax_country"] == "CO"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({}, {"kind": "required"}),
        ({"kind": "persona"}, {"kind": "invalid_choice"}),
        ({"kind": "person"}, {"first_name": "required", "last_name": "required"}),
        ({"kind": "person", "first_name": "Ana"}, {"last_name": "required"}),
        ({"kind": "company"}, {"name": "required"}),
        ({"kind": "company", "name": "A", "first_name": "B"}, {"first_name": "not_of_a_company"}),
        (
            {"kind": "person", "first_name": "A", "last_name": "B", "name": "C"},
            {"name": "not_of_a_person"},
        ),
        ({"kind": "company", "name": "A", "origin": "call"}, {"origin": "unknown_member"}),
        (
            {"kind": "company", "name": "A", "website": "http://"},
            {"website": "invalid_web_address"},
        ),
        (
            {"kind": "company", "name": "A", "website": "javascript://alert(1)"},
            {"website": "invalid_web_address"},
        ),
        (
            {
                "kind": "company",
                "name": "A",
                "phones": [{"number": "12"}, {"number": "hola"}],
                "emails": [{"address": "no"}],
            },
            {
                "phones.0.number": "invalid_phone",
                "phones.1.number": "invalid_phone",
                "emails.0.address": "invalid_email",
            },
        ),
        (
            {"kind": "company", "name": "A", "manager_ids": [str(new_id())]},
            {"manager_ids": "unknown_user"},
        ),
        ({"kind": "company", "name": "A", "owner_id": str(new_id())}, {"owner_id": "unknown_user"}),
        (
            {"kind": "person", "first_name": "A", "last_name": "B", "company_id": str(new_id())},
            {"company_id": "unknown_company"},
        ),
    ],
)
def test_every_wrong_member_is_named_and_nothing_is_written(office: Office, body, expected):
    """C-01, C-03: 422 with the field and a code."""
    answer = office.send(office.admin, "POST", "/contacts", body)
    assert codes(answer) == expected
    assert office.names(office.admin, "/contacts") == []
    assert office.stated(ContactCreated) == []


def test_an_edit_merges_and_needs_the_version_it_was_made_on(office: Office):
    """C-15, beyond row 20: a stale edit gets 412 and overwrites nothing."""
    marta = office.member()
    made = office.create(
        marta, phones=[{"number": "3001234567"}], tags=["vip"], description="antes"
    )
    path = f"/contacts/{made['id']}"
    assert office.send(marta, "PATCH", path, {"area": "x"}).status_code == 428
    changed = office.edit(marta, made, last_name="Díaz", description=None)
    assert changed.headers["ETag"] == '"2"'
    assert changed.json["name"] == "Ana Díaz"
    assert changed.json["description"] is None
    assert (changed.json["tags"], len(changed.json["phones"])) == (["vip"], 1)
    stale = office.edit(marta, made, last_name="Otra")
    assert (stale.status_code, stale.json["params"]) == (412, {"version": "2"})
    assert office.get(marta, path).json["name"] == "Ana Díaz"


def test_phones_can_change_places_and_labels_in_one_edit(office: Office):
    """C-03: the unique indexes (one primary, each line once) hold at every moment of the change."""
    marta = office.member()
    made = office.create(marta, phones=[{"number": "3001234567"}, {"number": "3007654321"}])
    turned = [
        {"number": "3007654321", "label": "home", "primary": True},
        {"number": "3001234567", "label": "work", "primary": False},
        {"number": "6015550100", "label": "other"},
    ]
    changed = office.edit(marta, made, phones=turned).json
    assert [(each["number"], each["label"], each["primary"]) for each in changed["phones"]] == [
        ("+573007654321", "home", True),
        ("+573001234567", "work", False),
        ("+576015550100", "other", False),
    ]
    assert office.edit(marta, changed, phones=None).json["phones"] == []


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"kind": "company"}, {"kind": "unknown_member"}),
        ({"origin": "call"}, {"origin": "unknown_member"}),
        ({"visibility": None}, {"visibility": "invalid_choice"}),
        ({"class": None}, {"class": "invalid_choice"}),
        ({"first_name": None}, {"first_name": "required"}),
        ({"phones": [{"number": "1"}]}, {"phones.0.number": "invalid_phone"}),
    ],
)
def test_a_wrong_change_is_named_and_changes_nothing(office: Office, change, expected):
    """C-01: the kind is fixed at creation. C-15."""
    made = office.create(office.admin)
    assert codes(office.edit(office.admin, made, **change)) == expected
    assert office.get(office.admin, f"/contacts/{made['id']}").json == made


def test_an_edit_that_changes_nothing_makes_no_version_and_no_fact(office: Office):
    """C-15: saving a form untouched tells nobody anything."""
    made = office.create(office.admin, phones=[{"number": "3001234567", "label": "work"}])
    same = office.edit(
        office.admin,
        made,
        first_name="Ana",
        phones=[{"number": "+57 300 123 4567", "label": "work", "primary": True}],
        visibility="private",
    )
    assert same.json == made
    assert office.stated(ContactChanged) == []


def test_new_managers_are_named_in_the_fact_so_that_they_can_be_told(office: Office):
    """C-09, N-27."""
    marta, luis, eva = office.member("Marta"), office.member("Luis"), office.member("Eva")
    made = office.create(marta)
    managers = [str(marta.user_id), str(luis.user_id), str(eva.user_id), str(luis.user_id)]
    changed = office.edit(marta, made, manager_ids=managers).json
    assert changed["manager_ids"] == managers[:3]
    [fact] = office.stated(ContactChanged)
    assert fact["added_manager_ids"] == managers[1:3]
    assert fact["manager_ids"] == managers[:3]
    assert office.get(luis, f"/contacts/{made['id']}").status_code == 200


def test_who_hands_a_contact_over_sees_it_no_longer_and_the_change_holds(office: Office):
    """C-09, C-10."""
    marta, luis = office.member("Marta"), office.member("Luis")
    made = office.create(marta)
    luiss = {"manager_ids": [str(luis.user_id)], "owner_id": str(luis.user_id)}
    assert office.edit(marta, made, **luiss).status_code == 204
    assert office.get(marta, f"/contacts/{made['id']}").status_code == 404
    assert office.get(luis, f"/contacts/{made['id']}").json["owner_id"] == str(luis.user_id)


def test_a_discarded_contact_is_gone_for_agents_and_comes_back_from_the_administrator(
    office: Office,
):
    """C-17, C-18, X-11, beyond row 20."""
    marta = office.member()
    made = office.create(marta, first_name="Zoe", phones=[{"number": "3001234567"}])
    path = f"/contacts/{made['id']}"
    assert office.send(marta, "DELETE", path).status_code == 428
    assert office.discard(marta, made | {"version": 9}).status_code == 412
    assert office.discard(marta, made).status_code == 204
    for reading in (path, f"{path}/timeline"):
        assert office.get(marta, reading).status_code == 404
    assert office.names(marta, "/contacts") == []
    assert office.names(marta, "/contacts?state=discarded") == []
    assert office.get(marta, "/contacts?discarded=true").status_code == 422
    assert office.get(marta, "/contacts/lookup?q=zoe&discarded=true").status_code == 422
    for query in ("zoe", "3001234567"):
        assert office.names(marta, f"/contacts/lookup?q={query}") == []
        assert office.names(office.admin, f"/contacts/lookup?q={query}") == []
    assert office.names(office.admin, "/contacts") == []
    assert office.names(office.admin, "/contacts?state=discarded") == ["Zoe Ruiz"]
    gone = office.get(office.admin, path).json
    assert (gone["state"], gone["discarded_at"] is not None) == ("discarded", True)
    assert office.edit(office.admin, gone, area="x").status_code == 409
    assert office.discard(office.admin, gone).status_code == 409
    assert office.send(marta, "POST", f"{path}/restore").status_code == 404
    back = office.send(office.admin, "POST", f"{path}/restore")
    assert (back.status_code, back.json["state"]) == (200, "active")
    assert office.send(office.admin, "POST", f"{path}/restore").status_code == 409
    assert office.names(marta, "/contacts") == ["Zoe Ruiz"]
    assert [fact["is_discarded"] for fact in office.stated(ContactDiscarded)] == [True]
    assert [fact["is_discarded"] for fact in office.stated(ContactRestored)] == [False]


def test_a_tax_id_is_unique_in_its_country_however_it_is_written(office: Office):
    """C-24: among active contacts; a discarded one frees it and cannot take it back."""
    first = office.create(office.admin, kind="company", tax_id="900.123.456-7")
    again = {"kind": "company", "name": "Otra", "tax_id": "9001234567"}
    assert codes(office.send(office.admin, "POST", "/contacts", again)) == {
        "tax_id": "tax_id_taken"
    }
    office.create(office.admin, **again, tax_country="EC")
    other = office.create(office.admin, kind="company", name="Tercera")
    assert codes(office.edit(office.admin, other, tax_id="900 123 456 7")) == {
        "tax_id": "tax_id_taken"
    }
    office.discard(office.admin, first)
    office.create(office.admin, **again)
    restore = office.send(office.admin, "POST", f"/contacts/{first['id']}/restore")
    assert (restore.status_code, restore.json["code"]) == (409, "tax_id_taken")


def test_the_people_of_a_company_are_its_filter(office: Office):
    """C-25, C-26: with area and position; only a company can be one's company."""
    marta, luis = office.member("Marta"), office.member("Luis")
    acme = office.create(marta, kind="company", name="Acme")
    office.create(marta, first_name="Ana", company_id=acme["id"], area="Compras", position="Jefa")
    eva = office.create(marta, first_name="Eva")
    people = office.get(marta, f"/contacts?company_id={acme['id']}").json["items"]
    assert [(each["name"], each["area"], each["position"]) for each in people] == [
        ("Ana Ruiz", "Compras", "Jefa")
    ]
    assert codes(office.edit(marta, eva, company_id=people[0]["id"])) == {
        "company_id": "unknown_company"
    }
    private = office.send(
        luis,
        "POST",
        "/contacts",
        {"kind": "person", "first_name": "X", "last_name": "Y", "company_id": acme["id"]},
    )
    assert codes(private) == {"company_id": "unknown_company"}


@pytest.mark.parametrize(
    ("method", "suffix", "body", "permission"),
    [
        ("GET", "", None, "view"),
        ("POST", "", {"kind": "company", "name": "A"}, "create"),
        ("PATCH", "/{id}", {"area": "x"}, "edit"),
        ("DELETE", "/{id}", None, "delete"),
        ("POST", "/{id}/restore", None, "delete"),
        ("POST", "/{id}/share", {}, "edit"),
        ("POST", "/{id}/notes", {"text": "x"}, "edit"),
        ("GET", "/{id}/timeline", None, "view"),
        ("GET", "/lookup?q=ana", None, "view"),
        ("GET", "/settings", None, "configure"),
        ("PATCH", "/settings", {"create_from_calls": False}, "configure"),
    ],
)
def test_a_lacking_permission_is_403_before_anything_else(
    office: Office, method, suffix, body, permission
):
    """Not even the owner may do what the profile does not allow; nothing is written."""
    marta = office.member()
    made = office.create(marta)
    lacking = dataclasses.replace(marta, permissions=EVERYTHING - {f"contacts.{permission}"})
    path = f"/contacts{suffix}".replace("{id}", made["id"])
    answer = office.send(lacking, method, path, body)
    assert (answer.status_code, answer.json["code"]) == (403, "missing_permission")
    assert office.get(marta, f"/contacts/{made['id']}").json == made


def test_the_first_answer_is_given_again_to_a_repeated_create(office: Office):
    """api.md: Idempotency-Key; one contact however often a client retries."""
    body = {"kind": "company", "name": "Acme"}
    key = {"Idempotency-Key": "una-vez"}
    first = office.send(office.admin, "POST", "/contacts", body, headers=key)
    again = office.send(office.admin, "POST", "/contacts", body, headers=key)
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json == again.json
    assert office.names(office.admin, "/contacts") == ["Acme"]
