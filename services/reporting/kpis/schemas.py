"""Figures as the API shows them."""

from datetime import date
from uuid import UUID

from pydantic import BaseModel, Field

from chassis.web import Body


class Figures(BaseModel):
    """Counts of calls and contacts; seconds of talk and of waiting for an answer."""

    contacts_created: int = 0
    calls: int = 0
    inbound: int = 0
    outbound: int = 0
    answered: int = Field(default=0, description="inbound calls that an agent took")
    missed: int = Field(default=0, description="inbound calls that nobody took")
    connected: int = Field(default=0, description="outbound calls that were answered")
    talk_seconds: int = 0
    wait_seconds: int = 0


class DayFigures(Figures):
    """The figures of one day."""

    day: date


class AgentFigures(Figures):
    """The figures of one agent; without id, of calls that nobody took."""

    agent_id: UUID | None
    name: str
    seconds_by_state: dict[str, int]


class Kpis(BaseModel):
    """The figures of a range of days; days are cut in `timezone`."""

    first: date
    last: date
    timezone: str
    total: Figures
    by_day: list[DayFigures]
    by_agent: list[AgentFigures]
    by_outcome: dict[str, int]
    by_origin: dict[str, int]


class Dashboard(BaseModel):
    """What the start page shows: today, and the range with the one before it to compare."""

    today: Figures
    range: Kpis
    before: Figures


class Range(Body):
    """`from` and `to` are days of the organization's zone, both included."""

    from_: date | None = Field(default=None, alias="from")
    to: date | None = None
