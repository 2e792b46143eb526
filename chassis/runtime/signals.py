"""A request to stop, from a signal, seen by the main thread at its own pace."""

import signal
import threading
from types import FrameType, TracebackType
from typing import Self

_STOPPING = (signal.SIGTERM, signal.SIGINT)
RESTART = signal.SIGUSR1  # not SIGHUP, which a closed terminal sends


class StopRequest:
    """Set by the first SIGTERM or SIGINT; a second one interrupts at once.

    Before the first wait too: a signal during start-up is kept and honoured as soon as the start
    asks. Use it as a context manager on the main thread; handlers are put back afterwards.
    """

    def __init__(self) -> None:
        self._event = threading.Event()
        self._before: dict[signal.Signals, object] = {}

    def __enter__(self) -> Self:
        for number in _STOPPING:
            self._before[number] = signal.signal(number, self._asked)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)  # type: ignore[arg-type]  # as signal() returned it

    @property
    def made(self) -> bool:
        """Whether a stop was asked for."""
        return self._event.is_set()

    def wait(self, seconds: float) -> bool:
        """Wait for the request, at most ``seconds``; tell whether it was made."""
        return self._event.wait(seconds)

    def _asked(self, number: int, frame: FrameType | None) -> None:
        del number, frame
        if self._event.is_set():
            raise KeyboardInterrupt
        self._event.set()


class RestartRequest:
    """Set by SIGUSR1 and taken once. Use it as a context manager on the main thread."""

    def __init__(self) -> None:
        self._event = threading.Event()
        self._before: object = None

    def __enter__(self) -> Self:
        self._before = signal.signal(RESTART, self._asked)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        signal.signal(RESTART, self._before)  # type: ignore[arg-type]  # as signal() returned it

    def taken(self) -> bool:
        """Whether a restart was asked for since the last time that this was asked."""
        asked = self._event.is_set()
        self._event.clear()
        return asked

    def _asked(self, number: int, frame: FrameType | None) -> None:
        del number, frame
        self._event.set()
