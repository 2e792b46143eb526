"""Wake-ups between a commit and the relay, outside of business transactions.

NOTIFY inside a transaction takes a cluster-wide lock at its commit (10,000 to 3,500 commits a
second, measured). So a thread sends it afterwards on a session of its own, at most a hundred times
a second however many commits there were. A lost wake-up costs one poll.
"""

import threading
import time
from collections.abc import Callable

import psycopg
import structlog
from psycopg import sql

from chassis import faults
from chassis.db.database import Database

_SHORTEST_GAP = 0.01
_PAUSE = 1.0
CHANNEL = "troncal_outbox"

log = structlog.get_logger(__name__)


class Notifier:
    """Tells every relay of this database that something was recorded."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._wanted = threading.Event()
        self._stopping = False
        self._thread = threading.Thread(
            target=self._run, name=f"{database.service}-notifier", daemon=True
        )

    def start(self) -> None:
        """Begin; `wake` before that is remembered."""
        self._thread.start()

    def stop(self) -> None:
        """Send what is wanted and end."""
        self._stopping = True
        self._wanted.set()
        if self._thread.is_alive():
            self._thread.join(2.0)

    def wake(self) -> None:
        """Ask for a wake-up; returns at once and never fails."""
        self._wanted.set()

    def _run(self) -> None:
        while not self._stopping:
            try:
                with self._database.connect_direct() as connection:
                    self._send(connection)
            except psycopg.Error:
                # The relay polls meanwhile, and says itself that the database is away.
                time.sleep(0 if self._stopping else _PAUSE)

    def _send(self, connection: psycopg.Connection[object]) -> None:
        while True:
            self._wanted.wait()
            self._wanted.clear()
            faults.point("notifier.before_notify")
            connection.execute(sql.SQL("NOTIFY {}").format(sql.Identifier(CHANNEL)))
            faults.point("notifier.after_notify")
            if self._stopping:
                return
            time.sleep(_SHORTEST_GAP)


class Listener:
    """Turns the wake-ups of this database into calls."""

    def __init__(self, database: Database, act: Callable[[], None]) -> None:
        self._database = database
        self._act = act
        self._stopping = False
        self._thread = threading.Thread(
            target=self._run, name=f"{database.service}-listener", daemon=True
        )

    def start(self) -> None:
        """Begin to listen."""
        self._thread.start()

    def stop(self) -> None:
        """End within half a second."""
        self._stopping = True
        if self._thread.is_alive():
            self._thread.join(2.0)

    def _run(self) -> None:
        while not self._stopping:
            try:
                with self._database.connect_direct() as connection:
                    connection.execute(sql.SQL("LISTEN {}").format(sql.Identifier(CHANNEL)))
                    while not self._stopping:
                        for _ in connection.notifies(timeout=0.5, stop_after=1):
                            self._act()
            except psycopg.Error:
                if not self._stopping:
                    time.sleep(_PAUSE)
