"""Declares the whole topology on a channel and marks the queues that it had to make.

Any process may be the first to come back to a broker that lost its queues. So whoever makes an
inbox queue puts a marker into it as its first message; the reader that takes the marker knows that
what the queue held before is gone and asks the owners to deliver again.
"""

from collections.abc import Callable, Sequence

import structlog
from pika import BasicProperties
from pika.channel import Channel

from chassis.events.bus import QUEUE_MADE
from chassis.events.topology import Queue, Topology

_NOT_FOUND = 404

log = structlog.get_logger(__name__)


class Declaration:
    """Finds which queues are there, then declares all of it; `done` gets a channel to work with.

    A passive declare of a missing queue closes its channel, so the search uses throw-away channels
    and the role's own channel is never lost to it. A queue of other arguments than ours is an
    error that closes the connection: it is an operator's matter (`troncal doctor`).
    """

    def __init__(
        self, topology: Topology, channel: Channel, done: Callable[[Channel], None]
    ) -> None:
        self._topology = topology
        self._channel = channel
        self._done = done
        self._missing: list[str] = []

    def start(self) -> None:
        """Begin on the connection's thread."""
        self._search([queue for queue in self._topology.queues if queue.is_inbox])

    def _search(self, queues: Sequence[Queue]) -> None:
        if not queues:
            self._declare()
            return
        self._channel.connection.channel(on_open_callback=lambda probe: self._probe(probe, queues))

    def _probe(self, probe: Channel, queues: Sequence[Queue]) -> None:
        def found(index: int) -> None:
            if not probe.is_open:
                return
            if index + 1 == len(queues):
                probe.close()
            else:
                ask(index + 1)

        position = 0

        def ask(index: int) -> None:
            nonlocal position
            position = index
            probe.queue_declare(queues[index].name, passive=True, callback=lambda _: found(index))

        def closed(_: Channel, reason: Exception) -> None:
            if not self._channel.is_open:
                return
            if getattr(reason, "reply_code", 0) == _NOT_FOUND:
                self._missing.append(queues[position].name)
            self._search(queues[position + 1 :])

        probe.add_on_close_callback(closed)
        ask(0)

    def _declare(self) -> None:
        channel, names = self._channel, self._topology.names
        channel.exchange_declare(names.exchange, "direct", durable=True, callback=_nothing)
        for queue in self._topology.queues:
            channel.queue_declare(
                queue.name, durable=True, arguments=dict(queue.arguments), callback=_nothing
            )
            for key in queue.binds:
                channel.queue_bind(queue.name, names.exchange, key, callback=_nothing)
        # The last answer tells that all are done: the channel keeps their order.
        channel.exchange_declare(
            names.live_exchange, "fanout", durable=True, callback=lambda _: self._finish()
        )

    def _finish(self) -> None:
        if not self._channel.is_open:
            return
        for name in self._missing:
            log.warning("queue was missing and is made", queue=name)
            self._channel.basic_publish(
                "",
                name,
                QUEUE_MADE.encode(),
                BasicProperties(type=QUEUE_MADE, delivery_mode=2),  # type: ignore[no-untyped-call]
            )
        self._done(self._channel)


def _nothing(_: object) -> None:
    """Ask for the broker's answer, so that a refusal is noticed in its place."""
