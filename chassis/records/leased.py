"""What long works have in common: one that is at it at a time, in steps that are tried again.

A work is a row with a state and `due_at`, when a worker may take it: while one has it, that lies
ahead and moves with each step. A worker that dies loses it, one that stops gives it back.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, PendingRollbackError

from chassis.observability import logs
from chassis.spec import Service

log = logs.logger(__name__)


def again(act: Callable[[], bool], *, work: str, attempts: int) -> bool:
    """Try a step some times, when others are in its way: locks, unique keys, a lost connection."""
    pause = threading.Event()
    for attempt in range(1, attempts + 1):
        try:
            return act()
        except (DBAPIError, PendingRollbackError) as error:
            if attempt == attempts:
                raise
            reason = getattr(error, "orig", None) or error
            log.warning("step_again", work=work, attempt=attempt, reason=type(reason).__name__)
            pause.wait(0.1 * 2**attempt)
    raise AssertionError("unreachable")


@contextmanager
def draining(service: Service) -> Iterator[threading.Event]:
    """Tell a long work that its process begins to stop."""
    stopping = threading.Event()
    service.on_drain.append(stopping.set)
    try:
        yield stopping
    finally:
        service.on_drain.remove(stopping.set)
