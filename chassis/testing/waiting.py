"""Wait for a condition instead of sleeping for a guess."""

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

_FIRST_PAUSE = 0.005
_LONGEST_PAUSE = 0.1


class StillWaiting(AssertionError):
    """The condition did not come true before its deadline."""


def eventually(
    condition: Callable[[], T],
    *,
    deadline: float = 10.0,
    ignoring: tuple[type[Exception], ...] = (AssertionError,),
    saying: str = "",
) -> T:
    """Return the first truthy answer of ``condition``, asked again until ``deadline`` seconds pass.

    The condition may also assert: exceptions of the kinds in ``ignoring`` count as "not yet", and
    the last one is the cause of the :class:`StillWaiting` raised at the deadline. The condition is
    asked at least once, and once more at the very end, so a slow machine that was not scheduled
    for a while is not blamed on the code under test.
    """
    end = time.monotonic() + deadline
    pause = _FIRST_PAUSE
    while True:
        last_chance = time.monotonic() >= end
        answer, reason = _ask(condition, ignoring)
        if answer:
            return answer
        if last_chance:
            what = saying or getattr(condition, "__name__", "the condition")
            raise StillWaiting(
                f"{what}: not true after {deadline:g} s; last answer {answer!r}"
            ) from reason
        time.sleep(min(pause, max(0.0, end - time.monotonic())))
        pause = min(pause * 1.5, _LONGEST_PAUSE)


def _ask(
    condition: Callable[[], T], ignoring: tuple[type[Exception], ...]
) -> tuple[T | None, Exception | None]:
    try:
        return condition(), None
    except ignoring as reason:
        return None, reason
