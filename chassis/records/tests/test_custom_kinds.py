"""What may be typed into a field of each type, and how fields and options are named."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis.ids import new_id
from chassis.records.custom import kinds, storing
from chassis.records.custom.definitions import Definition
from chassis.records.custom.kinds import Option, indexed, read, unique_key
from chassis.records.custom.naming import RESERVED, is_key, key_of
from chassis.records.custom.words import MESSAGES

SIZES = (Option("chico", "Chico"), Option("grande", "Muy grande"))
READ = {"options": SIZES, "currency": "COP"}


@pytest.mark.parametrize(
    ("type_", "sent", "stored"),
    [
        ("text", "  Ana  ", "Ana"),
        ("text", "   ", None),
        ("area", "uno\ndos", "uno\ndos"),
        ("number", 5, 5),
        ("number", "5.50", 5.5),
        ("number", 5.0, 5),
        ("number", 0.1, 0.1),
        ("number", "", None),
        (
            "money",
            {"amount": "1500.5", "currency": "COP"},
            {"amount": "1500.50", "currency": "COP"},
        ),
        ("money", {"amount": 7}, {"amount": "7.00", "currency": "COP"}),
        ("money", {"amount": None, "currency": "COP"}, None),
        ("date", "2026-02-28", "2026-02-28"),
        ("checkbox", False, False),
        ("list", "grande", "grande"),
        ("list", "muy GRANDE", "grande"),
        ("multiple_list", ["grande", "Chico", "grande"], ["grande", "chico"]),
        ("multiple_list", [], None),
        ("number", None, None),
    ],
)
def test_what_is_typed_is_stored_in_one_form(type_: str, sent: Any, stored: Any) -> None:
    """C-04: each type takes what people write and keeps it in one form."""
    assert read(type_, sent, **READ) == stored
    if stored is not None:
        assert read(type_, stored, **READ) == stored


@pytest.mark.parametrize(
    ("type_", "sent", "code"),
    [
        ("text", 5, "text_expected"),
        ("text", "x" * 201, "custom_text_too_long"),
        ("area", "x" * 10_001, "custom_text_too_long"),
        ("number", True, "number_expected"),
        ("number", "cinco", "number_expected"),
        ("number", float("inf"), "number_expected"),
        ("number", 10**15 + 0.5, "number_too_long"),
        ("money", 5, "money_expected"),
        ("money", {"amount": "1", "currency": "USD"}, "wrong_currency"),
        ("money", {"amount": "1.005", "currency": "COP"}, "amount_not_exact"),
        ("money", {"amount": "9" * 24, "currency": "COP"}, "amount_not_exact"),
        ("date", "31/12/2026", "date_expected"),
        ("date", "2026-02-30", "date_expected"),
        ("checkbox", "si", "checkbox_expected"),
        ("list", "mediano", "unknown_option"),
        ("multiple_list", "chico", "list_expected"),
        ("multiple_list", ["chico", 1], "unknown_option"),
        ("heading", "x", "heading_has_no_value"),
    ],
)
def test_what_cannot_be_a_value_is_refused_with_words(type_: str, sent: Any, code: str) -> None:
    with pytest.raises(kinds.Refused, match=f"^{code}$"):
        read(type_, sent, **READ)
    assert code in MESSAGES


@given(st.integers(-(10**15) + 1, 10**15 - 1), st.integers(0, 12))
def test_a_number_is_exact(digits: int, places: int) -> None:
    """Whatever has fifteen digits comes back as it was written."""
    text = f"{digits}e-{places}"
    written = format(kinds.Decimal(text), "f")
    stored = read("number", written)
    assert kinds.decimal_of(stored) == kinds.Decimal(text)
    assert indexed("number", stored).number == kinds.Decimal(text)


def test_two_texts_count_as_the_same_whatever_their_case_and_accents() -> None:
    assert unique_key("text", "Pérez  R.") == unique_key("text", "perez r.")
    assert unique_key("number", 5) == unique_key("number", 5.0)
    assert unique_key("checkbox", True) is None


@given(st.lists(st.text(max_size=70), max_size=20))
def test_keys_are_distinct_and_no_operators(titles: list[str]) -> None:
    """S4, C-04: a property is a column title; its key is fit for a query string."""
    taken: set[str] = set()
    for title in titles:
        key = key_of(title, taken)
        assert is_key(key)
        assert key not in taken
        assert key not in RESERVED
        taken.add(key)


def test_a_key_reads_like_its_title() -> None:
    assert key_of("  Fecha de  ingreso (año) ", ()) == "fecha_de_ingreso_ano"
    assert key_of("Talla", {"talla", "talla_2"}) == "talla_3"
    assert key_of("In", ()) == "in_2"
    assert key_of("2ª dirección", ()) == "campo_2a_direccion"
    assert key_of("日本", ()) == "campo"


FIELDS = {
    each.key: each
    for each in (
        Definition(id=new_id(), key="apodo", slot="apodo~1", title="Apodo", type="text"),
        Definition(
            id=new_id(), key="talla", slot="talla~2", title="Talla", type="list",
            options=(Option("a", "A"), Option("b", "B", active=False)), required=True,
        ),
        Definition(
            id=new_id(), key="viejo", slot="viejo~3", title="Viejo", type="text", active=False
        ),
    )
}  # fmt: skip


def test_a_merge_keeps_what_was_not_sent_and_what_it_does_not_know() -> None:
    """O-30: the value of a removed field stays in the document."""
    before = {"apodo~1": "Ana", "retirado~9": "algo", "talla~2": "b"}
    merged, wrong = storing.merge(FIELDS, before, {"apodo": None}, is_new=False)
    assert wrong == []
    assert merged.document == {"retirado~9": "algo", "talla~2": "b"}
    assert merged.members == ["custom.apodo"]
    same, wrong = storing.merge(FIELDS, before, {"apodo": "Ana", "talla": "b"}, is_new=False)
    assert (same.document, same.changed, wrong) == (before, (), [])


@pytest.mark.parametrize(
    ("given_", "is_new", "errors"),
    [
        ({}, True, [("custom.talla", "required")]),
        ({}, False, []),
        ({"talla": None}, False, [("custom.talla", "required")]),
        ({"talla": "b"}, True, [("custom.talla", "inactive_option")]),
        ({"talla": "a", "viejo": "x"}, True, [("custom.viejo", "inactive_custom_field")]),
        ({"talla": "a", "otro": "x"}, True, [("custom.otro", "unknown_custom_field")]),
    ],
)
def test_what_is_wrong_is_named(
    given_: dict[str, Any],
    is_new: bool,  # noqa: FBT001
    errors: list[tuple[str, str]],
) -> None:
    _, wrong = storing.merge(FIELDS, {}, given_, is_new=is_new)
    assert [(error.field, error.code) for error in wrong] == errors
