"""Names beside ids, for whoever may see what they are the names of (X-8).

An activity may be seen by somebody who may not see its contact or its record: then those names are
null.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Any, Final
from uuid import UUID

import orjson
from sqlalchemy import and_, select

from chassis.db import Session
from chassis.identity.actor import Actor
from chassis.identity.directory import DirectoryGroup, names, team_of
from chassis.records import Access, Field, RecordType, answer
from services.contacts.directory.models import ACTIVE, Contact, ContactPhone
from services.contacts.timeline.models import ToldRecord
from services.contacts.timeline.readers import only

_AT_ONCE: Final = 200
_PHONE = (
    select(ContactPhone.number)
    .where(
        and_(
            ContactPhone.contact_id == Contact.id,
            ContactPhone.organization_id == Contact.organization_id,
            ContactPhone.primary,
        )
    )
    .scalar_subquery()
)
_NAMED: Final = RecordType(
    name="contact",
    model=Contact,
    json={"id": Contact.id, "name": Contact.name, "phone": _PHONE},
    access=Access(owner="owner_id", managers="manager_ids", visibility="visibility"),
    fields={"id": Field(Contact.id)},
    sorts={"name": Contact.sort_key},
    default_sort="name",
    live=Contact.state == ACTIVE,
)

Named = Mapping[UUID, Mapping[str, Any]]


def seen_contacts(session: Session, actor: Actor, ids: Iterable[UUID]) -> Named:
    """Return name and primary phone of those of the contacts that the actor sees (X-11)."""
    found: dict[UUID, Mapping[str, Any]] = {}
    wanted = [str(id) for id in sorted(set(ids))]
    for start in range(0, len(wanted), _AT_ONCE):
        asked = [("id.in", ",".join(wanted[start : start + _AT_ONCE])), ("limit", str(_AT_ONCE))]
        page = orjson.loads(answer(session, actor, _NAMED, asked))
        found |= {UUID(item["id"]): item for item in page["items"]}
    return found


def seen_records(
    session: Session, actor: Actor, records: Collection[tuple[str, UUID]]
) -> dict[tuple[str, UUID], ToldRecord]:
    """Return those records of other services that the actor may see, as they were last stated."""
    if not records:
        return {}
    rows = session.scalars(
        select(ToldRecord).where(ToldRecord.record_id.in_(sorted({id for _, id in records})))
    )
    held = None if actor.is_administrator else _held(session, actor)
    return {
        (row.record_type, row.record_id): row
        for row in rows
        if (row.record_type, row.record_id) in records
        and (held is None or not held.isdisjoint(row.readers))
    }


def _held(session: Session, actor: Actor) -> set[UUID]:
    """Return the ids of `timeline/readers.py` that the actor holds for any record."""
    if actor.user_id is None:
        return set()
    held = {actor.user_id, only(actor.user_id), *actor.group_ids}
    if actor.scope != "own":
        held |= team_of(session, actor)
    if actor.scope == "all":
        held.add(session.organization)
    return held


def add_names(session: Session, actor: Actor, body: bytes) -> bytes:
    """Add `related.name`, `related.phone` and `participants` to an activity or a page of them."""
    document = orjson.loads(body)
    items = document.get("items", [document])
    if not items or "participant_ids" not in items[0]:
        return body
    related = {
        (one["related"]["type"], UUID(one["related"]["id"]))
        for one in items
        if one["related"]["id"]
    }
    named = {UUID(id) for one in items for id in one["participant_ids"]}
    contacts = seen_contacts(
        session, actor, named | {id for kind, id in related if kind == "contact"}
    )
    records = seen_records(session, actor, related)
    users = names(session, named)
    groups = _groups(session, {UUID(id) for one in items for id in one["participant_group_ids"]})
    for one in items:
        one["related"] |= _related(one["related"], contacts, records)
        one["participants"] = [
            _participant(UUID(id), one, contacts, users, groups) for id in one["participant_ids"]
        ]
    return orjson.dumps(document)


def _related(
    related: Mapping[str, Any], contacts: Named, records: Mapping[tuple[str, UUID], ToldRecord]
) -> dict[str, Any]:
    if related["id"] is None:
        return {"name": None, "phone": None}
    id = UUID(related["id"])
    if related["type"] == "contact":
        contact = contacts.get(id, {})
        return {"name": contact.get("name"), "phone": contact.get("phone")}
    record = records.get((related["type"], id))
    return {"name": record.name if record else None, "phone": None}


def _participant(
    id: UUID,
    activity: Mapping[str, Any],
    contacts: Named,
    users: Mapping[UUID, str],
    groups: Mapping[UUID, str],
) -> dict[str, Any]:
    if str(id) in activity["participant_user_ids"]:
        return {"id": id, "type": "user", "name": users.get(id), "phone": None}
    if str(id) in activity["participant_group_ids"]:
        return {"id": id, "type": "group", "name": groups.get(id), "phone": None}
    contact = contacts.get(id, {})
    return {
        "id": id,
        "type": "contact",
        "name": contact.get("name"),
        "phone": contact.get("phone"),
    }


def _groups(session: Session, ids: Iterable[UUID]) -> dict[UUID, str]:
    rows = session.execute(
        select(DirectoryGroup.group_id, DirectoryGroup.name).where(
            DirectoryGroup.group_id.in_(sorted(ids))
        )
    )
    return {row.group_id: row.name for row in rows}
