"""Filters and sorts by custom fields, as the list machinery reads them.

A condition asks the record's own document, so that a row that is at hand costs nothing more. Which
rows to take in hand is the business of `walking`: equal values lead there through the document's
index (`@>`), ranges and pieces of text through `custom_value`, orders through `custom_value` too.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, cast

from sqlalchemy import (
    ARRAY,
    Boolean,
    ColumnElement,
    Date,
    Integer,
    Numeric,
    Select,
    Table,
    Text,
    bindparam,
    case,
    func,
    literal_column,
    not_,
    or_,
    select,
)
from sqlalchemy import cast as sql_cast
from sqlalchemy.dialects.postgresql import JSONB

from chassis.records.comparing import compare
from chassis.records.custom.definitions import Definition
from chassis.records.custom.kinds import WITH_OPTIONS
from chassis.records.custom.tables import CustomValue
from chassis.records.expressions import plain
from chassis.records.types import Field, Order, RecordType

VALUES = cast("Table", CustomValue.__table__)
_CONTAINED: Final = frozenset({"text", "date", "list", "multiple_list", "checkbox"})
_RANGED: Final = frozenset({"eq", "lt", "lte", "gt", "gte", "in"})
_PIECES: Final = frozenset({"contains", "starts_with"})
_LEAST_LETTERS: Final = 3


@dataclass(frozen=True, slots=True)
class CustomFilter(Field):
    """A filter by a custom field."""

    definition: Definition | None = None


@dataclass(frozen=True, slots=True)
class Walk:
    """How the index of `custom_value` is followed for an order."""

    definition: Definition
    descending: bool

    @property
    def column(self) -> ColumnElement[Any]:
        """The column of `custom_value` that has the order, an option's place apart."""
        return VALUES.c.text if self.definition.type in _OF_TEXT else VALUES.c.number


_OF_TEXT = frozenset({"text", "date", "list"})


def filter_on(rt: RecordType, definition: Definition) -> CustomFilter:
    """Return the filter that a list of the record type has by the field."""
    document = plain(rt.custom)
    text = document[definition.slot].astext
    columns: dict[str, ColumnElement[Any]] = {
        "number": sql_cast(text, Numeric),
        "money": sql_cast(document[definition.slot]["amount"].astext, Numeric),
        "date": sql_cast(text, Date),
        "checkbox": sql_cast(text, Boolean),
    }
    column = columns.get(definition.type, text)
    options = tuple(option.key for option in definition.options)
    return CustomFilter(
        column=column,
        choices=options or (("",) if definition.type in WITH_OPTIONS else ()),
        read=str if options else None,
        meets=_meets(document, definition, column),
        definition=definition,
    )


def _meets(
    document: ColumnElement[Any], field: Definition, column: ColumnElement[Any]
) -> Callable[[str, Any], ColumnElement[bool]]:
    def meets(operator: str, value: Any) -> ColumnElement[bool]:
        if operator == "is_null":
            there = _has(document, field)
            return not_(there) if value else there
        if operator == "ne":
            return not_(func.coalesce(meets("eq", value), literal_column("false")))
        if is_contained(field, operator):
            listed = value if operator == "in" else (value,)
            return or_(*(_contains(document, field, each) for each in listed))
        return compare(column, operator, value)

    return meets


def is_contained(field: Definition, operator: str) -> bool:
    """Whether the index of the documents finds what meets the condition."""
    return operator in ("eq", "in") and field.type in _CONTAINED


def narrowed(
    field: Definition, operator: str, value: Any, *, organization: Any
) -> Select[Any] | None:
    """Return the ids that `custom_value` finds for a condition, None where it is no help."""
    mine = [VALUES.c.organization_id == organization, VALUES.c.field_id == field.id]
    if operator in _PIECES and len(value.strip()) >= _LEAST_LETTERS:
        return select(VALUES.c.record_id).where(*mine, compare(VALUES.c.words, operator, value))
    if operator in _RANGED and field.type in ("number", "money"):
        return select(VALUES.c.record_id).where(*mine, compare(VALUES.c.number, operator, value))
    if operator in _RANGED and field.type == "date":
        days = tuple(map(_stored, value)) if operator == "in" else _stored(value)
        return select(VALUES.c.record_id).where(*mine, compare(VALUES.c.text, operator, days))
    return None


def order_by(rt: RecordType, field: Definition, *, descending: bool) -> Order:
    """Return the order by a field: what has no value stands last in either direction."""
    document = plain(rt.custom)
    missing = case((_has(document, field), 0), else_=1)
    name = f"-{field.name}" if descending else field.name
    return Order(
        name,
        ((sql_cast(missing, Integer), False), (sorted_value(rt, field), descending)),
        Walk(field, descending),
    )


def sorted_value(rt: RecordType, field: Definition) -> ColumnElement[Any]:
    """Return what a record's place in the order follows; never NULL."""
    document = plain(rt.custom)
    text = document[field.slot].astext
    if field.type == "list":
        places = bindparam(None, [option.key for option in field.options], type_=ARRAY(Text()))
        return func.coalesce(func.array_position(places, text, type_=Integer()), 0)
    if field.type == "text":
        key = (
            select(VALUES.c.text)
            .where(
                VALUES.c.organization_id == rt.table.c.organization_id,
                VALUES.c.field_id == field.id,
                VALUES.c.record_id == rt.table.c.id,
            )
            .correlate(rt.table)
            .scalar_subquery()
        )
        return func.coalesce(key, literal_column("''"), type_=Text(collation="C")).collate("C")
    if field.type == "date":
        return func.coalesce(text, literal_column("''"), type_=Text()).collate("C")
    if field.type == "checkbox":
        number: ColumnElement[Any] = sql_cast(sql_cast(text, Boolean), Integer)
    elif field.type == "money":
        number = document[field.slot]["amount"].astext
    else:
        number = text
    return func.coalesce(sql_cast(number, Numeric), literal_column("0"), type_=Numeric())


def _has(document: ColumnElement[Any], field: Definition) -> ColumnElement[bool]:
    return document.op("?", is_comparison=True)(bindparam(None, field.slot, type_=Text()))


def _contains(document: ColumnElement[Any], field: Definition, value: Any) -> ColumnElement[bool]:
    held = [value] if field.type == "multiple_list" else _stored(value)
    wanted = bindparam(None, {field.slot: held}, type_=JSONB())
    return document.op("@>", is_comparison=True)(wanted)


def _stored(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
