"""Lists, search and look-up of contacts."""

import pytest

from services.contacts.tests.office import Office


@pytest.fixture
def people(office: Office) -> Office:
    marta = office.admin
    office.create(
        marta,
        first_name="Íñigo",
        last_name="Núñez",
        phones=[{"number": "+57 300 123 4567"}],
        emails=[{"address": "inigo@example.com"}],
        tags=["vip"],
    )
    office.create(marta, first_name="Nora", last_name="Ñáñez", **{"class": "client"})
    office.create(
        marta, first_name="Nuria", last_name="Ávila", phones=[{"number": "+54 9 11 2345-6789"}]
    )
    office.create(marta, kind="company", name="Núcleo Ltda.", phones=[{"number": "6015550100"}])
    return office


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=nunez", ["Íñigo Núñez"]),
        ("q=NUÑEZ inigo", ["Íñigo Núñez"]),
        ("q=3001234567", ["Íñigo Núñez"]),
        ("q=%2B57 (300) 123-45", ["Íñigo Núñez"]),
        ("q=11 15-2345-6789", ["Nuria Ávila"]),
        ("q=1123456789", ["Nuria Ávila"]),
        ("q=inigo@example", ["Íñigo Núñez"]),
        ("q=nadie", []),
        ("kind=company", ["Núcleo Ltda."]),
        ("class=client", ["Nora Ñáñez"]),
        ("tags=vip", ["Íñigo Núñez"]),
        ("phone=%2B573001234567", ["Íñigo Núñez"]),
        ("phone=%2B57 300 123 4567", ["Íñigo Núñez"]),
        ("phone=+57-300-1234567", ["Íñigo Núñez"]),
        ("email=INIGO@example.com", ["Íñigo Núñez"]),
        ("name.contains=nuñ", ["Íñigo Núñez"]),
        ("sort=name&kind=person", ["Íñigo Núñez", "Nora Ñáñez", "Nuria Ávila"]),
        ("sort=name", ["Íñigo Núñez", "Nora Ñáñez", "Núcleo Ltda.", "Nuria Ávila"]),
        ("sort=created_at&limit=1", ["Íñigo Núñez"]),
        ("", ["Núcleo Ltda.", "Nuria Ávila", "Nora Ñáñez", "Íñigo Núñez"]),
    ],
)
def test_contacts_are_listed_filtered_sorted_and_searched(people: Office, query, found):
    """C-14: accents ignored; by name, digits of a phone in any form, e-mail."""
    assert people.names(people.admin, f"/contacts?{query}") == found


def test_a_page_leads_to_the_next_and_the_total_is_asked_for_apart(people: Office):
    """C-14, api.md."""
    first = people.get(people.admin, "/contacts?sort=name&limit=3").json
    rest = people.get(
        people.admin, f"/contacts?sort=name&limit=3&cursor={first['next_cursor']}"
    ).json
    assert [each["name"] for each in first["items"] + rest["items"]] == [
        "Íñigo Núñez",
        "Nora Ñáñez",
        "Núcleo Ltda.",
        "Nuria Ávila",
    ]
    assert rest["next_cursor"] is None
    total = people.get(people.admin, "/contacts?count=1&kind=person").json
    assert total == {"total": 3, "total_is_estimate": False}


def test_a_total_counts_what_was_made_a_moment_ago(people: Office):
    """C-14: a list draws as many rows as it is told, so an exact total is never an old one."""
    path = "/contacts?count=1&class=client"
    assert people.get(people.admin, path).json["total"] == 1
    people.create(people.admin, first_name="Ana", **{"class": "client"})
    assert people.get(people.admin, path).json["total"] == 2


@pytest.mark.parametrize("query", ["nope=1", "sort=description", "name.gt=a", "limit=0", "id=x"])
def test_what_cannot_be_asked_is_refused_with_its_name(people: Office, query):
    """api.md: unknown filter 422."""
    answer = people.get(people.admin, f"/contacts?{query}")
    assert answer.status_code == 422
    assert answer.json["errors"][0]["field"] == query.split("=")[0]


def test_the_lookup_starts_at_three_characters(people: Office):
    """C-44, O-5: name or digits, accents ignored, few members."""
    for short in ("", "q=", "q=nu", "q=  nu "):
        answer = people.get(people.admin, f"/contacts/lookup?{short}")
        assert (answer.status_code, answer.json["code"]) == (422, "query_too_short")
    found = people.get(people.admin, "/contacts/lookup?q=nuñ").json["items"]
    assert [each["name"] for each in found] == ["Íñigo Núñez"]
    shown = {"id", "kind", "name", "class", "phones", "emails", "company_id", "photo_id"}
    assert set(found[0]) == shown
    assert people.names(people.admin, "/contacts/lookup?q=300123") == ["Íñigo Núñez"]
    assert people.names(people.admin, "/contacts/lookup?q=nuc&kind=company") == ["Núcleo Ltda."]


def test_an_edit_moves_a_contact_in_search_and_order(people: Office):
    """C-14, C-15: what a contact is found by follows its name, phones and addresses."""
    [nora] = people.get(people.admin, "/contacts?q=nora").json["items"]
    people.edit(
        people.admin, nora, first_name="Zaida", emails=[{"address": "z@example.org"}], phones=[]
    )
    assert people.names(people.admin, "/contacts?q=nora") == []
    assert people.names(people.admin, "/contacts?q=z@example.org") == ["Zaida Ñáñez"]
    assert people.names(people.admin, "/contacts?sort=-name&limit=1") == ["Zaida Ñáñez"]
