"""The one description of a record type: what is shown, filtered, sorted, searched, and by whom.

From a `RecordType` follow the list, its totals, the single read, the answer after a write, the
export and the OpenAPI description. Every part is a mapped attribute or a SQLAlchemy Core expression
over the record's own table or a child table; values never become SQL text.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import (
    ARRAY,
    Boolean,
    Column,
    ColumnElement,
    Date,
    DateTime,
    Integer,
    Numeric,
    Select,
    Table,
    Text,
    Uuid,
    cast,
    func,
    literal_column,
    select,
    true,
)
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.types import TypeEngine

from chassis.db import Aggregate
from chassis.identity.actor import Actor
from chassis.records.access import Access
from chassis.records.custom.showing import custom_values
from chassis.records.expressions import Expression, inlined, json_value, plain, written_out

if TYPE_CHECKING:
    from chassis.records.custom.filters import Walk

ADMINISTRATOR = "administrator"
"""Instead of a permission in `RecordType.hidden`: only administrators see the member."""

Kind = Literal["text", "id", "choice", "integer", "decimal", "boolean", "date", "time", "many"]

_ORDERED = ("eq", "ne", "lt", "lte", "gt", "gte", "in", "is_null")
OPERATORS: Mapping[Kind, tuple[str, ...]] = {
    "text": ("eq", "ne", "in", "contains", "not_contains", "starts_with", "is_null"),
    "id": ("eq", "ne", "in", "is_null"),
    "choice": ("eq", "ne", "in", "is_null"),
    "integer": _ORDERED,
    "decimal": _ORDERED,
    "date": _ORDERED,
    "time": _ORDERED,
    "boolean": ("eq", "ne", "is_null"),
    "many": ("eq", "ne", "in", "is_null"),
}
_KINDS: tuple[tuple[type[TypeEngine[Any]], Kind], ...] = (
    (Uuid, "id"),
    (Boolean, "boolean"),
    (Integer, "integer"),
    (Numeric, "decimal"),
    (DateTime, "time"),
    (Date, "date"),
    (ARRAY, "many"),
)
PICKED_ID = literal_column("picked.id", Uuid())
"""The id of the row at hand in the statement around; `reading` names its rows `picked`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyOf:
    """A member `{"amount": "1234.50", "currency": "COP"}`, or null where there is no amount."""

    amount: Expression
    currency: Expression


@dataclass(frozen=True, slots=True, kw_only=True)
class Many:
    """A member that lists rows of a child table, read only for the rows of the page.

    `of` is the child's column that holds the record's id. Give `json` for objects or `value` for
    plain values. `order` decides the order; without it the order is undefined.
    """

    of: Expression
    json: Mapping[str, Any] = field(default_factory=dict)
    value: Expression | None = None
    order: Sequence[Expression] = ()
    where: Expression | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """What a list may be filtered by. The column's type says which operators there are.

    `choices` closes the set of values. `of` makes it a field of a child table: a record matches
    when one of its children does, and matches `ne` and `not_contains` when none of them does.
    `read` turns what was typed into what is stored and raises ValueError for what cannot be
    (a telephone number in any written form, for instance). `meets` makes the condition for an
    operator and a value, where comparing the column is not the way.
    """

    column: Expression
    choices: Sequence[str] = ()
    of: Expression | None = None
    read: Callable[[str], Any] | None = None
    meets: Callable[[str, Any], ColumnElement[bool]] | None = None

    @property
    def kind(self) -> Kind:
        """The kind of values, which decides the operators."""
        if self.choices:
            return "choice"
        sql_type = plain(self.column).type
        return next((kind for type_, kind in _KINDS if isinstance(sql_type, type_)), "text")

    @property
    def operators(self) -> tuple[str, ...]:
        """The operators of api.md that this field knows."""
        return OPERATORS[self.kind]


@dataclass(frozen=True, slots=True)
class Order:
    """One declared order: expressions with their direction (True = descending); the id follows.

    `walk` is set where the order's index is not the record's own (a custom field).
    """

    name: str
    columns: tuple[tuple[ColumnElement[Any], bool], ...]
    walk: "Walk | None" = None

    @property
    def descending(self) -> bool:
        """The direction of the id: that of the last column."""
        return self.columns[-1][1]

    @property
    def even(self) -> bool:
        """Whether all columns go one way, so that a row comparison finds the next page."""
        return len({descending for _, descending in self.columns}) == 1


@dataclass(frozen=True, kw_only=True, eq=False)
class RecordType:
    """One record type, described once.

    `name` is the singular of the API (`contact`) and the record type of its grants. `json` maps
    each member to an attribute, an expression, a `MoneyOf`, a `Many` or a mapping (a nested
    object). `sorts` maps what `sort=` may say to its column or columns: `{"name": Contact.sort_key,
    "-created_at,name": (Contact.created_at, Contact.sort_key)}`; each can be reversed as a whole
    and each needs the index (organization_id, columns…, id), with `live` as its condition.
    `hidden` maps members to the permission (or ADMINISTRATOR) without which they are not shown and
    can neither be filtered nor sorted by. `live` is what lists, counts and single reads are held
    to; `discarded=true` in a list asks for the others.
    """

    name: str
    model: type[Aggregate]
    json: Mapping[str, Any]
    access: Access
    sorts: Mapping[str, Any]
    default_sort: str
    fields: Mapping[str, Field] = field(default_factory=dict)
    search: Expression | None = None
    hidden: Mapping[str, str] = field(default_factory=dict)
    live: Expression | None = None
    custom: Expression | None = None
    _bodies: dict[frozenset[str], ColumnElement[str]] = field(
        default_factory=dict, init=False, repr=False
    )

    def __post_init__(self) -> None:
        for name, order in self.orders.items():
            for column, _ in order.columns:
                if isinstance(column, Column) and column.nullable:
                    raise TypeError(f"{self.name}: sort {name} on {column}, which may be NULL")
        if self.default_sort not in self.orders:
            raise TypeError(f"{self.name}: the default sort {self.default_sort} is not declared")
        unknown = set(self.hidden) - set(self.json) - set(self.fields)
        if unknown:
            raise TypeError(f"{self.name}: hidden members that do not exist: {sorted(unknown)}")

    @cached_property
    def table(self) -> Table:
        """The record's own table."""
        table: Table = self.model.__table__  # type: ignore[attr-defined]
        return table

    @cached_property
    def orders(self) -> Mapping[str, Order]:
        """Every accepted value of `sort`, reversed ones included."""
        found: dict[str, Order] = {}
        for declared, columns in self.sorts.items():
            for name in (declared, _reversed(declared)):
                found[name] = _order(name, columns)
        return found

    @cached_property
    def alive(self) -> ColumnElement[bool] | None:
        """The condition of rows that are not discarded, ready for partial indexes."""
        return None if self.live is None else inlined(self.live)

    def hidden_from(self, actor: Actor) -> frozenset[str]:
        """Return the members that this actor does not see."""
        return frozenset(
            member
            for member, permission in self.hidden.items()
            if not actor.is_administrator
            and (permission == ADMINISTRATOR or not actor.may(permission))
        )

    def body(self, hidden: frozenset[str]) -> ColumnElement[str]:
        """Return the JSON of the row that the enclosing statement's `picked` names, as text.

        A sub-select for each row and not a join: the page's rows are fetched by their key whatever
        the planner believes of their number.
        """
        if hidden not in self._bodies:
            members = {name: part for name, part in self.json.items() if name not in hidden}
            shown = _object(self.table, members)
            if self.custom is not None:
                values = custom_values(self.table, self.name, plain(self.custom))
                shown = shown.add_columns(values.label("custom"))
            row = shown.where(self.table.c.id == PICKED_ID).subquery("_row")
            made = select(cast(func.row_to_json(row.table_valued()), Text)).select_from(row)
            self._bodies[hidden] = written_out(made)
        return self._bodies[hidden]


def _reversed(name: str) -> str:
    parts = name.split(",")
    return ",".join(part[1:] if part.startswith("-") else f"-{part}" for part in parts)


def _order(name: str, columns: Any) -> Order:
    parts = name.split(",")
    listed = columns if isinstance(columns, tuple) else (columns,)
    if len(parts) != len(listed):
        raise TypeError(f"sort {name} names {len(parts)} columns and gives {len(listed)}")
    return Order(
        name,
        tuple(
            (plain(column), part.startswith("-"))
            for part, column in zip(parts, listed, strict=True)
        ),
    )


def _object(table: Table, members: Mapping[str, Any]) -> Select[Any]:
    return select(*(_member(table, part).label(name) for name, part in members.items()))


def _member(table: Table, part: Any) -> ColumnElement[Any]:
    if isinstance(part, MoneyOf):
        return func.money_json(plain(part.amount), plain(part.currency))
    if isinstance(part, Many):
        return _children(table, part)
    if isinstance(part, Mapping):
        nested = _object(table, part).correlate(table).subquery("_object")
        return select(func.row_to_json(nested.table_valued())).select_from(nested).scalar_subquery()
    return json_value(part)


def _children(table: Table, many: Many) -> ColumnElement[Any]:
    key = plain(many.of)
    child = key.table
    rows = select().where(key == table.c.id).correlate(table)
    if "organization_id" in child.c:
        rows = rows.where(child.c.organization_id == table.c.organization_id)
    if many.where is not None:
        rows = rows.where(inlined(many.where))
    if many.value is not None:
        item: ColumnElement[Any] = json_value(many.value)
    else:
        nested = _object(child, many.json).correlate(child).lateral("_item")
        item = func.row_to_json(nested.table_valued())
        rows = rows.select_from(child.join(nested, true()))
    if many.order:
        item = aggregate_order_by(item, *(plain(column) for column in many.order))
    listed = rows.add_columns(func.json_agg(item)).scalar_subquery()
    return func.coalesce(listed, literal_column("'[]'::json"))
