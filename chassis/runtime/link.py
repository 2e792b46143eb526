"""A pair of sockets between the two processes of `troncal run`: what may be lost crosses here.

Live messages go from the second process to the streams of the first, wake-ups of jobs the other
way. Guarantees: a message crosses whole or not at all, in order; `send` never waits and never
raises; what is too much for the other end is dropped, and `send` says so. Both kinds have their
remedy: streams are reset, sweeps find the rows.

The kernel keeps messages apart (SOCK_SEQPACKET), so a process that is killed leaves no half of
one. The first process keeps both ends open: what waits is read by whoever follows.
"""

import contextlib
import queue
import socket
import threading
from collections.abc import Callable, Mapping
from typing import Any

import orjson

from chassis.observability import logs

log = logs.logger(__name__)

_LARGEST = 65_536  # bytes of a message; the kernel takes more
_WAITING = 10_000
_STOP = None


class Link:
    """This process's end of the pair."""

    def __init__(self, end: socket.socket) -> None:
        self._socket = end
        self._waiting: queue.Queue[bytes | None] = queue.Queue(_WAITING)
        self._reader: threading.Thread | None = None
        self._writer = threading.Thread(target=self._write, name="link-out", daemon=True)
        self._writer.start()

    @classmethod
    def pair(cls) -> tuple["Link", socket.socket]:
        """Make both ends: one for this process, one to hand down."""
        near, far = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        return cls(near), far

    @classmethod
    def inherited(cls, descriptor: int) -> "Link":
        """Take the end that the first process handed down."""
        return cls(socket.socket(fileno=descriptor))

    def send(self, content: Mapping[str, Any]) -> bool:
        """Send a message that JSON can carry, or say that it was dropped."""
        try:
            body = orjson.dumps(content)
        except TypeError:
            log.exception("message_not_sent")
            return False
        if len(body) > _LARGEST:
            log.error("message_too_large", bytes=len(body))
            return False
        try:
            self._waiting.put_nowait(body)
        except queue.Full:
            return False
        return True

    def listen(self, take: Callable[[Any], object]) -> None:
        """Call `take` with each message that arrives, from a thread, until the link is closed."""
        self._reader = threading.Thread(
            target=self._read, args=(take,), name="link-in", daemon=True
        )
        self._reader.start()

    def close(self) -> None:
        """End both ways and let go of this end; what waits to be sent is lost."""
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        with contextlib.suppress(queue.Full):
            self._waiting.put_nowait(_STOP)
        for thread in (self._reader, self._writer):
            if thread is not None:
                thread.join(2.0)
        self._socket.close()

    def _write(self) -> None:
        while (body := self._waiting.get()) is not _STOP:
            try:
                self._socket.send(body)
            except OSError:
                return

    def _read(self, take: Callable[[Any], object]) -> None:
        while True:
            try:
                body = self._socket.recv(_LARGEST)
            except OSError:
                return
            if not body:
                return
            try:
                take(orjson.loads(body))
            except Exception:  # one message must not end the thread
                log.exception("message_not_taken")
