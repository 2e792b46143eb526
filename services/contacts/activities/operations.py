"""What people do with activities: plan, edit, complete, reopen, delete, restore.

Each operation runs in the caller's transaction, holds the activity's row lock, checks the right of
the actor before it writes, and states a fact with the whole new state. Permissions of the profile
are the route's; here it is about this activity: NotFound when the actor may not see it, Forbidden
when seeing is all that they may.
"""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from chassis.clock import now
from chassis.db import Session
from chassis.errors import Conflict, FieldError, Invalid
from chassis.events import record
from chassis.identity.actor import Actor
from chassis.ids import new_id
from contracts.contacts import (
    ActivityChanged,
    ActivityCompleted,
    ActivityCreated,
    ActivityDiscarded,
    ActivityReopened,
    ActivityRestored,
)
from services.contacts.activities.access import reach_of, read_again, write_grants
from services.contacts.activities.changes import (
    MEMBERS,
    WITH_SOMEBODY,
    blank,
    members_of,
    told,
    write_members,
)
from services.contacts.activities.models import (
    CLOSED,
    OPEN,
    YELLOW_HOURS,
    Activity,
    ActivitySettings,
)
from services.contacts.activities.names import seen_contacts
from services.contacts.activities.references import (
    TakingPart,
    contact_of,
    taking_part,
    wrong_assignee,
    wrong_category,
    wrong_related,
)
from services.contacts.activities.rights import editable
from services.contacts.activities.schemas import RelatedBody
from services.contacts.activities.stating import state_of
from services.contacts.activities.telling import tell
from services.contacts.activities.timing import wrong_times


def plan_activity(session: Session, actor: Actor, given: Mapping[str, Any]) -> Activity:
    """Make an activity (N-01, N-10, N-11, N-12, N-31).

    Who makes it owns it and, unless somebody else is named, does it (N-04). The contact that a call
    or a meeting is about, or whose record it is about, takes part unless others are named. Raises
    Invalid naming every wrong member.
    """
    wanted = {**blank(actor), **members_of(actor, given)}
    if wanted["kind"] in WITH_SOMEBODY and "participant_ids" not in given:
        wanted["participant_ids"] = contact_of(
            session, actor, wanted["related_type"], wanted["related_id"]
        )
    part = _checked(session, actor, given, wanted, before=None)
    reach = reach_of(session, wanted["related_type"], wanted["related_id"])
    activity = Activity(
        id=new_id(), organization_id=session.organization, owner_id=actor.user_id, state=OPEN
    )
    write_members(activity, wanted, part, reach)
    session.add(activity)
    session.flush()
    write_grants(session, activity, reach, is_new=True)
    hear = told(actor, given, activity, frozenset())
    record(session, activity, ActivityCreated(**state_of(activity), told_ids=hear))
    return activity


def plan_for_each(
    session: Session, actor: Actor, contact_ids: Sequence[UUID], given: Mapping[str, Any]
) -> tuple[int, int]:
    """Make the same activity for each contact, all or none of those that are seen (N-07).

    Returns how many were made and how many contacts the actor does not see.
    """
    wanted = list(dict.fromkeys(contact_ids))
    seen = seen_contacts(session, actor, wanted)
    for contact_id in wanted:
        if contact_id in seen:
            related = RelatedBody(type="contact", id=contact_id)
            plan_activity(session, actor, {**given, "related": related})
    return len(seen), len(wanted) - len(seen)


def edit_activity(
    session: Session,
    actor: Actor,
    activity_id: UUID,
    given: Mapping[str, Any],
    *,
    expected_version: int | None,
) -> Activity:
    """Merge the given members into an activity.

    A merge that changes nothing writes nothing and states nothing. Raises NotFound, Forbidden,
    Stale, Invalid naming every wrong member.
    """
    activity = editable(session, actor, activity_id, expected_version=expected_version)
    before = {member: getattr(activity, member) for member in MEMBERS}
    wanted = {**before, **members_of(actor, given)}
    part = _checked(session, actor, given, wanted, before=activity)
    if wanted == before:
        return activity
    people = frozenset(activity.people_ids)
    reach = reach_of(session, wanted["related_type"], wanted["related_id"])
    write_members(activity, wanted, part, reach)
    activity.touch()
    write_grants(session, activity, reach)
    read_again(session, activity, reach)
    hear = told(actor, given, activity, people)
    record(session, activity, ActivityChanged(**state_of(activity), told_ids=hear))
    return activity


def complete_activity(
    session: Session,
    actor: Actor,
    activity_id: UUID,
    *,
    outcome: str | None,
    following: Mapping[str, Any] | None,
    expected_version: int | None,
) -> Activity:
    """Close an open activity with what came of it and plan what follows, both or neither (N-19).

    What follows is about the same record and for the same people unless others are named. Raises
    Conflict when it is closed.
    """
    activity = editable(session, actor, activity_id, expected_version=expected_version)
    if activity.state == CLOSED:
        raise Conflict("activity_closed")
    if following is not None:
        activity.next_id = plan_activity(session, actor, _after(activity, following)).id
    activity.state, activity.closed_at, activity.closed_by = CLOSED, now(), actor.user_id
    activity.outcome = outcome or None
    activity.touch()
    reach = reach_of(session, activity.related_type, activity.related_id)
    tell(session, activity, reach, "completed")
    record(session, activity, ActivityCompleted(**state_of(activity)))
    return activity


def reopen_activity(
    session: Session, actor: Actor, activity_id: UUID, *, expected_version: int | None
) -> Activity:
    """Open a closed activity again (N-08). Raises Conflict when it is open."""
    activity = editable(session, actor, activity_id, expected_version=expected_version)
    if activity.state == OPEN:
        raise Conflict("activity_open")
    activity.state, activity.closed_at, activity.closed_by = OPEN, None, None
    activity.outcome = None
    activity.touch()
    reach = reach_of(session, activity.related_type, activity.related_id)
    tell(session, activity, reach, "reopened")
    record(session, activity, ActivityReopened(**state_of(activity)))
    return activity


def discard_activity(
    session: Session, actor: Actor, activity_id: UUID, *, expected_version: int | None
) -> None:
    """Delete an activity (N-08); who made or does it may bring it back."""
    activity = editable(session, actor, activity_id, expected_version=expected_version)
    activity.discarded_at = now()
    activity.touch()
    record(session, activity, ActivityDiscarded(**state_of(activity)))


def restore_activity(
    session: Session, actor: Actor, activity_id: UUID, *, expected_version: int | None
) -> Activity:
    """Bring a deleted activity back as it was. Raises Conflict when it is not deleted."""
    activity = editable(
        session, actor, activity_id, expected_version=expected_version, discarded=True
    )
    if activity.discarded_at is None:
        raise Conflict("activity_not_discarded")
    activity.discarded_at = None
    activity.touch()
    record(session, activity, ActivityRestored(**state_of(activity)))
    return activity


def yellow_hours(session: Session) -> int:
    """Return within how many hours of its time an activity turns yellow (O-8)."""
    found = session.scalars(select(ActivitySettings.yellow_hours)).one_or_none()
    return YELLOW_HOURS if found is None else found


def choose_yellow_hours(session: Session, hours: int) -> None:
    """Set within how many hours of its time an activity turns yellow."""
    row = insert(ActivitySettings).values(organization_id=session.organization, yellow_hours=hours)
    session.execute(
        row.on_conflict_do_update(index_elements=["organization_id"], set_={"yellow_hours": hours})
    )


def _after(activity: Activity, following: Mapping[str, Any]) -> dict[str, Any]:
    """Return the members of what follows: as of the activity before where nothing is said."""
    same: dict[str, Any] = {"assignee_id": activity.assignee_id}
    if activity.participant_ids:
        same["participant_ids"] = activity.participant_ids
    if activity.related_id is not None:
        related = {"type": activity.related_type, "id": activity.related_id}
        same["related"] = RelatedBody.model_validate(related)
    return {**same, **following}


def _checked(
    session: Session,
    actor: Actor,
    given: Mapping[str, Any],
    wanted: Mapping[str, Any],
    *,
    before: Activity | None,
) -> TakingPart:
    """Say who takes part; raises Invalid naming every wrong member.

    What was there before is not questioned again.
    """
    part, wrong = taking_part(session, actor, wanted["participant_ids"], before)
    new = {member for member in MEMBERS if not before or wanted[member] != getattr(before, member)}
    wrong += wrong_times(wanted)
    if wanted["kind"] in WITH_SOMEBODY and not wanted["participant_ids"]:
        wrong.append(FieldError("participant_ids", "participant_required"))
    if "assignee_id" in new:
        wrong += wrong_assignee(session, actor, wanted["assignee_id"])
    if "category_id" in new:
        wrong += wrong_category(session, wanted["category_id"])
    if wanted["related_type"] and new & {"related_type", "related_id"}:
        wrong += wrong_related(session, actor, wanted["related_type"], wanted["related_id"])
    if wanted["remind_at"] and "remind_at" in new and wanted["remind_at"] <= now():
        wrong.append(FieldError("remind_at", "reminder_in_past"))
    if given.get("invites") and wanted["kind"] != "meeting":
        wrong.append(FieldError("invites", "only_meetings_invite"))
    if given.get("outcome") and (before is None or before.state == OPEN):
        wrong.append(FieldError("outcome", "not_completed"))
    if wrong:
        raise Invalid("invalid_fields", *wrong)
    return part
