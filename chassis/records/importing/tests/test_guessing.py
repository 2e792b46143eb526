"""What a column is, and what a cell says: guesses and notations (C-12, G-30)."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis.records.importing.errorfile import guarded
from chassis.records.importing.headers import guess_fields, guess_header_row
from chassis.records.importing.rules import Choice, ImportField, Prepared, Rules, Undone
from chassis.records.importing.values import (
    read_boolean,
    read_cell,
    read_date,
    read_number,
    text_of,
    words_of,
)

FIELDS = (
    ImportField(name="name", words=("Nombre", "Full name")),
    ImportField(name="phone", kind="phone", words=("Teléfono", "Celular")),
    ImportField(name="phone_2", kind="phone", words=("Celular", "Teléfono 2")),
    ImportField(name="email", kind="email", words=("Correo electrónico", "E-mail")),
)
RULES = Rules(
    entity="things",
    fields=FIELDS,
    match_by=("phone",),
    prepare=lambda row, values, _terms: Prepared(row, values),
    write=lambda *_: [],
    undo=lambda *_: Undone(),
    show=lambda record: record,
    region=lambda _: "CO",
)


@pytest.mark.parametrize(
    ("rows", "header"),
    [
        ([["Nombre", "Celular"], ["Ana", "3001234567"]], 1),
        ([["Informe de marzo", ""], ["", ""], ["NOMBRE", "telefono"], ["Ana", "3001234567"]], 3),
        ([["Ana", "3001234567"], ["Luis", "3017654321"]], 0),
        ([["Cosa", "Otra"], ["Ana", "3001234567"]], 1),
        ([["Cosa", "Otra"], ["Ana", "Luis"]], 0),
        ([], 0),
    ],
)
def test_the_row_that_names_the_columns_is_found(rows: list[list[str]], header: int):
    """C-12: below a title, or nowhere."""
    assert guess_header_row(list(enumerate(rows, 1)), RULES) == header


@pytest.mark.parametrize(
    ("headers", "fields"),
    [
        (["  NOMBRE ", "teléfono", "E-Mail"], ["name", "phone", "email"]),
        (["Celular", "Celular", "Nombre"], ["phone", "phone_2", "name"]),
        (["Celular", "Celular", "Celular"], ["phone", "phone_2", None]),
        (["Correo_electronico", "full name", "x"], ["email", "name", None]),
        (["name", "", "phone_2"], ["name", None, "phone_2"]),
    ],
)
def test_headers_are_known_whatever_their_case_and_accents(
    headers: list[str], fields: list[str | None]
):
    """C-12: a header that stands twice goes to two fields or to none, never to one."""
    assert guess_fields(headers, RULES) == fields


@given(st.lists(st.sampled_from(["Nombre", "Celular", "Teléfono", "Correo electrónico", "x", ""])))
def test_no_field_is_guessed_twice(headers: list[str]):
    guessed = [name for name in guess_fields(headers, RULES) if name]
    assert len(guessed) == len(set(guessed))


@pytest.mark.parametrize(
    ("text", "region", "value"),
    [
        ("1.234,50", "CO", "1234.50"),
        ("1,234.50", "MX", "1234.50"),
        ("1.234", "CO", "1234"),
        ("1,234", "MX", "1234"),
        ("1.234", "MX", "1.234"),
        ("1,5", "MX", "1.5"),
        ("$ 25.000.000", "CO", "25000000"),
        ("COP 1 500", "CO", "1500"),
        ("1'234.50", "MX", "1234.50"),
        ("(300)", "CO", "-300"),
        ("-4,5", "AR", "-4.5"),
        ("12,34,56", "CO", None),
        ("1.23.456", "CO", None),
        ("abc", "CO", None),
        ("NaN", "CO", None),
        ("Infinity", "US", None),
        ("", "CO", None),
    ],
)
def test_amounts_are_read_in_the_region_s_notation(text: str, region: str, value: str | None):
    """G-26."""
    assert read_number(text, region) == (None if value is None else Decimal(value))


@pytest.mark.parametrize(
    ("text", "region", "value"),
    [
        ("2026-03-04", "CO", date(2026, 3, 4)),
        ("04/03/2026", "CO", date(2026, 3, 4)),
        ("03/04/2026", "US", date(2026, 3, 4)),
        ("4-3-26", "MX", date(2026, 3, 4)),
        ("31.12.1999 10:00", "AR", date(1999, 12, 31)),
        ("31/02/2026", "CO", None),
        ("mañana", "CO", None),
    ],
)
def test_days_are_read_in_the_region_s_order(text: str, region: str, value: date | None):
    assert read_date(text, region) == value


def test_yes_and_no():
    assert [read_boolean(word, "CO") for word in ("Sí", "NO", "x", "quizá")] == [
        True,
        False,
        True,
        None,
    ]


def test_a_list_s_text_is_known_by_its_words_or_as_somebody_said():
    field = ImportField(name="class", kind="choice")
    words = words_of([Choice("client", ("Cliente", "Client"), ("customer",))])

    def read(text: str, mapped: dict[str, str | None]):
        return read_cell(field, text, region="CO", choices=words, mapped=mapped)

    assert read("  CLIENTE", {})[0] == "client"
    assert read("Customer", {})[0] == "client"
    assert read("Otro", {"Otro": "client"})[0] == "client"
    assert read("Otro", {"Otro": None}) == (None, None)
    value, error = read("Otro", {})
    assert (value, error and error.code) == (None, "not_in_list")


@given(st.text(st.characters(blacklist_categories=("Cs",)), max_size=30))
def test_what_an_error_file_guards_is_read_back_as_it_was(text: str):
    """G-30, by property: no cell is a formula, and none is changed by going out and in again."""
    shown = guarded(text)
    assert not shown.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert text_of(shown) == text_of(text) or text.startswith("'")
