"""Writing what other services' records did on the timelines of their contacts (ADR 0039).

Called by reactions, in whatever order and however often facts come: an entry's id follows from its
fact and contact, and who may read a record's entries is what its newest fact says, for those that
were written before too.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final
from uuid import UUID, uuid5

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert

from chassis.db import Session
from chassis.events import Received, newer
from chassis.identity import directory
from services.contacts.activities.access import follow_record
from services.contacts.directory.models import Contact
from services.contacts.timeline.models import TimelineEntry, ToldRecord
from services.contacts.timeline.stories import Story

_ACCESS: Final = (
    "readers",
    "responsible_ids",
    "shared_user_ids",
    "shared_group_ids",
    "visibility",
)


def tell(
    session: Session,
    facts: Sequence[Received[Any]],
    translate: Callable[[Received[Any]], Story],
) -> None:
    """Write a list of facts of one record type on the timelines, each once per contact.

    A contact that is not here (any more) is left out; of one that was merged it is told where that
    one stands now.
    """
    stories = [(received, translate(received)) for received in facts]
    readers = _readers(session, stories)
    _write(session, stories, readers)


def forget_told(session: Session, record_type: str, *, before: int) -> None:
    """Forget records that were last stated in an older incarnation of their owner (a restore)."""
    rows = session.scalars(
        select(ToldRecord)
        .where(ToldRecord.record_type == record_type, ToldRecord.incarnation < before)
        .order_by(ToldRecord.record_id)
        .with_for_update()
    )
    gone = [row.record_id for row in rows]
    entries = delete(TimelineEntry).where(
        TimelineEntry.kind == record_type, TimelineEntry.record_id.in_(gone)
    )
    told = delete(ToldRecord).where(
        ToldRecord.record_type == record_type, ToldRecord.record_id.in_(gone)
    )
    for statement in (entries, told):
        session.execute(statement.execution_options(synchronize_session=False))


def _readers(
    session: Session, stories: Sequence[tuple[Received[Any], Story]]
) -> dict[UUID, list[UUID]]:
    """Store what each record's newest fact says of it; return who reads of each.

    What was written of a record before follows its access, and so do the activities about it.
    """
    record_type = stories[0][1].record_type
    known = _locked(session, record_type, {received.subject_id for received, _ in stories})
    turned: set[UUID] = set()
    for received, story in stories:
        row = known.get(received.subject_id)
        if row is None:
            row = ToldRecord(
                organization_id=session.organization,
                record_type=record_type,
                record_id=received.subject_id,
            )
            known[received.subject_id] = row
            session.add(row)
        elif not newer(received, row.incarnation, row.version):
            continue
        if row.readers is not None and any(
            getattr(row, at) != getattr(story, at) for at in _ACCESS
        ):
            turned.add(received.subject_id)
        for member in (*_ACCESS, "name"):
            setattr(row, member, getattr(story, member))
        row.contact_ids = list(story.contact_ids)
        row.incarnation, row.version = received.incarnation, received.version
    session.flush()
    for record_id in sorted(turned):
        session.execute(
            update(TimelineEntry)
            .where(TimelineEntry.kind == record_type, TimelineEntry.record_id == record_id)
            .values(readers=known[record_id].readers)
            .execution_options(synchronize_session=False)
        )
        follow_record(session, known[record_id])
    return {record_id: row.readers for record_id, row in known.items()}


def _locked(session: Session, record_type: str, ids: Iterable[UUID]) -> dict[UUID, ToldRecord]:
    rows = session.scalars(
        select(ToldRecord)
        .where(ToldRecord.record_type == record_type, ToldRecord.record_id.in_(sorted(ids)))
        .order_by(ToldRecord.record_id)
        .with_for_update()
    )
    return {row.record_id: row for row in rows}


def _write(
    session: Session,
    stories: Sequence[tuple[Received[Any], Story]],
    readers: dict[UUID, list[UUID]],
) -> None:
    told = [(received, story) for received, story in stories if story.event is not None]
    named = {id for _, story in told for id in story.contact_ids}
    if not named:
        return
    here = _where(session, named)
    actors = {received.actor_id for received, _ in told if received.actor_id}
    names = directory.names(session, actors)
    rows = [
        {
            "id": uuid5(received.id, contact_id.hex),
            "organization_id": session.organization,
            "contact_id": place,
            "kind": story.record_type,
            "at": received.time,
            "title": f"timeline.{story.record_type}.{story.event}",
            "params": dict(story.params),
            "actor_id": received.actor_id,
            "actor_name": names.get(received.actor_id) if received.actor_id else None,
            "record_type": story.record_type,
            "record_id": received.subject_id,
            "readers": readers[received.subject_id],
        }
        for received, story in told
        for place, contact_id in _places(story.contact_ids, here).items()
    ]
    if rows:
        session.execute(insert(TimelineEntry).on_conflict_do_nothing(), rows)


def _where(session: Session, ids: Iterable[UUID]) -> dict[UUID, UUID]:
    """Return in which contact each of the contacts stands: itself, or the one that absorbed it."""
    merged: dict[UUID, UUID | None] = {}
    asked = set(ids)
    while asked:
        rows = session.execute(
            select(Contact.id, Contact.merged_into_id).where(Contact.id.in_(sorted(asked)))
        )
        found: dict[UUID, UUID | None] = {row[0]: row[1] for row in rows}
        merged |= found
        asked = {into for into in found.values() if into is not None} - merged.keys()
    return {id: _end(id, merged) for id in ids if id in merged}


def _end(id: UUID, merged: Mapping[UUID, UUID | None]) -> UUID:
    while (into := merged.get(id)) is not None:
        id = into
    return id


def _places(ids: Iterable[UUID], here: Mapping[UUID, UUID]) -> dict[UUID, UUID]:
    """Return the contacts on whose timeline something stands, each with whom it is told of."""
    places: dict[UUID, UUID] = {}
    for id in sorted((id for id in ids if id in here), key=lambda one: here[one] != one):
        places.setdefault(here[id], id)
    return places
