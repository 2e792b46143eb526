"""One record and pages of records, as JSON that PostgreSQL wrote."""

from datetime import UTC, date, datetime
from decimal import Decimal

import orjson
import pytest
from sqlalchemy import literal, select

from chassis.errors import Invalid, NotFound
from chassis.ids import new_id
from chassis.records import RecordType, answer, one
from chassis.records.expressions import written_out
from chassis.records.tests.example import PLANT, Plant, administrator, person, plant


def listed(plants, actor, **arguments):
    with plants.reading(actor.organization_id) as session:
        pairs = [(name.replace("__", "."), value) for name, value in arguments.items()]
        return orjson.loads(answer(session, actor, PLANT, pairs))


def names(plants, actor, **arguments):
    return [item["name"] for item in listed(plants, actor, **arguments)["items"]]


def test_an_expression_that_is_written_out_says_what_it_said(plants, organization):
    said = "100 % of it's :name %(name)s \\"
    with plants.reading(organization) as session:
        shown = written_out(select(literal(said)))
        assert session.chassis_execute(select(shown)).scalar_one() == said


def test_a_record_is_shown_with_each_kind_of_value_as_the_api_writes_it(plants, organization):
    manager = new_id()
    moment = datetime(2026, 3, 1, 23, 30, 15, 120, tzinfo=UTC)
    with plants.transaction(organization) as session:
        row = plant(
            session,
            "Guayacán",
            labels=("lila", "fuerte"),
            height=12,
            price=Decimal("1234.5"),
            currency="COP",
            planted_on=date(2020, 2, 29),
            watered_at=moment,
            colours=["amarillo"],
            manager_ids=[manager],
        )
        found = one(session, administrator(organization), PLANT, row.id)
    shown = orjson.loads(found.body)
    created = shown.pop("created_at")
    assert datetime.fromisoformat(created) == row.created_at
    assert created.endswith("Z")
    assert found.version == 1
    assert shown == {
        "id": str(row.id),
        "version": 1,
        "name": "Guayacán",
        "habit": "tree",
        "height": 12,
        "price": {"amount": "1234.50", "currency": "COP"},
        "planted_on": "2020-02-29",
        "watered_at": "2026-03-01T23:30:15.000120Z",
        "evergreen": False,
        "colours": ["amarillo"],
        "owner_id": None,
        "manager_ids": [str(manager)],
        "visibility": "private",
        "labels": [{"words": "lila"}, {"words": "fuerte"}],
        "words": ["fuerte", "lila"],
        "care": {"habit": "tree", "watered_at": "2026-03-01T23:30:15.000120Z"},
    }


@pytest.mark.parametrize(
    ("amount", "currency", "written"),
    [
        ("0.0085", "USD", "0.0085"),
        ("1500", "CLP", "1500"),
        ("2", "KWD", "2.000"),
        ("-7.10", "MXN", "-7.10"),
    ],
)
def test_an_amount_is_a_string_with_its_currencys_decimals(
    plants, organization, amount, currency, written
):
    with plants.transaction(organization) as session:
        row = plant(session, price=Decimal(amount), currency=currency)
        found = orjson.loads(one(session, administrator(organization), PLANT, row.id).body)
    assert found["price"] == {"amount": written, "currency": currency}


def test_what_is_absent_is_null_or_an_empty_list(plants, organization):
    with plants.transaction(organization) as session:
        row = plant(session)
        found = orjson.loads(one(session, administrator(organization), PLANT, row.id).body)
    assert found["price"] is None
    assert found["watered_at"] is None
    assert found["labels"] == []


def test_hidden_members_are_shown_only_to_who_may(plants, organization):
    """T-25: the cost of a call is the administrator's."""
    gardener = person(organization)
    keeper = person(organization, permissions=frozenset({"contacts.configure"}))
    with plants.transaction(organization) as session:
        row = plant(session, visibility="read", price=Decimal(5), currency="PEN")
        seen = orjson.loads(one(session, gardener, PLANT, row.id).body)
        more = orjson.loads(one(session, keeper, PLANT, row.id).body)
    assert "price" not in seen
    assert "colours" not in seen
    assert "price" not in more
    assert "colours" in more
    for argument in ({"price": "5"}, {"price__gt": "5"}, {"colours": "rojo"}):
        with pytest.raises(Invalid):
            listed(plants, gardener, **argument)


def test_another_organizations_record_is_not_found(plants, organization):
    with plants.transaction(organization) as session:
        row = plant(session, visibility="write")
    other = administrator(new_id())
    with plants.reading(other.organization_id) as session, pytest.raises(NotFound):
        one(session, other, PLANT, row.id)
    assert listed(plants, other)["items"] == []


def test_a_discarded_record_is_in_no_list_but_that_of_the_discarded(plants, organization):
    boss = administrator(organization)
    with plants.transaction(organization) as session:
        row = plant(session, "Ceibo", state="discarded")
        plant(session, "Jacarandá")
    assert names(plants, boss) == ["Jacarandá"]
    assert names(plants, boss, discarded="true") == ["Ceibo"]
    with plants.reading(organization) as session, pytest.raises(NotFound):
        one(session, boss, PLANT, row.id)


def test_names_come_in_the_order_of_a_spanish_dictionary(plants, organization):
    with plants.transaction(organization) as session:
        for name in ("Oliva", "ñame", "Nuez", "Álamo", "abeto", "Nz", "Ombú", "Ñandú"):
            plant(session, name)
    expected = ["abeto", "Álamo", "Nuez", "Nz", "ñame", "Ñandú", "Oliva", "Ombú"]
    assert names(plants, administrator(organization)) == expected
    assert names(plants, administrator(organization), sort="-name") == expected[::-1]


@pytest.mark.parametrize("sort", list(PLANT.orders))
def test_following_the_cursor_shows_each_record_once_in_order(plants, organization, sort):
    boss = administrator(organization)
    with plants.transaction(organization) as session:
        for number in range(23):
            row = plant(session, f"Planta {number % 5}", habit=("tree", "herb")[number % 2])
            row.created_at = datetime(2026, 1, 1 + number % 7, tzinfo=UTC)
    whole = [item["id"] for item in listed(plants, boss, sort=sort, limit="200")["items"]]
    assert len(whole) == 23
    followed, cursor = [], {}
    while True:
        found = listed(plants, boss, sort=sort, limit="4", **cursor)
        followed += [item["id"] for item in found["items"]]
        if found["next_cursor"] is None:
            break
        cursor = {"cursor": found["next_cursor"]}
    assert followed == whole
    skipped = listed(plants, boss, sort=sort, limit="3", offset="9")["items"]
    assert [item["id"] for item in skipped] == whole[9:12]


def test_a_cursor_goes_on_where_it_stood_although_rows_came_before_it(plants, organization):
    boss = administrator(organization)
    with plants.transaction(organization) as session:
        for name in ("b", "c", "d", "e"):
            plant(session, name)
    first = listed(plants, boss, limit="2")
    with plants.transaction(organization) as session:
        plant(session, "a")
    assert names(plants, boss, cursor=first["next_cursor"]) == ["d", "e"]


def test_a_total_counts_what_the_list_shows(plants, organization):
    boss = administrator(organization)
    with plants.transaction(organization) as session:
        for number in range(7):
            plant(session, "Ceiba" if number < 3 else "Roble")
    assert listed(plants, boss, count="1") == {"total": 7, "total_is_estimate": False}
    assert listed(plants, boss, count="1", q="ceiba")["total"] == 3


def test_a_write_transaction_sees_what_it_wrote(plants, organization):
    with plants.transaction(organization) as session:
        row = plant(session, "Antes")
        row.name = "Después"
        found = one(session, administrator(organization), PLANT, row.id)
    assert orjson.loads(found.body)["name"] == "Después"


def test_a_sort_on_a_column_that_may_be_null_is_refused_when_it_is_declared():
    with pytest.raises(TypeError, match="may be NULL"):
        RecordType(
            name="plant",
            model=Plant,
            json={"id": Plant.id},
            access=PLANT.access,
            sorts={"height": Plant.height},
            default_sort="height",
        )
