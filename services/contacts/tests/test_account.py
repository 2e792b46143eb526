"""What a contact is and on which terms it buys: the account form, referrals, client numbers."""

from typing import Any

import pytest

from contracts.contacts import ContactChanged, ContactCreated
from services.contacts.tests.office import Office, at_once
from services.contacts.tests.test_catalogs import codes, entries

FORM = {
    "priority": "high",
    "economic_activity": "Comercio al por mayor",
    "price_list": "Distribuidores",
    "tax_exempt": True,
    "ledger_account": "130505",
    "is_supplier": True,
    "account_status": "restricted",
    "currency": "usd",
    "credit_days": 45,
    "credit_limit": {"amount": "25000000", "currency": "cop"},
}


def test_a_new_contact_is_unspecified_and_pays_at_once(office: Office):
    """C-02, C-34, C-37, C-47: no type, no temperature, normal priority, no credit, no number."""
    made = office.create(office.admin)
    for member in ("type_id", "source_id", "temperature_id", "currency", "credit_days"):
        assert made[member] is None
    assert (made["priority"], made["tax_exempt"], made["is_supplier"]) == ("normal", False, False)
    assert (made["client_number"], made["credit_limit"], made["role_ids"]) == (None, None, [])


def test_the_account_form_is_kept_shown_and_stated_for_who_bills(office: Office):
    """C-05, C-32, C-33, C-34, C-35, B-37, O-46, O-47, O-49: every member, through API and fact."""
    person = office.create(office.admin)
    made = office.create(
        office.admin,
        kind="company",
        main_contact_id=person["id"],
        phones=[{"number": "3001234567"}],
        website="acme.example",
        tax_id="900123456-1",
        addresses=[{"street": "Calle 1", "city": "Cali", "region": "Valle", "country": "CO"}],
        **FORM,
    )
    shown = {name: made[name] for name in FORM}
    assert shown == FORM | {
        "currency": "USD",
        "credit_limit": {"amount": "25000000.00", "currency": "COP"},
    }
    assert made["main_contact_id"] == person["id"]
    fact = office.stated(ContactCreated)[-1]
    assert fact["credit_limit"] == {"amount": "25000000", "currency": "COP"}
    for member in ("currency", "tax_exempt", "price_list", "ledger_account", "is_supplier"):
        assert fact[member] == made[member]
    assert (fact["credit_days"], fact["account_status"]) == (45, "restricted")
    cash = office.edit(office.admin, made, credit_days=None, credit_limit=None, currency=None).json
    assert (cash["credit_days"], cash["credit_limit"], cash["currency"]) == (None, None, None)
    assert office.stated(ContactChanged)[-1]["credit_days"] is None
    assert cash["version"] == made["version"] + 1
    same = office.edit(office.admin, cash, priority="high", tax_exempt=True).json
    assert same["version"] == cash["version"]


@pytest.mark.parametrize(
    ("member", "value"),
    [
        ("currency", "XXX"),
        ("currency", "pesos"),
        ("priority", "urgent"),
        ("credit_days", -1),
        ("credit_days", "diez"),
        ("credit_limit", {"amount": "-1", "currency": "COP"}),
        ("credit_limit", {"amount": "1"}),
        ("tax_exempt", None),
        ("priority", None),
        ("type_id", "018f0000-0000-7000-8000-000000000000"),
        ("client_number", 7),
    ],
)
def test_what_the_form_refuses(office: Office, member: str, value: Any):
    """C-05, C-34, C-37: each refusal names its member; nothing is written."""
    made = office.create(office.admin)
    refused = office.edit(office.admin, made, **{member: value})
    assert refused.status_code == 422, refused.text
    assert refused.json["errors"][0]["field"].startswith(member)
    assert office.get(office.admin, f"/contacts/{made['id']}").json == made


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("priority", "high"),
        ("price_list", "Distribuidores"),
        ("economic_activity.contains", "mayor"),
        ("tax_exempt", "true"),
        ("is_supplier", "true"),
        ("currency", "USD"),
        ("credit_days.gte", "30"),
        ("account_status", "restricted"),
    ],
)
def test_lists_are_filtered_by_the_form(office: Office, path: str, value: str):
    """C-34, C-35, C-05: what is a member is a filter."""
    office.create(office.admin)
    office.create(office.admin, kind="company", **FORM)
    assert office.names(office.admin, f"/contacts?{path}={value}") == ["Acme"]


def test_lists_are_filtered_by_type_source_role_and_temperature(office: Office):
    """C-02, C-19, C-20, C-47: one entry, several, none."""
    chosen: dict[str, Any] = {
        "type_id": entries(office, "/contact-types")[0]["id"],
        "source_id": entries(office, "/contact-sources")[0]["id"],
        "temperature_id": entries(office, "/temperatures")[2]["id"],
    }
    roles = [one["id"] for one in entries(office, "/contact-roles")]
    office.create(office.admin)
    office.create(office.admin, kind="company", role_ids=roles[:2], **chosen)
    for member, id in chosen.items():
        assert office.names(office.admin, f"/contacts?{member}={id}") == ["Acme"]
        assert office.names(office.admin, f"/contacts?{member}.is_null=true") == ["Ana Ruiz"]
    assert office.names(office.admin, f"/contacts?role_ids={roles[1]}") == ["Acme"]
    assert office.names(office.admin, f"/contacts?role_ids={roles[2]}") == []
    assert office.names(office.admin, f"/contacts?role_ids.in={roles[0]},{roles[2]}") == ["Acme"]


def test_a_contact_that_becomes_a_client_gets_its_number_once(office: Office):
    """C-37: issued by the system, kept whatever the contact becomes, found by it."""
    first = office.create(office.admin, **{"class": "client"})
    made = office.create(office.admin)
    client = office.edit(office.admin, made, **{"class": "client"}).json
    assert (first["client_number"], client["client_number"]) == (1, 2)
    back = office.edit(office.admin, client, **{"class": "prospect"}).json
    again = office.edit(office.admin, back, **{"class": "client"}).json
    assert (back["client_number"], again["client_number"]) == (2, 2)
    found = office.get(office.admin, "/contacts?client_number=2").json["items"]
    assert [one["id"] for one in found] == [made["id"]]
    assert office.stated(ContactChanged)[-1]["client_number"] == 2


def test_clients_made_at_once_have_numbers_of_their_own(service: Any):
    """C-37: unique in the organization and without gaps, whoever makes them at the same time."""
    office, other = Office(service), Office(service)
    made = at_once(
        lambda number: (office, other)[number % 2].create(
            (office, other)[number % 2].admin, **{"class": "client"}
        ),
        times=24,
    )
    for place in (0, 1):
        numbers = sorted(one["client_number"] for one in made[place::2])
        assert numbers == list(range(1, 13))


def test_a_referral_says_who_referred_and_is_listed_there(office: Office):
    """C-49: only with a source of kind referral; another source forgets it."""
    general, _, referral = entries(office, "/contact-sources")
    assert referral["kind"] == "referral"
    carla = office.create(office.admin, first_name="Carla")
    wrong = office.send(
        office.admin,
        "POST",
        "/contacts",
        {
            "kind": "person",
            "first_name": "Ana",
            "last_name": "Ruiz",
            "referred_by_id": carla["id"],
            "source_id": general["id"],
        },
    )
    assert codes(wrong) == {"referred_by_id": "source_not_referral"}
    made = office.create(
        office.admin, source_id=referral["id"], referred_by_id=carla["id"], last_name="Gil"
    )
    listed = office.names(office.admin, f"/contacts?referred_by_id={carla['id']}")
    assert listed == ["Ana Gil"]
    itself = office.edit(office.admin, made, referred_by_id=made["id"])
    assert codes(itself) == {"referred_by_id": "unknown_contact"}
    moved = office.edit(office.admin, made, source_id=general["id"]).json
    assert (moved["source_id"], moved["referred_by_id"]) == (general["id"], None)


def test_who_referred_and_who_stands_for_a_company_are_contacts_that_the_actor_sees(
    office: Office,
):
    """C-49, C-32, X-8: a private contact of somebody else is not there, nor is it listed."""
    marta, pedro = office.member("Marta"), office.member("Pedro")
    hidden = office.create(marta)
    referral = entries(office, "/contact-sources")[2]["id"]
    answer = office.send(
        pedro,
        "POST",
        "/contacts",
        {
            "kind": "company",
            "name": "Acme",
            "source_id": referral,
            "referred_by_id": hidden["id"],
            "main_contact_id": hidden["id"],
        },
    )
    assert codes(answer) == {
        "referred_by_id": "unknown_contact",
        "main_contact_id": "unknown_contact",
    }
    office.create(marta, source_id=referral, referred_by_id=hidden["id"])
    assert office.names(pedro, f"/contacts?referred_by_id={hidden['id']}") == []
    company = office.create(marta, kind="company")
    of_a_person = office.edit(marta, hidden, main_contact_id=company["id"])
    assert codes(of_a_person)["main_contact_id"] == "only_of_a_company"
    not_a_person = office.edit(
        marta, company, main_contact_id=office.create(marta, kind="company")["id"]
    )
    assert codes(not_a_person) == {"main_contact_id": "unknown_contact"}
