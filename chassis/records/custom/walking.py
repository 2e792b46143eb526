"""Pages that are filtered or sorted by custom fields, whatever share of the records matches.

No single plan is good for a filter that one record in two meets and for one that a hundred of a
million meet, and no estimate is trusted to tell them apart. So one statement climbs a ladder and
stops at the first rung that holds the page; a rung that is not reached is not run (ADR 0090):

1. the first few rows of the order: a common value is among them;
2. all that match, if they are few, found by the indexes of the values or of the text;
3. more rows of the order;
4. all that match, however many.

Rungs 2 and 4 are complete: what they do not hold does not exist. In an order by a custom field,
rungs 1 and 3 walk `custom_value`; records without a value are on the complete rungs alone.
"""

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    CTE,
    Column,
    ColumnElement,
    Integer,
    Select,
    Text,
    bindparam,
    case,
    column,
    func,
    literal_column,
    not_,
    select,
    true,
    tuple_,
    union_all,
)
from sqlalchemy.sql import visitors
from sqlalchemy.sql.util import ClauseAdapter

from chassis.records.comparing import bound
from chassis.records.custom.filters import CustomFilter, Walk, is_contained, narrowed
from chassis.records.custom.tables import CustomValue
from chassis.records.expressions import plain
from chassis.records.ordering import in_order, keys, ordering
from chassis.records.query import Query
from chassis.records.types import Order, RecordType

VALUES: Any = CustomValue.__table__
FIRST: Final = 500
"""Rows of the order that the first rung looks at."""
FAR: Final = 10_000
"""Rows of the order that the third rung looks at."""
FEW: Final = 5_000
"""Matches that are worth collecting before the order is walked further."""


def is_custom(query: Query) -> bool:
    """Whether the ladder is the way to the page."""
    return query.order.walk is not None or any(
        isinstance(condition.field, CustomFilter) for condition in query.conditions
    )


def climb(
    rt: RecordType,
    query: Query,
    organization: UUID,
    *,
    base: list[ColumnElement[bool]],
    tests: list[ColumnElement[bool]],
    wanted: int,
    is_whole: bool,
) -> Select[Any]:
    """Return the first `wanted` rows that meet `base` and `tests`, in order.

    `base` are the conditions of the list itself, `tests` what narrows it for the question and for
    who asks; `is_whole` says that `base` is the whole list and not what everybody may see of it.
    """
    rungs = _Rungs(rt, query, organization, base, tests, wanted)
    first = rungs.walked("nearest", max(FIRST, 2 * wanted))
    far = rungs.walked("farther", max(FAR, 5 * wanted))
    few = rungs.few()
    is_only_sorted = query.order.walk is not None and not (query.conditions or query.patterns)
    rest = rungs.whole_order() if is_only_sorted and is_whole else rungs.all()
    return rungs.joined([first, few, far], rest)


class _Rungs:
    """The parts of one statement; each has the order's keys as k0, k1, … and the id."""

    def __init__(
        self,
        rt: RecordType,
        query: Query,
        organization: UUID,
        base: list[ColumnElement[bool]],
        tests: list[ColumnElement[bool]],
        wanted: int,
    ) -> None:
        self.rt, self.query, self.organization = rt, query, organization
        self.base, self.tests, self.wanted = base, tests, wanted
        self.order: Order = query.order
        self.table = rt.table
        self.keys = keys(query.order)

    def sorted(self, rows: Any) -> list[ColumnElement[Any]]:
        """Return the ORDER BY over columns that carry the keys and the id."""
        return ordering(self.order, [rows.c[key.name] for key in self.keys], rows.c.id)

    def walked(self, name: str, size: int) -> CTE | None:
        """Return what matches among the first `size` rows of the order, None where none can."""
        if self.order.walk is None:
            return self._walked_own(name, size)
        if self.query.after is not None and self.query.after[0] != 0:
            return None  # the cursor stands among the records without a value
        rows = self._walked_values(self.order.walk, size).subquery(f"{name}_rows")
        return select(rows).order_by(*self.sorted(rows)).limit(self.wanted).cte(name)

    def _walked_own(self, name: str, size: int) -> CTE:
        needed = {
            part.name: part
            for test in self.tests
            for part in visitors.iterate(test)
            if isinstance(part, Column) and part.table is self.table
        }
        columns = [*self.keys, *({"id": self.table.c.id} | needed).values()]
        walked = in_order(select(*columns).where(*self.base), self.order, self.table.c.id)
        rows = walked.limit(size).subquery(f"{name}_rows")
        adapt = ClauseAdapter(rows).traverse
        carried = [rows.c[key.name] for key in self.keys]
        met = select(*carried, rows.c.id).where(*(adapt(test) for test in self.tests))
        return met.order_by(*self.sorted(rows)).limit(self.wanted).cte(name)

    def _walked_values(self, walk: Walk, size: int | None) -> Select[Any]:
        """Follow the index of the values and look each record up."""
        entries = self._entries(walk, size).subquery("entries")
        row = (
            select(self.table.c.id)
            .where(self.table.c.id == entries.c.record_id, *self.base, *self.tests)
            .correlate(entries)
            .offset(literal_column("0"))
            .lateral("row")
        )
        missing, value = (key.name for key in self.keys)
        return select(
            literal_column("0", Integer()).label(missing), entries.c.value.label(value), row.c.id
        ).select_from(entries.join(row, true()))

    def _entries(self, walk: Walk, size: int | None) -> Select[Any]:
        mine = [
            VALUES.c.organization_id == self.organization,
            VALUES.c.field_id == walk.definition.id,
        ]
        id = VALUES.c.record_id
        if walk.definition.type == "list":
            return self._option_entries(walk, size, mine)
        value = walk.column
        found = select(value.label("value"), id).where(*mine, value.is_not(None))
        if self.query.after is not None:
            _, last, last_id = self.query.after
            left = tuple_(value, id)
            right = tuple_(bound(value, last), bound(id, last_id))
            found = found.where(left < right if walk.descending else left > right)
        if walk.descending:
            return found.order_by(value.desc(), id.desc()).limit(size)
        return found.order_by(value.asc(), id.asc()).limit(size)

    def _option_entries(
        self, walk: Walk, size: int | None, mine: list[ColumnElement[bool]]
    ) -> Select[Any]:
        """Go through the options in their order, and through the records of each by id."""
        keys = [option.key for option in walk.definition.options]
        placed = list(enumerate(keys, 1))[:: -1 if walk.descending else 1]
        options = (
            func.unnest(
                bindparam(None, [key for _, key in placed], type_=ARRAY(Text())),
                bindparam(None, [place for place, _ in placed], type_=ARRAY(Integer())),
            )
            .table_valued(column("key", Text()), column("place", Integer()))
            .render_derived(name="option")
        )
        place = options.c.place
        ordered = select(options).order_by(place.desc() if walk.descending else place.asc())
        option = ordered.offset(literal_column("0")).subquery("options")
        id = VALUES.c.record_id
        found = select(id).where(*mine, VALUES.c.text == option.c.key).correlate(option)
        if self.query.after is not None:
            _, last, last_id = self.query.after
            past = option.c.place < last if walk.descending else option.c.place > last
            beyond = id < last_id if walk.descending else id > last_id
            found = found.where(past | ((option.c.place == last) & beyond))
        found = found.order_by(id.desc() if walk.descending else id.asc()).limit(size)
        entry = found.offset(literal_column("0") if size is None else None).lateral("entry")
        return (
            select(option.c.place.label("value"), entry.c.record_id)
            .select_from(option.join(entry, true()))
            .limit(size)
        )

    def few(self) -> tuple[CTE, ColumnElement[bool]] | None:
        """Return all matches and whether they are few; None where no index leads to them."""
        if self._is_indexed():
            found = self._met().limit(FEW + 1).cte("few").prefix_with("MATERIALIZED")
            return found, self._count(found) <= FEW
        ids = self._narrowest()
        if ids is None:
            return None
        entries = ids.limit(FEW + 1).cte("entries").prefix_with("MATERIALIZED")
        row = (
            self._met()
            .where(self.table.c.id == entries.c.record_id)
            .correlate(entries)
            .offset(literal_column("0"))
            .lateral("row")
        )
        found = select(*row.c).select_from(entries.join(row, true())).cte("few")
        found = found.prefix_with("MATERIALIZED")
        return found, self._count(entries) <= FEW

    def _is_indexed(self) -> bool:
        """Whether an index of the record's own table leads to what matches."""
        return bool(self.query.patterns) or any(
            isinstance(condition.field, CustomFilter)
            and condition.field.definition is not None
            and is_contained(condition.field.definition, condition.operator)
            for condition in self.query.conditions
        )

    def _narrowest(self) -> Select[Any] | None:
        """Return the ids that meet one of the conditions; the most exact kind that there is."""
        for exact in (True, False):
            for condition in self.query.conditions:
                field = condition.field
                if not isinstance(field, CustomFilter) or field.definition is None:
                    continue
                if exact != (condition.operator in ("eq", "in")):
                    continue
                ids = narrowed(
                    field.definition,
                    condition.operator,
                    condition.value,
                    organization=self.organization,
                )
                if ids is not None:
                    return ids
        return None

    def all(self) -> CTE:
        """Return all matches."""
        return self._met().cte("everything").prefix_with("MATERIALIZED")

    def whole_order(self) -> CTE:
        """Return the next rows of a list that is only sorted: with a value, then without."""
        assert self.order.walk is not None
        parts = []
        if self.query.after is None or self.query.after[0] == 0:
            valued = self._walked_values(self.order.walk, None).subquery("valued")
            parts.append(select(valued).order_by(*self.sorted(valued)).limit(self.wanted))
        slot = bindparam(None, self.order.walk.definition.slot, type_=Text())
        has = plain(self.rt.custom).op("?", is_comparison=True)(slot)
        id = self.table.c.id
        without = select(*self.keys, id).where(*self.base, *self.tests, not_(has))
        without = without.order_by(id.desc() if self.order.descending else id.asc())
        if self.query.after is not None and self.query.after[0] != 0:
            last = bound(id, self.query.after[-1])
            without = without.where(id < last if self.order.descending else id > last)
        parts.append(without.limit(self.wanted))
        rows = union_all(*(part.subquery().select() for part in parts)).subquery("parts")
        return select(rows).cte("everything").prefix_with("MATERIALIZED")

    def joined(
        self,
        rungs: Sequence[CTE | tuple[CTE, ColumnElement[bool]] | None],
        rest: CTE,
    ) -> Select[Any]:
        """Return the rows of the first rung that holds the page, else of the last one."""
        held: list[tuple[CTE, ColumnElement[bool]]] = []
        for rung in rungs:
            if isinstance(rung, CTE):
                held.append((rung, self._count(rung) >= self.wanted))
            elif rung is not None:
                held.append(rung)
        # CASE, since nothing else promises that a later count is not taken before an earlier one.
        chosen: ColumnElement[int] = literal_column(str(len(held)), Integer())
        if held:
            numbered = ((holds, number) for number, (_, holds) in enumerate(held))
            chosen = case(*numbered, else_=chosen)
        step = select(chosen.label("number")).cte("step").prefix_with("MATERIALIZED")
        number = select(step.c.number).scalar_subquery()
        parts = [rows for rows, _ in held] + [rest]
        union = union_all(
            *(select(rows).where(number == place) for place, rows in enumerate(parts))
        ).subquery("rungs")
        return select(union).order_by(*self.sorted(union)).limit(self.wanted)

    def _met(self) -> Select[Any]:
        return select(*self.keys, self.table.c.id).where(*self.base, *self.tests)

    def _count(self, rows: CTE) -> ColumnElement[int]:
        return select(func.count()).select_from(rows).scalar_subquery()
