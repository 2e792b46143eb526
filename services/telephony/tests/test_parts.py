"""The small parts: what a carrier runs, who calls it, how secrets are sealed, settings read."""

import random
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis import phones
from chassis.ids import new_id
from services.telephony.calls.said import read_callback
from services.telephony.providers import twiml
from services.telephony.providers.sealing import SealBroken, Sealer
from services.telephony.settings import Settings
from services.telephony.simulator.callers import random_caller
from services.telephony.simulator.program import BadDocument, read_document, speech_seconds

KEY = "a-key-long-enough-for-the-tests"
NOW = datetime(2026, 3, 2, 14, 0, tzinfo=UTC)


def test_the_carrier_runs_what_we_write() -> None:
    """Beyond 3: our own documents are the ones that the simulator understands."""
    user, call = new_id(), new_id()
    (dial,) = read_document(
        twiml.ring_operator(
            user_id=user, call_id=call, attempt=2, ring_seconds=30, public_url="https://h"
        )
    )
    assert dial["to"] == f"client:{twiml.identity(user)}"
    assert dial["timeout"] == 30
    assert dial["bridge_answers"] is True
    assert dial["action"] == f"https://h/hooks/twilio/voice/dial?call={call}&attempt=2"
    say, hangup = read_document(twiml.apologise(twiml.NOBODY))
    assert (say["verb"], hangup["verb"]) == ("say", "hangup")
    assert [step["verb"] for step in read_document(twiml.hang_up())] == ["hangup"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "not xml",
        "<Response><Sing/></Response>",
        "<Html/>",
        "<Response><Dial>+57300</Dial></Response>",
        '<!DOCTYPE x [<!ENTITY a "b">]><Response/>',
    ],
)
def test_a_document_that_no_carrier_runs_is_refused(text: str) -> None:
    """A wrong answer of ours shows at once, as at the real carrier."""
    with pytest.raises(BadDocument):
        read_document(text)


@given(st.text(max_size=400))
def test_a_sentence_takes_between_one_and_thirty_seconds(text: str) -> None:
    """The simulated voice neither stops time nor eats it."""
    assert 1 <= speech_seconds(text) <= 30


@given(st.integers())
def test_made_up_callers_are_valid_numbers(seed: int) -> None:
    """The simulator's numbers can be called back: valid, mobile or not, of Latin America."""
    caller = random_caller(random.Random(seed))
    phone = phones.parse(caller, "CO")
    assert phone is not None
    assert phone.e164 == caller
    assert phone.region in {"CO", "MX", "PE", "CL", "AR", "EC"}


@given(secret=st.text(max_size=100))
def test_a_sealed_secret_opens_only_in_its_place(secret: str) -> None:
    """Secrets at rest: another organization, column or key opens nothing."""
    sealer, home = Sealer(KEY), new_id()
    sealed = sealer.seal(secret, organization_id=home, column="auth_token")
    assert sealer.open(sealed, organization_id=home, column="auth_token") == secret
    assert sealed != sealer.seal(secret, organization_id=home, column="auth_token")
    for organization, column, key in [
        (new_id(), "auth_token", KEY),
        (home, "api_key_secret", KEY),
        (home, "auth_token", KEY + "2"),
    ]:
        with pytest.raises(SealBroken):
            Sealer(key).open(sealed, organization_id=organization, column=column)
    with pytest.raises(SealBroken):
        sealer.open(b"\x03" + sealed[1:], organization_id=home, column="auth_token")


def test_an_earlier_key_opens_until_everything_is_sealed_again() -> None:
    """Rotation: the key is named in the seal, so the present one is told from the earlier ones."""
    home, place = new_id(), "auth_token"
    old = Sealer(KEY).seal("x", organization_id=home, column=place)
    rotated = Sealer(KEY + "2", [KEY])
    assert rotated.open(old, organization_id=home, column=place) == "x"
    assert not rotated.is_present(old)
    new = rotated.seal("x", organization_id=home, column=place)
    assert rotated.is_present(new)
    assert Sealer(KEY + "2").open(new, organization_id=home, column=place) == "x"
    with pytest.raises(SealBroken):
        Sealer(KEY + "2").open(old, organization_id=home, column=place)


def test_a_weak_key_seals_nothing() -> None:
    """TRONCAL_SECRET_KEY: missing or short is a refusal, not a bad seal."""
    with pytest.raises(ValueError, match="TRONCAL_SECRET_KEY"):
        Sealer("short")


def test_identities_go_both_ways() -> None:
    """Section 1.7: letters, digits, underscore."""
    user = new_id()
    assert twiml.identity(user).replace("_", "").isalnum()
    assert twiml.user_of(f"client:{twiml.identity(user)}") == user
    assert twiml.user_of("client:somebody") is None
    assert twiml.user_of("client:agent_zz") is None


@pytest.mark.parametrize("url", ["ftp://h", "crm.example.com", "https://user:pw@h", "https://"])
def test_a_public_address_that_cannot_be_signed_is_refused(url: str) -> None:
    """Section 1.5: userinfo breaks signatures; one clear sentence instead."""
    with pytest.raises(ValueError, match="TRONCAL_PUBLIC_URL"):
        Settings.from_environment({"TRONCAL_PUBLIC_URL": url})


def test_the_simulator_is_off_in_production_unless_asked_for() -> None:
    """Production has no made-up calls."""
    read = Settings.from_environment
    assert read({}).simulator
    assert read({}).public_url == "http://localhost:8000"
    assert not read({"TRONCAL_ENV": "production"}).simulator
    on = {"TRONCAL_ENV": "production", "TRONCAL_TELEPHONY_SIMULATOR": "1"}
    assert read(on).simulator


@given(
    form=st.dictionaries(
        st.sampled_from(
            [
                "CallSid",
                "CallStatus",
                "DialCallStatus",
                "CallDuration",
                "Timestamp",
                "ParentCallSid",
                "From",
                "To",
                "Direction",
                "SequenceNumber",
                "AccountSid",
            ]
        ),
        st.text(max_size=60),
    ),
    query=st.dictionaries(st.sampled_from(["call", "attempt"]), st.text(max_size=10)),
    kind=st.sampled_from(["incoming", "status", "dial", "fallback"]),
)
def test_no_signed_nonsense_breaks_the_reading(form, query, kind) -> None:
    """Hostile provider bodies: read into our own words or refused, never an error."""
    said = read_callback(kind, form, query, idempotency_token=None, received_at=NOW)
    assert (said is None) == (not form.get("CallSid"))
    assert said is None or said.at.tzinfo is not None


def test_two_operators_who_do_not_answer_are_two_callbacks() -> None:
    """The fallback key: same CallSid, same status, another attempt."""
    form = {"CallSid": "CA1", "DialCallStatus": "no-answer", "CallStatus": "in-progress"}
    keys = {
        read_callback(
            "dial", form, {"attempt": n}, idempotency_token=None, received_at=NOW
        ).dedup_key  # type: ignore[union-attr]
        for n in ("1", "2")
    }
    assert len(keys) == 2
