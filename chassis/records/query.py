"""The query string of a list, read against its record type.

    ?q=garcia&class=client&created_at.gte=2026-01-01T00:00:00Z&sort=-created_at&limit=50&cursor=…

Whatever is unknown, hidden from the actor or not a value of its kind is refused with 422; every
fault is named, not only the first.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2s
from typing import Any

from chassis import budgets
from chassis.errors import FieldError, Invalid
from chassis.identity.actor import Actor
from chassis.records import cursors, values
from chassis.records.custom.definitions import Definitions
from chassis.records.custom.filters import filter_on, order_by
from chassis.records.search import patterns
from chassis.records.types import Field, Order, RecordType

_OWN = ("q", "sort", "limit", "cursor", "offset", "count", "discarded")
_MOST_FILTERS = 30
_MOST_CHOSEN = 200
_LONGEST_QUERY = 200
_FARTHEST = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Condition:
    """One filter: a field, an operator of api.md and the value (a tuple for `in`)."""

    field: Field
    operator: str
    value: Any


@dataclass(frozen=True, slots=True)
class Query:
    """A list as it was asked for; made by `parse`.

    `patterns` are the LIKE patterns of the text search, `after` the sort values and id of the last
    row of the page before, `key` a digest of all that decides which rows and in which order.
    """

    order: Order
    patterns: tuple[str, ...] = ()
    conditions: tuple[Condition, ...] = ()
    limit: int = budgets.LIST_LIMIT_DEFAULT
    after: tuple[Any, ...] | None = None
    offset: int = 0
    count: bool = False
    discarded: bool = False
    key: str = ""


def parse(
    rt: RecordType,
    actor: Actor,
    arguments: Iterable[tuple[str, str]],
    *,
    fixed: Mapping[str, Any] | None = None,
    custom: Definitions | None = None,
) -> Query:
    """Read the arguments of a list; raises Invalid naming every argument that is wrong.

    `fixed` are filters of the route itself, by field and value (a tuple: any of its values); a
    client may narrow them further. `custom` are the organization's own fields, as far as the
    arguments speak of any (`asked_for`); `read` fetches them.
    """
    reader = _Reader(rt, actor, custom or {})
    for name, value in (fixed or {}).items():
        reader.fix(name, value)
    for name, text in arguments:
        reader.take(name, text)
    return reader.finish()


class _Reader:
    """Collects what is right and every fault; `finish` raises if there is one."""

    def __init__(self, rt: RecordType, actor: Actor, custom: Definitions) -> None:
        self.rt = rt
        self.actor = actor
        self.custom = {field.name: field for field in custom.values() if rt.custom is not None}
        self.hidden = rt.hidden_from(actor)
        self.own: dict[str, str] = {}
        self.conditions: list[tuple[str, str, Condition]] = []
        self.faults: list[FieldError] = []
        self.seen: set[str] = set()

    def take(self, name: str, text: str) -> None:
        if name in self.seen:
            self.fault(name, "repeated_parameter")
        elif name in _OWN and name not in self.rt.fields:
            self.own[name] = text
        else:
            self.filter(name, text)
        self.seen.add(name)

    def fix(self, name: str, value: Any) -> None:
        operator = "in" if isinstance(value, tuple) else "eq"
        condition = Condition(self.rt.fields[name], operator, value)
        self.conditions.append((f"/{name}", str(value), condition))

    def fault(self, name: str, code: str, **params: Any) -> None:
        self.faults.append(FieldError(name, code, params))

    def filter(self, name: str, text: str) -> None:
        """Read `<field>` or `<field>.<operator>`; a field's own name may hold dots."""
        whole = name in self.rt.fields or name in self.custom
        known, operator = (name, "") if whole else _split(name)
        field = self.field(known)
        if field is None or known in self.hidden:
            self.fault(name, "unknown_filter")
        elif operator == "eq" or (operator or "eq") not in field.operators:
            self.fault(name, "unknown_operator", operator=operator)
        elif len(self.conditions) >= _MOST_FILTERS:
            self.fault(name, "too_many_filters", maximum=_MOST_FILTERS)
        else:
            try:
                value = _value(field, operator or "eq", text)
            except ValueError:
                self.fault(name, "invalid_value")
            else:
                self.conditions.append((name, text, Condition(field, operator or "eq", value)))

    def field(self, name: str) -> Field | None:
        definition = self.custom.get(name)
        return self.rt.fields.get(name) if definition is None else filter_on(self.rt, definition)

    def finish(self) -> Query:
        order = self.order()
        words = self.words()
        limit = self.number("limit", budgets.LIST_LIMIT_DEFAULT, 1, budgets.LIST_LIMIT_MAX)
        offset = self.number("offset", 0, 0, self.farthest())
        count = self.flag("count", yes="1", no="0")
        discarded = self.flag("discarded", yes="true", no="false")
        if discarded and self.rt.live is None:
            self.fault("discarded", "unknown_filter")
        key = self.key(order, discarded=discarded)
        after = self.after(order, key)
        if after is not None and "offset" in self.own:
            self.fault("offset", "cursor_and_offset")
        if self.faults:
            raise Invalid("invalid_query", *self.faults)
        return Query(
            order=order,
            patterns=words,
            conditions=tuple(condition for _, _, condition in self.conditions),
            limit=limit,
            after=after,
            offset=offset,
            count=count,
            discarded=discarded,
            key=key,
        )

    def order(self) -> Order:
        asked = self.own.get("sort", self.rt.default_sort)
        found = self.rt.orders.get(asked)
        definition = self.custom.get(asked.removeprefix("-"))
        if definition is not None and definition.is_sorted:
            return order_by(self.rt, definition, descending=asked.startswith("-"))
        members = {part.lstrip("-") for part in asked.split(",")}
        if found is None or members & self.hidden:
            self.fault("sort", "unknown_sort")
            return self.rt.orders[self.rt.default_sort]
        return found

    def words(self) -> tuple[str, ...]:
        text = self.own.get("q", "")
        if "q" in self.own and self.rt.search is None:
            self.fault("q", "unknown_filter")
        if len(text) > _LONGEST_QUERY or "\x00" in text:
            self.fault("q", "invalid_value")
            return ()
        return patterns(text)

    def farthest(self) -> int:
        """Any row for who sees all in a built-in order; otherwise a bounded number of rows."""
        return _FARTHEST if self.actor.is_administrator else budgets.OFFSET_MAX

    def number(self, name: str, default: int, least: int, most: int) -> int:
        text = self.own.get(name)
        if text is None:
            return default
        if text.isascii() and text.isdigit() and least <= int(text[:18]) <= most:
            return int(text)
        self.fault(name, "out_of_range", minimum=least, maximum=most)
        return default

    def flag(self, name: str, *, yes: str, no: str) -> bool:
        text = self.own.get(name, no)
        if text not in (yes, no):
            self.fault(name, "invalid_value")
        return text == yes

    def key(self, order: Order, *, discarded: bool) -> str:
        parts = [self.rt.name, order.name, str(discarded), self.own.get("q", "")]
        parts += sorted(f"{name}={text}" for name, text, _ in self.conditions)
        return blake2s("\x00".join(parts).encode(), digest_size=9).hexdigest()

    def after(self, order: Order, key: str) -> tuple[Any, ...] | None:
        text = self.own.get("cursor")
        if text is None:
            return None
        try:
            return cursors.read(text, order, key)
        except ValueError:
            self.fault("cursor", "invalid_cursor")
            return None


def _split(name: str) -> tuple[str, str]:
    known, _, operator = name.rpartition(".")
    return known, operator


def _value(field: Field, operator: str, text: str) -> Any:
    if operator == "is_null":
        return values.boolean(text)
    if operator in ("contains", "not_contains", "starts_with"):
        if not text or len(text) > _LONGEST_QUERY or "\x00" in text:
            raise ValueError(operator)
        return text
    if operator == "in":
        chosen = text.split(",")
        if len(chosen) > _MOST_CHOSEN:
            raise ValueError(operator)
        return tuple(values.read(field, part) for part in chosen)
    return values.read(field, text)
