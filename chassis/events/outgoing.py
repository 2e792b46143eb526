"""The relay's view of the outbox. Only statements live here.

Rows are claimed because they are unpublished, in order of position, never because their position
is greater than a remembered one: identity values commit out of order.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, NamedTuple

import psycopg
from psycopg import sql

# The positions to leave out are hashed as a subquery; as an array each row is compared with each of
# them (measured: 46 ms a window, and the bus carried a quarter less).
_CLAIM = sql.SQL(
    "SELECT position, id::text, type, envelope, reader FROM outbox WHERE published_at IS NULL"
    " AND position NOT IN (SELECT unnest(%s::bigint[])) ORDER BY position LIMIT %s"
)
_MARK = sql.SQL("UPDATE outbox SET published_at = clock_timestamp() WHERE position = ANY(%s)")
_PENDING = sql.SQL(
    "SELECT count(*), coalesce(extract(epoch FROM clock_timestamp() - min(recorded_at)), 0)"
    " FROM outbox WHERE published_at IS NULL"
)
_CLEAN = sql.SQL(
    "DELETE FROM outbox WHERE position IN"
    " (SELECT position FROM outbox WHERE published_at < now() - %s ORDER BY published_at LIMIT %s)"
)
_CLEAN_INBOX = sql.SQL(
    "DELETE FROM inbox WHERE event_id IN (SELECT event_id FROM inbox WHERE received_at < now() - %s"
    " AND (state = 'done' OR (state = 'dropped' AND received_at < now() - %s)) LIMIT %s)"
)
_LOCK = sql.SQL("SELECT pg_try_advisory_lock(%s, hashtext(%s))")
_LOCK_SPACE = 720_319
_CLEAN_AT_ONCE = 5_000


class Row(NamedTuple):
    """An unpublished fact."""

    position: int
    id: str
    type: str
    envelope: str
    reader: str | None = None


def become_active(connection: psycopg.Connection[Any], service: str) -> bool:
    """Take the lock that makes this the one relay of the service; it lasts as the session does."""
    row = connection.execute(_LOCK, (_LOCK_SPACE, service)).fetchone()
    return bool(row and row[0])


def claim(connection: psycopg.Connection[Any], under_way: Sequence[int], limit: int) -> list[Row]:
    """Return the next unpublished rows in order, without those that are under way."""
    rows = connection.execute(_CLAIM, (list(under_way), limit), prepare=True)
    return [Row(*row) for row in rows]


def mark(connection: psycopg.Connection[Any], positions: Sequence[int]) -> None:
    """Mark rows published, in a transaction of its own."""
    connection.execute(_MARK, (list(positions),), prepare=True)


def pending(connection: psycopg.Connection[Any]) -> tuple[int, float]:
    """Count the unpublished rows and tell the oldest one's age in seconds."""
    row = connection.execute(_PENDING).fetchone()
    return (int(row[0]), float(row[1])) if row else (0, 0.0)


def clean(
    connection: psycopg.Connection[Any],
    *,
    outbox: timedelta,
    inbox: timedelta,
    decisions: timedelta,
) -> int:
    """Delete some of what is older than it need be kept; returns how many rows.

    `decisions` is how long facts are kept that somebody dropped.
    """
    gone = connection.execute(_CLEAN, (outbox, _CLEAN_AT_ONCE)).rowcount
    return gone + connection.execute(_CLEAN_INBOX, (inbox, decisions, _CLEAN_AT_ONCE)).rowcount
