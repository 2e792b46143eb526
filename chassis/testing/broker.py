"""A RabbitMQ for tests: each test gets a place where nobody else's queues are."""

import secrets
from collections import deque
from dataclasses import dataclass
from typing import Protocol

from chassis.runtime.rabbitmq import RabbitNode

_VHOSTS_AT_ONCE = 24


@dataclass(frozen=True, kw_only=True)
class Broker:
    """Where one test may declare what it likes.

    On our own node ``url`` is a virtual host of the test's own and ``prefix`` is empty. On a given
    broker the virtual host is shared, and every exchange and queue name must begin with ``prefix``.
    """

    url: str
    prefix: str


class Brokers(Protocol):
    """Gives places, one after another."""

    def take(self) -> Broker:
        """Return a place that nobody has used."""
        ...


class OwnNode:
    """Places on a private node: virtual hosts, made many at a time since each call is slow."""

    def __init__(self, node: RabbitNode) -> None:
        self.node = node
        self._ready: deque[str] = deque()

    def take(self) -> Broker:
        """Return an unused virtual host."""
        if not self._ready:
            names = [f"test-{secrets.token_hex(6)}" for _ in range(_VHOSTS_AT_ONCE)]
            self.node.add_vhosts(names)
            self._ready.extend(names)
        return Broker(url=self.node.url(self._ready.popleft()), prefix="")


class GivenBroker:
    """Places on a broker of which only the URL is known: names with a prefix of the test's own."""

    def __init__(self, url: str) -> None:
        self._url = url

    def take(self) -> Broker:
        """Return an unused prefix."""
        return Broker(url=self._url, prefix=f"test-{secrets.token_hex(6)}.")
