"""GET /api/v1/stream: what must reach this person's screens at once.

The stream is opened with the Authorization header (by fetch, not EventSource) and goes on as long
as the session does: it is looked at every 2 s, by the same cache as every request. That the access
token runs out meanwhile does not matter.
"""

import threading
from collections.abc import Callable

from chassis.errors import Unauthenticated, Unavailable
from chassis.live import LiveMessage, Stream
from chassis.live.streams import RESET, TooManyStreams
from gateway.sessions.access_tokens import Claim
from gateway.sessions.principals import Principals


class Subscribed:
    """A user's live messages as `chassis.web.stream` reads them.

    The web stream says `reset` itself when it opens, so the first one of ours is left out.
    """

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._opened = False
        self._never = threading.Event()

    def take(self, timeout: float) -> LiveMessage | None:
        """Wait for the next message; None when none came."""
        if self._stream.is_closed:
            self._never.wait(timeout)
            return None
        message = self._stream.next(timeout)
        first, self._opened = not self._opened, True
        return None if first and message is RESET else message

    def close(self) -> None:
        """Stop collecting."""
        self._stream.close()
        self._never.set()


def subscribed(open_stream: Callable[[], Stream]) -> Subscribed:
    """Subscribe, or raise Unavailable when this process holds as many streams as it may."""
    try:
        return Subscribed(open_stream())
    except TooManyStreams as error:
        raise Unavailable("too_many_streams", retry_after=5) from error


def goes_on(principals: Principals, claim: Claim) -> Callable[[], bool]:
    """Return the question that is asked every 2 s: whether the session still holds.

    A database that is down raises: the stream breaks off and the browser connects again.
    """

    def ask() -> bool:
        try:
            principals.of(claim)
        except Unauthenticated:
            return False
        return True

    return ask
