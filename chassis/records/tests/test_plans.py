"""The plans: an index for each branch, no walk through a table, at a size where it matters.

Forty thousand plants, of which one gardener was granted a hundred and another twelve thousand.
"""

import random

import orjson
import pytest
from sqlalchemy import event

from chassis.ids import new_id
from chassis.records import RecordAccess, answer, one, search_text, sort_key
from chassis.records.tests.example import PLANT, Label, Plant, administrator, person
from chassis.records.tests.planting import grant, planted

SIZE, FEW, MANY = 40_000, 100, 12_000
ORGANIZATION = new_id()
BOSS = administrator(ORGANIZATION)
FEW_OWN = person(ORGANIZATION, scope="own")
FEW_ALL = person(ORGANIZATION, user_id=FEW_OWN.user_id)
MANY_OWN = person(ORGANIZATION, scope="own")
WORDS = "Acacia Boldo Ceiba Drago Encina Fresno Guayacán Higuera Iris Jara Lapacho Nogal".split()  # noqa: SIM905


@pytest.fixture(scope="module")
def forest(postgres_server, database_template):
    with planted(postgres_server, database_template, rows()) as database:
        yield database


def rows():
    dice = random.Random(7)
    plants = [row(dice, number) for number in range(SIZE)]
    few = dice.sample(plants, FEW)
    many = dice.sample(plants, MANY)
    grants = [grant(FEW_OWN, plant) for plant in few] + [grant(MANY_OWN, plant) for plant in many]
    others = [person(ORGANIZATION) for _ in range(20)]
    grants += [grant(dice.choice(others), plant) for plant in plants]
    labels = [
        {"organization_id": ORGANIZATION, "plant_id": plant["id"], "place": 0, "words": "sol"}
        for plant in plants
    ]
    return ((Plant, plants), (RecordAccess, grants), (Label, labels))


def row(dice, number):
    name = f"{dice.choice(WORDS)} {dice.choice(WORDS)} {number}"
    return {
        "id": new_id(),
        "organization_id": ORGANIZATION,
        "name": name,
        "sort_key": sort_key(name),
        "search_text": search_text(name),
        "habit": dice.choice(("tree", "bush", "herb")),
        "visibility": "read" if number % 50 == 0 else "private",
    }


def plans_of(database, read):
    """Run `read` and return the plan of each statement that it executed."""
    statements = []

    def keep(connection, cursor, statement, parameters, context, executemany):
        statements.append((statement, parameters))

    event.listen(database.read_engine, "before_cursor_execute", keep)
    try:
        with database.reading(ORGANIZATION) as session:
            read(session)
    finally:
        event.remove(database.read_engine, "before_cursor_execute", keep)
    explain = "EXPLAIN (ANALYZE, FORMAT JSON) "
    with database.read_engine.connect() as connection:
        return [
            connection.exec_driver_sql(explain + statement, parameters).scalar_one()[0]["Plan"]
            for statement, parameters in statements
        ]


def nodes(plan):
    yield plan
    for below in plan.get("Plans", ()):
        yield from nodes(below)


def rows_read(plans):
    """Count the rows that the scans of tables and indexes touched, thrown away ones included."""
    total = 0
    for plan in plans:
        for node in nodes(plan):
            if "Relation Name" in node:
                kept = node["Actual Rows"] + node.get("Rows Removed by Filter", 0)
                total += (kept + node.get("Rows Removed by Index Recheck", 0)) * max(
                    node["Actual Loops"], 0
                )
    return total


LISTS = [
    (BOSS, {}, 600),
    (BOSS, {"sort": "-created_at"}, 600),
    (BOSS, {"sort": "habit,name", "habit": "bush"}, 1_200),
    (BOSS, {"q": "guayacan"}, 3_000),
    (BOSS, {"q": "nogal nogal 31"}, 25_000),
    (FEW_OWN, {}, 700),
    (FEW_OWN, {"sort": "-created_at"}, 700),
    (FEW_OWN, {"q": "guayacan"}, 700),
    (FEW_ALL, {}, 700),
    (FEW_ALL, {"q": "ceiba"}, 2_000),
    (MANY_OWN, {}, 1_500),
    (MANY_OWN, {"sort": "-created_at"}, 1_500),
]


@pytest.mark.parametrize(
    ("actor", "asked", "bound"),
    LISTS,
    ids=[f"{number}-{asked}" for number, (_, asked, _) in enumerate(LISTS)],
)
def test_a_page_touches_a_bounded_number_of_rows_by_indexes(forest, actor, asked, bound):
    def read(session):
        found = orjson.loads(answer(session, actor, PLANT, list(asked.items())))
        assert found["items"]

    plans_of(forest, read)  # from here on it is known which plan suits the actor
    plans = plans_of(forest, read)
    scanned = {
        node["Relation Name"]
        for plan in plans
        for node in nodes(plan)
        if node["Node Type"] == "Seq Scan" and node["Actual Loops"]
    }
    assert not scanned & {"plant", "label", "record_access"}
    assert rows_read(plans) <= bound


def ran(plans, kind):
    return [
        node
        for plan in plans
        for node in nodes(plan)
        if node["Node Type"] == kind and node["Actual Loops"]
    ]


def test_a_text_of_middling_density_is_read_in_order_and_not_fetched(forest):
    """One in 72: the first rows hold some seventy of a hundred, and the rest is not far."""
    arguments = [("q", "encina drago"), ("sort", "-created_at"), ("limit", "100")]
    plans = plans_of(forest, lambda session: answer(session, BOSS, PLANT, arguments))
    assert not ran(plans, "Bitmap Index Scan")
    assert 10_000 < rows_read(plans) <= 16_000


def test_a_rare_text_is_fetched_without_reading_on(forest):
    arguments = [("q", "encina 77"), ("sort", "-created_at"), ("limit", "100")]
    plans = plans_of(forest, lambda session: answer(session, BOSS, PLANT, arguments))
    assert ran(plans, "Bitmap Index Scan")
    assert rows_read(plans) <= 12_500


def test_a_piece_of_a_number_is_looked_up_by_its_digits_alone(forest):
    plans = plans_of(forest, lambda session: answer(session, BOSS, PLANT, [("q", "3999")]))
    used = {node["Index Name"] for node in ran(plans, "Bitmap Index Scan")}
    assert used == {"ix_plant_search_text_digits"}


@pytest.mark.parametrize("actor", [BOSS, FEW_ALL], ids=["administrator", "agent"])
def test_a_single_read_touches_a_handful_of_rows(forest, actor):
    with forest.reading(ORGANIZATION) as session:
        id = orjson.loads(answer(session, actor, PLANT, []))["items"][0]["id"]
    plans = plans_of(forest, lambda session: one(session, actor, PLANT, id))
    assert rows_read(plans) <= 8


def test_choosing_the_plan_reads_no_more_grants_than_it_must(forest):
    who = person(ORGANIZATION, user_id=MANY_OWN.user_id, scope="own", group_ids=(new_id(),))
    plans = plans_of(forest, lambda session: answer(session, who, PLANT, []))
    assert len(plans) == 2
    assert rows_read(plans[:1]) <= SIZE / 4


def test_a_large_total_is_the_planners_estimate_and_says_so(forest):
    with forest.reading(ORGANIZATION) as session:
        total = orjson.loads(answer(session, BOSS, PLANT, [("count", "1")]))
        few = orjson.loads(answer(session, FEW_OWN, PLANT, [("count", "1")]))
    assert total["total_is_estimate"]
    assert 0.8 * SIZE <= total["total"] <= 1.2 * SIZE
    assert few == {"total": FEW, "total_is_estimate": False}
