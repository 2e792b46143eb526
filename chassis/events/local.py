"""The one-process bus: the same relay, carried straight into the readers' inboxes.

Guarantee: a window is confirmed only when every reader's inbox holds each of its facts, each
reader's in a commit of its own; then the same consumer code handles them. A reader whose database
is away holds back only the facts that it reads; a slow one holds back nothing.
"""

import threading
from collections.abc import Mapping, Sequence

import structlog

from chassis import faults
from chassis.db.database import Database
from chassis.events import inbox, incoming
from chassis.events.bus import Delivery, Message
from chassis.events.topology import Topology

log = structlog.get_logger(__name__)

_LONGEST_WAIT = 0.1


class Arrivals:
    """Tells a reader's consumer that its inbox holds something new.

    The consumers of a process share one interpreter, so they take turns: one by one they gather
    larger batches. Nobody waits long for a turn: a slow reader stalls no other.
    """

    stored = True

    def __init__(self, turn: threading.Semaphore) -> None:
        self._arrived = threading.Event()
        self._arrived.set()
        self._turn = turn
        self._has_turn = False

    def take(self, limit: int, timeout: float) -> list[Delivery]:  # noqa: ARG002 - the port's
        """Wait for an arrival and a turn; the facts are in the inbox, so none are returned.

        The turn lasts until the next call.
        """
        if self._has_turn:
            self._turn.release()
        arrived = self._arrived.wait(timeout)
        self._has_turn = arrived and self._turn.acquire(timeout=_LONGEST_WAIT)
        self._arrived.clear()
        return []

    def settle(self, last: Delivery) -> None:
        """Nothing to acknowledge: the inbox row is the delivery."""

    def wake(self) -> None:
        """Say that something arrived, or that there is a reason to look."""
        self._arrived.set()

    def again(self) -> None:
        """Look again at once."""
        self._arrived.set()


class LocalWindow:
    """Facts carried into the inboxes; complete as soon as it exists."""

    def __init__(self) -> None:
        self.confirmed: list[str] = []
        self.failed: list[str] = []


class LocalBus:
    """The readers of this process: their inboxes, and who waits for them."""

    def __init__(self, topology: Topology) -> None:
        self._topology = topology
        self._readers: dict[str, tuple[Database, Arrivals]] = {}
        self._turn = threading.Semaphore()

    def join(self, reader: str, database: Database) -> Arrivals:
        """Add a reader of this process; all must have joined before the first relay starts."""
        arrivals = Arrivals(self._turn)
        self._readers[reader] = (database, arrivals)
        return arrivals

    def carrier(self) -> "LocalCarrier":
        """Return what a relay of this process gives its rows to."""
        return LocalCarrier(self._topology, self._readers)


class LocalCarrier:
    """Stores windows in the inboxes of their readers, on the relay's thread."""

    is_blocked = False

    def __init__(
        self, topology: Topology, readers: Mapping[str, tuple[Database, Arrivals]]
    ) -> None:
        self._topology = topology
        self._readers = readers

    def start(self) -> None:
        """Nothing to connect to."""

    def stop(self, timeout: float) -> None:
        """Nothing to close."""

    def wait_ready(self, timeout: float) -> bool:  # noqa: ARG002 - the port's
        """Return True: the readers are in this process."""
        return True

    def send(self, messages: Sequence[Message]) -> LocalWindow:
        """Store each fact as received in every inbox that reads it, one commit per reader."""
        facts = {message.id: incoming.read(message.body, message.id) for message in messages}
        held_back: set[str] = set()
        for reader, (database, arrivals) in self._readers.items():
            ids = [message.id for message in messages if self._goes_to(reader, message)]
            if not ids:
                continue
            try:
                faults.point("local.before_store")
                with database.transaction(None) as session:
                    inbox.store(session, [facts[id] for id in ids])
                faults.point("local.after_store")
                arrivals.wake()
            except Exception as error:  # noqa: BLE001 - this reader's database, not the others'
                log.warning("inbox not reached", reader=reader, error=repr(error)[:200])
                held_back.update(ids)
        window = LocalWindow()
        for message in messages:
            (window.failed if message.id in held_back else window.confirmed).append(message.id)
        return window

    def wait(self, window: LocalWindow, timeout: float) -> bool:  # noqa: ARG002 - the port's
        """Return True: the window was complete when it was made."""
        return bool(window)

    def _goes_to(self, reader: str, message: Message) -> bool:
        if not message.exchange:
            return message.key == self._topology.names.inbox(reader)
        return reader in self._topology.readers.get(message.key, frozenset())
