"""Filters as SQL: each operator of api.md, on a column or on the rows of a child table."""

from typing import Any

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Table,
    bindparam,
    exists,
    func,
    not_,
    or_,
    tuple_,
)

from chassis.records.comparing import NEGATIVE, bound, compare
from chassis.records.expressions import plain
from chassis.records.query import Condition, Query
from chassis.records.types import Field, Order, RecordType


def narrowing(rt: RecordType, query: Query) -> list[ColumnElement[bool]]:
    """Return the conditions of the filters and of the text search."""
    found = filters(rt, query)
    if query.patterns:
        column = plain(rt.search)
        found += [column.like(pattern) for pattern in query.patterns]
    return found


def filters(rt: RecordType, query: Query) -> list[ColumnElement[bool]]:
    """Return the conditions of the filters."""
    return [_condition(rt.table, condition) for condition in query.conditions]


def is_textual(query: Query) -> bool:
    """Whether the planner's guess of how many rows match is not to be trusted."""
    return bool(query.patterns) or any(
        condition.operator in ("contains", "not_contains") for condition in query.conditions
    )


def following(
    order: Order, id: ColumnElement[Any], after: tuple[Any, ...] | None
) -> list[ColumnElement[bool]]:
    """Return the conditions of the rows that come after a cursor's row."""
    if after is None:
        return []
    columns = [*order.columns, (id, order.descending)]
    values = [bound(column, value) for (column, _), value in zip(columns, after, strict=True)]
    if order.even:
        left = tuple_(*(column for column, _ in columns))
        right = tuple_(*values)
        return [left < right if order.descending else left > right]
    return _lexicographic(columns, values)


def _lexicographic(
    columns: list[tuple[ColumnElement[Any], bool]], bound: list[ColumnElement[Any]]
) -> list[ColumnElement[bool]]:
    """Spell out `after` for mixed directions; the first bound alone can use the index."""
    cases: list[ColumnElement[bool]] = []
    for place, (column, descending) in enumerate(columns):
        step = column < bound[place] if descending else column > bound[place]
        for before, (equal, _) in enumerate(columns[:place]):
            step = (equal == bound[before]) & step
        cases.append(step)
    first, falling = columns[0]
    edge = first <= bound[0] if falling else first >= bound[0]
    return [edge, or_(*cases)]


def _condition(table: Table, condition: Condition) -> ColumnElement[bool]:
    field, operator = condition.field, condition.operator
    if field.meets is not None:
        return field.meets(operator, condition.value)
    if field.of is not None:
        return _of_children(table, field, operator, condition.value)
    column = plain(field.column)
    if isinstance(column.type, ARRAY):
        return _of_array(column, operator, condition.value)
    return compare(column, operator, condition.value)


def _of_children(table: Table, field: Field, operator: str, value: Any) -> ColumnElement[bool]:
    column, key = plain(field.column), plain(field.of)
    child = key.table
    mine = [key == table.c.id]
    if "organization_id" in child.c:
        mine.append(child.c.organization_id == table.c.organization_id)
    if operator == "is_null":
        any_row = exists().where(*mine).correlate(table)
        return not_(any_row) if value else any_row
    if operator in NEGATIVE:
        return not_(_of_children(table, field, NEGATIVE[operator], value))
    return exists().where(*mine, compare(column, operator, value)).correlate(table)


def _of_array(column: ColumnElement[Any], operator: str, value: Any) -> ColumnElement[bool]:
    if operator == "is_null":
        empty = func.cardinality(func.coalesce(column, bindparam(None, [], type_=column.type))) == 0
        return empty if value else not_(empty)
    wanted = bindparam(None, list(value) if operator == "in" else [value], type_=column.type)
    found: ColumnElement[bool] = column.op("&&", is_comparison=True)(wanted)
    if operator == "ne":
        return or_(column.is_(None), not_(found))
    return found
