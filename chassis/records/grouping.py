"""Sums and counts of a list, grouped, under the same rule of who sees what as the list itself."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import func, select

from chassis.db import Session
from chassis.identity.actor import Actor
from chassis.records import access, picking
from chassis.records.expressions import Expression, plain
from chassis.records.query import Query
from chassis.records.types import RecordType


def grouped(
    session: Session,
    actor: Actor,
    rt: RecordType,
    query: Query,
    *,
    by: Mapping[str, Expression],
    sums: Mapping[str, Expression],
) -> Sequence[Any]:
    """Return one row per group of the records that the query meets and the actor sees.

    A row has the members of `by`, `number`, and the members of `sums` (never null). Exact, at the
    price of reading every row that is met; the query's order and page count for nothing.
    """
    session.flush()
    who = access.standing(session, actor, rt.access, rt.name, table=rt.table)
    columns = [plain(part).label(name) for name, part in {**by, **sums}.items()]
    met = picking.matching(rt, who, session.organization, query, columns=columns).subquery("met")
    keys = [met.c[name] for name in by]
    totals = [func.coalesce(func.sum(met.c[name]), 0).label(name) for name in sums]
    counted = select(*keys, func.count().label("number"), *totals).select_from(met)
    statement = counted.group_by(*keys).order_by(*keys)
    rows: Sequence[Any] = session.chassis_execute(statement).all()
    return rows
