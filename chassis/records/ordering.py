"""A declared order as SQL: the columns that carry it, and its ORDER BY over them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select

from chassis.records.types import Order


def keys(order: Order) -> list[ColumnElement[Any]]:
    """Return the order's columns, labelled `k0`, `k1`, … for whoever sorts again outside."""
    return [column.label(f"k{place}") for place, (column, _) in enumerate(order.columns)]


def ordering(
    order: Order, keys: Sequence[ColumnElement[Any]], id: ColumnElement[Any]
) -> list[ColumnElement[Any]]:
    """Return the ORDER BY of a declared order over columns that carry its values."""
    directions = [*(descending for _, descending in order.columns), order.descending]
    return [
        column.desc() if descending else column.asc()
        for column, descending in zip([*keys, id], directions, strict=True)
    ]


def in_order(statement: Select[Any], order: Order, id: ColumnElement[Any]) -> Select[Any]:
    """Return a statement over the record's own table, sorted as its list index is."""
    return statement.order_by(*ordering(order, [column for column, _ in order.columns], id))
