"""Spanish text: found without accents, sorted as a dictionary sorts it."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from chassis.records import fold, patterns, search_text, sort_key
from chassis.records.search import digit_grams, escape_like


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("  Ñandú   S.A. ", "nandu s.a."),
        ("MÜLLER Straße", "muller strasse"),
        ("Ångström Øre Łódź", "angstrom ore lodz"),
        ("José\u0301", "jose"),
        ("", ""),
    ],
)
def test_folding_leaves_small_base_letters(written, folded):
    assert fold(written) == folded


def test_sort_keys_compare_as_a_spanish_dictionary_sorts():
    names = ["Ana", "ánade", "Anzola", "Añil", "Ao", "Muñiz", "Muño Z", "Muñoz", "Nz", "Ñame", "O"]
    assert sorted(set(names), key=lambda name: sort_key(name).encode()) == names


def test_a_decomposed_enye_sorts_like_a_composed_one():
    assert sort_key("N\u0303ame") == sort_key("ñame")


@given(st.text(max_size=400))
def test_a_sort_key_fits_an_index_and_a_database(text):
    assert len(sort_key(text).encode()) <= 800
    assert "\x00" not in sort_key(text) + search_text(text)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("María  Pérez", ("%maria%", "%perez%")),
        ("ana ana", ("%ana%",)),
        ("zu", ("% zu%",)),
        ("+57 (300) 123-45", ("%5730012345%",)),
        ("300", ("%300%",)),
        ("30", ("% 30%",)),
        ("100% d_e", ("%100\\%%", "%d\\_e%")),
        ("   ", ()),
    ],
)
def test_a_query_becomes_patterns(query, expected):
    """C-44: a look-up starts at three characters and meets phone digits and names."""
    assert patterns(query) == expected


def test_a_number_is_found_by_its_digits_however_it_is_written():
    stored = search_text("Taller Ñuñoa", "ventas@nunoa.example", phones=["+56 9 8765 4321"])
    assert "56987654321" in stored
    assert stored.startswith(" taller nunoa ")
    assert patterns("987-654")[0].strip("%") in stored


@given(st.text(max_size=20))
def test_an_escaped_text_is_like_itself_alone(plants, text):
    text = text.replace("\x00", "")
    text = text.encode("utf-8", "ignore").decode()
    with plants.system() as session:
        found = session.chassis_execute(
            select(
                func.concat(text).like(escape_like(text)),
                func.concat(text, "y").like(escape_like(text)),
            )
        ).one()
    assert tuple(found) == (True, False)


def test_unaccent_in_sql_leaves_what_folding_in_python_leaves(plants):
    words = "Ñandú María José Güiro Ángel Çelik Łódź straße Ørsted"
    with plants.system() as session:
        statement = select(func.lower(func.f_unaccent(words)))
        assert session.chassis_execute(statement).scalar_one() == fold(words)


@given(st.text("0123456789 a-", max_size=60))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_database_takes_the_same_pieces_from_a_number(plants, text):
    with plants.system() as session:
        taken = session.chassis_execute(select(func.digit_grams(text))).scalar_one()
    assert taken == digit_grams([text])
