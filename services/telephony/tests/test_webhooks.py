"""The door for providers: who may speak, what a repeat gets, what is left unwritten."""

import threading
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest
from twilio.request_validator import RequestValidator

from services.telephony.providers.signature import Form, is_signed, sign
from services.telephony.tests.conftest import (
    ACCOUNT,
    CALLER,
    NUMBER,
    PUBLIC_URL,
    SECONDARY,
    TOKEN,
    Carrier,
    Desk,
    own_signature,
    sid,
)

VECTORS = [
    ("https://crm.example.com/hooks/twilio/voice/incoming", {"CallSid": "CA1", "From": "+57300"}),
    ("https://crm.example.com:8443/hooks?x=1&y=a%20b", {"A": "", "B": " spaced "}),
    ("http://localhost:8000/hooks", {"City": "Bogotá D.C.", "Name": 'Ñandú "S.A."'}),
    ("https://crm.example.com/hooks?call=1&attempt=2", {"b": "2", "B": "1", "a": "3"}),
    ("https://crm.example.com/hooks", {"Zip": "", "State": "", "Digits": "#"}),
]


@pytest.mark.parametrize(("url", "form"), VECTORS)
def test_our_signature_is_the_official_one_and_the_documented_one(
    url: str, form: dict[str, str]
) -> None:
    """Section 1.5: the library's, ours, and an HMAC written from the document agree."""
    official = RequestValidator(TOKEN).compute_signature(url, form)
    assert sign(url=url, form=Form(form.items()), token=TOKEN) == official
    assert own_signature(url, form, TOKEN) == official
    raw = Form.parse(urlencode(form).encode())
    assert raw is not None
    assert is_signed(url=url, form=raw, signature=official, tokens=[TOKEN])
    assert not is_signed(url=url, form=raw, signature=official, tokens=["another-token"])


def test_repeated_names_are_signed_with_each_value() -> None:
    """Section 1.5: distinct values of one name, sorted."""
    raw = Form.parse(b"Media=b&Media=a&Media=b&CallSid=CA1")
    assert raw is not None
    text = "https://h.example.com/x" + "CallSidCA1" + "Mediaa" + "Mediab"
    import base64
    import hashlib
    import hmac

    expected = base64.b64encode(hmac.new(b"t" * 32, text.encode(), hashlib.sha1).digest()).decode()
    url = "https://h.example.com/x"
    assert is_signed(url=url, form=raw, signature=expected, tokens=["t" * 32])


def test_the_sender_does_not_choose_how_it_is_checked() -> None:
    """Section 1.5: a shared key that we did not configure signs nothing."""
    form = Form([("CallSid", "CA1")])
    url = "https://h.example.com/x"
    signed = RequestValidator(TOKEN).compute_signature(url, form, "HMAC_SHA256")
    header = "key=webhooks_sharedkey_1,algorithm=HMAC_SHA256"
    assert not is_signed(
        url=url, form=form, signature=signed, tokens=[TOKEN], settings_header=header
    )


def counted(desk: Desk, reason: str) -> float:
    """How many webhooks were refused for a reason."""
    return desk.telephony.service.metrics.value("webhook_refused", reason=reason)


@pytest.mark.parametrize("path", ["incoming", "status", "dial", "fallback"])
def test_a_forged_callback_is_refused_and_nothing_is_written(
    desk: Desk, carrier: Carrier, rows: Callable[[], dict[str, int]], path: str
) -> None:
    """Bad input: 403, nothing written, counted."""
    desk.link()
    before = rows()
    form = {"CallSid": sid(1), "From": CALLER, "To": NUMBER, "CallStatus": "ringing"}
    for signature in ("", "bm90IGEgc2lnbmF0dXJl", own_signature("https://other/x", form, TOKEN)):
        answer = carrier.post(f"voice/{path}", form, signature=signature or "?")
        assert (answer.status_code, answer.json["code"]) == (403, "webhook_refused")
    assert rows() == before
    assert counted(desk, "bad_signature") == 3


def test_a_foreign_account_is_refused_whoever_signed(
    desk: Desk, telephony: Any, rows: Callable[[], dict[str, int]]
) -> None:
    """Bad input: an AccountSid that is not configured, even signed with our own token."""
    before = rows()
    stranger = Carrier(telephony, account="AC" + "9" * 32)
    assert stranger.incoming(sid(1)).status_code == 403
    assert Carrier(telephony, account="nonsense").incoming(sid(1)).status_code == 403
    assert rows() == before
    assert counted(desk, "foreign_account") == 2


def test_a_changed_parameter_breaks_the_signature(desk: Desk, carrier: Carrier) -> None:
    """Dropping a blank parameter, or adding one, is a forgery; unknown ones are not."""
    form = {
        "AccountSid": ACCOUNT,
        "CallSid": sid(1),
        "From": CALLER,
        "To": NUMBER,
        "CallStatus": "ringing",
        "Direction": "inbound",
        "NewerMember": "x",
        "FromCity": "",
    }
    url = "/hooks/twilio/voice/incoming"
    signed = own_signature(PUBLIC_URL + url, form, TOKEN)

    def post(sent: dict[str, str]) -> int:
        return (
            desk.telephony.client()
            .post(
                url,
                data=urlencode(sent),
                headers={"X-Twilio-Signature": signed},
                content_type="application/x-www-form-urlencoded",
            )
            .status_code
        )

    assert post({k: v for k, v in form.items() if k != "FromCity"}) == 403
    assert post({**form, "To": "+573009999999"}) == 403
    assert post(form) == 200


def test_the_token_before_a_rotation_still_holds(desk: Desk, carrier: Carrier) -> None:
    """Section 1.5: primary, then secondary."""
    assert carrier.incoming(sid(1), token=SECONDARY).status_code == 200
    assert carrier.incoming(sid(2), token="a-token-of-nobody-at-all").status_code == 403


def test_the_address_is_the_public_one_whatever_a_proxy_says(desk: Desk, carrier: Carrier) -> None:
    """Pitfall 13: Host and X-Forwarded-* are not believed."""
    form = {
        "AccountSid": ACCOUNT,
        "CallSid": sid(1),
        "From": CALLER,
        "To": NUMBER,
        "CallStatus": "ringing",
    }
    path = "/hooks/twilio/voice/incoming"
    client = desk.telephony.client()
    lured = own_signature("https://evil.example.com" + path, form, TOKEN)
    headers = {
        "X-Twilio-Signature": lured,
        "Host": "evil.example.com",
        "X-Forwarded-Host": "evil.example.com",
        "X-Forwarded-Proto": "https",
    }
    sent = {"data": urlencode(form), "content_type": "application/x-www-form-urlencoded"}
    assert client.post(path, headers=headers, **sent).status_code == 403
    headers["X-Twilio-Signature"] = own_signature(PUBLIC_URL + path, form, TOKEN)
    assert client.post(path, headers=headers, **sent).status_code == 200


@pytest.mark.parametrize("idempotency", [None, "the-token-of-this-callback"])
def test_a_repeat_gets_the_first_answer_and_writes_nothing(
    desk: Desk, carrier: Carrier, rows: Callable[[], dict[str, int]], idempotency: str | None
) -> None:
    """Bad input: 200, the first answer, nothing written; by the provider's token or the content."""
    agent = desk.member()
    desk.link(operators=(agent,))
    desk.available(agent)
    first = carrier.incoming(sid(1), idempotency=idempotency)
    before, facts = rows(), len(desk.facts("telephony.call.started"))
    desk.telephony.effects.clear()
    for _ in range(3):
        again = carrier.incoming(sid(1), idempotency=idempotency)
        assert (again.status_code, again.data) == (200, first.data)
    assert rows() == before
    assert len(desk.facts("telephony.call.started")) == facts == 1
    assert desk.telephony.effects == []


def test_one_call_asked_about_under_two_names_rings_one_operator(
    desk: Desk, carrier: Carrier
) -> None:
    """A retry without its token is still the same call: one row, one reservation, one answer."""
    one, two = desk.member(), desk.member()
    desk.link(operators=(one, two))
    desk.available(one)
    desk.available(two)
    first = carrier.incoming(sid(1), idempotency="a")
    second = carrier.incoming(sid(1), idempotency="b")
    assert second.data == first.data
    assert sorted([desk.state_of(one), desk.state_of(two)]) == ["available", "reserved"]


def test_the_same_callback_arriving_at_once_is_handled_once(
    desk: Desk, carrier: Carrier, rows: Callable[[], dict[str, int]]
) -> None:
    """Two copies in flight: one is handled, the other waits and repeats its answer."""
    agent = desk.member()
    desk.link(operators=(agent,))
    desk.available(agent)
    answers: list[Any] = []
    gate = threading.Barrier(6)

    def send() -> None:
        gate.wait()
        answers.append(carrier.incoming(sid(1)))

    threads = [threading.Thread(target=send) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {a.status_code for a in answers} == {200}
    assert len({a.data for a in answers}) == 1
    counts = rows()
    assert (counts["call"], counts["call_callback"]) == (1, 1)
    assert len(desk.facts("telephony.call.started")) == 1


def test_callbacks_of_another_organizations_number_go_to_it(
    desk: Desk, telephony: Any, carrier: Carrier
) -> None:
    """One account, two organizations: the number decides, and neither sees the other's calls."""
    other = Desk(telephony).open()
    with telephony.database.transaction(other.organization_id) as session:
        from services.telephony.numbers.operations import link_number

        account = telephony.service.resources.accounts.by_sid(ACCOUNT)
        link_number(session, account, e164="+576015550202")
    carrier.incoming(sid(1), to="+576015550202")
    assert desk.calls() == []
    (call,) = other.calls()
    assert desk.client().get(f"/api/v1/calls/{call['id']}").status_code == 404
    carrier.post(
        "voice/status",
        {
            "CallSid": sid(1),
            "CallStatus": "completed",
            "From": "anonymous",
            "To": "?",
            "Direction": "inbound",
            "SequenceNumber": "1",
        },
    )
    assert desk.calls() == []


@pytest.mark.parametrize(
    "body", [b"", b"\xff\xfe", b"{}", b"a" * 2_000, b"&".join(b"a%d=1" % n for n in range(700))]
)
def test_what_is_no_form_is_refused(desk: Desk, body: bytes) -> None:
    """Hostile bodies: refused before anything is read out of them."""
    answer = desk.telephony.client().post(
        "/hooks/twilio/voice/incoming",
        data=body,
        headers={"X-Twilio-Signature": "x"},
        content_type="application/x-www-form-urlencoded",
    )
    assert answer.status_code == 403


def test_a_callback_without_a_call_is_malformed(desk: Desk, carrier: Carrier) -> None:
    """Signed, but it names no call."""
    assert carrier.post("voice/status", {"CallStatus": "ringing"}).status_code == 400
