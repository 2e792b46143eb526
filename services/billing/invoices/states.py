"""The life of an invoice as data (B-18, O-25, O-26): every step that there is."""

from typing import Final, Literal

State = Literal["draft", "issued", "paid", "rejected"]
Act = Literal["issue", "pay", "reject", "reopen"]

STATES: Final[tuple[State, ...]] = ("draft", "issued", "paid", "rejected")

STEPS: Final[dict[tuple[State, Act], State]] = {
    ("draft", "issue"): "issued",
    ("issued", "pay"): "paid",
    ("issued", "reject"): "rejected",
    ("paid", "reopen"): "issued",
    ("rejected", "reopen"): "draft",
}


def after(state: State, act: Act) -> State | None:
    """Return the state to which an act leads, None where it is not allowed."""
    return STEPS.get((state, act))
