"""The reader's side of RabbitMQ: deliveries in order, acknowledged in multiples."""

import threading
import time
from collections import deque

import structlog
from pika.channel import Channel

from chassis import budgets
from chassis.events.bus import Delivery
from chassis.events.rabbitmq.declare import Declaration
from chassis.events.rabbitmq.link import Link
from chassis.events.topology import Topology

log = structlog.get_logger(__name__)


class Deliveries:
    """What arrives at one reader's queue.

    Guarantee: in the queue's order; nothing is acknowledged but by `settle`; what was not settled
    when the connection is lost comes again, and settling it late does nothing. A queue that is
    deleted meanwhile is made again and its marker says so.
    Limit: at most `prefetch` deliveries are here at once.
    """

    stored = False

    def __init__(
        self,
        url: str,
        *,
        topology: Topology,
        reader: str,
        prefetch: int = budgets.CONSUMER_PREFETCH,
    ) -> None:
        self._topology = topology
        self._queue = topology.names.inbox(reader)
        self._prefetch = prefetch
        self._link = Link(url, name=f"{self._queue}-consumer", role=self)
        self._arrived = threading.Condition()
        self._pending: deque[Delivery] = deque()
        self._announced = False
        self._epoch = 0
        self._channel: Channel | None = None

    def start(self) -> None:
        """Begin to connect; returns at once."""
        self._link.start()

    def stop(self, timeout: float = 5.0) -> None:
        """Close the connection; what was not settled goes back to the queue."""
        self._link.stop(timeout)

    def take(self, limit: int, timeout: float) -> list[Delivery]:
        """Return what is there, up to `limit`, in order; wait up to `timeout` for the first."""
        end = time.monotonic() + timeout
        with self._arrived:
            while not self._pending:
                left = end - time.monotonic()
                if left <= 0 or not self._arrived.wait(left):
                    break
            count = min(limit, len(self._pending))
            return [self._pending.popleft() for _ in range(count)]

    def wake(self) -> None:
        """End a `take` that waits."""
        with self._arrived:
            self._arrived.notify_all()

    def again(self) -> None:
        """Nothing to do: the broker pushes."""

    def settle(self, last: Delivery) -> None:
        """Acknowledge everything up to this delivery, if its channel still stands."""
        self._link.call(lambda: self._ack(last))

    def _ack(self, last: Delivery) -> None:
        if self._channel is not None and last.epoch == self._epoch and self._channel.is_open:
            self._channel.basic_ack(last.tag, multiple=True)

    def opened(self, channel: Channel) -> None:
        """Declare, then consume with the budgeted prefetch."""
        Declaration(self._topology, channel, self._declared).start()

    def _declared(self, channel: Channel) -> None:
        channel.add_on_cancel_callback(self._cancelled)
        channel.basic_qos(prefetch_count=self._prefetch, callback=lambda _: self._consume(channel))

    def _consume(self, channel: Channel) -> None:
        self._channel = channel
        self._epoch += 1
        channel.basic_consume(self._queue, self._delivered)

    def _delivered(self, _: Channel, method: object, properties: object, body: bytes) -> None:
        delivery = Delivery(
            self._epoch,
            method.delivery_tag,  # type: ignore[attr-defined]
            properties.message_id or "",  # type: ignore[attr-defined]
            body,
            properties.type or "",  # type: ignore[attr-defined]
        )
        self._pending.append(delivery)
        if not self._announced:
            # Once for all that this read brought: a wake-up per message would hand the handler
            # batches of one.
            self._announced = True
            self._link.call(self._announce)

    def _announce(self) -> None:
        self._announced = False
        with self._arrived:
            self._arrived.notify_all()

    def _cancelled(self, _: object) -> None:
        log.error("queue was deleted", queue=self._queue)
        self._link.reopen()

    def lost(self) -> None:
        """What was not taken yet will come again."""
        self._channel = None
        self._epoch += 1
        with self._arrived:
            self._pending.clear()

    def blocked(self, blocked: bool, reason: str) -> None:  # noqa: FBT001 - a state
        """A consumer publishes only markers; nothing to do."""
