"""What one call, contact or agent interval adds to the figures: pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID
from zoneinfo import ZoneInfo

from services.reporting.kpis.models import NOBODY, CallFact, ContactFact


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    """The key of one figure."""

    day: date
    metric: str
    dimension: str
    owner_id: UUID
    is_public: bool = True


def of_call(call: CallFact, zone: ZoneInfo) -> dict[Cell, Decimal]:
    """Return what a call counts for; nothing until it has ended."""
    if call.status is None or call.started_at is None:
        return {}
    day = call.started_at.astimezone(zone).date()
    owner = call.agent_id or NOBODY
    cells = {Cell(day, "calls", f"{call.direction}:{call.status}", owner): Decimal(1)}

    def add(metric: str, dimension: str | None, value: Decimal | int | None) -> None:
        if value and dimension:
            cells[Cell(day, metric, dimension, owner)] = Decimal(value)

    add("talk_seconds", call.direction, call.talk_seconds)
    add("wait_seconds", call.direction, call.wait_seconds)
    add("outcomes", call.disposition, 1)
    add("call_cost", call.currency, call.cost)
    return cells


def of_contact(contact: ContactFact, zone: ZoneInfo) -> dict[Cell, Decimal]:
    """Return what a contact counts for: one more on the day of its creation, also if discarded."""
    if contact.created_at is None:
        return {}
    day = contact.created_at.astimezone(zone).date()
    cell = Cell(
        day, "contacts_created", contact.origin, contact.owner_id or NOBODY, contact.is_public
    )
    return {cell: Decimal(1)}


def of_interval(
    agent_id: UUID, state: str, until: datetime, seconds: int, zone: ZoneInfo
) -> dict[Cell, Decimal]:
    """Return an agent's time in a state, cut at each midnight of the organization's zone."""
    cells: dict[Cell, Decimal] = {}
    for day, part in _by_day(until - timedelta(seconds=seconds), until, zone):
        cells[Cell(day, "agent_seconds", state, agent_id)] = part
    return cells


def _by_day(start: datetime, end: datetime, zone: ZoneInfo) -> Iterator[tuple[date, Decimal]]:
    while start < end:
        day = start.astimezone(zone).date()
        midnight = datetime.combine(day + timedelta(days=1), time(), zone).astimezone(start.tzinfo)
        stop = min(end, midnight)
        yield day, Decimal((stop - start).total_seconds())
        start = stop


def difference(before: dict[Cell, Decimal], after: dict[Cell, Decimal]) -> dict[Cell, Decimal]:
    """Return what to add so that `before` becomes `after`; cells that do not change are absent."""
    changed = {
        cell: after.get(cell, Decimal(0)) - before.get(cell, Decimal(0))
        for cell in before.keys() | after.keys()
    }
    return {cell: value for cell, value in changed.items() if value}
