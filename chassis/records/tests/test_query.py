"""The query string of a list: operators that find what they say, and a refusal for the rest."""

from datetime import UTC, date, datetime
from decimal import Decimal

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis.errors import Invalid
from chassis.ids import new_id
from chassis.records import answer, parse
from chassis.records.tests.example import PLANT, administrator, person, plant

BOSS = administrator(new_id())
OWNER = new_id()


@pytest.fixture(scope="module")
def garden(plants):
    with plants.transaction(BOSS.organization_id) as session:
        plant(
            session,
            "Ñandubay 100%",
            height=5,
            price=Decimal("10.5"),
            currency="PEN",
            planted_on=date(2020, 1, 1),
            watered_at=datetime(2026, 1, 1, tzinfo=UTC),
            colours=["rojo", "verde"],
            owner_id=OWNER,
            labels=("sol", "Águila"),
        )
        plant(
            session,
            "Guayacán_rosa",
            habit="bush",
            height=9,
            planted_on=date(2021, 6, 1),
            evergreen=True,
            colours=["verde"],
            manager_ids=[OWNER],
            labels=("sombra",),
        )
        plant(session, "Hierba", habit="herb")
    return plants


def found(garden, *pairs):
    with garden.reading(BOSS.organization_id) as session:
        items = orjson.loads(answer(session, BOSS, PLANT, pairs))["items"]
    return "".join(item["name"][0] for item in items)


@pytest.mark.parametrize(
    ("name", "value", "names"),
    [
        ("name", "Hierba", "H"),
        ("name.ne", "Hierba", "GÑ"),
        ("name.in", "Hierba,Guayacán_rosa", "GH"),
        ("name.contains", "CAN_R", "G"),
        ("name.contains", "100%", "Ñ"),
        ("name.contains", "nandu", "Ñ"),
        ("name.contains", "1%0", ""),
        ("name.not_contains", "guayacan", "HÑ"),
        ("name.starts_with", "ñan", "Ñ"),
        ("name.is_null", "false", "GHÑ"),
        ("habit", "herb", "H"),
        ("habit.ne", "herb", "GÑ"),
        ("habit.in", "herb,bush", "GH"),
        ("height", "5", "Ñ"),
        ("height.lt", "9", "Ñ"),
        ("height.lte", "9", "GÑ"),
        ("height.gt", "5", "G"),
        ("height.gte", "99999999999999999", ""),
        ("height.ne", "5", "GH"),
        ("height.is_null", "true", "H"),
        ("price.gt", "10.4", "Ñ"),
        ("price", "10.50004", ""),
        ("planted_on.gte", "2021-01-01", "G"),
        ("watered_at.lt", "2026-01-01T00:00:00.000001Z", "Ñ"),
        ("watered_at", "2025-12-31T19:00:00-05:00", "Ñ"),
        ("evergreen", "true", "G"),
        ("evergreen.ne", "true", "HÑ"),
        ("colours", "rojo", "Ñ"),
        ("colours.ne", "rojo", "GH"),
        ("colours.in", "rojo,verde", "GÑ"),
        ("colours.is_null", "true", "H"),
        ("owner_id", str(OWNER), "Ñ"),
        ("owner_id.ne", str(OWNER), "GH"),
        ("manager_ids", str(OWNER), "G"),
        ("label", "sol", "Ñ"),
        ("label.contains", "aguila", "Ñ"),
        ("label.ne", "sol", "GH"),
        ("label.not_contains", "so", "H"),
        ("label.is_null", "true", "H"),
        ("q", "nandubay", "Ñ"),
        ("q", "GUAYACÁN sombra", "G"),
        ("q", "hi", "H"),
        ("q", "ba", ""),
        ("q", "  ", "GHÑ"),
    ],
)
def test_a_filter_finds_what_its_operator_says(garden, name, value, names):
    """G-12: contains a value, or lists those with a value different from the given one."""
    assert found(garden, (name, value)) == names


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("nothing", "1", "unknown_filter"),
        ("sort_key", "a", "unknown_filter"),
        ("name.eq", "a", "unknown_operator"),
        ("name.like", "a", "unknown_operator"),
        ("evergreen.lt", "true", "unknown_operator"),
        ("habit", "shrub", "invalid_value"),
        ("habit.in", "tree,shrub", "invalid_value"),
        ("height", "tall", "invalid_value"),
        ("height", "1e3", "invalid_value"),
        ("height.in", "1,", "invalid_value"),
        ("price", "NaN", "invalid_value"),
        ("planted_on", "31/12/2020", "invalid_value"),
        ("watered_at", "2026-01-01T00:00:00", "invalid_value"),
        ("watered_at", "0001-01-01T00:00:00+14:00", "invalid_value"),
        ("owner_id", "{" + str(OWNER) + "}", "invalid_value"),
        ("name", "a\x00b", "invalid_value"),
        ("name.contains", "", "invalid_value"),
        ("q", "a\x00", "invalid_value"),
        ("q", "a" * 201, "invalid_value"),
        ("sort", "height", "unknown_sort"),
        ("sort", "name,created_at", "unknown_sort"),
        ("limit", "0", "out_of_range"),
        ("limit", "201", "out_of_range"),
        ("limit", "٣", "out_of_range"),
        ("offset", "-1", "out_of_range"),
        ("cursor", "x", "invalid_cursor"),
        ("cursor", "bnVsbA", "invalid_cursor"),
        ("count", "yes", "invalid_value"),
        ("discarded", "1", "invalid_value"),
    ],
)
def test_a_wrong_argument_is_refused_by_name(name, value, code):
    with pytest.raises(Invalid) as refused:
        parse(PLANT, BOSS, [(name, value)])
    assert [(fault.field, fault.code) for fault in refused.value.fields] == [(name, code)]


def test_every_fault_is_named_not_only_the_first():
    with pytest.raises(Invalid) as refused:
        parse(PLANT, BOSS, [("x", "1"), ("limit", "no"), ("height", "y"), ("height", "2")])
    assert {fault.field for fault in refused.value.fields} == {"x", "limit", "height"}


def test_an_offset_beyond_ten_thousand_is_for_who_sees_all():
    assert parse(PLANT, BOSS, [("offset", "10001")]).offset == 10001
    with pytest.raises(Invalid):
        parse(PLANT, person(BOSS.organization_id), [("offset", "10001")])


def test_an_offset_beyond_the_last_row_is_an_empty_page(garden):
    assert found(garden, ("offset", "1000000000")) == ""


def test_a_cursor_of_another_list_is_refused(garden):
    with garden.reading(BOSS.organization_id) as session:
        page = orjson.loads(answer(session, BOSS, PLANT, [("limit", "1")]))
    cursor = ("cursor", page["next_cursor"])
    assert parse(PLANT, BOSS, [cursor, ("limit", "2")]).after
    for other in (("habit", "herb"), ("sort", "-name"), ("q", "a"), ("discarded", "true")):
        with pytest.raises(Invalid):
            parse(PLANT, BOSS, [cursor, other])
    with pytest.raises(Invalid):
        parse(PLANT, BOSS, [cursor, ("offset", "3")])


@given(st.lists(st.tuples(st.sampled_from([*PLANT.fields, "q", "cursor", "sort"]), st.text())))
def test_no_text_breaks_the_reader(pairs):
    try:
        parse(PLANT, BOSS, pairs)
    except Invalid as refused:
        assert refused.fields  # noqa: PT017 - either outcome is right, nothing else is


@given(st.sampled_from(list(PLANT.fields)), st.text(max_size=60))
def test_no_value_that_is_accepted_breaks_the_statement(plants, name, text):
    pairs = [(f"{name}{operator}", text) for operator in ("", ".contains", ".gt")]
    with plants.reading(BOSS.organization_id) as session:
        for pair in [*pairs, ("q", text)]:
            try:
                answer(session, BOSS, PLANT, [pair])
            except Invalid:
                continue


def test_filters_of_the_route_cannot_be_lifted_by_the_client(garden):
    with garden.reading(BOSS.organization_id) as session:
        fixed = {"owner_id": OWNER}
        whole = orjson.loads(answer(session, BOSS, PLANT, [], fixed=fixed))["items"]
        other = [("owner_id", str(new_id()))]
        none = orjson.loads(answer(session, BOSS, PLANT, other, fixed=fixed))["items"]
    assert len(whole) == 1
    assert none == []
