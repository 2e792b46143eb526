"""How much time is left for the request that is being answered, however deep the calls go."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

HEADER = "Troncal-Budget-Ms"
"""Carries the caller's remaining time to the callee."""

_ends: ContextVar[float | None] = ContextVar("troncal_deadline", default=None)


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Give the block at most `seconds`, or what an outer block has left if that is less."""
    end = time.monotonic() + seconds
    outer = _ends.get()
    token = _ends.set(end if outer is None else min(end, outer))
    try:
        yield
    finally:
        _ends.reset(token)


def remaining(default: float) -> float:
    """Return the seconds left, at most `default`; 0 or less when the time is over."""
    end = _ends.get()
    return default if end is None else min(default, end - time.monotonic())


def stated(header: str | None) -> float | None:
    """Read a caller's budget in seconds; None when it is absent or makes no sense."""
    longest = 600_000
    if header is None or not header.isascii() or not header.isdigit():
        return None
    return min(int(header[:9]), longest) / 1000
