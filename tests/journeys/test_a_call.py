"""One call, end to end, through five services (X-4, X-5, T-14, T-23, T-24, T-25, T-32, N-27)."""

import base64
import hashlib
import hmac
import random
import threading
import xml.etree.ElementTree as ET
from typing import Any

import pytest
import requests

from chassis.ids import new_id
from chassis.testing import eventually
from chassis.testing.product import Client, Product


@pytest.fixture
def agent(product: Product) -> Client:
    client = product.sign_in()
    finish_calls(client)
    client.do("PUT", "/agents/me/state", {"state": "available"})
    return client


def finish_calls(client: Client) -> None:
    for call in client.get("/calls/current")["items"]:
        if call["status"] in ("ringing", "in_progress"):
            client("POST", f"/calls/{call['id']}/hangup")
    eventually(lambda: not open_calls(client), deadline=30)
    for call in client.get("/calls/current")["items"]:
        client(
            "POST", f"/calls/{call['id']}/disposition", json={"disposition_id": None, "note": ""}
        )


def open_calls(client: Client) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = client.get("/calls/current")["items"]
    return [call for call in items if call["status"] in ("ringing", "in_progress")]


def a_caller() -> str:
    return f"+57300{random.randrange(10**6, 10**7)}"


def ringing(client: Client, number: str) -> dict[str, Any]:
    def found() -> dict[str, Any] | None:
        calls = client.get("/calls/current")["items"]
        return next((c for c in calls if c["from"] == number and c["status"] == "ringing"), None)

    return eventually(found, deadline=20)


def one_call(client: Client, call_id: str, status: str) -> dict[str, Any]:
    def found() -> dict[str, Any] | None:
        call = client.get(f"/calls/{call_id}")
        return call if call["status"] == status else None

    return eventually(found, deadline=20)


def test_a_call_from_an_unknown_number_becomes_a_contact_a_history_and_a_figure(
    product: Product, agent: Client
):
    """The main job: ring, answer, hang up, classify; then look everywhere that it must stand."""
    figures = agent.get("/dashboards/calls")["today"]
    caller = a_caller()
    agent.do("POST", "/telephony/simulator/calls", {"from": caller})
    call = ringing(agent, caller)
    identified = eventually(
        lambda: agent.get("/calls/current")["items"][0].get("contact_id"), deadline=20
    )

    agent.do("POST", f"/calls/{call['id']}/answer")
    one_call(agent, call["id"], "in_progress")
    reloaded = product.sign_in()
    assert [item["id"] for item in reloaded.get("/calls/current")["items"]] == [call["id"]]

    agent.do("POST", f"/calls/{call['id']}/hangup")
    done = one_call(agent, call["id"], "completed")
    outcome = agent.get("/telephony/dispositions")["items"][0]
    agent.do(
        "POST",
        f"/calls/{call['id']}/disposition",
        {"disposition_id": outcome["id"], "note": "Pide cotización"},
    )
    assert (done["direction"], done["agent_id"]) == ("inbound", agent.user["id"])
    assert done["duration_seconds"] is not None
    assert done["contact_id"] == identified

    contact = agent.get(f"/contacts/{identified}")
    assert [phone["number"] for phone in contact["phones"]] == [caller]
    assert contact["origin"] == "call"
    found = agent.get("/contacts", params={"q": caller[3:]})["items"]
    assert [item["id"] for item in found] == [identified]

    def in_history() -> bool:
        entries = agent.get(f"/contacts/{identified}/timeline")["items"]
        of_call = [entry for entry in entries if entry["record"]["id"] == call["id"]]
        assert len(of_call) == 1
        said = of_call[0]["params"]
        return said.get("note") == "Pide cotización"

    eventually(in_history, deadline=20)

    def notices() -> set[str]:
        items = agent.get("/notifications")["items"]
        about = {identified, call["id"]}
        return {item["kind"] for item in items if item["record"]["id"] in about}

    eventually(lambda: notices() == {"contact.assigned", "call.completed"}, deadline=20)

    def follow_up() -> bool:
        (message,) = agent.get("/messages", params={"call_id": call["id"]})["items"]
        return bool(message["state"] == "delivered" and message["recipient"] == caller)

    eventually(follow_up, deadline=30)

    def moved() -> bool:
        now = agent.get("/dashboards/calls")["today"]
        return (
            now["calls"] == figures["calls"] + 1
            and now["answered"] == figures["answered"] + 1
            and now["contacts_created"] == figures["contacts_created"] + 1
        )

    eventually(moved, deadline=20)
    whole = agent.get(f"/customers/{identified}")
    assert whole["contact"]["state"] == "ok"


def test_a_call_that_nobody_takes_is_missed_and_told_to_somebody(agent: Client):
    agent.do("PUT", "/agents/me/state", {"state": "paused", "reason": "almuerzo"})
    caller = a_caller()
    agent.do("POST", "/telephony/simulator/calls", {"from": caller})

    def missed() -> dict[str, Any] | None:
        items = agent.get("/calls", params={"from": caller})["items"]
        return next((call for call in items if call["status"] == "missed"), None)

    call = eventually(missed, deadline=30)
    eventually(
        lambda: any(
            item["kind"] == "call.missed" and item["record"]["id"] == call["id"]
            for item in agent.get("/notifications")["items"]
        ),
        deadline=20,
    )


class Carrier:
    """Twilio as far as our webhooks can tell: signs a form with the account's token."""

    def __init__(self, product: Product) -> None:
        self.base = product.base
        self.sid = "AC" + "7" * 32
        self.token = "an-auth-token-of-a-test"
        self.number = f"+1415555{random.randrange(10**4):04d}"

    def sign(self, url: str, form: dict[str, str]) -> str:
        text = url + "".join(name + form[name] for name in sorted(form))
        digest = hmac.new(self.token.encode(), text.encode(), hashlib.sha1).digest()
        return base64.b64encode(digest).decode()

    def post(self, path: str, form: dict[str, str], **headers: str) -> requests.Response:
        url = f"{self.base}{path}"
        signed = {"X-Twilio-Signature": self.sign(url, form), **headers}
        return requests.post(url, data=form, headers=signed, timeout=30)

    def form(self, sid: str, caller: str, status: str, **more: str) -> dict[str, str]:
        return {
            "CallSid": sid,
            "AccountSid": self.sid,
            "From": caller,
            "To": self.number,
            "CallStatus": status,
            "ApiVersion": "2010-04-01",
            "Direction": "inbound",
            "CallerName": "",
            **more,
        }


@pytest.fixture(scope="session")
def carriers() -> dict[str, Carrier]:
    return {}


@pytest.fixture
def carrier(product: Product, agent: Client, carriers: dict[str, Carrier]) -> Carrier:
    """A Twilio account connected to the organization, as its administrator would."""
    if product.topology not in carriers:
        found = Carrier(product)
        agent.do(
            "PUT",
            "/telephony/settings",
            {"twilio": {"account_sid": found.sid, "auth_token": found.token}},
        )
        carriers[product.topology] = found
    return carriers[product.topology]


def a_sid(prefix: str = "CA") -> str:
    return prefix + new_id().hex


def test_a_signed_form_gets_twiml_and_its_callbacks_make_one_row(
    product: Product, agent: Client, carrier: Carrier
):
    """Step 3: no simulator, an HMAC of our own, callbacks repeated and shuffled."""
    sid, caller = a_sid(), a_caller()
    answer = carrier.post("/hooks/twilio/voice/incoming", carrier.form(sid, caller, "ringing"))
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith(("text/xml", "application/xml"))
    assert ET.fromstring(answer.content).tag == "Response"

    callbacks = [
        carrier.form(sid, caller, "in-progress", SequenceNumber="1"),
        carrier.form(sid, caller, "completed", SequenceNumber="2", CallDuration="7"),
        carrier.form(sid, caller, "ringing", SequenceNumber="0"),
    ] * 3
    random.shuffle(callbacks)
    answers = [carrier.post("/hooks/twilio/voice/status", form) for form in callbacks]
    assert {answer.status_code for answer in answers} <= {200, 204}

    def rows() -> list[dict[str, Any]]:
        items: list[dict[str, Any]] = agent.get("/calls", params={"from": caller})["items"]
        return items

    eventually(lambda: len(rows()) == 1 and rows()[0]["ended_at"], deadline=20)
    repeated = carrier.post("/hooks/twilio/voice/incoming", carrier.form(sid, caller, "ringing"))
    assert (repeated.status_code, repeated.content) == (200, answer.content)
    assert len(rows()) == 1


@pytest.mark.parametrize("forgery", ["signature", "account", "none", "url"])
def test_a_forged_webhook_is_refused_and_leaves_nothing(
    agent: Client, carrier: Carrier, forgery: str
):
    sid, caller = a_sid(), a_caller()
    form = carrier.form(sid, caller, "ringing")
    path = "/hooks/twilio/voice/incoming"
    if forgery == "account":
        form["AccountSid"] = "AC" + "8" * 32
    signature = carrier.sign(f"{carrier.base}{path}", form)
    if forgery == "signature":
        signature = base64.b64encode(b"x" * 20).decode()
    if forgery == "url":
        signature = carrier.sign("http://elsewhere.example/hooks/twilio/voice/incoming", form)
    headers = {} if forgery == "none" else {"X-Twilio-Signature": signature}
    answer = requests.post(f"{carrier.base}{path}", data=form, headers=headers, timeout=30)
    assert answer.status_code == 403
    assert agent.get("/calls", params={"from": caller})["items"] == []
    assert agent.get("/contacts", params={"q": caller[3:]})["items"] == []


def test_fifty_simultaneous_calls_from_one_unknown_number_make_one_contact(
    agent: Client, carrier: Carrier
):
    """X-4."""
    caller = a_caller()
    barrier = threading.Barrier(50)

    def call() -> None:
        barrier.wait()
        carrier.post("/hooks/twilio/voice/incoming", carrier.form(a_sid(), caller, "ringing"))

    threads = [threading.Thread(target=call) for _ in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    calls = eventually(
        lambda: _all_identified(agent, caller), deadline=60, saying="50 calls know their contact"
    )
    assert len({call["contact_id"] for call in calls}) == 1
    assert len(agent.get("/contacts", params={"q": caller[3:]})["items"]) == 1


def _all_identified(agent: Client, caller: str) -> list[dict[str, Any]] | None:
    calls: list[dict[str, Any]] = agent.get("/calls", params={"from": caller, "limit": 200})[
        "items"
    ]
    return calls if len(calls) == 50 and all(call["contact_id"] for call in calls) else None


@pytest.mark.parametrize("caller", ["anonymous", "+266696687", "client:agent_7", "sip:a@b.example"])
def test_what_cannot_be_a_number_makes_a_call_and_no_contact(
    agent: Client, carrier: Carrier, caller: str
):
    before = agent.get("/contacts", params={"count": 1})["total"]
    sid = a_sid()
    answer = carrier.post("/hooks/twilio/voice/incoming", carrier.form(sid, caller, "ringing"))
    assert answer.status_code == 200
    carrier.post(
        "/hooks/twilio/voice/status",
        carrier.form(sid, caller, "completed", SequenceNumber="1", CallDuration="0"),
    )

    def ended() -> dict[str, Any] | None:
        items = agent.get("/calls", params={"limit": 200})["items"]
        return next((c for c in items if c["provider_call_id"] == sid and c["ended_at"]), None)

    call = eventually(ended, deadline=20)
    assert call["contact_id"] is None
    assert agent.get("/contacts", params={"count": 1})["total"] == before
