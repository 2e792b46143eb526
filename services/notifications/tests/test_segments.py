"""How many parts an SMS has (N-21; telephony.md 6)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.notifications.templates.segments import encoding_of, segments_of


@pytest.mark.parametrize(
    ("text", "encoding", "segments"),
    [
        ("", "gsm7", 1),
        ("a" * 160, "gsm7", 1),
        ("a" * 161, "gsm7", 2),
        ("a" * 306, "gsm7", 2),
        ("a" * 307, "gsm7", 3),
        ("€" * 80, "gsm7", 1),
        ("€" * 81, "gsm7", 2),
        ("a" * 152 + "€" + "a" * 153, "gsm7", 3),
        ("año, ¿qué? é ñ ü", "gsm7", 1),
        ("ó", "ucs2", 1),
        ("ó" * 70, "ucs2", 1),
        ("ó" * 71, "ucs2", 2),
        ("😀" * 35, "ucs2", 1),
        ("😀" * 36, "ucs2", 2),
        ("ó" * 66 + "😀" + "ó" * 66, "ucs2", 3),
    ],
)
def test_the_parts_of_a_message_are_those_that_a_carrier_bills(text, encoding, segments):
    assert (encoding_of(text), segments_of(text)) == (encoding, segments)


@given(st.text(max_size=400), st.text(max_size=20))
def test_a_longer_text_never_costs_less(text: str, more: str):
    if encoding_of(text) == encoding_of(text + more):
        assert segments_of(text + more) >= segments_of(text)
