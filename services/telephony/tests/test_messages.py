"""Text messages: asked for once, sent at most once, followed to their end."""

import dataclasses
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, select, update

from chassis import faults
from chassis.ids import new_id
from chassis.testing.running import RunningService
from contracts import notifications
from services.telephony.messages.delivery import RANK, higher, segments, state_of
from services.telephony.messages.models import SmsMessage
from services.telephony.providers.twilio import TwilioDriver
from services.telephony.tests.conftest import ACCOUNT, ENVIRONMENT, NUMBER, TOKEN, Carrier, Desk
from services.telephony.tests.twilio_fake import TwilioFake, spec_path, twilio_fake

SPEC = spec_path()
pytestmark = pytest.mark.skipif(SPEC is None, reason="set TRONCAL_SHARED to find Twilio's API file")
MOBILE = "+573001112233"


@pytest.fixture(scope="module")
def served_fake() -> Iterator[TwilioFake]:
    """One fake for the module."""
    assert SPEC is not None
    with twilio_fake(ACCOUNT, TOKEN, SPEC) as running:
        yield running


@pytest.fixture
def fake(served_fake: TwilioFake, telephony: RunningService) -> Iterator[TwilioFake]:
    """Twilio for the service of this test."""
    served_fake.reset()
    resources = telephony.service.resources
    drivers = {**resources.drivers, "twilio": TwilioDriver(base_url=served_fake.base_url)}
    telephony.service.resources = dataclasses.replace(resources, drivers=drivers)
    yield served_fake
    assert served_fake.violations == []


def ask(desk: Desk, message_id: UUID | None = None, body: str = "Hola, Marta") -> UUID:
    """State that a message is to be sent, as notifications does."""
    message_id = message_id or new_id()
    desk.telephony.receive(
        notifications.SmsRequested(number_to=MOBILE, body=body),
        organization_id=desk.organization_id,
        subject_id=message_id,
    )
    return message_id


def message(desk: Desk, message_id: UUID) -> SmsMessage:
    """The row as it is."""
    with desk.telephony.database.reading(desk.organization_id) as session:
        found = session.get(SmsMessage, message_id)
        assert found is not None
        return found


def go_on(desk: Desk) -> None:
    """Let every message's moment have come and take them one step further."""
    with desk.telephony.database.transaction(desk.organization_id) as session:
        session.execute(
            update(SmsMessage).where(SmsMessage.due_at.is_not(None)).values(due_at=func.now())
        )
    desk.telephony.run_sweep("deliver_messages")


def test_a_message_goes_once_and_is_followed_to_its_delivery(
    desk: Desk, fake: TwilioFake, carrier: Carrier
) -> None:
    """SMS crosses once: requested → sent → delivered, whatever is said twice."""
    desk.link()
    message_id = ask(desk)
    ask(desk, message_id)
    go_on(desk)
    go_on(desk)
    (sent,) = fake.messages
    assert (sent["to"], sent["from"], sent["body"]) == (MOBILE, NUMBER, "Hola, Marta")
    (fact,) = desk.facts("telephony.sms.sent")
    assert fact["subject"] == f"sms/{message_id}"
    assert fact["data"]["provider_message_id"] == sent["sid"]
    for status in ("delivered", "sent", "delivered", "queued"):
        answer = carrier.post(
            f"sms/status?message={message_id}",
            {
                "MessageSid": sent["sid"],
                "MessageStatus": status,
                "From": NUMBER,
                "To": MOBILE,
            },
        )
        assert answer.status_code == 200
    assert message(desk, message_id).state == "delivered"
    assert len(desk.facts("telephony.sms.delivered")) == 1


def test_a_refused_message_fails_with_the_providers_code(desk: Desk, fake: TwilioFake) -> None:
    """Section 6: codes, not error texts, decide; people read ours."""
    desk.link()
    fake.fail_with = [400]
    message_id = ask(desk)
    go_on(desk)
    (fact,) = desk.facts("telephony.sms.failed")
    assert fact["data"]["code"] == "21211"
    assert message(desk, message_id).state == "failed"


def test_an_organization_without_numbers_says_so(desk: Desk, fake: TwilioFake) -> None:
    """Nothing to send from: failed at once, not stuck."""
    with desk.telephony.database.transaction(desk.organization_id):
        ask(desk)
    go_on(desk)
    (fact,) = desk.facts("telephony.sms.failed")
    assert fact["data"]["code"] == "no_sender"


def test_a_busy_provider_is_asked_again(desk: Desk, fake: TwilioFake) -> None:
    """Section 1.6: 429 was never processed."""
    desk.link()
    fake.fail_with = [429, 429]
    message_id = ask(desk)
    for _ in range(3):
        go_on(desk)
    assert len(fake.messages) == 1
    assert message(desk, message_id).state == "sent"


def test_an_answer_that_is_lost_is_looked_up_and_never_sent_twice(
    desk: Desk, fake: TwilioFake
) -> None:
    """Pitfall 11: the provider has it; the listing tells and nothing is repeated."""
    desk.link()
    fake.lose_answer = True
    message_id = ask(desk)
    go_on(desk)
    assert message(desk, message_id).state == "sending"
    go_on(desk)
    assert message(desk, message_id).state == "sent"
    assert len(fake.messages) == 1
    assert len(desk.facts("telephony.sms.sent")) == 1


def test_a_message_that_was_lost_for_good_is_sent_after_several_looks(
    desk: Desk, fake: TwilioFake
) -> None:
    """The outcome was unknown and several listings show none: now it is known, and it is sent."""
    desk.link()
    fake.fail_with = [500]
    message_id = ask(desk)
    for _ in range(4):
        go_on(desk)
    assert fake.messages == []
    go_on(desk)
    go_on(desk)
    assert len(fake.messages) == 1
    assert message(desk, message_id).state == "sent"


def test_two_people_with_the_same_text_are_not_confused(desk: Desk, fake: TwilioFake) -> None:
    """A listing that shows another row's message does not settle this one."""
    desk.link()
    one = ask(desk)
    go_on(desk)
    fake.fail_with = [500]
    two = ask(desk)
    for _ in range(6):
        go_on(desk)
    assert len(fake.messages) == 2
    sids = {message(desk, m).provider_message_id for m in (one, two)}
    assert sids == {m["sid"] for m in fake.messages}


@pytest.mark.parametrize(
    ("point", "sent"), [("telephony.before_sms", 0), ("telephony.after_sms", 1)]
)
def test_a_worker_killed_around_the_sending_never_sends_twice(
    desk: Desk, fake: TwilioFake, telephony: RunningService, point: str, sent: int
) -> None:
    """kill -9 between the call to the provider and its result: looked up, not sent again."""
    desk.link()
    message_id = ask(desk)
    program = (
        "import sys, dataclasses\n"
        "from chassis.testing.running import running\n"
        "from services.telephony.service import SERVICE\n"
        "from services.telephony.providers.twilio import TwilioDriver\n"
        "url, base, environment = sys.argv[1], sys.argv[2], eval(sys.argv[3])\n"
        "with running(SERVICE, url, environment) as it:\n"
        "    resources = it.service.resources\n"
        "    drivers = {**resources.drivers, 'twilio': TwilioDriver(base_url=base)}\n"
        "    it.service.resources = dataclasses.replace(resources, drivers=drivers)\n"
        "    it.run_sweep('deliver_messages')\n"
    )
    died = subprocess.run(
        [sys.executable, "-c", program, telephony.database.url, fake.base_url, repr(ENVIRONMENT)],
        env={**os.environ, "TRONCAL_FAULT": f"{point}:kill"},
        check=False,
    )
    assert died.returncode == -signal.SIGKILL
    assert len(fake.messages) == sent
    assert message(desk, message_id).state == "sending"
    for _ in range(6):
        go_on(desk)
    assert len(fake.messages) == 1
    assert message(desk, message_id).state == "sent"
    assert len(desk.facts("telephony.sms.sent")) == 1


def test_a_raise_after_the_sending_is_settled_by_the_listing(desk: Desk, fake: TwilioFake) -> None:
    """The same as a kill, in this process."""
    desk.link()
    message_id = ask(desk)
    faults.configure("telephony.after_sms:raise")
    try:
        go_on(desk)
    finally:
        faults.configure("")
    assert message(desk, message_id).state == "sending"
    go_on(desk)
    assert message(desk, message_id).state == "sent"
    assert len(fake.messages) == 1


def test_a_receipt_that_never_came_is_asked_for(desk: Desk, fake: TwilioFake) -> None:
    """Section 6: callbacks get lost; the message resource tells."""
    desk.link()
    message_id = ask(desk)
    go_on(desk)
    fake.messages[0]["status"] = "delivered"
    go_on(desk)
    assert message(desk, message_id).state == "delivered"


def test_a_callback_that_overtakes_the_providers_answer_settles_the_row(
    desk: Desk, fake: TwilioFake, carrier: Carrier
) -> None:
    """The receipt is here before the answer: the row knows its message, and goes out once."""
    desk.link()
    fake.lose_answer = True
    message_id = ask(desk)
    go_on(desk)
    carrier.post(
        f"sms/status?message={message_id}",
        {
            "MessageSid": fake.messages[0]["sid"],
            "MessageStatus": "delivered",
            "From": NUMBER,
            "To": MOBILE,
        },
    )
    go_on(desk)
    assert message(desk, message_id).state == "delivered"
    assert [f["type"] for f in desk.facts("telephony.sms.sent")] == [
        "troncal.telephony.sms.sent.v1"
    ]


def test_a_forged_receipt_changes_nothing(desk: Desk, fake: TwilioFake, carrier: Carrier) -> None:
    """Bad input: signed by nobody."""
    desk.link()
    message_id = ask(desk)
    go_on(desk)
    form = {"MessageSid": fake.messages[0]["sid"], "MessageStatus": "failed", "From": NUMBER}
    assert carrier.post("sms/status", form, signature="?").status_code == 403
    assert message(desk, message_id).state == "sent"


def test_receipts_only_climb() -> None:
    """Monotone rank: a delivery outweighs what came before; unknown words are ignored."""
    assert higher("delivered", "sent") == "delivered"
    assert higher("failed", "delivered") == "delivered"
    assert higher(None, "nonsense") is None
    assert len(set(RANK.values())) == len(RANK)
    assert [state_of(s) for s in ("queued", "undelivered", "read")] == [
        "sent",
        "failed",
        "delivered",
    ]


@pytest.mark.parametrize(
    ("body", "parts"),
    [
        ("", 1),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("ñ" * 160, 1),
        ("ó" * 70, 1),
        ("ó" * 71, 2),
        ("😀" * 35, 1),
        ("😀" * 36, 2),
        ("€" * 80, 1),
        ("€" * 81, 2),
        ("a" * 152 + "€" + "a" * 10, 2),
    ],
)
def test_segments_are_counted_as_carriers_bill_them(body: str, parts: int) -> None:
    """Section 6: é and ñ are cheap, ó makes the whole message UCS-2; nothing is split in two."""
    assert segments(body) == parts


def test_nothing_is_left_waiting_after_an_end(desk: Desk, fake: TwilioFake) -> None:
    """A settled message is never looked at again."""
    desk.link()
    ask(desk)
    go_on(desk)
    fake.messages[0]["status"] = "delivered"
    go_on(desk)
    asked = len(fake.requests)
    go_on(desk)
    assert len(fake.requests) == asked
    with desk.telephony.database.reading(desk.organization_id) as session:
        waiting: list[Any] = list(
            session.scalars(select(SmsMessage.id).where(SmsMessage.due_at.is_not(None)))
        )
    assert waiting == []
