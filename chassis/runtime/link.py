"""A pair of sockets between the two processes of `troncal run`: what may be lost crosses here.

Live messages go from the second process to the streams of the first, wake-ups of jobs the other
way. Guarantees: a message crosses whole or not at all; `send` never waits and never raises; what
the other end was too slow or too dead to take is dropped, and `send` says so. Both kinds have
their remedy: streams are reset, sweeps find the rows.

The kernel keeps messages apart (SOCK_SEQPACKET), so a process that is killed leaves no half of
one. The first process keeps both ends open: what waits is read by whoever follows.
"""

import contextlib
import socket
import threading
from collections.abc import Callable, Mapping
from typing import Any

import orjson

from chassis.observability import logs

log = logs.logger(__name__)

_LARGEST = 262_144  # bytes; the kernel's own limit of a message is below it by default


class Link:
    """This process's end of the pair."""

    def __init__(self, end: socket.socket) -> None:
        self._socket = end
        self._thread: threading.Thread | None = None

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
            self._socket.send(orjson.dumps(content), socket.MSG_DONTWAIT)
        except OSError:
            return False
        except TypeError:
            log.exception("message_not_sent")
            return False
        return True

    def listen(self, take: Callable[[Any], object]) -> None:
        """Call `take` with each message that arrives, from a thread, until the link is closed."""
        self._thread = threading.Thread(target=self._read, args=(take,), name="link", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """End listening and let go of this end."""
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RD)
        if self._thread is not None:
            self._thread.join(2.0)
        self._socket.close()

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
