"""Carries facts to their effects: batches, single facts, attempts, deaths, parking.

Guarantee: the effect of a fact and its `done` commit together or not at all, however often the
fact arrives and wherever the process dies. A fact that fails is set aside with its envelope and
never blocks its neighbours. Failures of the infrastructure are raised as `DatabaseAway` and leave
no trace in the inbox.
Limit: a reaction's recorded effects (live messages, wake-ups) follow the commit and may be lost.
"""

import random
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from datetime import timedelta
from typing import TypeVar
from uuid import UUID

import psycopg
import structlog
from sqlalchemy.exc import DBAPIError

from chassis import faults
from chassis.clock import now
from chassis.db.database import Database
from chassis.db.session import Session
from chassis.events import inbox
from chassis.events.failures import Failure, failure_of
from chassis.events.handling import Reactions
from chassis.events.incoming import Incoming
from chassis.events.measures import Measures
from chassis.events.settings import ConsumerLimits
from chassis.events.watchdog import Watchdog

log = structlog.get_logger(__name__)

_one_in_hand = threading.RLock()
_UNCOUNTED_DELAY = timedelta(seconds=1)
_JITTER = 0.05

T = TypeVar("T")


class DatabaseAway(Exception):
    """The machines failed, not the fact: leave everything as it is and wait."""


class Handler:
    """Handles facts of one reader on its consumer's thread."""

    def __init__(
        self,
        database: Database,
        reactions: Reactions,
        *,
        limits: ConsumerLimits,
        measures: Measures,
        watchdog: Watchdog,
    ) -> None:
        self._database = database
        self.reactions = reactions
        self.limits = limits
        self.measures = measures
        self.watchdog = watchdog
        self.suspicious = False
        self._mine: set[UUID] = set()

    def batch(self, facts: Sequence[Incoming], *, stored: bool = False) -> None:
        """Handle facts together; if that fails, each in a transaction of its own.

        `stored` says that all of them are rows of the inbox already. Raises DatabaseAway.
        """
        known = self._set_apart(_without_repeats(facts))
        if len(known) < 2:  # noqa: PLR2004 - nobody to be tried together with
            for fact in known:
                self.alone(fact, stored=stored)
            return
        try:
            suspects = self._together(known, stored=stored)
        except _Alone as failed:
            log.warning("batch failed, each fact alone", facts=len(known), error=failed.reason)
            for fact in known:
                self.alone(fact, stored=stored)
        else:
            for fact in suspects:
                self.cautiously(fact)

    def alone(self, fact: Incoming, *, stored: bool = False) -> None:
        """Handle one fact in a transaction of its own; set it aside when it fails."""
        if not self.reactions.knows(fact):
            self._set_apart([fact])
            return
        try:
            suspects = self._together([fact], stored=stored)
        except _Alone as failed:
            self._set_aside(fact, failed)
        else:
            for suspect in suspects:
                self.cautiously(suspect)

    def cautiously(self, fact: Incoming) -> None:
        """Handle one fact that may kill the process: its being in hand is committed first.

        While the process is `suspicious`, one at a time in all of it: else a poison of one reader
        would be counted as a death of the facts that the other readers have in hand.
        """
        if not self.reactions.knows(fact):
            self._set_apart([fact])
            return
        with _one_in_hand if self.suspicious else nullcontext():
            if self._guarded(lambda: self._take_in_hand(fact)):
                self.alone(fact)

    def _set_apart(self, facts: Sequence[Incoming]) -> list[Incoming]:
        """Store what cannot be handled by this release and return the rest."""
        known = [fact for fact in facts if self.reactions.knows(fact)]
        if len(known) == len(facts):
            return known
        strange = [fact for fact in facts if fact.envelope and not self.reactions.knows(fact)]
        broken = [fact for fact in facts if fact.envelope is None]

        def write() -> None:
            with self._database.transaction(None) as session:
                if strange:
                    inbox.set_apart(session, strange, "unsupported")
                if broken:
                    inbox.set_apart(session, broken, "parked")

        self._guarded(write)
        for fact in strange:
            log.warning("unsupported fact stored", event_id=str(fact.id))
        for fact in broken:
            log.error("unreadable message parked", event_id=str(fact.id), error=fact.error)
        return known

    def _together(self, facts: Sequence[Incoming], *, stored: bool = False) -> list[Incoming]:
        found: list[Incoming] = []

        def attempt() -> None:
            found[:] = self._transact(facts, stored=stored)

        self._with_patience(attempt)
        return found

    def _with_patience(self, attempt: Callable[[], object]) -> None:
        """Run; what another transaction was in the way of runs again with jitter."""
        for tries_left in range(self.limits.transient_retries, -1, -1):
            try:
                with self.watchdog.watching():
                    attempt()
            except Exception as error:
                kind = failure_of(error)
                if kind is Failure.INFRASTRUCTURE:
                    raise DatabaseAway(str(error)) from error
                if kind is Failure.OWN or tries_left == 0:
                    raise _Alone(error, counted=kind is Failure.OWN) from error
                time.sleep(random.uniform(0, _JITTER))  # noqa: S311 - jitter, not a secret
            else:
                return

    def _transact(self, facts: Sequence[Incoming], *, stored: bool = False) -> list[Incoming]:
        """One transaction: admit, react, commit. Returns facts found in another's dead hands."""
        faults.point("consumer.before_transaction")
        with self._database.transaction(None) as session:
            run, suspects = self._admit(session, facts, stored=stored)
            faults.point("consumer.in_transaction")
            self.reactions.run(session, run)
            faults.point("consumer.before_commit")
        faults.point("consumer.after_commit")
        self._mine.difference_update(fact.id for fact in run)
        self._tell(run, len(facts) - len(run) - len(suspects))
        return suspects

    def _admit(
        self, session: Session, facts: Sequence[Incoming], *, stored: bool
    ) -> tuple[list[Incoming], list[Incoming]]:
        """Choose what runs: new, received, retried now or in our own hand; never what is done."""
        known = {fact.id for fact in facts} if stored else inbox.insert_done(session, facts)
        if not known:
            return list(facts), []
        states = inbox.lock(session, known)
        runs = {id for id, state in states.items() if self._may_run(id, state)}
        if runs:
            inbox.mark_done(session, runs)
        suspects = {
            id for id, state in states.items() if state == "in_hand" and id not in self._mine
        }
        return (
            [fact for fact in facts if fact.id not in known or fact.id in runs],
            [fact for fact in facts if fact.id in suspects],
        )

    def _may_run(self, id: UUID, state: inbox.State) -> bool:
        return state == "received" or (state == "in_hand" and id in self._mine)

    def _take_in_hand(self, fact: Incoming) -> bool:
        """Commit that the fact is in hand; count a death when it was left there. Parks the third.

        Returns whether it is to be handled now.
        """
        with self._database.transaction(None) as session:
            before = inbox.history(session, fact.id)
            state, attempts, deaths = before or ("received", 0, 0)
            if state not in ("received", "retry", "in_hand"):
                return False
            if state == "in_hand" and fact.id not in self._mine:
                deaths += 1
            if deaths >= self.limits.crash_attempts:
                error = f"the process died {deaths} times with this fact in hand"
                inbox.take_in_hand(session, fact, lease=self.limits.lease, deaths=deaths)
                inbox.set_aside(
                    session, fact, state="parked", error=error, attempts=attempts, delay=None
                )
                log.error("fact parked", event_id=str(fact.id), error=error)
                return False
            inbox.take_in_hand(session, fact, lease=self.limits.lease, deaths=deaths)
        self._mine.add(fact.id)
        return True

    def _set_aside(self, fact: Incoming, failed: "_Alone") -> None:
        """Keep a failed fact for its next attempt, or park it after the last."""

        def write() -> None:
            with self._database.transaction(None) as session:
                before = inbox.history(session, fact.id)
                state, attempts, _ = before or ("received", 0, 0)
                if state in ("done", "parked", "dropped"):
                    return
                attempts += failed.counted
                delay = self.limits.delay_after(attempts) if failed.counted else _UNCOUNTED_DELAY
                inbox.set_aside(
                    session,
                    fact,
                    state="parked" if delay is None else "retry",
                    error=failed.reason,
                    attempts=attempts,
                    delay=delay,
                )
            outcome = "parked" if delay is None else "retry"
            log.warning(
                "fact failed", event_id=str(fact.id), outcome=outcome, attempts=attempts,
                error=failed.reason,
            )  # fmt: skip
            self.measures.count("inbox_handled", type=_type_of(fact), outcome=outcome)

        self._guarded(write)
        self._mine.discard(fact.id)

    def _guarded(self, write: Callable[[], T]) -> T:
        """Run bookkeeping that has no reaction in it: whatever fails is not the fact's fault."""
        try:
            return write()
        except Exception as error:
            raise DatabaseAway(str(error)) from error

    def _tell(self, facts: Sequence[Incoming], duplicates: int) -> None:
        counts: dict[str, int] = {}
        for fact in facts:
            type = _type_of(fact)
            counts[type] = counts.get(type, 0) + 1
        for type, count in counts.items():
            self.measures.count("inbox_handled", count, type=type, outcome="done")
        if duplicates:
            self.measures.count("inbox_duplicates", duplicates)
        if facts and facts[-1].envelope is not None:
            last = facts[-1].envelope
            self.measures.observe(
                "inbox_delay_seconds", max(0.0, (now() - last.time).total_seconds()), type=last.type
            )


class _Alone(Exception):
    """What was tried failed by its own fault or kept colliding; `counted` tells which."""

    def __init__(self, error: Exception, *, counted: bool) -> None:
        super().__init__(str(error))
        self.reason = _reason(error)
        self.counted = counted


def _reason(error: BaseException) -> str:
    """Name what went wrong without the statement's parameters, which may be a person's data."""
    if isinstance(error, DBAPIError) and isinstance(error.orig, psycopg.Error):
        original = error.orig
        return f"{type(original).__name__}: {original.diag.message_primary or ''}"
    return f"{type(error).__name__}: {error}"


def _type_of(fact: Incoming) -> str:
    return fact.envelope.type if fact.envelope else ""


def _without_repeats(facts: Sequence[Incoming]) -> list[Incoming]:
    """A batch may hold one fact twice; it is handled once."""
    return list({fact.id: fact for fact in facts}.values())
