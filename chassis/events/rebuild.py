"""Rebuild: a reader makes its projections anew from the event log that it keeps.

A reader that wants to be rebuildable keeps an append-only log of the envelopes that it handled and
declares it together with what is derived from it:

    REBUILD = Rebuild(
        log=EventLog,                       # columns `position` (identity) and `envelope` (text)
        tables=(DailyCalls, DailyContacts),     # everything that the reactions below write
        reactions=(Reaction(fact=CallEnded, handle=count_call, kind="each", batch=True), …),
    )
    rebuild(database, REBUILD)

The log is written by the service's own reactions; those given here must not write it, and may be
`state` reactions or pure aggregations only. Nothing leaves a rebuild: a reaction that tells, wakes
or records raises `Leak` and the old rows stay.

Guarantee: an equal result to having handled the log's facts once in order, replaced in one commit;
facts that arrive meanwhile are in it, since the consumer waits (uncounted) for the last stretch.
Limit: only facts in the log; their access to other tables sees today's rows. Needs DDL rights.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import structlog
from sqlalchemy import func, select
from sqlalchemy.orm import DeclarativeBase

from chassis.db.database import Database
from chassis.db.session import Session
from chassis.db.shadow import hold_back_writers, make_shadow, take_over, use_shadow
from chassis.events import incoming
from chassis.events.handling import Reactions
from chassis.events.reactions import Reaction

log = structlog.get_logger(__name__)

_AT_ONCE = 1_000


class Leak(Exception):
    """A reaction tried to act outside its tables during a rebuild."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebuild:
    """What a reader rebuilds from what; see the module's text."""

    log: type[DeclarativeBase]
    tables: Sequence[type[DeclarativeBase]]
    reactions: Sequence[Reaction]


def rebuild(database: Database, plan: Rebuild) -> int:
    """Rebuild the tables and return how many facts were replayed. The service may run meanwhile."""
    reactions = Reactions(plan.reactions)
    with database.transaction(None) as session:
        hold_back_writers(session, plan.log)
        # No writer is under way: every position up to here is committed, none comes late.
        horizon = session.chassis_execute(select(func.max(_position(plan)))).scalar_one() or 0
        make_shadow(session, plan.tables)
    last = count = 0
    while True:
        with database.transaction(None) as session:
            rows = _rows(session, plan, after=last, up_to=horizon)
            count += _replay(session, reactions, rows)
        if not rows:
            break
        last = rows[-1][0]
    with database.transaction(None) as session:
        hold_back_writers(session, plan.log)
        last = horizon
        while rows := _rows(session, plan, after=last, up_to=None):
            count += _replay(session, reactions, rows)
            last = rows[-1][0]
        take_over(session, plan.tables)
    log.info("rebuilt", service=database.service, facts=count)
    return count


def _position(plan: Rebuild) -> Any:
    return plan.log.__table__.c["position"]


def _rows(
    session: Session, plan: Rebuild, *, after: int, up_to: int | None
) -> list[tuple[int, str]]:
    position, envelope = _position(plan), plan.log.__table__.c["envelope"]
    statement = select(position, envelope).where(position > after)
    if up_to is not None:
        statement = statement.where(position <= up_to)
    rows = session.chassis_execute(statement.order_by(position).limit(_AT_ONCE))
    return [(row[0], row[1]) for row in rows]


def _replay(session: Session, reactions: Reactions, rows: Sequence[tuple[int, str]]) -> int:
    """Run the reactions on the shadows; facts that this release does not aggregate are passed."""
    use_shadow(session)
    facts = [fact for fact in (incoming.read(text) for _, text in rows) if reactions.knows(fact)]
    reactions.run(session, facts)
    session.expunge_all()
    if session.effects or session.callbacks or session.info.get("recorded"):
        raise Leak("a rebuild sends, wakes and records nothing")
    return len(facts)
