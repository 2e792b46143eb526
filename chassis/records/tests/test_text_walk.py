"""A text search shows what a plain query finds, however far it has to read for it."""

import random
from datetime import UTC, datetime, timedelta

import orjson
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from chassis.ids import new_id
from chassis.records import RecordAccess, answer, search_text, sort_key, text_walk
from chassis.records.tests.example import PLANT, Plant, administrator, person
from chassis.records.tests.planting import grant, planted

SIZE, LOOK_AHEAD = 1_500, 40
ORGANIZATION = new_id()
BOSS = administrator(ORGANIZATION)
GARDENER = person(ORGANIZATION)
KEEPER = person(ORGANIZATION, scope="own")
WORDS = ["acacia", "boldo", "ceiba", "drago", "encina", "fresno", "guayacan", "higuera"]
ORDERS = {
    "name": "sort_key, id",
    "-name": "sort_key DESC, id DESC",
    "created_at": "created_at, id",
    "-created_at": "created_at DESC, id DESC",
    "habit,name": "habit, sort_key, id",
    "-created_at,name": "created_at DESC, sort_key, id",
}
FILTERS = {
    ("habit", "tree"): "habit = 'tree'",
    ("height.gte", "15"): "height >= 15",
    ("name.contains", "ciná"): "name ~ 'cina'",
    ("discarded", "true"): "",
}


@pytest.fixture(scope="module")
def grove(postgres_server, database_template):
    with planted(postgres_server, database_template, rows()) as database:
        yield database


@pytest.fixture(autouse=True)
def _soon_at_the_end(monkeypatch):
    monkeypatch.setattr(text_walk, "LOOK_AHEAD", LOOK_AHEAD)


def rows():
    dice = random.Random(11)
    plants = [row(dice, number) for number in range(SIZE)]
    grants = [grant(GARDENER, plant) for plant in dice.sample(plants, 60)]
    grants += [grant(KEEPER, plant) for plant in dice.sample(plants, 700)]
    strangers = [{**row(dice, number), "organization_id": new_id()} for number in range(200)]
    return ((Plant, plants + strangers), (RecordAccess, grants))


def row(dice, number):
    words = [WORDS[min(int(dice.expovariate(0.5)), 7)], dice.choice(WORDS), str(number % 97)]
    words += [f"57{dice.randrange(10**6):06}"]
    return {
        "id": new_id(),
        "organization_id": ORGANIZATION,
        "name": " ".join(words),
        "sort_key": sort_key(" ".join(words)),
        "search_text": search_text(*words),
        "habit": dice.choice(("tree", "bush", "herb")),
        "height": dice.randrange(20),
        "visibility": "read" if number % 5 == 0 else "private",
        "state": "discarded" if number % 7 == 0 else "active",
        "created_at": datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=dice.randrange(900)),
    }


def plainly(session, actor, typed, sort, narrow):
    """Return what one query without any plan of ours finds."""
    conditions = ["organization_id = :organization", "state = :state"]
    values = {"organization": ORGANIZATION, "user": actor.user_id, "state": "active"}
    if not actor.is_administrator:
        granted = "id IN (SELECT record_id FROM record_access WHERE principal_id = :user)"
        public = "visibility <> 'private'" if actor.scope == "all" else "false"
        conditions.append(f"({granted} OR {public})")
    for place, word in enumerate(typed.split()):
        conditions.append(f"position(:word{place} IN search_text) > 0")
        values[f"word{place}"] = word if len(word) > 2 else f" {word}"
    if narrow == ("discarded", "true"):
        values["state"] = "discarded"
    elif narrow:
        conditions.append(FILTERS[narrow])
    asked = f"SELECT id FROM plant WHERE {' AND '.join(conditions)} ORDER BY {ORDERS[sort]}"
    return [str(id) for id in session.chassis_execute(text(asked), values).scalars()]


def by_pages(session, actor, arguments):
    """Follow the cursor to the end."""
    found, cursor = [], []
    while True:
        page = orjson.loads(answer(session, actor, PLANT, [*arguments, *cursor]))
        found += [item["id"] for item in page["items"]]
        if page["next_cursor"] is None:
            return found
        cursor = [("cursor", page["next_cursor"])]


typed = st.one_of(
    st.sampled_from(WORDS),
    st.tuples(st.sampled_from(WORDS), st.sampled_from(WORDS)).map(" ".join),
    st.tuples(st.sampled_from(WORDS), st.integers(0, 99).map(str)).map(" ".join),
    st.tuples(st.sampled_from(WORDS), st.integers(570, 579).map(str)).map(" ".join),
    st.integers(0, 57999).map(str),
    st.sampled_from(["a", "cin", "ia", "hig", "7", "nobody"]),
)


@pytest.mark.parametrize("actor", [BOSS, GARDENER, KEEPER], ids=["all", "some", "many"])
def test_a_search_shows_what_a_plain_query_finds_in_the_same_order(grove, monkeypatch, actor):
    monkeypatch.setattr("chassis.records.access._worth_collecting", lambda table: 300)

    @settings(
        max_examples=60,
        phases=[Phase.explicit, Phase.generate],
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
        database=None,
    )
    @given(
        typed=typed,
        sort=st.sampled_from(list(ORDERS)),
        narrow=st.none() | st.sampled_from(list(FILTERS)),
        limit=st.integers(5, 60),
    )
    def check(typed, sort, narrow, limit):
        arguments = [("q", typed), ("sort", sort), ("limit", str(limit))]
        arguments += [narrow] if narrow else []
        with grove.reading(ORGANIZATION) as session:
            expected = plainly(session, actor, typed, sort, narrow)
            assert by_pages(session, actor, arguments) == expected

    check()


def test_a_page_far_down_is_the_plain_querys_too(grove):
    with grove.reading(ORGANIZATION) as session:
        expected = plainly(session, BOSS, "boldo", "-created_at", None)
        arguments = [("q", "boldo"), ("sort", "-created_at"), ("offset", "150"), ("limit", "20")]
        found = orjson.loads(answer(session, BOSS, PLANT, arguments))
    assert [item["id"] for item in found["items"]] == expected[150:170]
