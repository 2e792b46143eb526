"""One AMQP connection on a thread of its own, opened again until it is stopped."""

import threading
from collections.abc import Callable
from typing import Any, Protocol

import pika
import structlog
from pika.adapters.select_connection import SelectConnection
from pika.adapters.utils import io_services_utils
from pika.channel import Channel

_FIRST_PAUSE = 0.1
_LONGEST_PAUSE = 2.0
_HEARTBEAT = 10
_OPEN_TIMEOUT = 10

_READ_AT_ONCE = 32_768

log = structlog.get_logger(__name__)

# pika reads 4 KiB at a time. Each read gives the interpreter's lock away, and gets it back from a
# busy handler after 5 ms at worst: that, not the work, bounded what a reader could take (measured:
# 6,300 reads for 20,000 facts, 3.7 of 10 s). Much more than this, and cutting frames off a long
# buffer costs what was won. The attribute is pika's own and private; without it the bus is slower
# and otherwise the same.
if hasattr(io_services_utils._AsyncTransportBase, "_MAX_RECV_BYTES"):  # noqa: SLF001 - see above
    io_services_utils._AsyncTransportBase._MAX_RECV_BYTES = _READ_AT_ONCE  # noqa: SLF001


class Role(Protocol):
    """What a part does with its connection. All methods are called on the connection's thread."""

    def opened(self, channel: Channel) -> None:
        """Use a fresh channel. A raise closes the connection, which is then opened again."""

    def lost(self) -> None:
        """Forget the channel: what was under way on it is unknown from here on."""

    def blocked(self, blocked: bool, reason: str) -> None:  # noqa: FBT001 - a state, not an option
        """The broker refuses or accepts publishing again (memory or disk alarm)."""


class Link:
    """Keeps a connection open for a role.

    Guarantee: `opened` and `lost` alternate, both on the connection's thread; after `stop` neither
    comes again. Limit: a half-open network is noticed after two heartbeats (20 s).
    """

    def __init__(self, url: str, *, name: str, role: Role) -> None:
        self._parameters = pika.URLParameters(url)
        self._parameters.heartbeat = _HEARTBEAT
        self._parameters.blocked_connection_timeout = None
        self._parameters.socket_timeout = _OPEN_TIMEOUT
        self._parameters.stack_timeout = _OPEN_TIMEOUT
        self._parameters.connection_attempts = 1
        self._parameters.client_properties = {"connection_name": name}
        self._name = name
        self._role = role
        self._stopping = threading.Event()
        self._guard = threading.Lock()
        self._connection: SelectConnection | None = None
        self._channel: Channel | None = None
        self._pause = _FIRST_PAUSE
        self._unwanted = False
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        """Begin to connect; returns at once."""
        self._thread.start()

    def stop(self, timeout: float) -> None:
        """Close the connection and wait for its thread."""
        self._stopping.set()
        self.call(self._close)
        if self._thread.is_alive():
            self._thread.join(timeout)

    def call(self, act: Callable[[], None]) -> None:
        """Run `act` on the connection's thread; not at all when there is no connection."""
        with self._guard:
            if self._connection is not None:
                self._connection.ioloop.add_callback_threadsafe(act)

    def reopen(self) -> None:
        """Give the present connection up and make a new one."""
        self.call(self._close)

    def reopen_channel(self) -> None:
        """On the connection's thread: ask for another channel after the broker closed one."""
        if self._connection is not None and self._connection.is_open:
            self._connection.channel(on_open_callback=self._channel_opened)

    def _run(self) -> None:
        while not self._stopping.is_set():
            connection = SelectConnection(
                self._parameters,
                on_open_callback=self._opened,
                on_open_error_callback=self._failed,
                on_close_callback=self._closed,
            )
            self._unwanted = False
            with self._guard:
                self._connection = connection
            if self._stopping.is_set():
                connection.ioloop.add_callback_threadsafe(self._close)
            try:
                connection.ioloop.start()
            except Exception as error:  # noqa: BLE001 - pika's assertions among them
                log.warning(
                    "broker connection failed", connection=self._name, error=repr(error)[:300]
                )
                self._abandon(connection)
            with self._guard:
                self._connection = None
            self._drop_channel()
            connection.ioloop.close()
            self._stopping.wait(self._pause)
            self._pause = min(self._pause * 2, _LONGEST_PAUSE)

    def _opened(self, connection: Any) -> None:
        if self._unwanted:
            connection.close()
            return
        connection.add_on_connection_blocked_callback(
            lambda _, frame: self._role.blocked(True, str(frame.method.reason))
        )
        connection.add_on_connection_unblocked_callback(lambda _, __: self._role.blocked(False, ""))
        connection.channel(on_open_callback=self._channel_opened)

    def _channel_opened(self, channel: Channel) -> None:
        self._channel = channel
        channel.add_on_close_callback(self._channel_closed)
        self._pause = _FIRST_PAUSE
        self._role.opened(channel)

    def _channel_closed(self, channel: Channel, reason: Exception) -> None:
        if channel is not self._channel:
            return
        self._drop_channel()
        if self._connection is not None and self._connection.is_open:
            log.warning("broker closed the channel", connection=self._name, reason=str(reason))
            self._connection.close()

    def _drop_channel(self) -> None:
        if self._channel is not None:
            self._channel = None
            self._role.lost()

    def release_channel(self) -> None:
        """On the connection's thread: the role handles the closing of this channel itself."""
        self._channel = None

    def _failed(self, connection: Any, reason: Any) -> None:
        log.warning("broker not reached", connection=self._name, reason=repr(reason)[:300])
        connection.ioloop.stop()

    def _closed(self, connection: Any, reason: Any) -> None:
        if not self._stopping.is_set():
            log.warning("broker connection lost", connection=self._name, reason=repr(reason)[:300])
        connection.ioloop.stop()

    def _close(self) -> None:
        connection = self._connection
        if connection is None:
            return
        if connection.is_open:
            connection.close()
        elif not connection.is_closing:
            # pika's hand-shake cannot be broken off cleanly; it ends by itself, or by its timeout.
            self._unwanted = True

    def _abandon(self, connection: SelectConnection) -> None:
        """A callback raised inside pika: its state is unknown, so the socket goes with it."""
        try:
            transport = getattr(connection, "_transport", None)
            if transport is not None:
                transport.abort()
        except Exception:  # noqa: BLE001 - nothing is left to save
            log.warning("broker socket was already gone", connection=self._name)
