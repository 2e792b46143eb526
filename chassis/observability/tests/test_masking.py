import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis.observability.masking import HIDDEN, is_secret, masked, masked_text

PHONES = [
    "+573001234567",
    "+57 (300) 123-4567",
    "573001234567",
    "300 123 4567",
    "300-123-4567",
    "(601) 555-1234",
    "55 1234 5678",
    "555-1234",
    "55 12 34 56 78",
]
NOT_PHONES = [
    "0192f3a1-1234-7abc-8def-0123456789ab",
    "01923456-1234-7123-8123-012345678901",
    "4bf92f3577b34da6a3ce929d0e0e4736",
    "2026-11-22T08:58:47.123456+00:00",
    "2026-11-22",
    "22-11-2026",
    "127.0.0.1:55432",
    "192.168.100.200",
    "1234.567891234",
    "troncal.contacts.contact.created.v1",
    "took 1532 ms",
]


@pytest.mark.parametrize("phone", PHONES)
def test_a_phone_number_keeps_only_its_last_two_digits(phone: str):
    assert (
        masked_text(f"llamada de {phone}, perdida") == f"llamada de {HIDDEN}{phone[-2:]}, perdida"
    )


@pytest.mark.parametrize("text", NOT_PHONES)
def test_ids_times_and_addresses_are_not_taken_for_phone_numbers(text: str):
    assert masked_text(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ana.gomez+crm@empresa.com.co no existe", "***@empresa.com.co no existe"),
        ("Authorization: Bearer abc.def-123", "Authorization: Bearer ***"),
        ("postgresql://postgres:hunter2@db/x", "postgresql://***@db/x"),
        ("GET /files/1?signature=aa%2Fbb&x=1", "GET /files/1?signature=***&x=1"),
        ("got eyJhbGciOi.eyJzdWIi.c2ln today", "got *** today"),
    ],
)
def test_credentials_and_addresses_are_hidden_inside_texts(text: str, expected: str):
    assert masked_text(text) == expected


@pytest.mark.parametrize(
    "name",
    [
        "password",
        "refresh_token",
        "X-Twilio-Signature",
        "clientSecret",
        "Set-Cookie",
        "body",
        "TRONCAL_SECRET_KEY",
        "api_key",
    ],
)
def test_a_field_named_like_a_secret_is_one(name: str):
    assert is_secret(name)


@pytest.mark.parametrize("name", ["status", "route", "idempotency_key", "tokenize", "pinned"])
def test_other_fields_are_shown(name: str):
    assert not is_secret(name)


def test_secrets_are_hidden_at_any_depth():
    shown = str(masked({"a": [{"password": "hunter2"}, ({"token": "hunter2"},)], "b": b"hunter2"}))
    assert "hunter2" not in shown
    deep: object = "hunter2"
    for _ in range(50):
        deep = {"x": deep}
    assert "hunter2" not in str(masked(deep))


@given(st.from_regex(r"\+[1-9][0-9]{7,14}", fullmatch=True), st.text("ab =,;:\"'{}\n"))
def test_no_e164_number_survives_whatever_surrounds_it(phone: str, around: str):
    assert phone not in masked_text(f"{around}{phone}{around}")
