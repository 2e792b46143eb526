"""The figures as one viewer may see them."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, select

from chassis.clock import now
from chassis.db import Session
from chassis.errors import FieldError, Invalid
from chassis.identity import directory
from chassis.identity.actor import Actor
from services.reporting.kpis.models import NOBODY, KpiDay
from services.reporting.kpis.schemas import AgentFigures, DayFigures, Figures, Kpis
from services.reporting.projections import zone_of

MAX_DAYS = 366
METRICS = (
    "calls",
    "talk_seconds",
    "wait_seconds",
    "outcomes",
    "agent_seconds",
    "contacts_created",
)
_ANSWERED = "completed"
"""The status of a call that was talked on."""


def seen(
    session: Session, actor: Actor, *, owner: Any, is_public: Any
) -> list[ColumnElement[bool]]:
    """Return the condition of what counts for the actor; none for administrators (X-8).

    One's own and what is of one's team in the role tree; with a scope of all also what is open to
    everybody. A private record of somebody else never counts, even one that was shared: the sums
    and the records behind them are held to this same condition.
    """
    if actor.is_administrator:
        return []
    own = {actor.user_id} if actor.user_id else set()
    team = set() if actor.scope == "own" else directory.team_of(session, actor)
    mine = owner.in_(sorted(own | team))
    return [mine | is_public] if actor.scope == "all" else [mine]


def today(session: Session) -> date:
    """Return the present day of the organization's zone."""
    return now().astimezone(zone_of(session)).date()


def range_of(session: Session, first: date | None, last: date | None) -> tuple[date, date]:
    """Return the days that are asked for; the last seven, today included, where none are.

    Raises Invalid for a range that ends before it begins or is longer than a year.
    """
    last = last or today(session)
    first = first or last - timedelta(days=6)
    if last < first or (last - first).days >= MAX_DAYS:
        raise Invalid("invalid_fields", FieldError("to", "invalid_range", {"days": MAX_DAYS}))
    return first, last


def read_kpis(session: Session, actor: Actor, *, first: date | None, last: date | None) -> Kpis:
    """Return the figures of a range of days, whole and by day, agent, outcome and origin.

    Without a range: the last seven days of the organization's zone, today included. Raises Invalid
    for a range that ends before it begins or is longer than a year.
    """
    zone = zone_of(session)
    first, last = range_of(session, first, last)
    statement = (
        select(
            KpiDay.day,
            KpiDay.metric,
            KpiDay.dimension,
            KpiDay.owner_id,
            func.sum(KpiDay.value).label("value"),
        )
        .where(KpiDay.day.between(first, last))
        .where(KpiDay.metric.in_(METRICS))
        .where(*seen(session, actor, owner=KpiDay.owner_id, is_public=KpiDay.is_public))
        .group_by(KpiDay.day, KpiDay.metric, KpiDay.dimension, KpiDay.owner_id)
    )
    rows = session.execute(statement).all()
    return _summed(session, rows, first=first, last=last, zone=str(zone))


def _summed(session: Session, rows: Any, *, first: date, last: date, zone: str) -> Kpis:
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    by_day = {day: Figures() for day in days}
    by_agent: dict[UUID, Figures] = {}
    outcomes: dict[str, int] = {}
    origins: dict[str, int] = {}
    agent_time: dict[UUID, dict[str, int]] = {}
    total = Figures()
    for day, metric, dimension, owner_id, value in rows:
        touched = [total, by_day[day], by_agent.setdefault(owner_id, Figures())]
        for figures in touched:
            _add(figures, metric, dimension, value)
        if metric == "outcomes":
            outcomes[dimension] = outcomes.get(dimension, 0) + int(value)
        elif metric == "contacts_created":
            origins[dimension] = origins.get(dimension, 0) + int(value)
        elif metric == "agent_seconds":
            states = agent_time.setdefault(owner_id, {})
            states[dimension] = states.get(dimension, 0) + int(value)
    names = directory.names(session, [owner for owner in by_agent if owner != NOBODY])
    return Kpis(
        first=first,
        last=last,
        timezone=zone,
        total=total,
        by_day=[DayFigures(day=day, **by_day[day].model_dump()) for day in days],
        by_agent=[
            AgentFigures(
                agent_id=None if owner == NOBODY else owner,
                name=names.get(owner, ""),
                seconds_by_state=agent_time.get(owner, {}),
                **figures.model_dump(),
            )
            for owner, figures in sorted(
                by_agent.items(), key=lambda item: (-item[1].calls, item[0])
            )
        ],
        by_outcome=dict(sorted(outcomes.items(), key=lambda item: (-item[1], item[0]))),
        by_origin=dict(sorted(origins.items(), key=lambda item: (-item[1], item[0]))),
    )


def _add(figures: Figures, metric: str, dimension: str, value: Decimal) -> None:
    count = int(value)
    if metric == "contacts_created":
        figures.contacts_created += count
    elif metric == "talk_seconds":
        figures.talk_seconds += count
    elif metric == "wait_seconds":
        figures.wait_seconds += count
    elif metric == "calls":
        direction, _, status = dimension.partition(":")
        figures.calls += count
        if direction == "inbound":
            figures.inbound += count
            figures.answered += count if status == _ANSWERED else 0
            figures.missed += 0 if status == _ANSWERED else count
        else:
            figures.outbound += count
            figures.connected += count if status == _ANSWERED else 0
