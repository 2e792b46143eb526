"""Fifty calls at once, and people who do the same thing at the same moment."""

import pytest

from chassis.ids import new_id
from contracts.contacts import CallIdentified, ContactCreated
from services.contacts.identification.calls import PhoneCall
from services.contacts.identification.operations import identify_call
from services.contacts.tests.office import OWN, Office, at_once, ended, started

NUMBER = "+573001234567"
ARGENTINE = ("+541123456789", "+5491123456789")


def identify(office: Office, number: str) -> None:
    call = PhoneCall(
        id=new_id(), direction="inbound", party=number, own=OWN, agent_id=None, operator_ids=()
    )
    with office.running.database.transaction(office.organization_id) as session:
        identify_call(session, call)


def test_fifty_simultaneous_calls_from_one_unknown_number_make_one_contact(office: Office):
    """X-4: fifty transactions at once, each of a call of its own."""
    at_once(lambda _: identify(office, NUMBER), times=50)
    [made] = office.get(office.admin, "/contacts").json["items"]
    identified = office.stated(CallIdentified)
    assert {fact["contact_id"] for fact in identified} == {made["id"]}
    assert [fact["created"] for fact in identified].count(True) == 1
    assert len(identified) == 50
    assert len(office.stated(ContactCreated)) == 1


def test_fifty_calls_through_the_reaction_make_one_contact_with_fifty_entries(office: Office):
    """X-4, X-5: each call begins and ends, all at the same time."""

    def call(_: int) -> None:
        id = new_id()
        office.state(started(NUMBER), id, version=1)
        office.state(ended(NUMBER), id, version=2)

    at_once(call, times=50)
    [made] = office.get(office.admin, "/contacts").json["items"]
    page = office.get(office.admin, f"/contacts/{made['id']}/timeline?kind=call&limit=200").json
    assert len(page["items"]) == 50
    assert len({entry["record"]["id"] for entry in page["items"]}) == 50


def test_two_forms_of_one_line_at_once_make_one_contact(office: Office):
    """X-4, telephony 7.4: serialised under one key, found under every form."""
    at_once(lambda number: identify(office, ARGENTINE[number % 2]), times=20)
    assert len(office.get(office.admin, "/contacts").json["items"]) == 1


def test_two_organizations_have_a_contact_each(office: Office):
    """Architecture 6: one caller, two companies; neither learns of the other's."""
    other = Office(office.running)
    at_once(lambda number: identify((office, other)[number % 2], NUMBER), times=20)
    for each in (office, other):
        assert len(each.get(each.admin, "/contacts").json["items"]) == 1


def test_of_simultaneous_edits_on_one_version_one_holds_and_the_others_are_told(office: Office):
    """Beyond row 20: nobody's change is overwritten unseen."""
    made = office.create(office.admin)
    answers = at_once(
        lambda number: office.edit(office.admin, made, area=f"Área {number}"), times=10
    )
    statuses = sorted(answer.status_code for answer in answers)
    assert statuses == [200] + [412] * 9
    [kept] = [answer.json["area"] for answer in answers if answer.status_code == 200]
    now = office.get(office.admin, f"/contacts/{made['id']}").json
    assert (now["area"], now["version"]) == (kept, 2)


def test_one_tax_id_written_by_many_at_once_is_given_once(office: Office):
    """C-24: what the check of each cannot see, the unique index does."""
    body = {"kind": "company", "name": "Acme", "tax_id": "900123456"}
    answers = at_once(lambda _: office.send(office.admin, "POST", "/contacts", body), times=8)
    assert sorted(answer.status_code for answer in answers) == [201] + [422] * 7
    assert {
        answer.json["errors"][0]["code"] for answer in answers if answer.status_code == 422
    } == {"tax_id_taken"}


@pytest.mark.parametrize("action", ["edit", "discard"])
def test_an_answered_call_and_a_persons_change_do_not_undo_each_other(office: Office, action):
    """T-23, C-15: both hold the contact's row; whoever comes second sees what the first wrote."""
    luis = office.member("Luis")
    call = new_id()
    office.state(started(NUMBER), call)
    [made] = office.get(office.admin, "/contacts").json["items"]

    def act(number: int) -> int:
        if number == 0:
            office.state(ended(NUMBER, agent_id=luis.user_id), call)
            return 0
        if action == "edit":
            return office.edit(office.admin, made, tags=["vip"]).status_code
        return office.discard(office.admin, made).status_code

    _, status = at_once(act, times=2)
    after = office.get(office.admin, f"/contacts/{made['id']}").json
    assert after["manager_ids"] == [str(luis.user_id)]
    assert status in (200, 204, 412)
    assert after["tags"] == (["vip"] if status == 200 else [])
    assert after["state"] == ("discarded" if status == 204 else "active")
