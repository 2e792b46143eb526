"""Telephone numbers: one identity however written (beyond.md 2; O-5, O-32)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis import phones

SAME_LINE = [
    (
        "CO",
        "+573001234567",
        ["300 123 4567", "+57 300 123 4567", "0057 300 1234567", "573001234567"],
    ),
    ("CO", "+576013456789", ["601 345 6789", "(601) 345-6789", "+57 601 3456789"]),
    (
        "MX",
        "+525512345678",
        ["55 1234 5678", "044 55 1234 5678", "+52 1 55 1234 5678", "+525512345678"],
    ),
    ("AR", "+5491123456789", ["011 15 2345 6789", "+54 9 11 2345-6789", "0 11 15 2345-6789"]),
    ("BR", "+5511987654321", ["(11) 98765-4321", "+55 11 8765 4321", "+55 11 98765-4321"]),
    ("PE", "+51987654321", ["987 654 321", "+51 987 654 321"]),
    ("CL", "+56987654321", ["9 8765 4321", "+56 9 8765 4321"]),
    ("EC", "+593991234567", ["099 123 4567", "+593 99 123 4567"]),
    ("PA", "+50761234567", ["6123-4567", "+507 6123 4567"]),
    ("VE", "+584121234567", ["0412-1234567", "+58 412 1234567"]),
]


@pytest.mark.parametrize(
    ("region", "e164", "written"),
    [(region, e164, written) for region, e164, forms in SAME_LINE for written in forms],
)
def test_every_written_form_is_the_same_line(region: str, e164: str, written: str):
    phone = phones.parse(written, region)
    assert phone is not None
    assert phone.e164 == e164


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "anonymous",
        "Restricted",
        "+266696687",
        "client:agent_1",
        "sip:a@b.c",
        "abc",
        "12",
        "911;x",
    ],
)
def test_what_cannot_be_a_line_is_none(text: str):
    """O-32: a carrier's placeholder for a hidden caller makes no contact."""
    assert phones.parse(text, "CO") is None


def test_the_variants_of_a_line_all_lead_back_to_it():
    for _, e164, _ in SAME_LINE:
        assert phones.variants(e164)[0] == e164
        for variant in phones.variants(e164):
            parsed = phones.parse(variant, "CO")
            assert parsed is not None
            assert e164 in phones.variants(parsed.e164)


@given(st.text(max_size=40))
def test_no_text_makes_it_raise(text: str):
    phones.parse(text, "CO")
