"""What contacts says again, and what it forgets when telephony has said all of it again."""

from typing import Any
from uuid import UUID

from chassis.events import Fact, restating
from chassis.ids import new_id
from contracts.contacts import ContactChanged, ContactDiscarded, ContactRestated, ContactsRestated
from contracts.telephony import CallRestated, TelephonyRestated
from services.contacts.restating import RESTATES
from services.contacts.tests.office import Office, ended, started


def restate(office: Office) -> None:
    database = office.running.database
    with database.transaction(None) as session:
        restating.request(session)
    while restating.work_off(database, RESTATES):
        pass


def said(office: Office, fact: type[Fact], subject: str) -> dict[str, Any]:
    (found,) = [one for one in office.envelopes(fact) if one["subject"] == subject]
    return found


def test_a_contact_is_said_again_as_it_was_said_last_discarded_ones_too(office: Office):
    kept = office.create(office.admin, phones=[{"number": "+573001112233"}], tags=["vip"])
    office.edit(office.admin, kept, first_name="Beatriz")
    gone = office.create(office.admin)
    office.discard(office.admin, gone)
    restate(office)
    for id, last in ((kept["id"], ContactChanged), (gone["id"], ContactDiscarded)):
        before = said(office, last, f"contact/{id}")
        again = said(office, ContactRestated, f"contact/{id}")
        assert again["aggregateversion"] == before["aggregateversion"]
        state = {name: again["data"][name] for name in before["data"] if name in again["data"]}
        assert state == {name: before["data"][name] for name in state}
        assert again["data"]["created_at"]
    assert len(office.envelopes(ContactsRestated)) == 1


def restated(office: Office, call_id: UUID, *, version: int = 3, **more: Any) -> None:
    """Telephony says a call again after a restore."""
    fact = CallRestated(
        **ended(agent_id=office.admin.user_id).model_dump(),
        is_classified=True,
        disposition_id=None,
        disposition="Venta",
        note="Vuelve a llamar",
        amount=None,
        currency=None,
    )
    office.running.receive(
        fact.model_copy(update=more),
        organization_id=office.organization_id,
        subject_id=call_id,
        version=version,
        incarnation=2,
    )


def test_a_restated_call_is_one_entry_with_its_outcome(office: Office):
    call_id = new_id()
    office.state(started(), call_id)
    office.state(ended(agent_id=office.admin.user_id), call_id)
    contact = office.get(office.admin, "/contacts").json["items"][0]
    restated(office, call_id, version=1)
    restated(office, call_id, version=1)
    (entry,) = [
        one for one in office.timeline(office.admin, contact["id"]) if one["kind"] == "call"
    ]
    assert entry["params"]["disposition"] == "Venta"
    assert entry["record"]["id"] == str(call_id)


def test_calls_that_telephony_does_not_have_any_more_leave_the_timeline(office: Office):
    calls = [new_id(), new_id()]
    for call_id in calls:
        office.state(started(), call_id)
        office.state(ended(agent_id=office.admin.user_id), call_id)
    rings = new_id()
    office.state(started(), rings)
    contact = office.get(office.admin, "/contacts").json["items"][0]
    restated(office, calls[0], version=1)
    for _ in range(2):
        office.running.receive(
            TelephonyRestated(),
            organization_id=office.organization_id,
            subject_id=new_id(),
            incarnation=2,
        )
    entries = office.timeline(office.admin, contact["id"])
    assert [one["record"]["id"] for one in entries if one["kind"] == "call"] == [str(calls[0])]
    office.state(ended(agent_id=office.admin.user_id), rings)  # it was only ringing: not forgotten
    entries = office.timeline(office.admin, contact["id"])
    assert len([one for one in entries if one["kind"] == "call"]) == 2
