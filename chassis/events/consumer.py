"""The loop of one reader: take, handle, commit, acknowledge; the same for both buses.

Guarantee: a delivery is acknowledged only after the commit that holds its effect or its row in
the inbox. While the database is away nothing is read on and nothing is counted. After an unclean
stop the first facts, as many as were prefetched, are handled alone.
"""

import threading
import time
from collections.abc import Callable, Iterable, Sequence

import structlog

from chassis import faults
from chassis.db.database import Database
from chassis.db.session import Session
from chassis.events import inbox, incoming, redelivery, runs
from chassis.events.bus import ASKED, QUEUE_MADE, Delivery, Source
from chassis.events.handler import DatabaseAway, Handler
from chassis.ids import new_id

log = structlog.get_logger(__name__)

_FIRST_PAUSE = 0.05
_LONGEST_PAUSE = 1.0
_OBSERVE_EVERY = 5.0


class Consumer:
    """Runs one reader on a thread of its own."""

    def __init__(
        self,
        reader: str,
        database: Database,
        *,
        source: Source,
        handler: Handler,
        owners: Iterable[str] = (),
        ask: redelivery.Ask | None = None,
    ) -> None:
        self.reader = reader
        self._database = database
        self._source = source
        self._handler = handler
        self._limits = handler.limits
        self._owners = sorted(owners)
        self._ask = ask
        self._instance = new_id()
        self._cautious = 0
        self._stopping = threading.Event()
        self._next_pump = 0.0
        self._next_due = 0.0
        self._next_look = 0.0
        self._thread = threading.Thread(target=self._run, name=f"{reader}-consumer", daemon=True)

    def start(self) -> None:
        """Begin to read; returns at once, whether or not bus and database are there."""
        self._handler.watchdog.start()
        self._thread.start()

    def stop(self, timeout: float) -> bool:
        """Finish the batch in hand and end. Returns False when it did not end in time."""
        self._stopping.set()
        self._source.wake()
        self._thread.join(timeout)
        self._handler.watchdog.stop()
        return not self._thread.is_alive()

    def _run(self) -> None:
        try:
            if self._persist(self._begin):
                while not self._stopping.is_set() and self._step():
                    pass
                self._persist(self._end, tries=1)
        except Exception:
            log.exception("consumer ended by a defect", reader=self.reader)
            raise

    def _begin(self) -> None:
        with self._database.transaction(None) as session:
            clean = runs.begin(session, self.reader, self._instance)
            inbox.admit_supported(session, self._handler.reactions.types)
            if not clean:
                inbox.release_hands(session)
        self._cautious = 0 if clean else self._limits.prefetch
        self._handler.suspicious = not clean
        log.info("consumer started", reader=self.reader, after_clean_stop=clean)

    def _end(self) -> None:
        with self._database.transaction(None) as session:
            runs.end(session, self.reader, self._instance)

    def _step(self) -> bool:
        """One round. Returns False when the consumer is stopped while the database is away."""
        deliveries = self._source.take(self._limits.batch, self._limits.poll)
        if deliveries and not self.carry(deliveries):
            return False
        if not self._source.stored and time.monotonic() < self._next_pump:
            return True
        self._next_pump = time.monotonic() + self._limits.poll
        return self._persist(self._pump) and self._look()

    def carry(self, deliveries: Sequence[Delivery]) -> bool:
        """Handle what arrived, then acknowledge it in one go."""
        if not self._persist(lambda: self._handle(deliveries)):
            return False
        self._source.settle(deliveries[-1])
        faults.point("consumer.after_ack")
        return True

    def _handle(self, deliveries: Sequence[Delivery]) -> None:
        if any(delivery.kind == QUEUE_MADE for delivery in deliveries):
            self._note_lost_queue()
        for delivery in deliveries:
            if delivery.kind == ASKED:
                self._note_request(delivery)
        self._handle_facts([incoming.read(one.body, one.id) for one in deliveries if not one.kind])

    def _handle_facts(self, facts: Sequence[incoming.Incoming], *, stored: bool = False) -> None:
        alone = min(self._cautious, len(facts))
        for fact in facts[:alone]:
            self._handler.cautiously(fact)
            self._cautious -= 1
        self._handler.suspicious = self._cautious > 0
        if facts[alone:]:
            self._handler.batch(facts[alone:], stored=stored)

    def _pump(self) -> None:
        """Handle what waits in the inbox itself: stored facts, due retries, orphans.

        A batch that was not full was all that waited: whatever has come since says so itself. What
        is due is asked for once in a poll, however many batches come.
        """
        is_due = time.monotonic() >= self._next_due
        with self._database.transaction(None) as session:
            fact = self._claim(session) if is_due else None
            stored = inbox.waiting(session, self._limits.batch)
        if is_due:
            self._next_due = time.monotonic() + self._limits.poll
        while fact is not None and not self._stopping.is_set():
            self._persist(lambda fact=fact: self._handler.cautiously(fact))  # type: ignore[misc]
            with self._database.transaction(None) as session:
                fact = self._claim(session)
        if stored:
            self._handle_facts(stored, stored=True)
        if len(stored) == self._limits.batch:
            self._next_pump = 0.0
            self._source.again()

    def _claim(self, session: Session) -> incoming.Incoming | None:
        return inbox.claim_due(session, lease=self._limits.lease)

    def _note_lost_queue(self) -> None:
        with self._database.transaction(None) as session:
            redelivery.note_lost_queue(session, self._owners)
        self._next_look = 0.0

    def _note_request(self, delivery: Delivery) -> None:
        """A reader asks us, the owner; what cannot be read is an unknown peer's and is dropped."""
        try:
            reader, since = redelivery.read_request(delivery.body)
        except ValueError as error:
            log.warning("unreadable request for redelivery", error=str(error))
            return
        with self._database.transaction(None) as session:
            redelivery.request(session, reader, since)

    def _look(self) -> bool:
        """Every few seconds: tell the figures, ask owners that have not answered yet."""
        if time.monotonic() < self._next_look:
            return True
        self._next_look = time.monotonic() + _OBSERVE_EVERY
        return self._persist(self._observe)

    def _observe(self) -> None:
        with self._database.transaction(None) as session:
            found = inbox.counts(session)
            lag = inbox.lag(session)
            asks = redelivery.open_asks(session)
            if found.get("unsupported"):
                # An older release that ran beside this one may have set apart what this one knows.
                inbox.admit_supported(session, self._handler.reactions.types)
        self._handler.measures.set("reader_lag_seconds", lag)
        self._handler.measures.set("inbox_parked", found.get("parked", 0))
        self._handler.measures.set(
            "inbox_waiting", found.get("retry", 0) + found.get("unsupported", 0)
        )
        for owner, since in asks:
            if self._ask is not None and redelivery.put(self._ask, owner, self.reader, since):
                with self._database.transaction(None) as session:
                    redelivery.close_ask(session, owner)

    def _persist(self, act: Callable[[], None], *, tries: int = 0) -> bool:
        """Do `act`, waiting for the database for as long as it is away; False when stopped."""
        pause = _FIRST_PAUSE
        while True:
            try:
                act()
            except Exception as error:  # noqa: BLE001 - whatever it is, the facts must wait
                tries -= 1
                reason = str(error) if isinstance(error, DatabaseAway) else repr(error)
                log.warning("database away", reader=self.reader, error=reason[:300])
                if tries == 0 or self._stopping.wait(pause):
                    return False
                pause = min(pause * 2, _LONGEST_PAUSE)
            else:
                return True
