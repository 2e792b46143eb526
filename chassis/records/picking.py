"""Which rows a page shows: ids and sort values, found over limited, indexed branches.

Two things make a plan bad here: an OR over reasons of access, and a guess of how many rows match a
text. So the branches are written out, and a text search first looks at the beginning of the list's
own order and turns to the trigram index only when that was not enough (ADR 0028, 0029).
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import (
    CTE,
    Column,
    ColumnElement,
    Select,
    and_,
    func,
    literal_column,
    not_,
    select,
    true,
    union_all,
)
from sqlalchemy.sql import visitors
from sqlalchemy.sql.util import ClauseAdapter

from chassis.records import access
from chassis.records.access import Standing
from chassis.records.conditions import following, is_textual, narrowing
from chassis.records.custom.walking import climb, is_custom
from chassis.records.query import Query
from chassis.records.types import Order, RecordType

LOOK_AHEAD = 5_000
"""How many rows of the list a text search reads in order before it asks the trigram index."""

_ONE: ColumnElement[int] = literal_column("1")


def visible(rt: RecordType, who: Standing, organization: UUID) -> list[ColumnElement[bool]]:
    """Return the conditions under which the actor sees one given row."""
    conditions = [rt.table.c.organization_id == organization]
    if rt.alive is not None:
        conditions.append(rt.alive)
    rule = access.rule_on(rt.table, rt.access, rt.name, who, organization=organization)
    return conditions if rule is None else [*conditions, rule]


def page(
    rt: RecordType,
    who: Standing,
    organization: UUID,
    query: Query,
) -> Select[Any]:
    """Return the ids and sort values of a page and of one row more, in order."""
    base = _base(rt, organization, query)
    base += following(query.order, rt.table.c.id, query.after)
    narrow = narrowing(rt, query)
    wanted = query.limit + 1 + query.offset
    rows = [
        climb(
            rt,
            query,
            organization,
            base=[*base, *extra],
            tests=narrow if test is None else [*narrow, test],
            wanted=wanted,
            is_whole=not extra,
        )
        if is_custom(query)
        else _walk(rt, query, base=[*base, *extra], narrow=narrow, test=test, wanted=wanted)
        for extra, test in _walks(rt, who, organization)
    ]
    if not who.everything and not who.many and rt.access.rule == "granted":
        rows.append(_granted(rt, who, organization, query, [*base, *narrow], wanted))
    if len(rows) == 1:
        return rows[0].limit(query.limit + 1).offset(query.offset or None)
    union = union_all(*(row.subquery().select() for row in rows)).subquery("branches")
    keys = [column for column in union.c if column.name != "id"]
    return (
        select(*keys, union.c.id)
        .order_by(*ordering(query.order, keys, union.c.id))
        .limit(query.limit + 1)
        .offset(query.offset or None)
    )


def matching(
    rt: RecordType,
    who: Standing,
    organization: UUID,
    query: Query,
    *,
    columns: Sequence[ColumnElement[Any]] = (),
) -> Select[Any]:
    """Return one row per record that the query meets, in no order: for counting and summing.

    `columns` are labelled expressions over the record's table; without any a row is a bare 1.
    """
    base = [*_base(rt, organization, query), *narrowing(rt, query)]
    wanted = [*columns] or [_ONE.label("one")]
    if rt.access.rule == "granted" and not who.everything:
        rows = [_from_grants(rt, who, organization, base, wanted)]
        if who.public:
            rows.append(select(*wanted).where(access.is_public(rt.table, rt.access), *base))
    else:
        rule = access.rule_on(rt.table, rt.access, rt.name, who, organization=organization)
        held = [*base, *([] if rule is None else [rule])]
        rows = [select(*wanted).select_from(rt.table).where(*held)]
    union = union_all(*rows).subquery("branches")
    return select(*union.c)


def ordering(
    order: Order, keys: Sequence[ColumnElement[Any]], id: ColumnElement[Any]
) -> list[ColumnElement[Any]]:
    """Return the ORDER BY of a declared order over columns that carry its values."""
    directions = [*(descending for _, descending in order.columns), order.descending]
    return [
        column.desc() if descending else column.asc()
        for column, descending in zip([*keys, id], directions, strict=True)
    ]


def _base(rt: RecordType, organization: UUID, query: Query) -> list[ColumnElement[bool]]:
    conditions = [rt.table.c.organization_id == organization]
    if rt.alive is not None:
        conditions.append(not_(rt.alive) if query.discarded else rt.alive)
    return conditions


def _walks(
    rt: RecordType, who: Standing, organization: UUID
) -> list[tuple[list[ColumnElement[bool]], ColumnElement[bool] | None]]:
    """Return the branches that walk the list's index: conditions of the index, test of each row."""
    if who.everything:
        return [([], None)]
    if rt.access.rule == "personal" or who.many:
        rule = access.rule_on(rt.table, rt.access, rt.name, who, organization=organization)
        assert rule is not None
        return [([rule], None)] if rt.access.rule == "personal" else [([], rule)]
    if who.public:
        return [([access.is_public(rt.table, rt.access)], None)]
    return []


def _keys(order: Order) -> list[ColumnElement[Any]]:
    return [column.label(f"k{place}") for place, (column, _) in enumerate(order.columns)]


def _sorted(statement: Select[Any], order: Order, id: ColumnElement[Any]) -> Select[Any]:
    return statement.order_by(*ordering(order, [column for column, _ in order.columns], id))


def _walk(
    rt: RecordType,
    query: Query,
    *,
    base: list[ColumnElement[bool]],
    narrow: list[ColumnElement[bool]],
    test: ColumnElement[bool] | None,
    wanted: int,
) -> Select[Any]:
    """Return a branch that follows the list's own index."""
    id = rt.table.c.id
    tests = narrow if test is None else [*narrow, test]
    if is_textual(query):
        return _text_walk(rt, query, base=base, tests=tests, wanted=wanted)
    statement = select(*_keys(query.order), id).where(*base, *tests)
    return _sorted(statement, query.order, id).limit(wanted)


def _text_walk(
    rt: RecordType,
    query: Query,
    *,
    base: list[ColumnElement[bool]],
    tests: list[ColumnElement[bool]],
    wanted: int,
) -> Select[Any]:
    """Return a branch for a text: the list's first rows, and all that match if those are too few.

    A common word is found among the first rows; a rare one, or one that stands far down, costs
    those rows and then what the trigram index says. Neither depends on an estimate.
    """
    id, order = rt.table.c.id, query.order
    near = _near(rt, order, base=base, tests=tests, wanted=wanted)
    beyond = _sorted(select(_ONE).where(*base), order, id).offset(LOOK_AHEAD).limit(1).subquery()
    short = and_(
        select(func.count()).select_from(near).scalar_subquery() < wanted,
        select(func.count()).select_from(beyond).scalar_subquery() > 0,
    )
    need = select(short.label("more")).cte("need")
    more = select(need.c.more).scalar_subquery()
    far = select(*_keys(order), id).where(*base, *tests).cte("far")
    far = far.prefix_with("MATERIALIZED")
    both = union_all(select(near).where(not_(more)), select(far).where(more)).subquery()
    keys = [column for column in both.c if column.name != "id"]
    return select(*keys, both.c.id).order_by(*ordering(order, keys, both.c.id)).limit(wanted)


def _near(
    rt: RecordType,
    order: Order,
    *,
    base: list[ColumnElement[bool]],
    tests: list[ColumnElement[bool]],
    wanted: int,
) -> CTE:
    """Return the matches among the first rows of the order."""
    needed = {
        part.name: part
        for test in tests
        for part in visitors.iterate(test)
        if isinstance(part, Column) and part.table is rt.table
    }
    keys = _keys(order)
    columns = [*keys, *({"id": rt.table.c.id} | needed).values()]
    walked = _sorted(select(*columns).where(*base), order, rt.table.c.id).limit(LOOK_AHEAD)
    first = walked.subquery("first")
    adapt = ClauseAdapter(first).traverse
    carried = [first.c[key.name] for key in keys]
    statement = select(*carried, first.c.id).where(*(adapt(test) for test in tests))
    return statement.order_by(*ordering(order, carried, first.c.id)).limit(wanted).cte("near")


def _granted(
    rt: RecordType,
    who: Standing,
    organization: UUID,
    query: Query,
    conditions: list[ColumnElement[bool]],
    wanted: int,
) -> Select[Any]:
    """Return the branch of the granted records that are not public."""
    columns = [*_keys(query.order), rt.table.c.id]
    rows = _from_grants(rt, who, organization, conditions, columns)
    inner = list(rows.selected_columns)
    keys = [column for column in inner if column.name != "id"]
    id = next(column for column in inner if column.name == "id")
    return rows.order_by(*ordering(query.order, keys, id)).limit(wanted)


def _from_grants(
    rt: RecordType,
    who: Standing,
    organization: UUID,
    conditions: list[ColumnElement[bool]],
    columns: list[Any],
) -> Select[Any]:
    """Return a statement that goes from the granted ids to their rows, one look-up each.

    OFFSET 0 keeps PostgreSQL from turning the look-ups into a join over the whole table.
    """
    ids = access.granted_ids(organization, rt.name, who).cte("granted").prefix_with("MATERIALIZED")
    extra = [not_(access.is_public(rt.table, rt.access))] if who.public else []
    row = (
        select(*columns)
        .where(rt.table.c.id == ids.c.record_id, *conditions, *extra)
        .correlate(ids)
        .offset(literal_column("0"))
        .lateral("row")
    )
    return select(*row.c).select_from(ids.join(row, true()))
