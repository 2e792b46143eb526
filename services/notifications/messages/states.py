"""How a message moves: a table that a reader sees whole; what is not in it does not happen."""

from typing import Final

RANK: Final = {
    "queued": 0,
    "sending": 1,
    "requested": 1,
    "sent": 2,
    "unknown": 3,
    "failed": 4,
    "canceled": 4,
    "delivered": 5,
}
"""Later news never takes a message back; `delivered` is true whatever else was said."""


def moves(present: str, news: str) -> bool:
    """Whether news about a message changes its state."""
    return RANK[news] > RANK[present]
