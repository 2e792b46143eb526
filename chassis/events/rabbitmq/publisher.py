"""The relay's side of RabbitMQ: windows with asynchronous confirms."""

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

import structlog
from pika import BasicProperties
from pika.channel import Channel

from chassis.events.bus import BusDown, Message
from chassis.events.rabbitmq.declare import Declaration
from chassis.events.rabbitmq.link import Link
from chassis.events.topology import Topology

_PERSISTENT = 2

log = structlog.get_logger(__name__)


@dataclass(slots=True)
class Window:
    """Messages under way. `confirmed` and `failed` are complete once `settled` is set."""

    size: int
    confirmed: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    lost: bool = False
    settled: threading.Event = field(default_factory=threading.Event)

    def note(self, id: str, *, good: bool) -> None:
        """Count one answer of the broker."""
        (self.confirmed if good else self.failed).append(id)
        if len(self.confirmed) + len(self.failed) == self.size:
            self.settled.set()


class Publisher:
    """Sends windows of messages, persistent and mandatory.

    Guarantee: an id is in `confirmed` only after the broker confirmed its message and did not
    return it; a returned message is known by its id before its confirm arrives. After a return or
    a lost connection the whole topology is declared again. Unconfirmed ones may still arrive: the
    caller sends them again and readers skip what they know.
    """

    def __init__(self, url: str, *, topology: Topology, name: str) -> None:
        self._topology = topology
        self._link = Link(url, name=name, role=self)
        self._ready = threading.Event()
        self._free = threading.Event()
        self._free.set()
        self._channel: Channel | None = None
        self._next_tag = 1
        self._waiting: dict[int, tuple[Window, str]] = {}
        self._returned: set[str] = set()

    def start(self) -> None:
        """Begin to connect; returns at once."""
        self._link.start()

    def stop(self, timeout: float = 5.0) -> None:
        """Close the connection; windows under way are lost."""
        self._link.stop(timeout)

    @property
    def is_blocked(self) -> bool:
        """Whether the broker has an alarm and takes nothing."""
        return not self._free.is_set()

    def wait_ready(self, timeout: float) -> bool:
        """Wait until messages can be sent: connected, declared, not blocked."""
        end = time.monotonic() + timeout
        return self._ready.wait(timeout) and self._free.wait(max(0.0, end - time.monotonic()))

    def send(self, messages: Sequence[Message]) -> Window:
        """Hand a window to the connection's thread. Raises BusDown when there is no connection."""
        if not self._ready.is_set():
            raise BusDown("not connected")
        window = Window(len(messages))
        self._link.call(lambda: self._publish(messages, window))
        return window

    def wait(self, window: Window, timeout: float) -> bool:
        """Wait for a window; time in which the broker is blocked does not count.

        Returns False when the broker kept silent for `timeout` or the connection was lost; a
        silent connection is given up, so that the next window goes over a new one.
        """
        remaining = timeout
        while not window.settled.wait(min(remaining, 0.5)):
            if not self._ready.is_set():
                return False
            if not self.is_blocked:
                remaining -= 0.5
            if remaining <= 0:
                log.error("no confirm, connection is given up", seconds=timeout)
                self._link.reopen()
                return False
        return not window.lost

    def opened(self, channel: Channel) -> None:
        """Declare, then confirm from the first message on."""
        channel.add_on_return_callback(self._on_return)
        Declaration(self._topology, channel, self._declared).start()

    def _declared(self, channel: Channel) -> None:
        channel.confirm_delivery(
            self._on_confirm, callback=lambda _: self._open_for_sending(channel)
        )

    def _open_for_sending(self, channel: Channel) -> None:
        self._channel, self._next_tag = channel, 1
        self._ready.set()

    def lost(self) -> None:
        """Every window under way ends as lost."""
        self._channel = None
        self._ready.clear()
        self._free.set()
        windows = {id(window): window for window, _ in self._waiting.values()}
        self._waiting.clear()
        self._returned.clear()
        for window in windows.values():
            window.lost = True
            window.settled.set()

    def blocked(self, blocked: bool, reason: str) -> None:  # noqa: FBT001 - a state
        """Raise the alarm and wait, or go on."""
        if blocked:
            self._free.clear()
            log.error("broker blocks publishing", reason=reason)
        else:
            self._free.set()
            log.info("broker takes messages again")

    def _publish(self, messages: Sequence[Message], window: Window) -> None:
        channel = self._channel
        if channel is None or not channel.is_open:
            window.lost = True
            window.settled.set()
            return
        for message in messages:
            # Noted before it is sent: a raise in the middle must not leave the count behind.
            self._waiting[self._next_tag] = (window, message.id)
            self._next_tag += 1
            channel.basic_publish(
                message.exchange,
                message.key,
                message.body,
                BasicProperties(  # type: ignore[no-untyped-call]  # pika has no types
                    message_id=message.id,
                    delivery_mode=_PERSISTENT,
                    content_type="application/cloudevents+json",
                    type=message.kind or None,
                ),
                mandatory=True,
            )

    def _on_return(self, channel: Channel, method: object, properties: object, _: bytes) -> None:
        log.error("message returned", key=getattr(method, "routing_key", ""))
        if not self._returned:
            # On a channel of its own: what a declaration publishes would count among the confirms.
            channel.connection.channel(on_open_callback=self._declare_again)
        self._returned.add(str(getattr(properties, "message_id", "")))

    def _declare_again(self, channel: Channel) -> None:
        Declaration(self._topology, channel, lambda done: done.close()).start()

    def _on_confirm(self, frame: object) -> None:
        method = frame.method  # type: ignore[attr-defined]
        good = method.NAME == "Basic.Ack"
        last = method.delivery_tag
        if not method.multiple:
            self._note(last, good=good)
            return
        for tag in list(self._tags_up_to(last)):
            self._note(tag, good=good)

    def _tags_up_to(self, last: int) -> list[int]:
        tags = []
        for tag in self._waiting:
            if tag > last:
                break
            tags.append(tag)
        return tags

    def _note(self, tag: int, *, good: bool) -> None:
        found = self._waiting.pop(tag, None)
        if found is None:
            return
        window, id = found
        if self._returned and id in self._returned:
            self._returned.discard(id)
            good = False
        window.note(id, good=good)
