"""The open streams of one process, by user."""

import threading
from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from chassis import budgets

_QUEUED = 200


class TooManyStreams(Exception):
    """This process holds as many streams as it may."""


@dataclass(frozen=True, slots=True)
class LiveMessage:
    """One thing for one screen: its kind (`call.ringing`) and what the screen needs to know."""

    kind: str
    payload: Mapping[str, Any] = field(default_factory=dict)


RESET = LiveMessage("reset")


class Stream:
    """The messages of one user in one organization, from the moment it was opened.

    Guarantee: the first message is `reset`; a stream whose reader is too slow loses what waits
    and gets `reset` instead, so it never grows and never silently skips.
    """

    def __init__(self, streams: "Streams", organization_id: UUID, user_id: UUID) -> None:
        self.organization_id = organization_id
        self.user_id = user_id
        self._streams = streams
        self._changed = threading.Condition()
        self._queue: deque[LiveMessage] = deque([RESET])
        self._closed = False

    def next(self, timeout: float = budgets.STREAM_HEARTBEAT) -> LiveMessage | None:
        """Return the next message, or None when none came in time or the stream is closed."""
        with self._changed:
            if not self._queue and not self._closed:
                self._changed.wait(timeout)
            return self._queue.popleft() if self._queue else None

    @property
    def is_closed(self) -> bool:
        """Whether nothing will come any more."""
        return self._closed

    def close(self) -> None:
        """End the stream; its reader is woken."""
        self._streams.forget(self)
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def push(self, message: LiveMessage) -> None:
        """Queue a message; called by `Streams`."""
        with self._changed:
            if message is RESET or len(self._queue) >= _QUEUED:
                self._queue.clear()
                message = RESET
            self._queue.append(message)
            self._changed.notify_all()


class Streams:
    """All open streams of this process."""

    def __init__(self, *, most: int = budgets.MAX_STREAMS) -> None:
        self._most = most
        self._guard = threading.Lock()
        self._open: dict[tuple[UUID, UUID], list[Stream]] = {}
        self._count = 0

    def open(self, organization_id: UUID, user_id: UUID) -> Stream:
        """Open a stream. Raises TooManyStreams."""
        stream = Stream(self, organization_id, user_id)
        with self._guard:
            if self._count >= self._most:
                raise TooManyStreams(str(self._most))
            self._count += 1
            self._open.setdefault((organization_id, user_id), []).append(stream)
        return stream

    def forget(self, stream: Stream) -> None:
        """Take a closed stream out; harmless twice."""
        key = (stream.organization_id, stream.user_id)
        with self._guard:
            streams = self._open.get(key, [])
            if stream in streams:
                streams.remove(stream)
                self._count -= 1
            if not streams:
                self._open.pop(key, None)

    def deliver(self, organization_id: UUID, users: Iterable[UUID], message: LiveMessage) -> int:
        """Push to every stream of these users; returns to how many."""
        with self._guard:
            found = [one for user in users for one in self._open.get((organization_id, user), ())]
        for stream in found:
            stream.push(message)
        return len(found)

    def reset(self) -> None:
        """Tell every stream that something may have been missed."""
        for stream in self._all():
            stream.push(RESET)

    def close(self) -> None:
        """End every stream, for the drain."""
        for stream in self._all():
            stream.close()

    def _all(self) -> list[Stream]:
        with self._guard:
            return [stream for streams in self._open.values() for stream in streams]
