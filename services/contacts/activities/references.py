"""Whether what an activity points to exists, and what each of those who take part is."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from chassis.db import Session
from chassis.errors import FieldError
from chassis.identity.actor import Actor
from chassis.identity.directory import DirectoryGroup, DirectoryUser
from chassis.records.catalogs import chosen
from services.contacts.activities.access import CONTACT
from services.contacts.activities.models import Activity
from services.contacts.activities.names import seen_contacts, seen_records
from services.contacts.catalogs.models import TaskCategory
from services.contacts.directory.references import wrong_users


@dataclass(frozen=True, slots=True)
class TakingPart:
    """Those who take part, apart by what they are; each list in the order given."""

    contact_ids: Sequence[UUID]
    user_ids: Sequence[UUID]
    group_ids: Sequence[UUID]


def taking_part(
    session: Session, actor: Actor, ids: Collection[UUID], before: Activity | None
) -> tuple[TakingPart, list[FieldError]]:
    """Say what each participant is; name the member when one is nobody that the actor sees.

    Who took part before is not questioned again.
    """
    users = set(before.participant_user_ids) if before else set()
    groups = set(before.participant_group_ids) if before else set()
    known = set(before.participant_ids) if before else set()
    contacts = known - users - groups
    new = [id for id in ids if id not in known]
    users |= _active_users(session, new)
    groups |= _active_groups(session, new)
    contacts |= set(seen_contacts(session, actor, set(new) - users - groups))
    wrong = set(ids) - users - groups - contacts
    found = TakingPart(
        contact_ids=[id for id in ids if id in contacts],
        user_ids=[id for id in ids if id in users],
        group_ids=[id for id in ids if id in groups],
    )
    return found, [FieldError("participant_ids", "unknown_participant")] if wrong else []


def contact_of(
    session: Session, actor: Actor, related_type: str | None, related_id: UUID | None
) -> list[UUID]:
    """Return the contact of a record, the principal one, if the actor sees it; at most one."""
    if related_type is None or related_id is None:
        return []
    if related_type == CONTACT:
        return [related_id]
    record = seen_records(session, actor, {(related_type, related_id)})
    ids = [id for told in record.values() for id in told.contact_ids]
    seen = seen_contacts(session, actor, ids)
    return [id for id in ids if id in seen][:1]


def wrong_related(
    session: Session, actor: Actor, related_type: str, related_id: UUID
) -> list[FieldError]:
    """Name the member unless the actor sees the record, as far as it was stated here."""
    if related_type == CONTACT:
        seen = bool(seen_contacts(session, actor, [related_id]))
    else:
        seen = bool(seen_records(session, actor, {(related_type, related_id)}))
    return [] if seen else [FieldError("related", "unknown_record")]


def wrong_assignee(session: Session, actor: Actor, assignee_id: UUID | None) -> list[FieldError]:
    """Name the member when the user is unknown here or inactive."""
    return wrong_users(session, "assignee_id", {assignee_id} - {actor.user_id, None})  # type: ignore[arg-type]


def wrong_category(session: Session, category_id: UUID | None) -> list[FieldError]:
    """Name the member when the category may not be chosen (N-05)."""
    if category_id is None or chosen(session, TaskCategory, {category_id}):
        return []
    return [FieldError("category_id", "unknown_entry")]


def _active_users(session: Session, ids: Collection[UUID]) -> set[UUID]:
    if not ids:
        return set()
    statement = select(DirectoryUser.user_id).where(
        DirectoryUser.user_id.in_(ids), DirectoryUser.is_active
    )
    return set(session.scalars(statement))


def _active_groups(session: Session, ids: Collection[UUID]) -> set[UUID]:
    if not ids:
        return set()
    statement = select(DirectoryGroup.group_id).where(
        DirectoryGroup.group_id.in_(ids), DirectoryGroup.is_active
    )
    return set(session.scalars(statement))
