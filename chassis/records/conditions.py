"""Filters as SQL: each operator of api.md, on a column or on the rows of a child table."""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    ColumnElement,
    Integer,
    Numeric,
    Table,
    bindparam,
    exists,
    func,
    not_,
    or_,
    tuple_,
)
from sqlalchemy.types import TypeEngine

from chassis.records.expressions import plain
from chassis.records.query import Condition, Query
from chassis.records.search import escape_like, folded
from chassis.records.types import Field, Order, RecordType

_NEGATIVE = {"ne": "eq", "not_contains": "contains"}


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
    bound = [_bound(column, value) for (column, _), value in zip(columns, after, strict=True)]
    if order.even:
        left = tuple_(*(column for column, _ in columns))
        right = tuple_(*bound)
        return [left < right if order.descending else left > right]
    return _lexicographic(columns, bound)


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
    if field.of is not None:
        return _of_children(table, field, operator, condition.value)
    column = plain(field.column)
    if isinstance(column.type, ARRAY):
        return _of_array(column, operator, condition.value)
    return _on(column, operator, condition.value)


def _on(column: ColumnElement[Any], operator: str, value: Any) -> ColumnElement[bool]:
    if operator == "is_null":
        return column.is_(None) if value else column.is_not(None)
    if operator == "in":
        return column.in_([_bound(column, part) for part in value])
    if operator in _NEGATIVE:
        return or_(column.is_(None), not_(_on(column, _NEGATIVE[operator], value)))
    return _COMPARISONS[operator](column, value)


def _of_children(table: Table, field: Field, operator: str, value: Any) -> ColumnElement[bool]:
    column, key = plain(field.column), plain(field.of)
    child = key.table
    mine = [key == table.c.id]
    if "organization_id" in child.c:
        mine.append(child.c.organization_id == table.c.organization_id)
    if operator == "is_null":
        any_row = exists().where(*mine).correlate(table)
        return not_(any_row) if value else any_row
    if operator in _NEGATIVE:
        return not_(_of_children(table, field, _NEGATIVE[operator], value))
    return exists().where(*mine, _on(column, operator, value)).correlate(table)


def _of_array(column: ColumnElement[Any], operator: str, value: Any) -> ColumnElement[bool]:
    if operator == "is_null":
        empty = func.cardinality(func.coalesce(column, bindparam(None, [], type_=column.type))) == 0
        return empty if value else not_(empty)
    wanted = bindparam(None, list(value) if operator == "in" else [value], type_=column.type)
    found: ColumnElement[bool] = column.op("&&", is_comparison=True)(wanted)
    if operator == "ne":
        return or_(column.is_(None), not_(found))
    return found


def _like(column: ColumnElement[str], before: str, value: str, after: str) -> ColumnElement[bool]:
    """Compare without accents and case, folded by the same SQL function on both sides."""
    pattern = bindparam(None, f"{before}{escape_like(value)}{after}", type_=folded(column).type)
    return folded(column).like(folded(pattern))


def _bound(column: ColumnElement[Any], value: Any) -> ColumnElement[Any]:
    """Bind a value so that no cast to the column's own size can overflow or round it."""
    kind: TypeEngine[Any] = column.type
    if isinstance(kind, Integer):
        kind = BigInteger()
    elif isinstance(kind, Numeric):
        kind = Numeric()
    return bindparam(None, value, type_=kind)


_COMPARISONS: Mapping[str, Callable[[ColumnElement[Any], Any], ColumnElement[bool]]] = {
    "eq": lambda column, value: column == _bound(column, value),
    "lt": lambda column, value: column < _bound(column, value),
    "lte": lambda column, value: column <= _bound(column, value),
    "gt": lambda column, value: column > _bound(column, value),
    "gte": lambda column, value: column >= _bound(column, value),
    "contains": lambda column, value: _like(column, "%", value, "%"),
    "starts_with": lambda column, value: _like(column, "", value, "%"),
}
