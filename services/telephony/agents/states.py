"""The agent's states as one table: who may move an agent from where to where."""

from typing import Literal

AgentState = Literal["offline", "available", "reserved", "ringing", "on_call", "wrapup", "paused"]
ChosenState = Literal["available", "paused", "offline"]

TRANSITIONS: dict[AgentState, frozenset[AgentState]] = {
    "offline": frozenset({"available", "paused", "on_call"}),
    "available": frozenset({"reserved", "on_call", "paused", "offline"}),
    "reserved": frozenset({"ringing", "on_call", "available", "paused", "offline"}),
    "ringing": frozenset({"on_call", "available", "paused", "offline"}),
    "on_call": frozenset({"wrapup", "available", "paused", "offline"}),
    "wrapup": frozenset({"available", "paused", "offline", "on_call"}),
    "paused": frozenset({"available", "offline", "on_call"}),
}
"""`on_call` is reachable from everywhere but itself: an answered leg is a fact, whatever we thought
(a lease may have lapsed while the browser was talking)."""

WITH_CALL: frozenset[AgentState] = frozenset({"reserved", "ringing", "on_call"})
"""States that belong to a call; a state chosen now waits for its end (`after_call`)."""


def may_move(current: AgentState, to: AgentState) -> bool:
    """Whether the table allows the step. Staying is not a step."""
    return to in TRANSITIONS[current]
