"""Restate: an owner says again, from its tables, what its records are now.

For a new reader, and after a restore. An owner declares it as data in its spec:

    restates=Restates(
        records=(Restated(model=Contact, state=restate_contacts),),
        completed=ContactsRestated,
    )

`state(session, rows)` gives `(row, fact)` for the rows that have something to say; every reader's
reaction to such a fact is of kind `state`. A reader lists `forgets(ContactsRestated, …)` among its
reactions: what it keeps of the owner from an older incarnation does not exist any more.

Guarantee: a request is a row, worked off in pages, each in one commit with its facts, so it
survives every stop and ends in `completed` for each organization. Saying it twice is harmless:
readers guard by (incarnation, version). No record is locked meanwhile: one that is changed at this
moment may be said as it was before, with that version, and its change says itself.
Limits: a reader that deletes a copy for good may get it back from such a fact, so copies are
marked and kept. `completed` goes out after the facts; one that failed at a reader and is retried
there comes later and puts its row back.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import structlog
from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects.postgresql import insert

from chassis.db.base import Aggregate, Owned
from chassis.db.database import Database
from chassis.db.session import Session
from chassis.events.facts import Fact, Received
from chassis.events.outbox import state_again, state_of_service
from chassis.events.reactions import Reaction
from chassis.events.tables import Incarnation, Restatement
from chassis.ids import new_id

log = structlog.get_logger(__name__)

_AT_ONCE = 200
_PAGES = 25

State = Callable[[Session, Sequence[Any]], Iterable[tuple[Aggregate, Fact]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Restated:
    """One kind of record that its owner can state again, and how."""

    model: type[Aggregate]
    state: State


@dataclass(frozen=True, slots=True, kw_only=True)
class Restates:
    """What an owner states again, in this order, and the fact that says that it has."""

    records: tuple[Restated, ...]
    completed: type[Fact]


@dataclass(frozen=True, slots=True)
class CopyOf:
    """A reader's table of an owner's records, with `incarnation` and `version`.

    `children` are tables whose rows belong to one of its rows, each with the column that says to
    which; the column has the same name in both.
    """

    model: type[Any]
    children: tuple[tuple[type[Any], str], ...] = ()


def forgets(
    completed: type[Fact],
    *copies: CopyOf | type[Any],
    also: Callable[[Session, Received[Any]], None] | None = None,
) -> Reaction:
    """Return the reaction of a reader to an owner's `completed`: rows of an older incarnation go.

    A model without children stands for itself. `also` does the same for what follows from the
    rows (figures, entries); it runs first.
    """

    def handle(session: Session, received: Received[Any]) -> None:
        if also is not None:
            also(session, received)
        for copy in copies:
            _forget(session, received, copy if isinstance(copy, CopyOf) else CopyOf(copy))

    return Reaction(fact=completed, handle=handle, kind="state")


def _forget(session: Session, received: Received[Any], copy: CopyOf) -> None:
    older = (
        copy.model.organization_id == received.organization_id,
        copy.model.incarnation < received.incarnation,
    )
    session.flush()
    for child, name in copy.children:
        gone = select(getattr(copy.model, name)).where(*older)
        session.execute(
            delete(child)
            .where(
                child.organization_id == received.organization_id, getattr(child, name).in_(gone)
            )
            .execution_options(synchronize_session=False)
        )
    session.execute(delete(copy.model).where(*older).execution_options(synchronize_session=False))


def request(session: Session, reader: str | None = None) -> None:
    """Note that everything is to be stated again, to one reader or to all; a sweep works it off."""
    session.chassis_execute(insert(Restatement).values(id=new_id(), reader=reader))


def raise_incarnation(session: Session, service: str) -> int:
    """Count one more cut in this service's history (a restore) and return its number."""
    statement = insert(Incarnation).values(service=service, number=2)
    raised = statement.on_conflict_do_update(
        index_elements=[Incarnation.service], set_={"number": Incarnation.number + 1}
    )
    return int(session.chassis_execute(raised.returning(Incarnation.number)).scalar_one())


def open_requests(session: Session) -> int:
    """Count what is asked for and not yet stated."""
    statement = select(func.count()).where(Restatement.done_at.is_(None))
    return int(session.chassis_execute(statement).scalar_one())


def work_off(database: Database, restates: Restates, *, pages: int = _PAGES) -> bool:
    """State some pages of the oldest request. Returns whether there may be more to do."""
    return all(_one_page(database, restates) for _ in range(pages))


def _one_page(database: Database, restates: Restates) -> bool:
    with database.transaction(None) as session:
        found = session.chassis_execute(
            select(Restatement)
            .where(Restatement.done_at.is_(None))
            .order_by(Restatement.asked_at, Restatement.id)
            .limit(1)
            .with_for_update(skip_locked=True)
        ).scalar_one_or_none()
        if found is None:
            return False
        session.expunge(found)
        place = _place(session, restates, found)
        if place is None:
            _complete(session, restates, found)
            return True
        restated, organization_id, after = place
        session.bind_organization(organization_id)
        last, count = _state_page(session, restated, after, found.reader)
        _advance(
            session,
            found,
            aggregate=_name(restated),
            organization_id=organization_id,
            after=last,
            stated=found.stated + count,
        )
        return True


def _place(
    session: Session, restates: Restates, found: Restatement
) -> tuple[Restated, UUID, UUID | None] | None:
    """Where to go on: the record, the organization, behind which id; None at the end."""
    names = [_name(restated) for restated in restates.records]
    start = names.index(found.aggregate) if found.aggregate in names else 0
    for restated in restates.records[start:]:
        here = _name(restated) == found.aggregate
        if here and found.organization_id is not None and found.after is not None:
            return restated, found.organization_id, found.after
        behind = found.organization_id if here else None
        if (organization_id := _next_organization(session, restated.model, behind)) is not None:
            return restated, organization_id, None
    return None


def _next_organization(
    session: Session, model: type[Aggregate], behind: UUID | None
) -> UUID | None:
    column = model.organization_id
    statement = select(column).order_by(column).limit(1)
    if behind is not None:
        statement = statement.where(column > behind)
    found: UUID | None = session.chassis_execute(statement).scalar_one_or_none()
    return found


def _state_page(
    session: Session, restated: Restated, after: UUID | None, reader: str | None
) -> tuple[UUID | None, int]:
    """State one page; returns the last id, None when it was the organization's last page."""
    model = restated.model
    statement = select(model).order_by(model.id).limit(_AT_ONCE)
    if after is not None:
        statement = statement.where(model.id > after)
    rows = session.scalars(statement).unique().all()
    count = 0
    for row, fact in restated.state(session, rows):
        state_again(session, row, fact, reader=reader)
        count += 1
    return (rows[-1].id if len(rows) == _AT_ONCE else None), count


def _complete(session: Session, restates: Restates, found: Restatement) -> None:
    """Say of every organization that all of it was stated; also of one that has no record now."""
    from chassis.identity.directory import DirectoryUser  # the directory itself stands on facts

    owned: set[UUID] = set()
    models: Sequence[type[Owned]] = (DirectoryUser, *(one.model for one in restates.records))
    for model in models:
        owned.update(session.chassis_execute(select(model.organization_id).distinct()).scalars())
    for organization_id in sorted(owned):
        state_of_service(
            session,
            restates.completed(),
            organization_id=organization_id,
            subject_id=found.id,
            reader=found.reader,
        )
    _advance(session, found, done_at=func.now())
    log.info("restated", service=session.service, reader=found.reader, facts=found.stated)


def _advance(session: Session, found: Restatement, **values: Any) -> None:
    session.chassis_execute(update(Restatement).where(Restatement.id == found.id).values(**values))


def _name(restated: Restated) -> str:
    return restated.model.__name__
