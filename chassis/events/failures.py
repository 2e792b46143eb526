"""What a failure while handling facts says: of the fact, of the moment, or of the machines.

Only a failure of the fact itself is an attempt. The table is by SQLSTATE, so it does not depend on
a message's language.
"""

from collections.abc import Iterator
from enum import Enum

import psycopg
from sqlalchemy import exc

from chassis.events.watchdog import HandlerHung


class Failure(Enum):
    """Whose failure it was."""

    INFRASTRUCTURE = "infrastructure"  # wait for the database, then again; never an attempt
    TRANSIENT = "transient"  # another transaction was in the way; again at once, never an attempt
    OWN = "own"  # the fact or its reaction: an attempt


_TRANSIENT = frozenset({"40001", "40P01", "55P03"})  # serialization, deadlock, lock timeout
_INFRASTRUCTURE = frozenset({"57P01", "57P02", "57P03", "25006"})  # stop, crash, start, read-only
_INFRASTRUCTURE_CLASSES = frozenset({"08", "53", "58"})  # connection, resources, system


def failure_of(error: BaseException) -> Failure:
    """Classify by the first database error in the chain of causes; without one it is the fact's."""
    links = list(_chain(error))
    if any(isinstance(link, HandlerHung) for link in links):
        return Failure.OWN  # what the interrupt did to the connection is its consequence
    for link in links:
        if isinstance(link, exc.TimeoutError):  # the pool has no connection to give
            return Failure.INFRASTRUCTURE
        if isinstance(link, exc.DBAPIError) and isinstance(link.orig, psycopg.Error):
            found = _by_state(link.orig)
            if found is Failure.OWN and link.connection_invalidated and not link.orig.sqlstate:
                return Failure.INFRASTRUCTURE
            return found
        if isinstance(link, psycopg.Error):
            return _by_state(link)
    return Failure.OWN


def _by_state(error: psycopg.Error) -> Failure:
    state = error.sqlstate
    if state is None:
        lost = isinstance(error, (psycopg.OperationalError, psycopg.InterfaceError))
        return Failure.INFRASTRUCTURE if lost else Failure.OWN
    if state in _TRANSIENT:
        return Failure.TRANSIENT
    if state in _INFRASTRUCTURE or state[:2] in _INFRASTRUCTURE_CLASSES:
        return Failure.INFRASTRUCTURE
    return Failure.OWN


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    link: BaseException | None = error
    while link is not None and id(link) not in seen:
        seen.add(id(link))
        yield link
        link = link.__cause__ or link.__context__
