"""Server-Sent Events: what must reach a screen at once, one open response per browser tab.

Each stream starts with `reset` (the client rebuilds its state by GET; nothing is replayed), then
passes on live messages in order, a comment every 15 s so that proxies and clients notice a dead
connection, and asks every 2 s whether it may go on. A stream ends by `event: end` with a reason:
`not_allowed` (the session is over), `restart` (this process stops; connect again).

A stream does not occupy a thread of the request pool where the server can detach it (see
`chassis.web.server`); on an asynchronous worker it is an ordinary response.
"""

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Protocol

import orjson
from flask import Response

from chassis import budgets
from chassis.errors import Unavailable
from chassis.observability.metrics import Metrics

DETACH = "troncal.detach"
"""Key of the WSGI environ under which a server offers to carry a stream by itself."""

_HEADERS = {
    "Content-Type": "text/event-stream; charset=utf-8",
    "Cache-Control": "no-store",
    "X-Accel-Buffering": "no",
}


class Message(Protocol):
    """A live message: its kind becomes the event's name, its payload the data."""

    @property
    def kind(self) -> str:
        """What happened, as a dotted name."""

    @property
    def payload(self) -> Mapping[str, Any]:
        """What the screen needs to know of it."""


class Subscription(Protocol):
    """Where a stream's messages come from (`chassis.live`)."""

    def take(self, timeout: float) -> Message | None:
        """Wait up to `timeout` seconds for the next message; None when there was none."""

    def close(self) -> None:
        """Stop collecting messages. May be called twice."""


def encoded(kind: str, payload: Mapping[str, Any]) -> bytes:
    """One event on the wire. JSON has no line ends, so a payload cannot forge a second event."""
    name = "".join(letter for letter in kind if letter.isalnum() or letter in "._-")
    return b"event: " + name.encode() + b"\ndata: " + orjson.dumps(payload) + b"\n\n"


class Stream:
    """One client's events as an iterator of bytes. An empty chunk is only a moment to look up.

    Iterated by one thread; `close` may be called from any, also twice.
    """

    def __init__(
        self,
        subscription: Subscription,
        *,
        may_go_on: Callable[[], bool],
        ending: threading.Event,
        on_close: Callable[["Stream"], None],
        heartbeat: float,
        recheck: float,
    ) -> None:
        self._subscription = subscription
        self._may_go_on = may_go_on
        self._ending = ending
        self._on_close = on_close
        self._heartbeat = heartbeat
        self._recheck = recheck
        self._closed = threading.Event()
        self._chunks = self._run()

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        return next(self._chunks)

    def close(self) -> None:
        """End the stream and release its subscription and its place."""
        if self._closed.is_set():
            return
        self._closed.set()
        self._subscription.close()
        self._on_close(self)

    def _run(self) -> Iterator[bytes]:
        yield encoded("reset", {})
        now = time.monotonic()
        beat, check = now + self._heartbeat, now + self._recheck
        while not self._closed.is_set():
            message = self._subscription.take(max(0.0, min(beat, check) - time.monotonic()))
            if message is not None:
                beat = time.monotonic() + self._heartbeat
                yield encoded(message.kind, message.payload)
            now = time.monotonic()
            if now >= check:
                check = now + self._recheck
                if self._ending.is_set():
                    break
                if not self._may_go_on():
                    yield encoded("end", {"reason": "not_allowed"})
                    return
                yield b""
            if now >= beat:
                beat = now + self._heartbeat
                yield b": alive\n\n"
        if self._ending.is_set():
            yield encoded("end", {"reason": "restart"})


class Streams:
    """The open streams of one process: a bounded number, ended together when it drains."""

    def __init__(
        self,
        metrics: Metrics,
        *,
        limit: int = budgets.MAX_STREAMS,
        heartbeat: float = budgets.STREAM_HEARTBEAT,
        recheck: float = budgets.STREAM_RECHECK,
    ) -> None:
        self._metrics = metrics
        self._limit = limit
        self._heartbeat = heartbeat
        self._recheck = recheck
        self._ending = threading.Event()
        self._lock = threading.Lock()
        self._open: set[Stream] = set()

    def open(
        self, subscribe: Callable[[], Subscription], *, may_go_on: Callable[[], bool]
    ) -> Stream:
        """Subscribe and take a place; raises Unavailable when none is free or the process stops.

        `may_go_on` is asked every two seconds; when it raises, the stream ends as if refused.
        """
        with self._lock:
            if self._ending.is_set() or len(self._open) >= self._limit:
                raise Unavailable("too_many_streams", retry_after=5)
            stream = Stream(
                subscribe(),
                may_go_on=may_go_on,
                ending=self._ending,
                on_close=self._closed,
                heartbeat=self._heartbeat,
                recheck=self._recheck,
            )
            self._open.add(stream)
        self._metrics.add("http_streams", 1)
        return stream

    def __len__(self) -> int:
        return len(self._open)

    def drain(self) -> None:
        """Tell every stream to end; each does within its recheck interval."""
        self._ending.set()

    def _closed(self, stream: Stream) -> None:
        with self._lock:
            self._open.discard(stream)
        self._metrics.add("http_streams", -1)


def reply(environ: Mapping[str, Any], stream: Stream) -> Response:
    """Answer a request with a stream: handed to the server if it can carry it, else iterated."""
    detach: Callable[[Stream], None] | None = environ.get(DETACH)
    if detach is None:
        return Response(stream, headers=_HEADERS, direct_passthrough=True)
    detach(stream)
    return Response(iter(()), headers=_HEADERS)
