"""Requests go before other work where two processes of one product share a small machine.

`troncal run` serves requests in one process and carries facts and does jobs in another; both want
the same few cores. So the first notes in memory that both see until when requests go first
(`serving`): while one is under way and a little longer, since the next may follow at once. Before
each statement the second waits until then (`step`), for `budgets.BACKGROUND_STEP` seconds at most,
since it may hold row locks. Under load, when requests follow each other closely, all its threads
together begin one transaction in a while, in the order in which they asked (`begin`). So it becomes
slower under load and never stops; a moment after the load all is as before, whoever waited for a
turn included.

A request that takes long (an export, a slow disk) loses its precedence, so it holds up nobody.
"""

import mmap
import os
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

from chassis import budgets

_LOOK_EVERY = 0.0005
_FIRST_UNTIL, _LOADED_UNTIL = range(2)  # moments of the system's clock
_SIZE = 2 * 8


class Precedence:
    """Who is served next door, for whoever comes second. Thread-safe."""

    def __init__(self) -> None:
        self._seen = memoryview(bytearray(_SIZE)).cast("d")
        self._lock = threading.Lock()
        self._began: dict[object, float] = {}
        size = budgets.REQUESTS_OF_LOAD
        self._recent: deque[float] = deque([float("-inf")] * size, maxlen=size)
        self._next_turn = 0.0
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
        request = object()
        with self._lock:
            began = time.monotonic()
            self._began[request] = began
            self._recent.append(began)
            self._seen[_FIRST_UNTIL] = began + budgets.PRECEDENCE
            self._seen[_LOADED_UNTIL] = self._recent[0] + budgets.PRECEDENCE
        try:
            yield
        finally:
            with self._lock:
                del self._began[request]
                young = max(self._began.values(), default=float("-inf")) + budgets.PRECEDENCE
                soon = time.monotonic() + budgets.BACKGROUND_LINGER
                self._seen[_FIRST_UNTIL] = max(young, soon)

    def begin(self) -> None:
        """Before a transaction of the second process: under load wait for this thread's turn.

        A turn comes every `budgets.BACKGROUND_PASS` seconds, to whoever asked first; once the load
        is over nobody waits for one.
        """
        if not self._comes_second:
            return
        with self._lock:
            if self._seen[_LOADED_UNTIL] <= time.monotonic():
                self._next_turn = 0.0
                return
            turn = max(self._next_turn, time.monotonic())
            self._next_turn = turn + budgets.BACKGROUND_PASS
        while (left := min(turn, self._seen[_LOADED_UNTIL]) - time.monotonic()) > 0:
            time.sleep(left)

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
        return time.monotonic() > self._seen[_FIRST_UNTIL]


PROCESS = Precedence()
"""That of this process."""
