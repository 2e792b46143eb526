"""`record`: state a fact in the transaction that makes it true, or not at all.

The facts of a transaction are kept until it commits and then written by one statement: a row and
a flush for each costs three times as much (measured).
"""

from collections.abc import Iterable
from uuid import UUID

from msgspec import Raw
from opentelemetry import propagate
from sqlalchemy import event, inspect, select
from sqlalchemy.orm import Session as OrmSession
from sqlalchemy.orm import SessionTransaction

from chassis.clock import now
from chassis.db.base import Aggregate
from chassis.db.bulk import insert_many
from chassis.db.session import Session
from chassis.events.facts import PREFIX, Envelope, Fact
from chassis.events.tables import Incarnation, Outbox
from chassis.ids import new_id

FIRST_INCARNATION = 1
"""Of a database that was never restored; `troncal restore` raises it (see tables.Incarnation)."""


class NotTouched(Exception):
    """A fact about an aggregate whose version did not change; a defect, never a user's error."""


def record(session: Session, aggregate: Aggregate, fact: Fact) -> UUID:
    """Add the fact to the outbox of this transaction and return its id.

    The aggregate must be new or touched (`Aggregate.touch`) in this transaction: its version is
    what readers compare. The row is written when the transaction commits, not before. The relay
    sends the fact after the commit, in order per aggregate.
    """
    state = inspect(aggregate)
    touched = state.pending or state.transient or aggregate.id in _stated(session)
    if not touched and not state.attrs.version.history.has_changes():
        raise NotTouched(f"{fact.event_type} without a new version of {aggregate.id}")
    if fact.owner != session.service:
        raise NotTouched(f"{session.service} cannot state {fact.event_type}")
    _identify(session, aggregate)
    _stated(session).add(aggregate.id)
    return _add(
        session,
        fact,
        organization_id=aggregate.organization_id,
        subject_id=aggregate.id,
        version=aggregate.version,
    )


def record_inserted(session: Session, facts: Iterable[tuple[UUID, Fact]]) -> None:
    """State facts about aggregates that `insert_many` wrote in this transaction: version 1."""
    record_written(session, ((id, 1, fact) for id, fact in facts))


def record_written(session: Session, facts: Iterable[tuple[UUID, int, Fact]]) -> None:
    """State facts about aggregates that a statement over many wrote in this transaction.

    Each comes with the version that the statement gave it, under the row's lock.
    """
    traceparent = _traceparent()
    for id, version, fact in facts:
        if fact.owner != session.service:
            raise NotTouched(f"{session.service} cannot state {fact.event_type}")
        _add(
            session,
            fact,
            organization_id=session.organization,
            subject_id=id,
            version=version,
            traceparent=traceparent,
        )


def state_again(
    session: Session, aggregate: Aggregate, fact: Fact, *, reader: str | None = None
) -> UUID:
    """Add a fact that says what an unchanged aggregate is now (chassis.events.restating).

    `reader` names the only service that gets it.
    """
    return _add(
        session,
        fact,
        organization_id=aggregate.organization_id,
        subject_id=aggregate.id,
        version=aggregate.version,
        reader=reader,
    )


def state_of_service(
    session: Session,
    fact: Fact,
    *,
    organization_id: UUID,
    subject_id: UUID,
    reader: str | None = None,
) -> UUID:
    """Add a fact about the service itself in one organization: it belongs to no aggregate."""
    return _add(
        session,
        fact,
        organization_id=organization_id,
        subject_id=subject_id,
        version=1,
        reader=reader,
    )


def _add(
    session: Session,
    fact: Fact,
    *,
    organization_id: UUID,
    subject_id: UUID,
    version: int,
    reader: str | None = None,
    traceparent: str | None = None,
) -> UUID:
    envelope = Envelope(
        id=new_id(),
        source=f"/{PREFIX}/{session.service}",
        type=fact.event_type,
        subject=f"{fact.aggregate}/{subject_id}",
        time=now(),
        organization_id=organization_id,
        incarnation=_incarnation(session),
        version=version,
        correlation_id=session.correlation_id or new_id(),
        causation_id=session.causation_id,
        actor_id=session.acting_user,
        traceparent=traceparent or _traceparent(),
        data=Raw(fact.model_dump_json().encode()),
    )
    session.info.setdefault("facts", []).append(
        {
            "id": envelope.id,
            "type": envelope.type,
            "subject": envelope.subject,
            "aggregate_version": envelope.version,
            "organization_id": envelope.organization_id,
            "envelope": envelope.to_json(),
            "traceparent": envelope.traceparent,
            "reader": reader,
        }
    )
    session.info["recorded"] = True
    return envelope.id


def _traceparent() -> str | None:
    carrier: dict[str, str] = {}
    propagate.inject(carrier)
    return carrier.get("traceparent")


def _incarnation(session: Session) -> int:
    """Read once per process: a restore happens while none runs."""
    known: dict[str, int] = session.info.setdefault("incarnations", {})
    if session.service not in known:
        statement = select(Incarnation.number).where(Incarnation.service == session.service)
        with session.no_autoflush:
            found = session.chassis_execute(statement).scalar_one_or_none()
        known[session.service] = found or FIRST_INCARNATION
    return known[session.service]


def _identify(session: Session, aggregate: Aggregate) -> None:
    """Give a new aggregate what its insertion would: the envelope names it before the flush."""
    if aggregate.id is None:
        aggregate.id = new_id()
    if aggregate.version is None:
        aggregate.version = 1
    if aggregate.organization_id is None:
        aggregate.organization_id = session.organization


@event.listens_for(OrmSession, "before_commit")
def _write_facts(session: OrmSession) -> None:
    facts = session.info.pop("facts", None)
    if facts and isinstance(session, Session):
        session.flush()
        insert_many(session, Outbox, facts)


def _stated(session: Session) -> set[UUID]:
    """Aggregates whose new version was flushed in this transaction."""
    stated: set[UUID] = session.info.setdefault("stated", set())
    return stated


@event.listens_for(OrmSession, "after_flush")
def _remember_versions(session: OrmSession, _context: object) -> None:
    """An autoflush between touch and record must not make the aggregate look untouched."""
    if isinstance(session, Session):
        for row in (*session.new, *session.dirty):
            if isinstance(row, Aggregate) and (
                row in session.new or inspect(row).attrs.version.history.has_changes()
            ):
                _stated(session).add(row.id)


@event.listens_for(OrmSession, "after_transaction_end")
def _forget_versions(session: OrmSession, transaction: SessionTransaction) -> None:
    if isinstance(session, Session) and transaction.parent is None:
        session.info.pop("stated", None)
        session.info.pop("facts", None)
