"""The figures as one viewer may see them."""

from collections.abc import Collection
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from chassis.clock import now
from chassis.db import Session
from chassis.errors import FieldError, Invalid
from chassis.identity import directory
from chassis.identity.actor import Actor
from services.reporting.kpis.models import NOBODY, KpiDay
from services.reporting.kpis.schemas import AgentFigures, DayFigures, Figures, Kpis
from services.reporting.projections import zone_of

MAX_DAYS = 366
_ANSWERED = "completed"
"""The status of a call that was talked on."""


def owners_seen(session: Session, actor: Actor) -> Collection[UUID] | None:
    """Return whose figures the actor may see; None for everybody's (architecture.md 6)."""
    if actor.is_administrator or actor.scope == "all":
        return None
    own = {actor.user_id} if actor.user_id else set()
    return own | (directory.team_of(session, actor) if actor.scope == "team" else set())


def today(session: Session) -> date:
    """Return the present day of the organization's zone."""
    return now().astimezone(zone_of(session)).date()


def read_kpis(session: Session, actor: Actor, *, first: date | None, last: date | None) -> Kpis:
    """Return the figures of a range of days, whole and by day, agent, outcome and origin.

    Without a range: the last seven days of the organization's zone, today included. Raises Invalid
    for a range that ends before it begins or is longer than a year.
    """
    zone = zone_of(session)
    last = last or today(session)
    first = first or last - timedelta(days=6)
    if last < first or (last - first).days >= MAX_DAYS:
        raise Invalid("invalid_fields", FieldError("to", "invalid_range", {"days": MAX_DAYS}))
    statement = (
        select(
            KpiDay.day,
            KpiDay.metric,
            KpiDay.dimension,
            KpiDay.owner_id,
            func.sum(KpiDay.value).label("value"),
        )
        .where(KpiDay.day.between(first, last))
        .group_by(KpiDay.day, KpiDay.metric, KpiDay.dimension, KpiDay.owner_id)
    )
    owners = owners_seen(session, actor)
    if owners is not None:
        statement = statement.where(KpiDay.owner_id.in_(sorted(owners)))
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
