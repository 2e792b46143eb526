"""A member may have any name; none may meet a name that the statement uses inside."""

import orjson

from chassis.records import Access, Many, RecordType, answer, one
from chassis.records.tests.example import Label, Plant, administrator, plant

ANY = (
    "body",
    "row",
    "item",
    "nested",
    "picked",
    "branches",
    "first",
    "some",
    "total",
    "id",
    "label",
)
TRICKY = RecordType(
    name="plant",
    model=Plant,
    json={
        **dict.fromkeys(ANY, Plant.name),
        "object": dict.fromkeys(ANY, Plant.habit),
        "labels": Many(of=Label.plant_id, json=dict.fromkeys(ANY, Label.words)),
    },
    sorts={"name": Plant.sort_key},
    default_sort="name",
    access=Access(),
)


def test_members_named_like_parts_of_the_statement_are_members_all_the_same(plants, organization):
    with plants.transaction(organization) as session:
        row = plant(session, "Ceiba", labels=("alta",))
        session.flush()
        actor = administrator(organization)
        single = orjson.loads(one(session, actor, TRICKY, row.id).body)
        (listed,) = orjson.loads(answer(session, actor, TRICKY, []))["items"]
    expected = {
        **dict.fromkeys(ANY, "Ceiba"),
        "object": dict.fromkeys(ANY, "tree"),
        "labels": [dict.fromkeys(ANY, "alta")],
    }
    assert single == listed == expected
