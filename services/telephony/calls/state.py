"""A call as the fold over what was said of it: pure, so order and repetition cannot matter.

Provider callbacks arrive late, twice, shuffled, or not at all. Each is kept, and the call's row is
computed from the *set* of them: every leg takes the highest rank it was ever said to have
(queued < ringing < in progress < one of the ends, which are ordered too), moments are minima over
the set, and one table maps the legs to the call's status. So any permutation and any repetition
of the same callbacks gives the same row (property-tested).

Besides what the provider says, the set holds what we know ourselves: that an agent pressed
answer, and that routing gave up. Both are events like the others.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Direction = Literal["inbound", "outbound"]
Source = Literal["provider", "agent", "gave_up"]
LegStatus = Literal[
    "queued", "ringing", "in_progress", "canceled", "failed", "no_answer", "busy", "completed"
]
CallStatus = Literal[
    "queued",
    "ringing",
    "in_progress",
    "completed",
    "missed",
    "busy",
    "failed",
    "no_answer",
    "canceled",
]

RANK: dict[LegStatus, int] = {
    "queued": 0,
    "ringing": 1,
    "in_progress": 2,
    "canceled": 3,
    "failed": 4,
    "no_answer": 5,
    "busy": 6,
    "completed": 7,
}
"""Total order of what can be said of one leg; the ends are ordered so that two of them never tie.

`completed` is last because only a connected leg completes: it carries the most knowledge."""

FROM_PROVIDER: dict[str, LegStatus] = {
    "queued": "queued",
    "initiated": "queued",
    "ringing": "ringing",
    "in-progress": "in_progress",
    "answered": "in_progress",
    "completed": "completed",
    "busy": "busy",
    "failed": "failed",
    "no-answer": "no_answer",
    "canceled": "canceled",
}
"""The provider's words (CallStatus, DialCallStatus) in ours; an unknown one says nothing."""

ENDED: frozenset[CallStatus] = frozenset(
    {"completed", "missed", "busy", "failed", "no_answer", "canceled"}
)
"""Statuses after which a call can only be priced and classified."""

CUSTOMER = "customer"
_TERMINAL_RANK = RANK["canceled"]
_NOT_CONNECTED = frozenset({"canceled", "failed", "no_answer", "busy"})


def agent_leg(attempt: int) -> str:
    """Name the leg of the n-th operator that the call was offered to."""
    return f"agent:{attempt}"


@dataclass(frozen=True, slots=True, kw_only=True)
class LegEvent:
    """One thing that was said of one leg.

    `leg` is `customer` or `agent:<attempt>`. `source`: the provider, the agent's own click, or our
    routing (`gave_up`, whose status is not read). `duration` is seconds, on ends only.
    """

    leg: str
    status: LegStatus
    at: datetime
    source: Source = "provider"
    duration: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CallState:
    """What the set of events makes of the call.

    `attempt` is the operator's leg that answered; None when nobody did or when it is not known.
    """

    status: CallStatus
    started_at: datetime | None = None
    answered_at: datetime | None = None
    ended_at: datetime | None = None
    duration_seconds: int | None = None
    attempt: int | None = None


@dataclass(frozen=True, slots=True)
class _Leg:
    name: str
    events: tuple[LegEvent, ...]

    @property
    def status(self) -> LegStatus:
        return max((event.status for event in self.events), key=RANK.__getitem__)

    @property
    def ended(self) -> bool:
        return RANK[self.status] >= _TERMINAL_RANK

    @property
    def connected(self) -> bool:
        """The provider connected it, or the agent answered and the provider never denied it."""
        provider = {event.status for event in self.events if event.source == "provider"}
        if provider & {"in_progress", "completed"}:
            return True
        answered = any(
            event.source == "agent" and event.status == "in_progress" for event in self.events
        )
        return answered and not {event.status for event in self.events} & _NOT_CONNECTED

    def first(self, statuses: Iterable[LegStatus]) -> datetime | None:
        wanted = frozenset(statuses)
        return min((event.at for event in self.events if event.status in wanted), default=None)

    @property
    def ended_at(self) -> datetime | None:
        return self.first(status for status, rank in RANK.items() if rank >= _TERMINAL_RANK)

    @property
    def duration(self) -> int | None:
        return max((e.duration for e in self.events if e.duration is not None), default=None)


def fold(direction: Direction, events: Iterable[LegEvent]) -> CallState:
    """Compute the call from everything said of it. An empty set is a queued call."""
    said = frozenset(events)
    given_up_at = min((event.at for event in said if event.source == "gave_up"), default=None)
    legs = _legs(event for event in said if event.source != "gave_up")
    started_at = min((event.at for event in said), default=None)
    customer = legs.get(CUSTOMER)
    if direction == "outbound":
        return _outbound(legs, customer, started_at)
    return _inbound(legs, customer, started_at, given_up_at)


def leg_statuses(events: Iterable[LegEvent]) -> dict[str, LegStatus]:
    """Give the status of each leg on its own; routing asks what became of the last offer."""
    legs = _legs(event for event in frozenset(events) if event.source != "gave_up")
    return {name: leg.status for name, leg in legs.items()}


def _legs(events: Iterable[LegEvent]) -> dict[str, _Leg]:
    grouped: dict[str, list[LegEvent]] = {}
    for event in events:
        grouped.setdefault(event.leg, []).append(event)
    return {name: _Leg(name, tuple(found)) for name, found in sorted(grouped.items())}


def _inbound(
    legs: dict[str, _Leg],
    customer: _Leg | None,
    started_at: datetime | None,
    given_up_at: datetime | None,
) -> CallState:
    """An inbound call is answered when an operator's leg connects, not when a message plays.

    Operators are rung with `answerOnBridge`, so the caller's own leg is in progress only once it
    is bridged or once we play the message of a call given up. Where the operator leg's word is
    lost, the caller's leg therefore still tells that somebody answered.
    """
    answering = _answering(legs, customer, gave_up=given_up_at is not None)
    caller_left = customer.ended_at if customer else None
    if answering is None:
        ended_at = min(filter(None, (given_up_at, caller_left)), default=None)
        if ended_at is not None:
            return CallState(
                status="missed", started_at=started_at, ended_at=ended_at, duration_seconds=0
            )
        rings = bool(legs) and any(RANK[leg.status] >= RANK["ringing"] for leg in legs.values())
        return CallState(status="ringing" if rings else "queued", started_at=started_at)
    attempt = None if answering.name == CUSTOMER else _attempt(answering.name)
    ended_at = min(filter(None, (answering.ended_at, caller_left)), default=None)
    answered_at = answering.first(("in_progress",)) or answering.ended_at
    if ended_at is None:
        return CallState(
            status="in_progress",
            started_at=started_at,
            answered_at=answered_at,
            attempt=attempt,
        )
    talked = _talked(answering.duration, answered_at, ended_at)
    if talked is None and customer is not None:
        talked = customer.duration
    return CallState(
        status="completed",
        started_at=started_at,
        answered_at=answered_at,
        ended_at=ended_at,
        duration_seconds=talked or 0,
        attempt=attempt,
    )


def _answering(legs: dict[str, _Leg], customer: _Leg | None, *, gave_up: bool) -> _Leg | None:
    """Find the leg that proves an answer: the first operator's that connected, or the caller's."""
    operators = [leg for leg in legs.values() if leg.name != CUSTOMER]
    connected = [leg for leg in operators if leg.connected]
    if connected:
        return min(connected, key=lambda leg: _attempt(leg.name))
    refused = bool(operators) and all(leg.ended for leg in operators)
    if customer is None or gave_up or refused or not customer.connected:
        return None
    return customer


def _outbound(
    legs: dict[str, _Leg], customer: _Leg | None, started_at: datetime | None
) -> CallState:
    """An outbound call is what became of the customer's leg; without one, of the agent's."""
    if customer is None:
        ends = [leg.ended_at for leg in legs.values() if leg.ended_at is not None]
        if not ends:
            return CallState(status="queued", started_at=started_at)
        return CallState(
            status="canceled", started_at=started_at, ended_at=min(ends), duration_seconds=0
        )
    answered_at = customer.first(("in_progress",))
    if answered_at is None and customer.status == "completed":
        answered_at = customer.ended_at
    if not customer.ended:
        return CallState(
            status=customer.status, started_at=started_at, answered_at=answered_at, attempt=1
        )
    ended_at = customer.ended_at
    talked = _talked(customer.duration, answered_at, ended_at) if answered_at else 0
    return CallState(
        status="completed" if answered_at else customer.status,
        started_at=started_at,
        answered_at=answered_at,
        ended_at=ended_at,
        duration_seconds=talked or 0,
        attempt=1,
    )


def _talked(
    said: int | None, answered_at: datetime | None, ended_at: datetime | None
) -> int | None:
    """Prefer the provider's figure of the connected leg; else the time between the moments."""
    if said is not None:
        return said
    if answered_at is None or ended_at is None or ended_at <= answered_at:
        return None
    return round((ended_at - answered_at).total_seconds())


def _attempt(leg: str) -> int:
    return int(leg.partition(":")[2])
