"""Which rows a page shows: ids and sort values, found over limited, indexed branches.

Two things make a plan bad here: an OR over reasons of access, and a guess of how many rows match a
text. So the branches are written out (ADR 0028); a text search counts for itself, and so does a
list by custom fields: see `chassis.records.text_walk` and `chassis.records.custom.walking`.
"""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Select,
    literal_column,
    not_,
    select,
    true,
    union_all,
)

from chassis.records import access
from chassis.records.access import Standing
from chassis.records.conditions import filters, following, is_textual, narrowing
from chassis.records.custom.walking import climb, is_custom
from chassis.records.ordering import in_order, keys, ordering
from chassis.records.query import Query
from chassis.records.text_walk import text_walk
from chassis.records.types import RecordType

_ONE: ColumnElement[int] = literal_column("1")
_Conditions = list[ColumnElement[bool]]


def visible(rt: RecordType, who: Standing, organization: UUID) -> _Conditions:
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
    wanted = query.limit + 1 + query.offset
    walk = partial(_climb, organization=organization) if is_custom(query) else _walk
    rows = [
        walk(rt, query, base=base, extra=extra, tests=tests, wanted=wanted)
        for extra, tests in _walks(rt, who, organization)
    ]
    if not who.everything and not who.many and rt.access.rule == "granted":
        conditions = [*base, *narrowing(rt, query)]
        rows.append(_granted(rt, who, organization, query, conditions, wanted))
    picked = rows[0] if len(rows) == 1 else _united(rows, query)
    return picked.limit(_limit(query)).offset(query.offset or None)


def _limit(query: Query) -> Any:
    """Return how many rows a page takes, written out for a text search.

    PostgreSQL guesses that a limit which it cannot see lets a tenth of the rows through, and would
    never find that its one plan for all words is as good as one for each.
    """
    rows = query.limit + 1
    return literal_column(str(rows)) if is_textual(query) else rows


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


def _base(rt: RecordType, organization: UUID, query: Query) -> _Conditions:
    conditions = [rt.table.c.organization_id == organization]
    if rt.alive is not None:
        conditions.append(not_(rt.alive) if query.discarded else rt.alive)
    return conditions


def _walks(
    rt: RecordType, who: Standing, organization: UUID
) -> list[tuple[_Conditions, _Conditions]]:
    """Return the branches that walk the list's index: conditions of the index, tests of each row.

    There is at most one: what an actor sees is all of a list, all that is public, or neither.
    """
    if who.everything:
        return [([], [])]
    if rt.access.rule == "personal" or who.many:
        rule = access.rule_on(rt.table, rt.access, rt.name, who, organization=organization)
        assert rule is not None
        return [([rule], [])] if rt.access.rule == "personal" else [([], [rule])]
    if who.public:
        return [([access.is_public(rt.table, rt.access)], [])]
    return []


def _walk(
    rt: RecordType,
    query: Query,
    *,
    base: _Conditions,
    extra: _Conditions,
    tests: _Conditions,
    wanted: int,
) -> Select[Any]:
    """Return a branch that follows the list's own index."""
    base, tests = [*base, *extra], [*filters(rt, query), *tests]
    if is_textual(query):
        return text_walk(rt, query, base, tests, wanted=wanted)
    statement = select(*keys(query.order), rt.table.c.id).where(*base, *tests)
    return in_order(statement, query.order, rt.table.c.id).limit(wanted)


def _climb(
    rt: RecordType,
    query: Query,
    *,
    organization: UUID,
    base: _Conditions,
    extra: _Conditions,
    tests: _Conditions,
    wanted: int,
) -> Select[Any]:
    """Return a branch for a list that is filtered or sorted by custom fields."""
    return climb(
        rt,
        query,
        organization,
        base=[*base, *extra],
        tests=[*narrowing(rt, query), *tests],
        wanted=wanted,
        is_whole=not extra,
    )


def _united(rows: Sequence[Select[Any]], query: Query) -> Select[Any]:
    union = union_all(*(row.subquery().select() for row in rows)).subquery("branches")
    return select(*union.c).order_by(*ordering(query.order, *_carried(union.c)))


def _carried(columns: Iterable[ColumnElement[Any]]) -> tuple[list[ColumnElement[Any]], Any]:
    """Return the sort values and the id among the columns of a branch."""
    *sorted_by, id = columns
    return sorted_by, id


def _granted(
    rt: RecordType,
    who: Standing,
    organization: UUID,
    query: Query,
    conditions: _Conditions,
    wanted: int,
) -> Select[Any]:
    """Return the branch of the granted records that are not public."""
    columns = [*keys(query.order), rt.table.c.id]
    rows = _from_grants(rt, who, organization, conditions, columns)
    return rows.order_by(*ordering(query.order, *_carried(rows.selected_columns))).limit(wanted)


def _from_grants(
    rt: RecordType,
    who: Standing,
    organization: UUID,
    conditions: _Conditions,
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
