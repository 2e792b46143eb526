"""The broker where there is none: kombu's in-memory transport, looking up more often."""

from typing import Any

from kombu.transport import memory

_LOOK_UP = 0.2


class Transport(memory.Transport):
    """Returns to Celery's loop every 0.2 s instead of 2, so that stopping is quick."""

    def drain_events(  # type: ignore[override]  # its two bases differ
        self, connection: Any, timeout: Any = None
    ) -> Any:
        """Deliver one message, or raise socket.timeout after a short wait."""
        wait = min(timeout or _LOOK_UP, _LOOK_UP)
        return super().drain_events(connection, timeout=wait)  # type: ignore[no-untyped-call]
