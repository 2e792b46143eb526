"""The relay: outbox to bus, in order, marking only what the bus has confirmed.

Guarantee: a recorded fact is sent until the bus has confirmed it and has not returned it, whatever
dies in between; it may be sent more than once. One relay per service is active, by an advisory
lock that ends with its session; a second one stands by. With the bus away the outbox grows and
says so (`outbox_pending`, `outbox_oldest_seconds`).
Limit: facts of one aggregate go out in order; after a failure a later one may arrive first, which
reactions stand by their kind.
"""

import threading
import time
from collections.abc import Sequence
from datetime import timedelta
from typing import Any, NamedTuple

import psycopg
import structlog

from chassis import budgets, faults
from chassis.db.database import Database
from chassis.events import outgoing, redelivery
from chassis.events.bus import BusDown, Carrier, Message, Pending
from chassis.events.measures import Measures
from chassis.events.outgoing import Row
from chassis.events.topology import Topology

log = structlog.get_logger(__name__)

_DEPTH = 3
_LOOK_EVERY = 2.0
_CLEAN_EVERY = 600.0
_ASKED_EVERY = 1.0
_FIRST_PAUSE = 0.1
_LONGEST_PAUSE = 1.0
_HOLD = 0.5
_HELD_MAX = 20_000


class _Flight(NamedTuple):
    window: Pending
    positions: dict[str, int]


class Relay:
    """Publishes one service's outbox from a thread of its own."""

    def __init__(
        self,
        database: Database,
        carrier: Carrier,
        topology: Topology,
        *,
        measures: Measures,
        window: int = budgets.RELAY_WINDOW,
        poll: float = budgets.RELAY_POLL,
        idle: float = budgets.RELAY_IDLE,
        confirm_timeout: float = budgets.CONFIRM_TIMEOUT,
    ) -> None:
        self._database = database
        self._carrier = carrier
        self._topology = topology
        self._measures = measures
        self._window = window
        self._poll = poll
        self._idle = idle
        self._confirm_timeout = confirm_timeout
        self._woken = threading.Event()
        self._stopping = threading.Event()
        self._next_look = 0.0
        self._next_asked = 0.0
        self._next_clean = time.monotonic() + _CLEAN_EVERY
        self._flights: list[_Flight] = []
        self._held: dict[int, float] = {}
        self._thread = threading.Thread(
            target=self._run, name=f"{database.service}-relay", daemon=True
        )

    def start(self) -> None:
        """Begin; returns at once, whether or not bus and database are there."""
        self._carrier.start()
        self._thread.start()

    def wake(self) -> None:
        """There may be something to send."""
        self._woken.set()

    def stop(self, timeout: float) -> bool:
        """Settle the windows under way and end. Returns False when that took too long."""
        self._stopping.set()
        self._woken.set()
        self._thread.join(timeout)
        self._carrier.stop(timeout)
        return not self._thread.is_alive()

    def _run(self) -> None:
        pause = _FIRST_PAUSE
        while not self._stopping.is_set():
            try:
                with self._database.connect_direct() as connection:
                    pause = _FIRST_PAUSE
                    self._serve(connection)
            except Exception as error:  # noqa: BLE001 - the relay outlives whatever it meets
                kind = "database away" if isinstance(error, psycopg.Error) else "relay failed"
                log.warning(kind, service=self._database.service, error=repr(error)[:300])
                self._flights.clear()
                self._stopping.wait(pause)
                pause = min(pause * 2, _LONGEST_PAUSE)

    def _serve(self, connection: psycopg.Connection[Any]) -> None:
        while not outgoing.become_active(connection, self._database.service):
            if self._stopping.wait(self._poll):
                return
        log.info("relay active", service=self._database.service)
        while not self._stopping.is_set():
            self._woken.clear()
            self._look(connection)
            if not self._carrier.wait_ready(self._poll):
                continue
            self._woken.wait(self._round(connection))
        while self._flights:
            self._land(connection)

    def _round(self, connection: psycopg.Connection[Any]) -> float:
        """Send what is there; returns how long to wait for more, in seconds.

        A window that is not full held all that there was: whoever commits more wakes the relay.
        """
        while not self._stopping.is_set():
            rows = outgoing.claim(connection, self._not_now(), self._window)
            if rows and not self._launch(connection, rows):
                return self._poll
            is_full = len(rows) == self._window
            goes_on = is_full and len(self._flights) < _DEPTH
            if self._flights and not goes_on and not self._land(connection):
                return self._poll
            if not self._flights and not is_full:
                if self._redeliver():
                    return 0.0
                return self._poll if self._held else self._idle
        return 0.0

    def _not_now(self) -> list[int]:
        """Positions under way, and those that failed a moment ago: they must not stall others."""
        now = time.monotonic()
        if self._held:
            self._held = {place: end for place, end in self._held.items() if end > now}
        under_way = [place for flight in self._flights for place in flight.positions.values()]
        return [*under_way, *self._held]

    def _hold(self, positions: Sequence[int]) -> None:
        """Leave rows that the bus refused alone for a while; beyond a bound everything waits."""
        if len(self._held) < _HELD_MAX:
            end = time.monotonic() + _HOLD
            self._held.update(dict.fromkeys(positions, end))

    def _launch(self, connection: psycopg.Connection[Any], rows: Sequence[Row]) -> bool:
        """Hand rows to the bus; those that nobody reads are only marked."""
        unread = [row.position for row in rows if not self._topology.read(row.type)]
        if unread:
            outgoing.mark(connection, unread)
        wanted = [row for row in rows if self._topology.read(row.type)]
        if not wanted:
            return True
        messages = [self._message(row) for row in wanted]
        faults.point("relay.before_publish")
        try:
            window = self._carrier.send(messages)
        except BusDown:
            return False
        faults.point("relay.after_publish")
        self._flights.append(_Flight(window, {row.id: row.position for row in wanted}))
        return True

    def _message(self, row: Row) -> Message:
        """To all readers of its type, or to the queue of the one that it is for."""
        names = self._topology.names
        exchange, key = (
            (names.exchange, row.type) if row.reader is None else ("", names.inbox(row.reader))
        )
        return Message(row.id, exchange, key, row.envelope.encode())

    def _land(self, connection: psycopg.Connection[Any]) -> bool:
        """Wait for the oldest window and mark what was confirmed. False when some was not."""
        flight = self._flights.pop(0)
        complete = self._carrier.wait(flight.window, self._confirm_timeout)
        faults.point("relay.after_confirm")
        confirmed = [flight.positions[id] for id in list(flight.window.confirmed)]
        if confirmed:
            outgoing.mark(connection, confirmed)
            self._measures.count("outbox_published", len(confirmed))
        faults.point("relay.after_mark")
        failed = [flight.positions[id] for id in flight.window.failed]
        if failed:
            self._measures.count("outbox_returned", len(failed))
            self._hold(failed)
        if not complete:
            self._measures.count("outbox_unconfirmed", len(flight.positions) - len(confirmed))
        return complete

    def _redeliver(self) -> bool:
        """Send one window of an open request to its reader alone; nothing else is under way.

        Looked for once a second: requests are rare, and to look is the dearest part of an idle
        round. While one is open the windows follow each other at once.
        """
        if time.monotonic() < self._next_asked:
            return False
        with self._database.transaction(None) as session:
            found = redelivery.next_rows(session, self._types_of, self._window)
            if found is None:
                self._next_asked = time.monotonic() + _ASKED_EVERY
                return False
            request, rows = found
            if not rows:
                redelivery.advance(session, request, None)
                return True
        queue = self._topology.names.inbox(request.reader)
        try:
            window = self._carrier.send(
                [Message(id, "", queue, envelope.encode()) for id, envelope, _ in rows]
            )
        except BusDown:
            return False
        if not self._carrier.wait(window, self._confirm_timeout) or window.failed:
            return False
        with self._database.transaction(None) as session:
            redelivery.advance(session, request, rows[-1][2])
        return True

    def _types_of(self, reader: str) -> frozenset[str]:
        return frozenset(
            type for type, readers in self._topology.readers.items() if reader in readers
        )

    def _look(self, connection: psycopg.Connection[Any]) -> None:
        """Every few seconds tell how much waits; every ten minutes clean up."""
        now = time.monotonic()
        if now >= self._next_look:
            self._next_look = now + _LOOK_EVERY
            count, age = outgoing.pending(connection)
            self._measures.set("outbox_pending", count)
            self._measures.set("outbox_oldest_seconds", age)
            self._measures.set("bus_connected", float(self._carrier.wait_ready(0)), side="relay")
        if now >= self._next_clean:
            gone = outgoing.clean(
                connection,
                outbox=timedelta(days=budgets.OUTBOX_KEEP_DAYS),
                inbox=timedelta(days=budgets.INBOX_KEEP_DAYS),
                decisions=timedelta(days=budgets.DECISIONS_KEEP_DAYS),
            )
            self._next_clean = now + (0 if gone else _CLEAN_EVERY)
