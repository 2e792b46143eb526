"""Named locks in a service's database: for a transaction, or for one process of all."""

import zlib
from contextlib import suppress
from typing import Any

import psycopg
from psycopg import sql
from sqlalchemy import func, select

from chassis.db.database import Database
from chassis.db.session import Session

_TRY = sql.SQL("SELECT pg_try_advisory_lock(%s, hashtext(%s))")
_ALIVE = sql.SQL("SELECT 1")
_SPACE = 720_320
_TRANSACTION_SPACE = 720_321


def hold(session: Session, name: str, *, shared: bool = False) -> None:
    """Wait for the organization's named lock and hold it to the end of the transaction.

    Any number of transactions hold it `shared` at once; without, one alone and no shared holder.
    """
    key = zlib.crc32(f"{session.organization_id}/{name}".encode()) - 2**31
    lock = func.pg_advisory_xact_lock_shared if shared else func.pg_advisory_xact_lock
    session.chassis_execute(select(lock(_TRANSACTION_SPACE, key)))


class SingleHolder:
    """At most one process holds the lock `name` of a service's database at a time.

    The lock sits on a direct connection: it ends with the process, with `release`, or when the
    database loses the connection. A holder that was cut off learns it from `holds` at its next
    look, so two holders may overlap for that long; what they do must bear it.
    """

    def __init__(self, database: Database, name: str) -> None:
        self._database = database
        self._name = name
        self._connection: psycopg.Connection[Any] | None = None

    def acquire(self) -> bool:
        """Try once. Raises psycopg.OperationalError when the database is out of reach."""
        if self._connection is None or self._connection.broken:
            self.release()
            self._connection = self._database.connect_direct()
        row = self._connection.execute(_TRY, (_SPACE, self._name)).fetchone()
        return bool(row and row[0])

    def holds(self) -> bool:
        """Whether the connection that carries the lock still answers."""
        if self._connection is None:
            return False
        try:
            self._connection.execute(_ALIVE)
        except psycopg.Error:
            return False
        return True

    def release(self) -> None:
        """Give the lock back, if it is held."""
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(psycopg.Error):
                connection.close()
