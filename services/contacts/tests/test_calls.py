"""Whose call it is, and what it leaves on the timeline (X-4, X-5, T-23, T-24, O-32)."""

from itertools import permutations
from uuid import UUID

import pytest

from chassis.ids import new_id
from contracts.contacts import (
    CallIdentified,
    ContactChanged,
    ContactCreated,
    ContactRestored,
)
from contracts.telephony import CallEnded, CallStarted
from services.contacts.service import SERVICE
from services.contacts.tests.office import Office, classified, ended, started

NUMBER = "+573001234567"


def people(office: Office) -> list[dict]:
    return office.get(office.admin, "/contacts").json["items"]


def test_a_call_from_an_unknown_number_makes_one_contact_and_says_whose_it_is(office: Office):
    """X-4, T-23: a person named by the number as people write it, private, of origin call."""
    call = new_id()
    office.state(started(NUMBER), call)
    [made] = people(office)
    assert (made["kind"], made["name"], made["origin"]) == ("person", "300 1234567", "call")
    assert (made["visibility"], made["owner_id"], made["manager_ids"]) == ("private", None, [])
    [phone] = made["phones"]
    assert (phone["number"], phone["label"], phone["primary"]) == (NUMBER, "mobile", True)
    assert office.stated(CallIdentified) == [
        {
            "contact_id": made["id"],
            "number": NUMBER,
            "name": "300 1234567",
            "manager_ids": [],
            "created": True,
            "subject": f"call/{call}",
        }
    ]
    [entry] = office.timeline(office.admin, made["id"])
    assert (entry["kind"], entry["actor"]) == ("created", None)
    assert entry["params"] == {"origin": "call", "call_id": str(call)}


def test_the_next_call_of_the_number_finds_the_same_contact(office: Office):
    """X-4: in every form that a carrier may report."""
    office.state(started("+525512345678"), new_id())
    office.state(started("+5215512345678"), new_id())
    office.state(started("+525512345678", direction="outbound"), new_id())
    [made] = people(office)
    assert [fact["contact_id"] for fact in office.stated(CallIdentified)] == [made["id"]] * 3
    assert [fact["created"] for fact in office.stated(CallIdentified)] == [True, False, False]


@pytest.mark.parametrize(
    ("stored", "called"),
    [
        ("+54 9 11 2345-6789", "+541123456789"),
        ("+54 11 2345-6789", "+5491123456789"),
        ("+55 11 98765-4321", "+551187654321"),
        ("+52 1 55 1234 5678", "+525512345678"),
    ],
)
def test_a_stored_contact_is_found_by_every_form_of_its_number(office: Office, stored, called):
    """X-4, telephony 7.4, beyond row 2: MX 1, AR 9, BR ninth digit."""
    made = office.create(office.admin, phones=[{"number": stored}])
    office.state(started(called), new_id())
    [fact] = office.stated(CallIdentified)
    assert (fact["contact_id"], fact["created"], fact["name"]) == (made["id"], False, "Ana Ruiz")
    assert fact["manager_ids"] == [str(office.admin.user_id)]


@pytest.mark.parametrize(
    "party", [None, "anonymous", "+266696687", "client:ana", "sip:9@pbx", "12"]
)
def test_a_number_that_cannot_be_one_makes_nothing(office: Office, party):
    """T-23: no contact named garbage, no fact, and no entry when the call ends."""
    call = new_id()
    for fact in (started(party), ended(party)):
        office.state(fact, call)
    assert people(office) == []
    assert office.stated(CallIdentified) == []


def test_the_organizations_own_line_makes_nothing(office: Office):
    """O-32."""
    office.state(started("+576015550100"), new_id())
    assert people(office) == []


def test_a_repeated_beginning_is_identified_once(office: Office):
    """X-4, X-5: providers and buses repeat themselves."""
    call = new_id()
    for _ in range(3):
        office.state(started(NUMBER), call)
    assert len(people(office)) == len(office.stated(CallIdentified)) == 1


def test_an_organization_may_want_no_contacts_from_calls(office: Office):
    """O-32: the switch; known numbers are still found, and a later contact gets the history."""
    settings = {"create_from_calls": False}
    assert office.get(office.admin, "/contacts/settings").json == {"create_from_calls": True}
    assert office.send(office.admin, "PATCH", "/contacts/settings", settings).json == settings
    call = new_id()
    office.state(started(NUMBER), call)
    assert people(office) == []
    made = office.create(office.admin, phones=[{"number": NUMBER}])
    office.state(ended(NUMBER), call)
    assert "call" in {each["kind"] for each in office.timeline(office.admin, made["id"])}
    office.send(office.admin, "PATCH", "/contacts/settings", {"create_from_calls": True})
    office.state(started("+573009999999"), new_id())
    assert len(people(office)) == 2


def test_the_operators_share_a_caller_until_one_of_them_takes_it(office: Office):
    """T-23, N-27: who answers becomes the manager; the others see the contact no longer."""
    ana, luis, eva = office.member("Ana"), office.member("Luis"), office.member("Eva")
    operators = {"operator_ids": [ana.user_id, luis.user_id]}
    call = new_id()
    office.state(started(NUMBER, **operators), call)
    [created] = office.stated(ContactCreated)
    assert created["shared_user_ids"] == [str(ana.user_id), str(luis.user_id)]
    sees = {who.name: office.names(who, "/contacts") for who in (ana, luis, eva)}
    assert sees == {"Ana": ["300 1234567"], "Luis": ["300 1234567"], "Eva": []}
    office.state(ended(NUMBER, agent_id=luis.user_id, **operators), call)
    [made] = office.get(luis, "/contacts").json["items"]
    assert (made["owner_id"], made["manager_ids"]) == (str(luis.user_id), [str(luis.user_id)])
    assert office.names(ana, "/contacts") == []
    [changed] = office.stated(ContactChanged)
    assert changed["added_manager_ids"] == [str(luis.user_id)]
    assert changed["shared_user_ids"] == []


def test_a_missed_caller_stays_with_the_operators_until_somebody_calls_back(office: Office):
    """T-23, architecture 6."""
    ana, luis = office.member("Ana"), office.member("Luis")
    operators = {"operator_ids": [ana.user_id, luis.user_id]}
    missed, back = new_id(), new_id()
    office.state(started(NUMBER, **operators), missed)
    office.state(ended(NUMBER, **operators), missed)
    [made] = office.get(ana, "/contacts").json["items"]
    assert office.edit(ana, made, first_name="Rosa", last_name="Paz").status_code == 200
    assert office.names(luis, "/contacts") == ["Rosa Paz"]
    office.state(ended(NUMBER, direction="outbound", agent_id=ana.user_id), back)
    assert office.names(luis, "/contacts") == []
    assert office.names(ana, "/contacts") == ["Rosa Paz"]


def test_naming_a_manager_by_hand_takes_a_caller_too(office: Office):
    """C-09, T-23."""
    ana, luis = office.member("Ana"), office.member("Luis")
    call = new_id()
    office.state(started(NUMBER, operator_ids=[ana.user_id, luis.user_id]), call)
    [made] = office.get(ana, "/contacts").json["items"]
    assert office.edit(ana, made, manager_ids=[str(ana.user_id)]).status_code == 200
    assert office.names(luis, "/contacts") == []
    office.state(ended(NUMBER, agent_id=luis.user_id), call)
    assert office.get(ana, f"/contacts/{made['id']}").json["manager_ids"] == [str(ana.user_id)]


def test_who_dials_an_unknown_number_is_its_manager_at_once(office: Office):
    """T-23: in and out; visible to the operator only."""
    ana, luis = office.member("Ana"), office.member("Luis")
    operators = [ana.user_id, luis.user_id]
    dialled = started(NUMBER, direction="outbound", agent_id=ana.user_id, operator_ids=operators)
    office.state(dialled, new_id())
    assert office.names(ana, "/contacts") == ["300 1234567"]
    assert office.names(luis, "/contacts") == []


def test_a_discarded_contact_comes_back_when_its_number_calls(office: Office):
    """C-18, X-4: the history it had, and no second card."""
    marta = office.member("Marta")
    made = office.create(marta, phones=[{"number": NUMBER}])
    office.discard(marta, made)
    call = new_id()
    office.state(started(NUMBER), call)
    assert office.names(marta, "/contacts") == ["Ana Ruiz"]
    [fact] = office.stated(CallIdentified)
    assert (fact["contact_id"], fact["created"]) == (made["id"], False)
    assert len(office.stated(ContactRestored)) == 1
    assert office.timeline(marta, made["id"])[0]["params"] == {"call_id": str(call)}


def test_a_discarded_contact_comes_back_without_a_tax_id_that_another_has_taken(office: Office):
    """C-18, C-24: a call is never stuck on a form's rule."""
    first = office.create(office.admin, tax_id="123", phones=[{"number": NUMBER}])
    office.discard(office.admin, first)
    office.create(office.admin, first_name="Eva", tax_id="1-2-3")
    office.state(started(NUMBER), new_id())
    assert sorted(each["tax_id"] for each in people(office)) == ["1-2-3", "123"]


def test_where_people_share_a_number_every_call_finds_the_same_contact(office: Office):
    """X-4: active before discarded, whose primary line it is, then the oldest."""
    gone = office.create(office.admin, first_name="Gone", phones=[{"number": NUMBER}])
    office.discard(office.admin, gone)
    second = [{"number": "6015550199", "primary": True}, {"number": NUMBER}]
    office.create(office.admin, first_name="Second", phones=second)
    oldest = office.create(office.admin, first_name="Oldest", phones=[{"number": NUMBER}])
    office.create(office.admin, first_name="Newest", phones=[{"number": NUMBER}])
    for _ in range(2):
        office.state(started(NUMBER), new_id())
    assert {fact["contact_id"] for fact in office.stated(CallIdentified)} == {oldest["id"]}


def call_entries(office: Office) -> list[dict]:
    [made] = people(office)
    return [e for e in office.timeline(office.admin, made["id"]) if e["kind"] == "call"]


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_the_facts_of_a_call_leave_one_entry_in_whatever_order_they_come(office: Office, order):
    """X-5, T-24: direction, agent, duration, status, outcome and note, exactly once."""
    luis = office.member("Luis")
    call = new_id()
    facts = [
        (started(NUMBER), 1),
        (ended(NUMBER, agent_id=luis.user_id), 5),
        (classified(disposition="Otra", note="primera"), 6),
        (classified(agent_id=luis.user_id), 7),
    ]
    for place in (*order, *order):
        fact, version = facts[place]
        office.state(fact, call, version=version)
    [entry] = call_entries(office)
    assert entry["title"] == "timeline.call.inbound"
    assert entry["record"] == {"type": "call", "id": str(call)}
    assert (entry["actor"], entry["actor_id"]) == ("Luis", str(luis.user_id))
    assert entry["at"].startswith("2026-07-01T17:00:00")
    assert entry["params"] == {
        "direction": "inbound",
        "number": NUMBER,
        "status": "completed",
        "agent_id": str(luis.user_id),
        "started_at": "2026-07-01T17:00:00Z",
        "answered_at": "2026-07-01T17:00:08Z",
        "ended_at": "2026-07-01T17:00:50Z",
        "duration_seconds": 42,
        "disposition_id": None,
        "disposition": "Interesado",
        "note": "Pide cotización",
    }
    assert len(office.stated(CallIdentified)) == 1


def test_a_call_that_telephony_knows_to_be_with_a_contact_stands_on_that_contact(office: Office):
    """T-24: two people of one number; the agent dialled the second one's card."""
    office.create(office.admin, first_name="Primero", phones=[{"number": NUMBER}])
    second = office.create(office.admin, first_name="Segundo", phones=[{"number": NUMBER}])
    call = new_id()
    office.state(started(NUMBER, direction="outbound"), call)
    office.state(ended(NUMBER, direction="outbound", contact_id=UUID(second["id"])), call)
    assert "call" in {each["kind"] for each in office.timeline(office.admin, second["id"])}


def test_many_facts_of_one_organization_in_one_transaction_are_as_good_as_one_by_one(
    office: Office,
):
    """The consumer handles batches: two calls of one new number and their ends, at once."""
    luis = office.member("Luis")
    one, two = new_id(), new_id()
    facts = (
        (started(NUMBER), one, 1),
        (started(NUMBER), two, 1),
        (ended(NUMBER, agent_id=luis.user_id), one, 2),
        (ended(NUMBER), two, 2),
        (classified(), one, 3),
    )
    reactions = {each.fact: each for each in SERVICE.reactions}
    with office.running.database.transaction(office.organization_id) as session:
        for fact, call, version in facts:
            received = office.received(fact, call, version)
            reaction = reactions[type(fact)]
            reaction.handle(session, [received] if reaction.batch else received)
    assert len(call_entries(office)) == 2
    assert [fact["subject"] for fact in office.stated(CallIdentified)] == [
        f"call/{one}",
        f"call/{two}",
    ]


def test_a_list_of_calls_makes_one_contact_for_each_line_and_names_each_cause(office: Office):
    """X-4: of two calls of one line the first makes the contact, wherever they stand in a list."""
    reactions = {each.fact: each.handle for each in SERVICE.reactions}
    other = "+573009990000"
    calls = [(new_id(), number) for number in (NUMBER, other, NUMBER)]
    begun = [office.received(started(number), call, 1) for call, number in calls]
    over = [office.received(ended(number), call, 2) for call, number in calls]
    with office.running.database.transaction(office.organization_id) as session:
        reactions[CallStarted](session, begun)
        reactions[CallEnded](session, over)
    made = office.get(office.admin, "/contacts").json["items"]
    kinds = [[each["kind"] for each in office.timeline(office.admin, one["id"])] for one in made]
    assert sorted(each.count("call") for each in kinds) == [1, 2]
    identified = office.stated(CallIdentified)
    assert [fact["created"] for fact in identified] == [True, True, False]
    assert identified[0]["contact_id"] == identified[2]["contact_id"]
    causes = [fact["causationid"] for fact in office.envelopes(CallIdentified)]
    assert causes == [str(each.id) for each in begun]
