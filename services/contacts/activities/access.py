"""Who sees an activity: its people, and whoever sees the record that it is about.

Its people are who made it, who does it, and the users and groups who take part. What the related
record lends (responsible, shares, visibility) is copied into the activity's grants when it is
written, and written again when the record's access changes, so that lists are read by the
chassis's rule alone (ADR 0087). A foreign record's access is what its newest fact said.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import select, update

from chassis.db import Session
from chassis.records import Share, replace_grants
from chassis.records.access import Level
from services.contacts.activities.models import Activity
from services.contacts.activities.records import ACTIVITY
from services.contacts.directory.models import Contact
from services.contacts.timeline.models import TimelineEntry, ToldRecord
from services.contacts.timeline.readers import only

CONTACT = "contact"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """What a related record lends to its activities; without one, nothing."""

    responsible: tuple[UUID, ...] = ()
    shares: Mapping[UUID, Level] = field(default_factory=dict)
    visibility: str = "private"
    contact_ids: tuple[UUID, ...] = ()
    readers: tuple[UUID, ...] = ()


def reach_of(session: Session, related_type: str | None, related_id: UUID | None) -> Reach:
    """Return what the related record lends now, and hold its row against a change meanwhile."""
    if related_type is None:
        return Reach()
    if related_type == CONTACT:
        contact = session.scalars(
            select(Contact).where(Contact.id == related_id).with_for_update(read=True)
        ).one()
        return of_contact(contact)
    told = session.scalars(
        select(ToldRecord)
        .where(ToldRecord.record_type == related_type, ToldRecord.record_id == related_id)
        .with_for_update(read=True)
    ).one_or_none()
    return Reach() if told is None else of_record(told)


def of_contact(contact: Contact) -> Reach:
    """Return what a contact lends. Operators who share it until somebody takes it count too."""
    shared = dict.fromkeys(
        (*contact.shared_user_ids, *contact.shared_group_ids), contact.share_level
    )
    owner = () if contact.owner_id is None else (contact.owner_id,)
    return Reach(
        responsible=(*owner, *contact.manager_ids),
        shares=shared | dict.fromkeys(contact.waiting_operator_ids or (), "write"),
        visibility=contact.visibility,
        contact_ids=(contact.id,),
    )


def of_record(told: ToldRecord) -> Reach:
    """Return what a record of another service lends; whom it is shared with may work on it."""
    return Reach(
        responsible=tuple(told.responsible_ids),
        shares=dict.fromkeys((*told.shared_user_ids, *told.shared_group_ids), "write"),
        visibility=told.visibility,
        contact_ids=tuple(told.contact_ids),
        readers=tuple(told.readers),
    )


def write_grants(
    session: Session, activity: Activity, reach: Reach, *, is_new: bool = False
) -> None:
    """Write who sees the activity by name: its people, and those whom the record lends."""
    managers = {activity.assignee_id, *reach.responsible} - {None}
    shares: dict[UUID, Level] = dict(reach.shares)
    taking_part = (*activity.participant_user_ids, *activity.participant_group_ids)
    shares |= dict.fromkeys(taking_part, "write")
    replace_grants(
        session,
        ACTIVITY,
        activity,
        managers={id for id in managers if id is not None},
        shares=[Share(principal_id, level) for principal_id, level in shares.items()],
        is_new=is_new,
    )


def follow_contact(session: Session, contact: Contact) -> None:
    """Give the activities of a contact whose access changed the access that it has now."""
    _follow(session, CONTACT, contact.id, of_contact(contact))


def follow_record(session: Session, told: ToldRecord) -> None:
    """Give the activities of another service's record the access that it has now."""
    _follow(session, told.record_type, told.record_id, of_record(told))


def _follow(session: Session, related_type: str, related_id: UUID, reach: Reach) -> None:
    found = session.scalars(
        select(Activity)
        .where(Activity.related_type == related_type, Activity.related_id == related_id)
        .order_by(Activity.id)
        .with_for_update()
    )
    for activity in found:
        activity.visibility = reach.visibility
        write_grants(session, activity, reach)
        if related_type != CONTACT:
            read_again(session, activity, reach)


def readers_of(activity: Activity, contact_id: UUID, reach: Reach) -> list[UUID]:
    """Return who reads of the activity on a contact's timeline (`timeline/readers.py`).

    On the timeline of the contact that it is about, whoever sees the contact; on those of others
    its people, and who may see the record that it is about.
    """
    if (activity.related_type, activity.related_id) == (CONTACT, contact_id):
        return [contact_id]
    people: Iterable[UUID | None] = (activity.owner_id, activity.assignee_id)
    named = {id for id in people if id is not None}
    named |= {only(id) for id in activity.participant_user_ids}
    return sorted(named | set(activity.participant_group_ids) | set(reach.readers))


def read_again(session: Session, activity: Activity, reach: Reach) -> None:
    """Let the entries that stand on timelines already be read by who may see the activity now."""
    for contact_id in activity.contact_ids:
        session.execute(
            update(TimelineEntry)
            .where(
                TimelineEntry.kind == "activity",
                TimelineEntry.record_id == activity.id,
                TimelineEntry.contact_id == contact_id,
            )
            .values(readers=readers_of(activity, contact_id, reach))
            .execution_options(synchronize_session=False)
        )
