"""One column against one value: each operator of api.md as SQL."""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Integer, Numeric, bindparam, not_, or_
from sqlalchemy.types import TypeEngine

from chassis.records.search import escape_like, folded

NEGATIVE = {"ne": "eq", "not_contains": "contains"}


def compare(column: ColumnElement[Any], operator: str, value: Any) -> ColumnElement[bool]:
    """Return the condition of an operator of api.md on a column of one value."""
    if operator == "is_null":
        return column.is_(None) if value else column.is_not(None)
    if operator == "in":
        return column.in_([bound(column, part) for part in value])
    if operator in NEGATIVE:
        return or_(column.is_(None), not_(compare(column, NEGATIVE[operator], value)))
    return _COMPARISONS[operator](column, value)


def _like(column: ColumnElement[str], before: str, value: str, after: str) -> ColumnElement[bool]:
    """Compare without accents and case, folded by the same SQL function on both sides."""
    pattern = bindparam(None, f"{before}{escape_like(value)}{after}", type_=folded(column).type)
    return folded(column).like(folded(pattern))


def bound(column: ColumnElement[Any], value: Any) -> ColumnElement[Any]:
    """Bind a value so that no cast to the column's own size can overflow or round it."""
    kind: TypeEngine[Any] = column.type
    if isinstance(kind, Integer):
        kind = BigInteger()
    elif isinstance(kind, Numeric):
        kind = Numeric()
    return bindparam(None, value, type_=kind)


_COMPARISONS: Mapping[str, Callable[[ColumnElement[Any], Any], ColumnElement[bool]]] = {
    "eq": lambda column, value: column == bound(column, value),
    "lt": lambda column, value: column < bound(column, value),
    "lte": lambda column, value: column <= bound(column, value),
    "gt": lambda column, value: column > bound(column, value),
    "gte": lambda column, value: column >= bound(column, value),
    "contains": lambda column, value: _like(column, "%", value, "%"),
    "starts_with": lambda column, value: _like(column, "", value, "%"),
}
