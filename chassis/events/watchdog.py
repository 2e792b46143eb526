"""Watches a handler that does not come back.

Statement and lock timeouts bound what a reaction does in the database; this bounds the rest. A
handler over its time gets `HandlerHung` raised inside it, which counts as an attempt. One that
does not even notice that (it waits in native code) costs the process, which is then counted as a
death with the fact in hand: the supervisor starts it again and the fact is parked after three.
"""

import ctypes
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import structlog

from chassis import budgets

log = structlog.get_logger(__name__)


class HandlerHung(Exception):
    """A reaction ran longer than its budget and was interrupted."""


def end_process() -> None:
    """Die as a crash does, so that the fact in hand is counted and nothing half-done commits."""
    os.kill(os.getpid(), signal.SIGKILL)


class Watchdog:
    """One per consumer. `watching` bounds a block on the calling thread.

    Guarantee: `HandlerHung` is raised inside a watched block or at its end, never after it.
    """

    def __init__(
        self,
        *,
        limit: float = budgets.HANDLER_WATCHDOG,
        grace: float = budgets.HANDLER_WATCHDOG,
        give_up: Callable[[], None] = end_process,
    ) -> None:
        self._limit = limit
        self._grace = grace
        self._give_up = give_up
        self._guard = threading.Condition()
        self._watched: tuple[int, float] | None = None
        self._interrupted_at: float | None = None
        self._stopped = False
        self._thread = threading.Thread(target=self._run, name="watchdog", daemon=True)

    def start(self) -> None:
        """Begin to watch."""
        self._thread.start()

    def stop(self) -> None:
        """End the watching thread."""
        with self._guard:
            self._stopped = True
            self._guard.notify()
        if self._thread.is_alive():
            self._thread.join(1.0)

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Bound the block to the limit."""
        with self._guard:
            self._watched = (threading.get_ident(), time.monotonic() + self._limit)
            self._interrupted_at = None
        try:
            yield
        finally:
            try:
                self._end()
            except HandlerHung:  # it came while the block was ending
                self._end()
                raise

    def _end(self) -> None:
        """Stop watching and take back an interrupt that was sent but not raised yet."""
        with self._guard:
            self._watched = None
            if self._interrupted_at is not None:
                _interrupt(threading.get_ident(), None)

    def _run(self) -> None:
        with self._guard:
            while not self._stopped:
                self._guard.wait(min(self._limit, self._grace) / 4)
                self._look(time.monotonic())

    def _look(self, now: float) -> None:
        if self._watched is None:
            return
        thread, end = self._watched
        if self._interrupted_at is None and now >= end:
            log.error("handler hangs and is interrupted", seconds=self._limit)
            self._interrupted_at = now
            _interrupt(thread, HandlerHung)
        elif self._interrupted_at is not None and now >= self._interrupted_at + self._grace:
            log.critical("handler cannot be interrupted, the process ends")
            self._give_up()
            self._watched = None


def _interrupt(thread: int, exception: type[BaseException] | None) -> None:
    """Raise an exception in another thread at its next bytecode; None takes it back."""
    what = ctypes.py_object(exception) if exception is not None else None
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), what)
