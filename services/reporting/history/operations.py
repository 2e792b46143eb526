"""Appending to the event log, and reading it again."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import insert, select

from chassis.db import Session
from chassis.events import Fact, Received
from services.reporting.history.models import LoggedFact

_PAGE = 1_000


def append(session: Session, facts: Sequence[Received[Any]]) -> None:
    """Add facts to the log in the order in which they are handled."""
    session.execute(
        insert(LoggedFact),
        [
            {
                "organization_id": received.organization_id,
                "event_id": received.id,
                "type": received.type,
                "subject": received.subject,
                "version": received.version,
                "incarnation": received.incarnation,
                "occurred_at": received.time,
                "actor_id": received.actor_id,
                "correlation_id": received.correlation_id,
                "data": received.data.model_dump(mode="json"),
            }
            for received in facts
        ],
    )


def read_log(session: Session, models: dict[str, type[Fact]]) -> Iterator[list[Received[Any]]]:
    """Yield the organization's whole log in pages, oldest first, as reactions would get it."""
    last = 0
    while True:
        statement = (
            select(LoggedFact)
            .where(LoggedFact.position > last)
            .order_by(LoggedFact.position)
            .limit(_PAGE)
        )
        rows = list(session.scalars(statement))
        if not rows:
            return
        last = rows[-1].position
        yield [_received(row, models[row.type]) for row in rows]
        session.expunge_all()


def _received(row: LoggedFact, model: type[Fact]) -> Received[Any]:
    return Received(
        id=row.event_id,
        type=row.type,
        data=model.model_validate(row.data),
        organization_id=row.organization_id,
        subject=row.subject,
        version=row.version,
        incarnation=row.incarnation,
        time=row.occurred_at,
        actor_id=row.actor_id,
        correlation_id=row.correlation_id,
    )
