"""Live messages over RabbitMQ: a fanout exchange, one exclusive queue for each process that shows.

Nothing is kept, confirmed or repeated here. What was missed is told by `on_gap`: after every
(re)connect of a receiving end its streams send `reset` and the clients ask anew.
"""

import threading
from collections.abc import Callable

import structlog
from pika import BasicProperties
from pika.channel import Channel

from chassis.events.rabbitmq.link import Link
from chassis.events.topology import Names

_TRANSIENT = 1
_QUEUE = {"x-max-length": 10_000, "x-message-ttl": 10_000}

log = structlog.get_logger(__name__)


class LiveExchange:
    """One end of the live exchange. With `on_message` it receives too, else it only sends."""

    def __init__(
        self,
        url: str,
        *,
        names: Names,
        name: str,
        on_message: Callable[[bytes], None] | None = None,
        on_gap: Callable[[], None] | None = None,
    ) -> None:
        self._exchange = names.live_exchange
        self._on_message = on_message
        self._on_gap = on_gap
        self._channel: Channel | None = None
        self._ready = threading.Event()
        self._blocked = False
        self._link = Link(url, name=f"{names.prefix}{name}-live", role=self)

    def start(self) -> None:
        """Begin to connect; returns at once."""
        self._link.start()

    def stop(self, timeout: float = 5.0) -> None:
        """Close the connection."""
        self._link.stop(timeout)

    def wait_ready(self, timeout: float) -> bool:
        """Wait until messages are sent, and received where this end receives."""
        return self._ready.wait(timeout)

    def send(self, body: bytes) -> bool:
        """Send without waiting. False when there is no connection and the message is lost."""
        if not self._ready.is_set() or self._blocked:
            return False
        self._link.call(lambda: self._publish(body))
        return True

    def _publish(self, body: bytes) -> None:
        if self._channel is not None and self._channel.is_open:
            properties = BasicProperties(  # type: ignore[no-untyped-call]  # pika has no types
                delivery_mode=_TRANSIENT, content_type="application/json"
            )
            self._channel.basic_publish(self._exchange, "", body, properties)

    def opened(self, channel: Channel) -> None:
        """Declare the exchange, and a queue of this process alone where it receives."""
        channel.exchange_declare(
            self._exchange, "fanout", durable=True, callback=lambda _: self._declared(channel)
        )

    def _declared(self, channel: Channel) -> None:
        if self._on_message is None:
            self._begin(channel)
            return
        channel.add_on_cancel_callback(lambda _: self._link.reopen())
        channel.queue_declare(
            "",
            exclusive=True,
            auto_delete=True,
            arguments=_QUEUE,
            callback=lambda frame: self._bind(channel, frame.method.queue),
        )

    def _bind(self, channel: Channel, queue: str) -> None:
        channel.queue_bind(queue, self._exchange, callback=lambda _: self._consume(channel, queue))

    def _consume(self, channel: Channel, queue: str) -> None:
        channel.basic_consume(
            queue, self._received, auto_ack=True, callback=lambda _: self._begin(channel)
        )

    def _begin(self, channel: Channel) -> None:
        self._channel = channel
        self._ready.set()
        if self._on_gap is not None:
            self._on_gap()

    def _received(self, _: Channel, __: object, ___: object, body: bytes) -> None:
        if self._on_message is not None:
            self._on_message(body)

    def lost(self) -> None:
        """Messages from now on are missed until the next connection."""
        self._channel = None
        self._ready.clear()
        self._blocked = False

    def blocked(self, blocked: bool, reason: str) -> None:  # noqa: FBT001 - a state
        """While the broker has an alarm, live messages are lost rather than kept waiting."""
        self._blocked = blocked
        if blocked:
            log.warning("broker blocks live messages", reason=reason)
