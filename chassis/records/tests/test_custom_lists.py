"""Lists by custom fields against an oracle that knows no SQL, under the rule of who sees what."""

import random
from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

import orjson
import pytest

from chassis import budgets
from chassis.errors import Invalid
from chassis.identity.actor import Actor
from chassis.ids import new_id
from chassis.records import Share, access, answer, fold, sort_key
from chassis.records.custom import storing, walking
from chassis.records.custom.definitions import definitions_of
from chassis.records.custom.designing import add_field, remove_field, restore_field
from chassis.records.tests.example import GROWN, administrator, person, plant
from chassis.web.custom_fields import OptionBody

COLOURS = ("rojo", "azul", "verde")
WORDS = ("Ñandú", "nube", "Ábaco", "zorro", "nardo", "Oro negro", "el oro", "ábaco")
FIELDS: tuple[dict[str, Any], ...] = (
    {"title": "Apodo", "type": "text"},
    {"title": "Historia", "type": "area"},
    {"title": "Edad", "type": "number"},
    {"title": "Precio", "type": "money", "currency": "COP"},
    {"title": "Visto", "type": "date"},
    {"title": "Color", "type": "list"},
    {"title": "Usos", "type": "multiple_list"},
    {"title": "Vivo", "type": "checkbox"},
)
SORTED = ("apodo", "edad", "precio", "visto", "color", "vivo")
Row = dict[str, Any]


def design(session: Any) -> None:
    for field in FIELDS:
        options = [OptionBody(label=colour) for colour in COLOURS]
        listed = options if field["type"] in ("list", "multiple_list") else []
        add_field(session, "plant", {**field, "options": listed})


def typed(dice: random.Random) -> Row:
    values = {
        "apodo": dice.choice(WORDS),
        "historia": f"De {dice.choice(WORDS)} a {dice.choice(WORDS)}",
        "edad": dice.choice([-3, 0, 2, 2.5, 7, 100]),
        "precio": {"amount": f"{dice.randrange(5) * 250}.50", "currency": "COP"},
        "visto": date(2026, 1, 1 + dice.randrange(9)).isoformat(),
        "color": dice.choice(COLOURS),
        "usos": dice.sample(COLOURS, dice.randrange(1, 3)),
        "vivo": dice.random() < 0.5,
    }
    return {key: value for key, value in values.items() if dice.random() < 0.7}


class Nursery:
    """Sixty plants with values, some private; what the oracle says of any list of them."""

    def __init__(self, plants: Any, organization: UUID, seed: int) -> None:
        self.plants, self.organization = plants, organization
        dice = random.Random(seed)
        self.boss = administrator(organization)
        self.owner = person(organization, scope="own")
        self.reader = person(organization)
        self.rows: list[Row] = []
        with plants.transaction(organization) as session:
            design(session)
            fields = definitions_of(session, "plant")
            for number in range(60):
                owner = dice.choice([self.owner.user_id, self.reader.user_id, new_id()])
                shares = [Share(self.owner.user_id)] if dice.random() < 0.2 else []
                given = typed(dice)
                row = plant(
                    session,
                    f"Planta {dice.choice(WORDS)} {number}",
                    owner_id=owner,
                    shares=shares,
                    visibility=dice.choice(["private", "private", "read"]),
                    state="discarded" if dice.random() < 0.1 else "active",
                )
                merged, wrong = storing.merge(fields, {}, given, is_new=True)
                assert wrong == []
                row.custom = merged.document
                storing.store(session, row.id, merged, is_new=True)
                shared = {share.principal_id for share in shares}
                self.rows.append(
                    {
                        "id": str(row.id),
                        "name": row.name,
                        "readers": {owner, *shared},
                        "public": row.visibility != "private",
                        "live": row.state == "active",
                        "custom": given,
                    }
                )

    def seen(self, actor: Actor) -> list[Row]:
        return [
            row
            for row in self.rows
            if row["live"]
            and (
                actor.is_administrator
                or actor.user_id in row["readers"]
                or (actor.scope == "all" and row["public"])
            )
        ]

    def followed(self, actor: Actor, limit: int, arguments: list[tuple[str, str]]) -> list[str]:
        """Return the ids of every page, one after the other."""
        found: list[str] = []
        cursor: list[tuple[str, str]] = []
        while True:
            with self.plants.reading(self.organization) as session:
                asked = [*arguments, ("limit", str(limit)), *cursor]
                page = orjson.loads(answer(session, actor, GROWN, asked))
            found += [item["id"] for item in page["items"]]
            if page["next_cursor"] is None:
                return found
            cursor = [("cursor", page["next_cursor"])]


def met(row: Row, name: str, value: str) -> bool:  # noqa: PLR0911 - one return per rule
    """Say whether a row meets a filter, from the words of the API alone."""
    _, key, *rest = name.split(".")
    operator = rest[0] if rest else "eq"
    held = row["custom"].get(key)
    if operator == "is_null":
        return (held is None) == (value == "true")
    if operator == "ne":
        return not met(row, f"custom.{key}", value)
    if held is None:
        return False
    if key in ("apodo", "historia"):
        wanted = fold(value)
        return {
            "eq": held == value,
            "in": held in value.split(","),
            "contains": wanted in fold(held),
            "starts_with": fold(held).startswith(wanted),
        }[operator]
    if key in ("color", "usos"):
        chosen = set(held if isinstance(held, list) else [held])
        return bool(chosen & set(value.split(",")))
    if key == "vivo":
        return held == (value == "true")
    left, right = size(key, held), [size(key, part) for part in value.split(",")]
    return {
        "eq": left == right[0],
        "in": left in right,
        "lt": left < right[0],
        "lte": left <= right[0],
        "gt": left > right[0],
        "gte": left >= right[0],
    }[operator]


def size(key: str, value: Any) -> Any:
    if key == "visto":
        return value
    return float(value["amount"] if isinstance(value, dict) else value)


def ordered(rows: list[Row], sort: str) -> list[str]:
    """Sort as the API says: by the value, missing ones last, then by id in the same direction."""
    key, falling = sort.removeprefix("-").removeprefix("custom."), sort.startswith("-")

    def place(row: Row) -> Any:
        value = row["custom"].get(key)
        if key == "apodo":
            return sort_key(value)
        if key == "color":
            return COLOURS.index(value)
        return size(key, value)

    by_id = sorted(rows, key=lambda row: row["id"], reverse=falling)
    valued = [row for row in by_id if row["custom"].get(key) is not None]
    missing = [row for row in by_id if row["custom"].get(key) is None]
    valued.sort(key=lambda row: (place(row), row["id"]), reverse=falling)
    return [row["id"] for row in [*valued, *missing]]


FILTERS = [
    ("custom.apodo", "Ñandú"),
    ("custom.apodo.in", "nube,zorro"),
    ("custom.apodo.contains", "oro"),
    ("custom.apodo.starts_with", "abaco"),
    ("custom.apodo.is_null", "true"),
    ("custom.historia.contains", "nandu"),
    ("custom.edad", "2"),
    ("custom.edad.gte", "2.5"),
    ("custom.edad.in", "0,7"),
    ("custom.edad.ne", "2"),
    ("custom.precio.lt", "500.5"),
    ("custom.visto.lte", "2026-01-05"),
    ("custom.visto", "2026-01-03"),
    ("custom.color", "azul"),
    ("custom.color.in", "azul,verde"),
    ("custom.color.ne", "rojo"),
    ("custom.usos", "verde"),
    ("custom.usos.is_null", "false"),
    ("custom.vivo", "true"),
    ("custom.vivo.ne", "true"),
]


@pytest.fixture
def ladder(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Set how much each rung looks at, so that sixty plants reach every one of them."""
    for name, value in zip(("FIRST", "FEW", "FAR"), request.param, strict=True):
        monkeypatch.setattr(walking, name, value)


LADDERS = [
    ((500, 5_000, 10_000), False, 1),
    ((1, 3, 1), False, 2),
    ((1, 0, 1), True, 3),
    ((1, 40, 1), True, 4),
]


@pytest.mark.parametrize(("ladder", "many", "seed"), LADDERS, indirect=["ladder"], ids=str)
def test_a_list_by_custom_fields_is_what_the_oracle_says(
    plants: Any,
    organization: UUID,
    ladder: None,
    many: bool,  # noqa: FBT001
    seed: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """C-04, G-14, X-8: any filter and sort shows each record once, in order, to whom may see it."""
    del ladder
    if many:
        monkeypatch.setattr(budgets, "GRANTS_COLLECTED", 0)
        monkeypatch.setattr(access, "_worth_collecting", lambda _: 0)
    nursery = Nursery(plants, organization, seed)
    dice = random.Random(seed)
    orders = [f"{sign}custom.{key}" for key in SORTED for sign in ("", "-")]
    for actor in (nursery.boss, nursery.owner, nursery.reader):
        rows = nursery.seen(actor)
        assert 0 < len(rows) < 60
        for number, sort in enumerate(orders):
            filters = dice.sample(FILTERS, number % 3)
            names = [name for name, _ in filters]
            if len(set(names)) < len(names):
                continue
            kept = [row for row in rows if all(met(row, *each) for each in filters)]
            found = nursery.followed(actor, dice.choice([4, 13]), [*filters, ("sort", sort)])
            assert found == ordered(kept, sort), (sort, filters)
        for each in FILTERS:
            kept = sorted(
                (row for row in rows if met(row, *each)),
                key=lambda row: (sort_key(row["name"]), row["id"]),
            )
            found = nursery.followed(actor, 13, [each, ("sort", "name")])
            assert found == [row["id"] for row in kept], each


@pytest.fixture
def nursery(plants: Any, organization: UUID) -> Iterator[Nursery]:
    return Nursery(plants, organization, 1)


def test_the_search_and_the_total_take_custom_fields_too(nursery: Nursery) -> None:
    rows = nursery.seen(nursery.reader)
    kept = [row for row in rows if "oro" in fold(row["name"]) and met(row, "custom.vivo", "true")]
    asked = [("q", "oro"), ("custom.vivo", "true"), ("sort", "-custom.edad")]
    assert nursery.followed(nursery.reader, 2, asked) == ordered(kept, "-custom.edad")
    with nursery.plants.reading(nursery.organization) as session:
        total = orjson.loads(answer(session, nursery.reader, GROWN, [*asked, ("count", "1")]))
    assert total == {"total": len(kept), "total_is_estimate": False}


def test_a_jump_lands_where_the_order_says(nursery: Nursery) -> None:
    every = ordered(nursery.seen(nursery.boss), "custom.edad")
    with nursery.plants.reading(nursery.organization) as session:
        asked = [("sort", "custom.edad"), ("offset", "31"), ("limit", "5")]
        page = orjson.loads(answer(session, nursery.boss, GROWN, asked))
    assert [item["id"] for item in page["items"]] == every[31:36]


def test_a_removed_field_is_neither_shown_nor_asked_for_and_comes_back_whole(
    nursery: Nursery,
) -> None:
    """O-30, C-04: what was typed is never lost."""
    plants, organization, boss = nursery.plants, nursery.organization, nursery.boss

    def shown() -> list[Any]:
        with plants.reading(organization) as session:
            page = orjson.loads(answer(session, boss, GROWN, [("limit", "200")]))
        return sorted((item["id"], item["custom"]) for item in page["items"])

    before = shown()
    assert before == sorted((row["id"], row["custom"]) for row in nursery.seen(boss))
    with plants.transaction(organization) as session:
        field = definitions_of(session, "plant")["edad"]
        remove_field(session, "plant", field.id, expected_version=1)
    assert all("edad" not in custom for _, custom in shown())
    for asked in (("custom.edad", "2"), ("sort", "custom.edad")):
        with plants.reading(organization) as session, pytest.raises(Invalid):
            answer(session, boss, GROWN, [asked])
    with plants.transaction(organization) as session:
        restore_field(session, "plant", field.id, expected_version=None)
    assert shown() == before


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("custom.no_such", "1"),
        ("custom.edad", "x"),
        ("custom.edad.contains", "2"),
        ("custom.color", "amarillo"),
        ("custom.visto.gt", "ayer"),
        ("sort", "custom.usos"),
        ("sort", "custom.historia"),
        ("custom.", "1"),
    ],
)
def test_what_no_field_can_be_asked_is_refused(nursery: Nursery, name: str, value: str) -> None:
    with nursery.plants.reading(nursery.organization) as session, pytest.raises(Invalid) as refused:
        answer(session, nursery.boss, GROWN, [(name, value)])
    assert [error.field for error in refused.value.fields] == [name]


def test_another_organizations_fields_and_values_are_not_there(
    nursery: Nursery, plants: Any
) -> None:
    other = new_id()
    stranger = Nursery(plants, other, 2)
    mine = {row["id"] for row in stranger.rows}
    found = stranger.followed(stranger.boss, 7, [("sort", "custom.color")])
    assert set(found) <= mine
    assert {row["id"] for row in nursery.rows}.isdisjoint(found)
