"""A call from the first webhook to the log: who is offered it, what is heard, what stays."""

from typing import Any
from uuid import UUID
from xml.etree import ElementTree as ET

import pytest

from chassis.ids import new_id
from contracts import contacts
from services.telephony.tests.conftest import CALLER, NUMBER, Carrier, Desk, sid


def rung(answer: Any) -> str | None:
    """Who the document rings."""
    dial = ET.fromstring(answer.data).find("Dial/Client/Identity")
    return dial.text if dial is not None else None


def said(answer: Any) -> str:
    """What the document says."""
    return ET.fromstring(answer.data).findtext("Say") or ""


def leg(carrier: Carrier, answer: Any, status: str, sequence: int, **more: str) -> Any:
    """Report the progress of the operator's leg to the address that our document gave."""
    url = ET.fromstring(answer.data).find("Dial/Client").get("statusCallback")
    return _to(
        carrier,
        url,
        {
            "CallSid": sid(900),
            "ParentCallSid": sid(1),
            "CallStatus": status,
            "Direction": "outbound-dial",
            "SequenceNumber": str(sequence),
            "From": CALLER,
            "To": "client:x",
            **more,
        },
    )


def dial_ended(carrier: Carrier, answer: Any, status: str, **more: str) -> Any:
    """Report the outcome of the Dial verb to the address that our document gave."""
    url = ET.fromstring(answer.data).find("Dial").get("action")
    return _to(
        carrier,
        url,
        {
            "CallSid": sid(1),
            "From": CALLER,
            "To": NUMBER,
            "CallStatus": "in-progress",
            "DialCallStatus": status,
            "DialCallSid": sid(900),
            **more,
        },
    )


def _to(carrier: Carrier, url: str, form: dict[str, str]) -> Any:
    from urllib.parse import urlencode

    from services.telephony.tests.conftest import ACCOUNT, TOKEN, own_signature

    form = {"AccountSid": ACCOUNT, **form}
    return carrier.telephony.client().post(
        url.removeprefix("https://crm.example.com"),
        data=urlencode(form),
        headers={"X-Twilio-Signature": own_signature(url, form, TOKEN)},
        content_type="application/x-www-form-urlencoded",
    )


def test_a_call_rings_the_available_operator_and_ends_in_the_log(
    desk: Desk, carrier: Carrier
) -> None:
    """T-12, T-14, T-24, T-25: ring, answer, hang up, classify; the log has agent and duration."""
    agent = desk.member(name="Luis")
    desk.link(operators=(agent,))
    desk.available(agent)
    answer = carrier.incoming(sid(1))
    assert answer.status_code == 200
    assert answer.content_type.startswith("text/xml")
    assert rung(answer) == f"agent_{agent.hex}"
    assert desk.state_of(agent) == "reserved"
    assert [m["users"] for m in desk.telephony.live("call.ringing")] == [[str(agent)]]

    leg(carrier, answer, "ringing", 1)
    assert desk.state_of(agent) == "ringing"
    current = desk.client(agent).get("/api/v1/calls/current").json
    call_id = current["items"][0]["id"]
    assert current["items"][0]["from"] == CALLER
    assert current["state"] == "ringing"

    answered = desk.client(agent).post(f"/api/v1/calls/{call_id}/answer")
    assert (answered.status_code, answered.json["status"]) == (200, "in_progress")
    assert desk.state_of(agent) == "on_call"
    leg(carrier, answer, "in-progress", 2)
    leg(carrier, answer, "completed", 3, CallDuration="42")
    assert rung(dial_ended(carrier, answer, "completed", DialCallDuration="42")) is None
    carrier.post(
        "voice/status",
        {
            "CallSid": sid(1),
            "CallStatus": "completed",
            "CallDuration": "47",
            "From": CALLER,
            "To": NUMBER,
            "Direction": "inbound",
            "SequenceNumber": "0",
        },
    )
    assert desk.state_of(agent) == "wrapup"
    outcomes = desk.client(agent).get("/api/v1/telephony/dispositions").json["items"]
    done = desk.client(agent).post(
        f"/api/v1/calls/{call_id}/disposition",
        json={"disposition_id": outcomes[0]["id"], "note": "Pide cotización"},
    )
    assert done.json["note"] == "Pide cotización"
    assert desk.state_of(agent) == "available"

    (call,) = desk.calls()
    assert call["status"] == "completed"
    assert call["duration_seconds"] == 42
    assert call["agent_name"] == "Luis"
    assert call["disposition"] == outcomes[0]["name"] == "Venta"
    assert call["direction"] == "inbound"
    (ended,) = desk.facts("telephony.call.ended")
    assert ended["data"]["status"] == "completed"
    assert ended["data"]["agent_id"] == str(agent)
    assert ended["data"]["party"] == CALLER
    (started,) = desk.facts("telephony.call.started")
    assert started["aggregateversion"] < ended["aggregateversion"]
    assert len(desk.facts("telephony.call.classified")) == 1


def test_a_rejected_call_goes_to_the_next_operator_and_then_is_missed(
    desk: Desk, carrier: Carrier
) -> None:
    """T-14: nobody is offered it twice; the last word is a polite one in Spanish."""
    first, second = desk.member(name="Uno"), desk.member(name="Dos")
    desk.link(operators=(first, second))
    desk.available(first)
    desk.available(second)
    one = carrier.incoming(sid(1))
    assert rung(one) == f"agent_{first.hex}"
    call_id = desk.calls()[0]["id"]
    rejected = desk.client(first).post(f"/api/v1/calls/{call_id}/reject")
    assert rejected.status_code == 200
    assert desk.state_of(first) == "available"
    two = dial_ended(carrier, one, "busy")
    assert rung(two) == f"agent_{second.hex}"
    assert desk.client(first).get(f"/api/v1/calls/{call_id}").status_code == 404
    three = dial_ended(carrier, two, "no-answer")
    assert rung(three) is None
    assert "asesores están ocupados" in said(three)
    (call,) = desk.calls()
    assert (call["status"], call["agent_id"], call["duration_seconds"]) == ("missed", None, 0)
    assert desk.state_of(second) == "available"
    for operator in (first, second):
        mine = desk.client(operator).get("/api/v1/calls?status=missed").json["items"]
        assert [item["id"] for item in mine] == [call_id]


def test_the_contacts_own_people_come_before_the_longest_idle(desk: Desk, carrier: Carrier) -> None:
    """T-15, T-16: a known caller rings at the contact's manager and shows the name to them."""
    idle, manager = desk.member(name="Ocioso"), desk.member(name="Gestora")
    desk.link(operators=(idle, manager))
    desk.available(idle)
    desk.available(manager)
    contact_id = new_id()
    desk.telephony.receive(
        contacts.ContactCreated(
            kind="person",
            contact_class="client",
            name="Marta Díaz",
            phones=[contacts.PhoneState(number=CALLER, label="mobile", primary=True)],
            emails=[],
            owner_id=None,
            manager_ids=[manager],
            shared_user_ids=[],
            shared_group_ids=[],
            visibility="private",
            origin="manual",
        ),
        organization_id=desk.organization_id,
        subject_id=contact_id,
    )
    assert rung(carrier.incoming(sid(1))) == f"agent_{manager.hex}"
    (shown,) = desk.client(manager).get("/api/v1/calls/current").json["items"]
    assert (shown["contact_id"], shown["contact_name"]) == (str(contact_id), "Marta Díaz")
    assert rung(carrier.incoming(sid(2))) == f"agent_{idle.hex}"
    (hidden,) = desk.client(idle).get("/api/v1/calls/current").json["items"]
    assert (hidden["contact_id"], hidden["contact_name"]) == (str(contact_id), None)


def test_a_number_that_nobody_configured_is_answered_politely_and_logged_as_missed(
    desk: Desk, carrier: Carrier
) -> None:
    """The account's owner gets it; its caller is still an unknown number to be found or made."""
    answer = carrier.incoming(sid(1), to="+576015559999")
    assert said(answer).startswith("Gracias por llamar")
    (call,) = desk.calls()
    assert (call["status"], call["number_id"]) == ("missed", None)
    (started,) = desk.facts("telephony.call.started")
    assert started["data"]["party"] == CALLER


@pytest.mark.parametrize(
    "caller", ["anonymous", "+266696687", "client:agent_1", "sip:x@example.com", "", "911"]
)
def test_a_caller_that_cannot_be_a_number_makes_a_call_and_no_contact(
    desk: Desk, carrier: Carrier, caller: str
) -> None:
    """Pitfall 3: the call is logged, nobody is asked to make a contact of it."""
    assert carrier.incoming(sid(1), caller=caller).status_code == 200
    (call,) = desk.calls()
    assert (call["from"], call["party"]) == (caller, None)
    (started,) = desk.facts("telephony.call.started")
    assert started["data"]["party"] is None


def test_our_own_number_never_becomes_a_contact(desk: Desk, carrier: Carrier) -> None:
    """O-32: own numbers are excluded."""
    desk.link()
    carrier.incoming(sid(1), caller=NUMBER)
    (started,) = desk.facts("telephony.call.started")
    assert started["data"]["party"] is None


def test_the_caller_who_hangs_up_frees_the_operator(desk: Desk, carrier: Carrier) -> None:
    """T-14: ringing stops, the call is missed, the operator is available again."""
    agent = desk.member()
    desk.link(operators=(agent,))
    desk.available(agent)
    carrier.incoming(sid(1))
    carrier.post(
        "voice/status",
        {
            "CallSid": sid(1),
            "CallStatus": "no-answer",
            "From": CALLER,
            "To": NUMBER,
            "Direction": "inbound",
            "SequenceNumber": "0",
        },
    )
    assert desk.calls()[0]["status"] == "missed"
    assert desk.state_of(agent) == "available"
    assert desk.client(agent).get("/api/v1/calls/current").json["items"] == []


def test_the_card_links_to_the_contact_once_it_is_identified(desk: Desk, carrier: Carrier) -> None:
    """T-23, X-4: contacts says whose call it is; the row and the screen follow."""
    agent = desk.member()
    desk.link(operators=(agent,))
    desk.available(agent)
    carrier.incoming(sid(1))
    (call,) = desk.calls()
    contact_id = new_id()
    desk.telephony.receive(
        contacts.CallIdentified(
            contact_id=contact_id, number=CALLER, name="300 1112233", manager_ids=[], created=True
        ),
        organization_id=desk.organization_id,
        subject_id=UUID(call["id"]),
    )
    assert desk.calls()[0]["contact_id"] == str(contact_id)
    updated = desk.telephony.live("call.updated")
    assert updated[-1]["users"] == [str(agent)]
    assert updated[-1]["payload"]["contact_id"] == str(contact_id)


def test_a_late_word_of_an_answer_corrects_a_call_taken_for_missed(
    desk: Desk, carrier: Carrier
) -> None:
    """X-5: completed before in-progress; the row ends the same and says so again, once more."""
    agent = desk.member()
    desk.link(operators=(agent,))
    desk.available(agent)
    answer = carrier.incoming(sid(1))
    carrier.post(
        "voice/status",
        {
            "CallSid": sid(1),
            "CallStatus": "no-answer",
            "From": CALLER,
            "To": NUMBER,
            "Direction": "inbound",
            "SequenceNumber": "9",
        },
    )
    assert desk.calls()[0]["status"] == "missed"
    leg(carrier, answer, "completed", 3, CallDuration="12")
    (call,) = desk.calls()
    assert (call["status"], call["duration_seconds"]) == ("completed", 12)
    first, second = desk.facts("telephony.call.ended")
    assert second["aggregateversion"] > first["aggregateversion"]
    assert second["data"]["agent_id"] == str(agent)


def test_an_operators_leg_heard_of_before_its_call_is_adopted(
    desk: Desk, carrier: Carrier, rows: Any
) -> None:
    """X-5: the child's callback overtakes everything; it makes no call of its own."""
    desk.link()
    form = {
        "CallSid": sid(900),
        "ParentCallSid": sid(1),
        "CallStatus": "ringing",
        "From": CALLER,
        "To": "client:agent_1",
        "Direction": "outbound-dial",
        "SequenceNumber": "1",
    }
    assert carrier.post("voice/status", form).status_code == 200
    assert rows()["call"] == 0
    carrier.incoming(sid(1))
    assert rows()["call"] == 1


def test_the_fallback_excuses_us_and_logs_the_call_as_missed(desk: Desk, carrier: Carrier) -> None:
    """Section 1.6: our answer did not arrive; the caller hears so and the call is not lost."""
    answer = carrier.post(
        "voice/fallback",
        {
            "CallSid": sid(1),
            "From": CALLER,
            "To": NUMBER,
            "CallStatus": "ringing",
            "Direction": "inbound",
            "ErrorCode": "11200",
        },
    )
    assert "inconveniente técnico" in said(answer)
    assert desk.calls()[0]["status"] == "missed"
