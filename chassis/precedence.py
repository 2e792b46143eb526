"""Requests go before background work where both share one interpreter.

In the one-process mode consumers, relays and jobs compete with the requests for the interpreter,
and a caller waits on the line while facts do not mind. So whoever serves a request says so
(`serving`), and every other thread steps aside a moment before each of its statements (`step`).
Under load, when requests follow each other closely, all of them together begin one transaction in
a while, in the order in which they asked (`begin`). Background work becomes slower then and never
stops; 250 ms after the load all is as before, whoever waited for a turn included.

A request that takes long (an export, a slow disk) loses its precedence, so it holds up nobody.
"""

import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

from chassis import budgets


class Precedence:
    """Who is served in this process, and who waits meanwhile. Thread-safe."""

    def __init__(self) -> None:
        self._changed = threading.Condition(threading.Lock())
        self._served: dict[int, float] = {}
        size = budgets.REQUESTS_OF_LOAD
        self._recent: deque[float] = deque([float("-inf")] * size, maxlen=size)
        self._next_turn = 0.0

    @contextmanager
    def serving(self) -> Iterator[None]:
        """Mark this thread as serving a request until the end of the block."""
        me = threading.get_ident()
        self._served[me] = time.monotonic()
        self._recent.append(self._served[me])
        try:
            yield
        finally:
            del self._served[me]
            if not self._served:
                with self._changed:
                    self._changed.notify_all()

    def begin(self) -> None:
        """Before a transaction: under load wait for this thread's turn.

        A turn comes every `budgets.BACKGROUND_PASS` seconds, to whoever asked first; once the load
        is over nobody waits for one.
        """
        if self._goes_first():
            return
        with self._changed:
            if self._end_of_load() <= time.monotonic():
                self._next_turn = 0.0
                return
            turn = max(self._next_turn, time.monotonic())
            self._next_turn = turn + budgets.BACKGROUND_PASS
        while (left := min(turn, self._end_of_load()) - time.monotonic()) > 0:
            time.sleep(left)

    def step(self) -> None:
        """Before a statement: let requests go first, for `budgets.BACKGROUND_STEP` s at most."""
        if not self._served or self._goes_first():
            return
        end = time.monotonic() + budgets.BACKGROUND_STEP
        with self._changed:
            while self._young() and (left := end - time.monotonic()) > 0:
                self._changed.wait(left)

    def _goes_first(self) -> bool:
        """Whether this thread serves a request itself."""
        return threading.get_ident() in self._served

    def _end_of_load(self) -> float:
        """When the last requests no longer lie within a moment, unless others follow."""
        return self._recent[0] + budgets.PRECEDENCE

    def _young(self) -> bool:
        """Whether a request is under way that began a moment ago."""
        oldest = time.monotonic() - budgets.PRECEDENCE
        return any(began > oldest for began in list(self._served.values()))


PROCESS = Precedence()
"""That of this process: an interpreter has one, as it has one lock."""
