"""The `twilio` driver by the official client, against a fake held to Twilio's own description."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import jwt
import pytest
import requests

from chassis.ids import new_id
from services.telephony.providers.port import (
    Account,
    OutcomeUnknown,
    ProviderBusy,
    ProviderRefused,
)
from services.telephony.providers.twilio import TwilioDriver
from services.telephony.providers.twiml import identity, user_of
from services.telephony.tests.conftest import ACCOUNT, NUMBER, PUBLIC_URL, TOKEN, sid
from services.telephony.tests.twilio_fake import TwilioFake, spec_path, twilio_fake

SPEC = spec_path()
needs_spec = pytest.mark.skipif(SPEC is None, reason="set TRONCAL_SHARED to find Twilio's API file")
OURS = Account(
    provider="twilio",
    account_sid=ACCOUNT,
    organization_id=new_id(),
    tokens=(TOKEN,),
    api_key_sid="SK" + "2" * 32,
    api_key_secret="the-secret-of-the-api-key-0000001",
    application_sid="AP" + "3" * 32,
)


@pytest.fixture(scope="module")
def served_fake() -> Iterator[TwilioFake]:
    """One fake for the module: reading the description takes a second."""
    assert SPEC is not None
    with twilio_fake(ACCOUNT, TOKEN, SPEC) as running:
        yield running


@pytest.fixture
def fake(served_fake: TwilioFake) -> Iterator[TwilioFake]:
    """Twilio, empty; at the end nothing may have broken its description."""
    served_fake.reset()
    yield served_fake
    assert served_fake.violations == []


@pytest.fixture
def driver(fake: TwilioFake) -> TwilioDriver:
    """The driver, pointed to the fake."""
    return TwilioDriver(base_url=fake.base_url)


@needs_spec
@pytest.mark.parametrize(
    "form",
    [
        {"To": "+57300", "From": NUMBER, "Body": "x", "StatusCalback": "https://typo.example.com"},
        {"From": NUMBER, "Body": "x"},
        {"To": "+57300", "From": NUMBER, "Body": "x", "ValidityPeriod": "soon"},
    ],
)
def test_the_fake_notices_what_twilio_would_let_pass(
    fake: TwilioFake, form: dict[str, str]
) -> None:
    """The suite can fail: a typo, a missing member and a wrong type are violations."""
    requests.post(
        f"{fake.base_url}/2010-04-01/Accounts/{ACCOUNT}/Messages.json",
        data=form,
        auth=(ACCOUNT, TOKEN),
        timeout=5,
    )
    assert fake.violations
    fake.violations.clear()


@needs_spec
def test_a_call_is_fetched_with_its_late_price(fake: TwilioFake, driver: TwilioDriver) -> None:
    """T-25, pitfall 10: no price at first, then a negative string; ours is a positive cost."""
    call = fake.add_call(sid(1))
    found = driver.fetch_call(OURS, sid(1))
    assert found is not None
    assert (found.status, found.duration, found.price) == ("in-progress", None, None)
    call.update(status="completed", duration="61", price="-0.00850")
    found = driver.fetch_call(OURS, sid(1))
    assert found is not None
    assert (found.status, found.duration, found.currency) == ("completed", 61, "USD")
    assert found.price == Decimal("0.00850")
    assert driver.fetch_call(OURS, sid(2)) is None


@needs_spec
def test_rejecting_cancels_only_this_operators_ringing_leg(
    fake: TwilioFake, driver: TwilioDriver
) -> None:
    """T-14: the next operator's leg, and one that talks, are left alone."""
    mine, other = new_id(), new_id()
    fake.add_call(sid(1))
    for number, (user, status) in enumerate(
        [(mine, "ringing"), (other, "ringing"), (mine, "in-progress")], start=2
    ):
        fake.add_call(
            sid(number), parent_call_sid=sid(1), to=f"client:{identity(user)}", status=status
        )
    driver.reject(OURS, sid(1), mine)
    states = [fake.calls[sid(n)]["status"] for n in (2, 3, 4)]
    assert states == ["canceled", "ringing", "in-progress"]
    legs = driver.fetch_legs(OURS, sid(1))
    assert [user_of(leg.to) for leg in legs] == [mine, other, mine]


@needs_spec
def test_hanging_up_twice_is_the_same_as_once(fake: TwilioFake, driver: TwilioDriver) -> None:
    """Commands are repeated after a crash: the second end finds an end."""
    fake.add_call(sid(1))
    driver.hang_up(OURS, sid(1))
    driver.hang_up(OURS, sid(1))
    driver.hang_up(OURS, sid(404))
    assert fake.calls[sid(1)]["status"] == "completed"


@needs_spec
def test_a_message_is_sent_listed_and_fetched(fake: TwilioFake, driver: TwilioDriver) -> None:
    """Section 6: what was sent can be found again by both numbers."""
    url = f"{PUBLIC_URL}/hooks/twilio/sms/status?message=1"
    sent = driver.send_sms(OURS, to="+573001112233", sender=NUMBER, body="Hola", status_url=url)
    fake.add_message("+573009999999", NUMBER, "Hola")
    since = datetime.now(UTC) - timedelta(minutes=1)
    found = driver.find_sms(OURS, to="+573001112233", sender=NUMBER, since=since)
    assert [m.provider_message_id for m in found] == [sent.provider_message_id]
    fake.messages[0].update(status="undelivered", error_code=30003)
    message = driver.fetch_sms(OURS, sent.provider_message_id)
    assert message is not None
    assert (message.status, message.error_code) == ("undelivered", "30003")
    assert (
        driver.find_sms(OURS, to="+573001112233", sender=NUMBER, since=since + timedelta(days=1))
        == []
    )


@needs_spec
@pytest.mark.parametrize(
    ("status", "failure"),
    [(400, ProviderRefused), (429, ProviderBusy), (500, OutcomeUnknown), (503, OutcomeUnknown)],
)
def test_a_failed_sending_says_whether_it_may_have_happened(
    fake: TwilioFake, driver: TwilioDriver, status: int, failure: type[Exception]
) -> None:
    """Section 1.6: 4xx did not happen, 429 was not processed, 5xx is unknown."""
    fake.fail_with = [status]
    with pytest.raises(failure):
        driver.send_sms(OURS, to="+57300", sender=NUMBER, body="Hola", status_url=PUBLIC_URL)
    assert fake.messages == []


@needs_spec
def test_an_answer_that_is_lost_leaves_the_outcome_unknown(
    fake: TwilioFake, driver: TwilioDriver
) -> None:
    """Pitfall 11: it was sent, and we cannot know."""
    fake.lose_answer = True
    with pytest.raises(OutcomeUnknown):
        driver.send_sms(OURS, to="+573001", sender=NUMBER, body="Hola", status_url=PUBLIC_URL)
    assert len(fake.messages) == 1


def test_a_provider_that_nobody_reaches_did_nothing() -> None:
    """No connection stood, so asking again is safe."""
    driver = TwilioDriver(base_url="http://127.0.0.1:9")
    with pytest.raises(ProviderBusy):
        driver.send_sms(OURS, to="+573001", sender=NUMBER, body="Hola", status_url=PUBLIC_URL)


@needs_spec
def test_a_number_is_linked_bought_searched_and_unlinked(
    fake: TwilioFake, driver: TwilioDriver
) -> None:
    """T-02, T-03, T-05: our addresses with retries asked for; unlinking keeps the number."""
    fake.add_number(NUMBER)
    linked = driver.link_number(OURS, NUMBER, public_url=PUBLIC_URL, buy=False)
    assert linked == fake.numbers[0]["sid"]
    assert fake.numbers[0]["voice_url"].startswith(f"{PUBLIC_URL}/hooks/twilio/voice/incoming#rc=")
    with pytest.raises(ProviderRefused):
        driver.link_number(OURS, "+576015550999", public_url=PUBLIC_URL, buy=False)
    (offer,) = driver.available_numbers(OURS, country="CO", kind="local", contains="")
    assert (offer.e164, offer.voice) == ("+576015550177", True)
    assert driver.link_number(OURS, offer.e164, public_url=PUBLIC_URL, buy=True)
    assert [n.e164 for n in driver.owned_numbers(OURS)] == [NUMBER, offer.e164]
    driver.unlink_number(OURS, str(linked))
    assert fake.numbers[0]["voice_url"] == ""


def test_the_softphones_token_is_twilios_and_short() -> None:
    """Section 1.7: identity without special signs, voice grant, half an hour."""
    user_id = new_id()
    phone = TwilioDriver().softphone(OURS, user_id, 1_800)
    assert phone.token is not None
    claims = jwt.decode(
        phone.token,
        "the-secret-of-the-api-key-0000001",
        algorithms=["HS256"],
        options={"verify_aud": False},
    )
    assert claims["sub"] == ACCOUNT
    assert claims["exp"] - claims["nbf"] == 1_800
    grants = claims["grants"]
    assert grants["identity"] == identity(user_id) == phone.identity
    assert grants["voice"]["incoming"] == {"allow": True}
    assert user_of(f"client:{phone.identity}") == user_id
    assert jwt.get_unverified_header(phone.token)["cty"] == "twilio-fpa;v=1"


def test_an_account_never_shows_its_secrets() -> None:
    """Security: a logged account has no token in it."""
    assert TOKEN not in repr(OURS)
    assert "the-secret-of-the-api-key" not in repr(OURS)
