"""The bus as relay and consumer see it, whichever one runs."""

from collections.abc import Sequence
from typing import Any, NamedTuple, Protocol

QUEUE_MADE = "troncal.queue.made"
"""The first message in a queue that had to be made: what it held before is gone."""
ASKED = "troncal.redelivery.asked"
"""A reader asks an owner, in the owner's queue, to deliver again: `{"reader": …, "since": …}`."""


class BusDown(Exception):
    """The bus cannot be reached now; nothing was taken, nothing is lost."""


class Message(NamedTuple):
    """One fact on its way. `exchange` is empty for a message to one queue alone.

    `kind` is empty for a fact; the bus' own messages have one (`QUEUE_MADE`, `ASKED`).
    """

    id: str
    exchange: str
    key: str
    body: bytes
    kind: str = ""


class Delivery(NamedTuple):
    """One fact as it arrived. `id` is the sender's event id, empty when it gave none.

    `epoch` and `tag` say which delivery it was, for the acknowledgement; `kind` is the message's.
    """

    epoch: int
    tag: int
    id: str
    body: bytes
    kind: str = ""


class Source(Protocol):
    """Where a consumer's deliveries come from. `stored`: they are rows of the inbox already."""

    stored: bool

    def take(self, limit: int, timeout: float) -> list[Delivery]:
        """Return what is there, up to `limit`; wait up to `timeout` for the first."""

    def settle(self, last: Delivery) -> None:
        """Acknowledge everything up to this delivery."""

    def wake(self) -> None:
        """End a `take` that waits."""

    def again(self) -> None:
        """More is stored than was handled: the next `take` does not wait."""


class Pending(Protocol):
    """A window under way on a bus. `confirmed` is complete once `Bus.wait` returned."""

    confirmed: list[str]
    failed: list[str]


class Carrier(Protocol):
    """What a relay gives its rows to: RabbitMQ's publisher or the readers of this process."""

    @property
    def is_blocked(self) -> bool:
        """Whether the bus takes nothing for now."""

    def start(self) -> None:
        """Begin to connect; returns at once."""

    def stop(self, timeout: float) -> None:
        """Let go; windows under way count as unconfirmed."""

    def wait_ready(self, timeout: float) -> bool:
        """Wait until messages can be sent."""

    def send(self, messages: Sequence[Message]) -> Pending:
        """Send a window. Raises BusDown when the bus cannot be reached."""

    def wait(self, window: Any, timeout: float) -> bool:
        """Wait until every message of the window is confirmed or failed; False when in doubt."""
