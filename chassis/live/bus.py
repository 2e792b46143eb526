"""The way of a live message from the commit to the streams: here, next door or over RabbitMQ."""

import threading
from collections.abc import Callable, Mapping
from typing import Any, Protocol
from uuid import UUID

import orjson
import structlog

from chassis.events.measures import Measures, NoMeasures
from chassis.events.topology import Names
from chassis.live.streams import LiveMessage, Stream, Streams

log = structlog.get_logger(__name__)

_GAP: Mapping[str, Any] = {"gap": True}


class Live(Protocol):
    """What services send to and the gateway subscribes to."""

    def start(self) -> None:
        """Begin; returns at once."""

    def stop(self) -> None:
        """End, and close every stream."""

    def send(self, content: Mapping[str, Any]) -> None:
        """Send what `session.tell` collected. Never blocks, never raises; it may be lost."""

    def reset(self) -> None:
        """Tell every stream of this process that something may have been missed."""

    def subscribe(self, organization_id: UUID, user_id: UUID) -> Stream:
        """Open the stream of one user. Raises TooManyStreams."""


def _deliver(streams: Streams, content: Mapping[str, Any]) -> int:
    return streams.deliver(
        UUID(content["organization_id"]),
        [UUID(user) for user in content["users"]],
        LiveMessage(content["kind"], content["payload"]),
    )


class LocalLive:
    """All streams are in this process."""

    def __init__(self, *, streams: Streams | None = None, measures: Measures | None = None) -> None:
        self._streams = streams or Streams()
        self._measures = measures or NoMeasures()

    def start(self) -> None:
        """Nothing to connect to."""

    def stop(self) -> None:
        """End every stream."""
        self._streams.close()

    def send(self, content: Mapping[str, Any]) -> None:
        """Push to the streams; what passes through is what JSON can carry, as over a broker."""
        reached = _deliver(self._streams, orjson.loads(orjson.dumps(content)))
        self._measures.count("live_messages", outcome="shown" if reached else "nobody")

    def take(self, content: Mapping[str, Any]) -> None:
        """Push what the `FarLive` of the other process handed over."""
        if content == _GAP:
            self.reset()
        else:
            self.send(content)

    def reset(self) -> None:
        """Tell every stream that something may have been missed."""
        self._streams.reset()

    def subscribe(self, organization_id: UUID, user_id: UUID) -> Stream:
        """Open the stream of one user."""
        return self._streams.open(organization_id, user_id)


class FarLive:
    """All streams are in the other process of this product; `send` leads to its `LocalLive.take`.

    Guarantee: what could not be handed over becomes a reset of all streams, never a silent gap.
    """

    def __init__(
        self, send: Callable[[Mapping[str, Any]], bool], *, measures: Measures | None = None
    ) -> None:
        self._send = send
        self._measures = measures or NoMeasures()
        self._gap = threading.Event()

    def start(self) -> None:
        """Nothing to connect to."""

    def stop(self) -> None:
        """No stream is here."""

    def send(self, content: Mapping[str, Any]) -> None:
        """Hand the message over, or lose it."""
        if self._gap.is_set() and self._send(_GAP):
            self._gap.clear()
        sent = self._send(content)
        if not sent:
            self._gap.set()
        self._measures.count("live_messages", outcome="sent" if sent else "lost")

    def reset(self) -> None:
        """No stream is here."""

    def subscribe(self, organization_id: UUID, user_id: UUID) -> Stream:  # noqa: ARG002
        """Refuse: people connect to the other process."""
        raise RuntimeError("streams are opened where requests are served")


class RabbitLive:
    """Streams may be in any process; each that `receives` gets every message."""

    def __init__(
        self,
        url: str,
        *,
        name: str,
        receives: bool,
        prefix: str = "",
        streams: Streams | None = None,
        measures: Measures | None = None,
    ) -> None:
        from chassis.events.rabbitmq import LiveExchange

        self._streams = streams or Streams()
        self._measures = measures or NoMeasures()
        self._exchange = LiveExchange(
            url,
            names=Names(prefix),
            name=name,
            on_message=self._receive if receives else None,
            on_gap=self._streams.reset,
        )

    def start(self) -> None:
        """Begin to connect; returns at once."""
        self._exchange.start()

    def wait_ready(self, timeout: float) -> bool:
        """Wait until messages flow."""
        return self._exchange.wait_ready(timeout)

    def stop(self) -> None:
        """End every stream and the connection."""
        self._streams.close()
        self._exchange.stop()

    def send(self, content: Mapping[str, Any]) -> None:
        """Hand the message to the connection's thread; without a connection it is lost."""
        sent = self._exchange.send(orjson.dumps(content))
        self._measures.count("live_messages", outcome="sent" if sent else "lost")

    def reset(self) -> None:
        """Tell every stream of this process that something may have been missed."""
        self._streams.reset()

    def subscribe(self, organization_id: UUID, user_id: UUID) -> Stream:
        """Open the stream of one user in this process."""
        return self._streams.open(organization_id, user_id)

    def _receive(self, body: bytes) -> None:
        try:
            _deliver(self._streams, orjson.loads(body))
        except (ValueError, KeyError, TypeError) as error:
            log.warning("unreadable live message", error=repr(error)[:200])
