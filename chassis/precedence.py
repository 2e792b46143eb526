"""Requests go before other work where two processes of one product share a small machine.

`troncal run` serves requests in one process and carries facts and does jobs in another; both want
the same few cores. So the first notes in memory that both see how many requests are under way and
when the last one ended (`serving`), and before each statement the second waits until there is none
and none follows at once (`step`), for `budgets.BACKGROUND_STEP` seconds at most, since it may hold
row locks: it becomes slower under load and never stops.
"""

import mmap
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from chassis import budgets

_LOOK_EVERY = 0.0005
_SIZE = 2 * 8


class Precedence:
    """Who is served next door, for whoever comes second. Thread-safe."""

    def __init__(self) -> None:
        self._seen = memoryview(bytearray(_SIZE)).cast("d")  # under way, moment of the last end
        self._lock = threading.Lock()
        self._watch = threading.Lock()
        self._comes_second = False

    @staticmethod
    def memory() -> int:
        """Make what both processes share; returns its file descriptor."""
        descriptor = os.memfd_create("troncal-precedence")
        os.ftruncate(descriptor, _SIZE)
        return descriptor

    def share(self, descriptor: int, *, second: bool) -> None:
        """Note there who is served here, or wait for those that are served there."""
        self._seen = memoryview(mmap.mmap(descriptor, _SIZE)).cast("d")
        self._comes_second = second

    @contextmanager
    def serving(self) -> Iterator[None]:
        """Mark a request as under way until the end of the block."""
        with self._lock:
            self._seen[0] += 1
        try:
            yield
        finally:
            with self._lock:
                self._seen[0] -= 1
                self._seen[1] = time.monotonic()

    def step(self) -> None:
        """Before a statement of the second process: let requests go first."""
        if not self._comes_second or self._is_quiet():
            return
        end = time.monotonic() + budgets.BACKGROUND_STEP
        # One thread looks; the others wait for it instead of waking as often.
        if not self._watch.acquire(timeout=budgets.BACKGROUND_STEP):
            return
        try:
            while not self._is_quiet() and time.monotonic() < end:
                time.sleep(_LOOK_EVERY)
        finally:
            self._watch.release()

    def _is_quiet(self) -> bool:
        if self._seen[0] > 0:
            return False
        return time.monotonic() > self._seen[1] + budgets.BACKGROUND_LINGER


PROCESS = Precedence()
"""That of this process."""
