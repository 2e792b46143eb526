"""Which class of state may follow which, and what that is called (K-07, K-15, K-20)."""

from collections.abc import Mapping
from typing import Final, Literal

Move = Literal["edited", "solved", "closed"]

MOVES: Final[Mapping[tuple[str, str], Move]] = {
    ("new", "new"): "edited",
    ("new", "in_progress"): "edited",
    ("new", "solved"): "solved",
    ("new", "closed"): "closed",
    ("in_progress", "new"): "edited",
    ("in_progress", "in_progress"): "edited",
    ("in_progress", "solved"): "solved",
    ("in_progress", "closed"): "closed",
    ("solved", "solved"): "edited",
    ("solved", "closed"): "closed",
    ("closed", "closed"): "edited",
}
"""From and to. What is missing needs a reason first: a solved or closed case is reopened."""
OPEN: Final = ("new", "in_progress")


def wrong_solution(state_class: str, solution: str | None, *, given: bool) -> str | None:
    """Return the code of what is wrong with a solution in a state of this class, or None.

    A solved case has one always, on creation too (K-20, O-11); an open one has none yet.
    """
    if state_class == "solved" and not (solution or "").strip():
        return "solution_required"
    if state_class in OPEN and given and (solution or "").strip():
        return "solution_of_an_open_case"
    return None
