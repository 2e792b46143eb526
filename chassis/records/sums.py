"""Sums over a list: what its reader would add up by hand, one row per value of a column."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import func, select

from chassis.db import Session
from chassis.identity.actor import Actor
from chassis.records import access, picking
from chassis.records.conditions import narrowing
from chassis.records.expressions import Expression, plain
from chassis.records.reading import read
from chassis.records.types import RecordType


def sums(
    session: Session,
    actor: Actor,
    rt: RecordType,
    arguments: Iterable[tuple[str, str]],
    *,
    by: Expression,
    of: Expression,
) -> list[dict[str, Any]]:
    """Return `{"by", "count", "sum"}` for each value of `by`, over what the list's query meets.

    The arguments are the list's own; the page (`limit`, `cursor`, `sort`) does not matter. Exact,
    and therefore as dear as the rows that it adds. Raises Invalid like the list.
    """
    query = read(session, actor, rt, arguments)
    session.flush()
    who = access.standing(session, actor, rt.access, rt.name, table=rt.table)
    column, amount = plain(by), plain(of)
    rows = session.chassis_execute(
        select(column.label("by"), func.count().label("count"), func.sum(amount).label("sum"))
        .select_from(rt.table)
        .where(*picking.visible(rt, who, session.organization), *narrowing(rt, query))
        .group_by(column)
        .order_by(column)
    )
    return [dict(row) for row in rows.mappings()]
