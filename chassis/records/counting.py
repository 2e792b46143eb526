"""Totals: exact up to a bound, then the planner's estimate, which is remembered for ten seconds.

An exact one is never remembered: a list draws as many rows as it is told, and a record that was
made a moment ago would not be among them.
"""

from typing import Any, TypedDict

from sqlalchemy import Executable, func, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.expression import ClauseElement

from chassis import budgets
from chassis.db import Session
from chassis.records import picking
from chassis.records.access import Standing
from chassis.records.query import Query
from chassis.records.remembered import Remembered
from chassis.records.types import RecordType


class Total(TypedDict):
    """How many records a list has for its reader; the answer of `count=1`."""

    total: int
    total_is_estimate: bool


class Explain(Executable, ClauseElement):
    """`EXPLAIN (FORMAT JSON)` of a statement, with the statement's own parameters."""

    inherit_cache = False

    def __init__(self, statement: Any) -> None:
        self.statement = statement


@compiles(Explain)
def _explain(element: Explain, compiler: Any, **options: Any) -> str:
    return f"EXPLAIN (FORMAT JSON) {compiler.process(element.statement, **options)}"


_TOTALS = Remembered(budgets.COUNT_CACHE)


def count(session: Session, rt: RecordType, query: Query, who: Standing) -> Total:
    """Count what the query meets for somebody of this standing."""
    key = (session.organization, rt, query.key, who)
    total: Total | None = _TOTALS.get(session, key)
    if total is None:
        total = _count(session, rt, query, who)
        if total["total_is_estimate"]:
            _TOTALS.put(session, key, total)
    return total


def _count(session: Session, rt: RecordType, query: Query, who: Standing) -> Total:
    rows = picking.matching(rt, who, session.organization, query)
    bounded = rows.limit(budgets.EXACT_COUNT_MAX + 1).subquery()
    exact = session.chassis_execute(select(func.count()).select_from(bounded)).scalar_one()
    if exact <= budgets.EXACT_COUNT_MAX:
        return Total(total=exact, total_is_estimate=False)
    plan = session.chassis_execute(Explain(rows)).scalar_one()
    return Total(total=max(exact, int(plan[0]["Plan"]["Plan Rows"])), total_is_estimate=True)
