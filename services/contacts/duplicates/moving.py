"""What hangs on a contact goes to the one that absorbs it, and comes back.

`move` names the rows that it moved, by table; `move_back` moves those of them that are still where
they were put. Both hold the rows that they change, in the order of their ids.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ARRAY, Uuid, func, literal, select, update

from chassis.clock import now
from chassis.db import Session
from chassis.events import record
from contracts.contacts import ActivityChanged
from services.contacts.activities.access import CONTACT, follow_contact
from services.contacts.activities.models import Activity
from services.contacts.activities.stating import state_of
from services.contacts.directory.models import Contact
from services.contacts.documents.models import Document
from services.contacts.identification.models import IdentifiedCall
from services.contacts.leads.models import Lead
from services.contacts.timeline.models import TimelineEntry

Moved = dict[str, list[Any]]

_POINTERS: Final[Mapping[str, tuple[type[Any], str]]] = {
    "contact.company_id": (Contact, "company_id"),
    "contact.referred_by_id": (Contact, "referred_by_id"),
    "contact.main_contact_id": (Contact, "main_contact_id"),
    "lead.person_id": (Lead, "person_id"),
    "lead.company_id": (Lead, "company_id"),
    "document.record_id": (Document, "record_id"),
}


def move(session: Session, source: Contact, target: Contact) -> Moved:
    """Move what hangs on one locked contact to another; return which rows."""
    entries = _ids(session, TimelineEntry, TimelineEntry.contact_id == source.id)
    _move_entries(session, entries, source.id, target.id)
    calls = _calls(session, source.id)
    _point(session, IdentifiedCall, "contact_id", calls, target.id)
    moved: Moved = {"timeline_entry": entries, "identified_call": calls}
    for name, (model, column) in _POINTERS.items():
        at = getattr(model, column)
        moved[name] = _ids(session, model, at == source.id, model.id != target.id)
        _point(session, model, column, moved[name], target.id)
    moved["activity"] = _move_activities(session, source.id, target.id)
    follow_contact(session, target)
    return {name: _plain(rows) for name, rows in moved.items() if rows}


def move_back(session: Session, source: Contact, target: Contact, moved: Mapping[str, Any]) -> None:
    """Move rows back from `target` to `source`, those that did not go elsewhere since."""
    entries = _still(session, TimelineEntry, "contact_id", moved.get("timeline_entry"), target.id)
    _move_entries(session, entries, target.id, source.id)
    named: dict[str, tuple[type[Any], str]] = {
        "identified_call": (IdentifiedCall, "contact_id"),
        **_POINTERS,
    }
    for name, (model, column) in named.items():
        rows = _still(session, model, column, moved.get(name), target.id)
        _point(session, model, column, rows, source.id)
    _return_activities(session, source.id, target.id, moved.get("activity") or [])
    follow_contact(session, source)
    follow_contact(session, target)


def _calls(session: Session, contact_id: UUID) -> list[UUID]:
    """Return the calls of a contact: those on its timeline until now, and those that go on."""
    ended = _ids(
        session,
        IdentifiedCall,
        IdentifiedCall.id.in_(
            select(TimelineEntry.record_id).where(
                TimelineEntry.kind == "call", TimelineEntry.contact_id == contact_id
            )
        ),
        IdentifiedCall.contact_id == contact_id,
    )
    going_on = IdentifiedCall.ended.is_(None)
    return ended + _ids(session, IdentifiedCall, IdentifiedCall.contact_id == contact_id, going_on)


def _ids(session: Session, model: type[Any], *conditions: Any) -> list[UUID]:
    """Return the ids of rows and hold the rows, in their order."""
    session.flush()
    statement = select(model.id).where(*conditions).order_by(model.id).with_for_update(of=model)
    return list(session.scalars(statement))


def _still(
    session: Session, model: type[Any], column: str, ids: Sequence[str] | None, at: UUID
) -> list[UUID]:
    if not ids:
        return []
    wanted = [UUID(id) for id in ids]
    return _ids(session, model, model.id.in_(wanted), getattr(model, column) == at)


def _point(
    session: Session, model: type[Any], column: str, ids: Collection[UUID], to: UUID
) -> None:
    if ids:
        values = {column: to, "version": model.version + 1, "updated_at": now()}
        session.execute(
            update(model)
            .where(model.id.in_(ids))
            .values(values)
            .execution_options(synchronize_session="fetch")
        )


def _move_entries(session: Session, ids: Collection[UUID], source: UUID, target: UUID) -> None:
    """Move entries; who reads of the contact itself is named by its id (`timeline/readers.py`)."""
    if ids:
        session.execute(
            update(TimelineEntry)
            .where(TimelineEntry.id.in_(ids))
            .values(
                contact_id=target,
                readers=func.array_replace(TimelineEntry.readers, source, target),
            )
            .execution_options(synchronize_session=False)
        )


def _move_activities(session: Session, source: UUID, target: UUID) -> list[dict[str, Any]]:
    """Move activities about or with a contact; say of each what was changed."""
    held = session.scalars(
        select(Activity)
        .where(Activity.contact_ids.op("@>", is_comparison=True)(literal([source], ARRAY(Uuid()))))
        .order_by(Activity.id)
        .with_for_update()
    ).all()
    moved = []
    for activity in held:
        about = (activity.related_type, activity.related_id) == (CONTACT, source)
        lists = {name: list(getattr(activity, name)) for name in ("participant_ids", "contact_ids")}
        with_both = [name for name, ids in lists.items() if source in ids and target in ids]
        with_one = [name for name, ids in lists.items() if source in ids and target not in ids]
        if about:
            activity.related_id = target
        for name, ids in lists.items():
            setattr(activity, name, _replaced(ids, source, target))
        _state(session, activity)
        one = {"id": str(activity.id), "about": about, "joint": with_both, "single": with_one}
        moved.append(one)
    return moved


def _return_activities(
    session: Session, source: UUID, target: UUID, moved: Sequence[Mapping[str, Any]]
) -> None:
    by_id = {UUID(each["id"]): each for each in moved}
    held = session.scalars(
        select(Activity).where(Activity.id.in_(by_id)).order_by(Activity.id).with_for_update()
    ).all()
    for activity in held:
        was = by_id[activity.id]
        if was["about"] and (activity.related_type, activity.related_id) == (CONTACT, target):
            activity.related_id = source
        for name in was["single"]:
            setattr(activity, name, _replaced(getattr(activity, name), target, source))
        for name in was["joint"]:
            ids = list(getattr(activity, name))
            if target in ids:
                setattr(activity, name, list(dict.fromkeys([*ids, source])))
        _state(session, activity)


def _replaced(ids: Sequence[UUID], old: UUID, new: UUID) -> list[UUID]:
    return list(dict.fromkeys(new if id == old else id for id in ids))


def _state(session: Session, activity: Activity) -> None:
    activity.touch()
    record(session, activity, ActivityChanged(**state_of(activity), told_ids=[]))


def _plain(rows: Sequence[Any]) -> list[Any]:
    return [str(row) if isinstance(row, UUID) else row for row in rows]
