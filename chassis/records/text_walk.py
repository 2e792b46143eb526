"""A text search in the order of a list: among its first rows, a little farther, or everywhere.

The planner's guess of how many rows match a text is not to be trusted. So nothing here depends on
one: what the first rows of the list hold is counted, and that decides (ADR 0086).
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Column,
    ColumnElement,
    Integer,
    Select,
    Subquery,
    and_,
    bindparam,
    case,
    cast,
    func,
    literal_column,
    not_,
    select,
    true,
    union_all,
)
from sqlalchemy.sql import visitors
from sqlalchemy.sql.util import ClauseAdapter
from sqlalchemy.types import TypeEngine

from chassis.records.access import rows_of
from chassis.records.expressions import plain
from chassis.records.ordering import in_order, keys, ordering
from chassis.records.query import Query
from chassis.records.search import digit_grams, has_digits_index
from chassis.records.types import Order, RecordType

LOOK_AHEAD = 5_000
"""How many rows of a list a text search reads in order before it decides how to go on."""

FETCH = 20
"""How many rows are read in order and tested in the time that fetches one match by an index."""

_ONE: ColumnElement[int] = literal_column("1")
_NOTHING: ColumnElement[int] = literal_column("0")
_Conditions = list[ColumnElement[bool]]


def text_walk(
    rt: RecordType, query: Query, base: _Conditions, tests: _Conditions, *, wanted: int
) -> Select[Any]:
    """Return the first `wanted` rows of `base`, in order, that hold the text and meet `tests`.

    A common word fills its page from the first rows (`near`). If those hold too few, they tell how
    far the page reaches: the walk goes on (`next`) where that is cheaper than to fetch all that
    match. Where it is not, or where what they told was wrong, all that match are taken from the
    trigram index and sorted (`far`): a materialised CTE behind a one-time filter, which does not
    run when it is not needed. A list of no more rows than were read needs none of it.
    """
    order, id = query.order, rt.table.c.id
    text = [plain(rt.search)] if query.patterns else []  # none where only `contains` is asked
    patterns = [_hidden(pattern) for pattern in query.patterns]
    light, heavy = _by_weight(rt, order, tests) if text else (tests, [])
    needed = [id, *text, *(column for test in light for column in _columns(rt, test))]
    walk = select(*keys(order), *dict.fromkeys(needed)).where(*base)
    walk = in_order(walk, order, id)
    look_ahead: ColumnElement[int] = literal_column(str(LOOK_AHEAD))

    def matches(rows: Select[Any]) -> Select[Any]:
        first = rows.subquery("first")
        held = [first.c[column.name].like(pattern) for column in text for pattern in patterns]
        held += map(ClauseAdapter(first).traverse, light)
        return _those(rt, order, first, held, [*base, *heavy] if heavy else [])

    near = matches(walk.limit(look_ahead)).limit(wanted).cte("near")
    found = _count(near)
    more = walk.offset(look_ahead).limit(_farther(rt, found, wanted))
    next = matches(more).limit(wanted - found).cte("next")
    rest = in_order(select(_ONE).where(*base), order, id).offset(look_ahead).exists()
    short = and_(found + _count(next) < wanted, rest)
    need = select(short.label("all")).cte("need")
    all_needed = select(need.c.all).scalar_subquery()
    anywhere = [one for column in text for one in _anywhere(rt, query, column, patterns)]
    far = select(*keys(order), id).where(*base, *anywhere, *tests).cte("far")
    far = far.prefix_with("MATERIALIZED")
    parts = union_all(
        *(select(rows).where(not_(all_needed)) for rows in (near, next)),
        select(far).where(all_needed),
    ).subquery("parts")
    *sorted_by, of = parts.c
    return select(*parts.c).order_by(*ordering(order, sorted_by, of)).limit(wanted)


def _farther(rt: RecordType, found: ColumnElement[int], wanted: int) -> ColumnElement[int]:
    """Return how many rows more to read in order: none unless that is the cheaper way.

    If the matches lie evenly, the page reaches over r = LOOK_AHEAD · wanted / found rows, and there
    are table · wanted / r matches, each as dear as FETCH rows: both ways cost the same where r² is
    FETCH · wanted · table. They never lie quite evenly, so twice as many rows may be read.
    """
    reach = LOOK_AHEAD * wanted
    worth = found * found * rows_of(rt.table) >= float(reach * LOOK_AHEAD / FETCH)
    rows = cast(float(2 * reach) / found, BigInteger)
    return case((found >= wanted, _NOTHING), (worth, rows), else_=_NOTHING)


def _those(
    rt: RecordType, order: Order, first: Subquery, held: _Conditions, looked_up: _Conditions
) -> Select[Any]:
    """Return the sort values and ids of a walk's rows that meet all conditions, in order.

    The list's index carries the text, so `held`, what it can tell, is tested first, and only what
    passes is looked up for the rest; OFFSET 0 keeps PostgreSQL from turning the look-ups into a
    join over the whole table.
    """
    sorted_by = list(first.c)[: len(order.columns)]
    statement = select(*sorted_by, first.c.id).where(*held)
    if looked_up:
        row = select(_ONE).where(rt.table.c.id == first.c.id, *looked_up).correlate(first)
        statement = statement.select_from(first.join(row.offset(_NOTHING).lateral("row"), true()))
    return statement.order_by(*ordering(order, sorted_by, first.c.id))


def _anywhere(
    rt: RecordType, query: Query, text: ColumnElement[str], patterns: Sequence[Any]
) -> _Conditions:
    """Return the text's conditions for one index: that of its digits, or that of its trigrams.

    The nothing that is appended keeps PostgreSQL from asking the trigram index as well.
    """
    grams = digit_grams(query.patterns)
    if not grams or not has_digits_index(rt.table, text.name):
        return [text.like(pattern) for pattern in patterns]
    found = func.digit_grams(text).op("@>", is_comparison=True)
    whole = text.concat(literal_column("''"))
    return [found(_hidden(grams, ARRAY(Integer))), *(whole.like(pattern) for pattern in patterns)]


def _by_weight(rt: RecordType, order: Order, tests: _Conditions) -> tuple[_Conditions, _Conditions]:
    """Return the tests that the list's index answers, and those that need the row."""
    indexed = {rt.table.c.id, rt.table.c.organization_id, *(part for part, _ in order.columns)}
    light: _Conditions = []
    heavy: _Conditions = []
    for test in tests:
        (light if _columns(rt, test) <= indexed else heavy).append(test)
    return light, heavy


def _columns(rt: RecordType, test: ColumnElement[bool]) -> set[Column[Any]]:
    return {
        part
        for part in visitors.iterate(test)
        if isinstance(part, Column) and part.table is rt.table
    }


def _hidden(value: Any, kind: TypeEngine[Any] | None = None) -> Any:
    """Return the value so that the planner cannot look at it: one plan serves all words."""
    return select(bindparam(None, value, type_=kind, unique=True)).scalar_subquery()


def _count(rows: Any) -> ColumnElement[int]:
    return select(func.count()).select_from(rows).scalar_subquery()
