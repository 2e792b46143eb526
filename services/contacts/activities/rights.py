"""Who sees and who changes an activity: the chassis's rule, with what activities add to it.

What they add: a deleted activity exists only for administrators and for who made or does it, who
may bring it back.
"""

from uuid import UUID

from sqlalchemy import select

from chassis.db import Session
from chassis.errors import NotFound, Stale
from chassis.identity.actor import Actor
from chassis.records import may_see, require_edit
from services.contacts.activities.models import Activity
from services.contacts.activities.records import ACTIVITY


def visible(session: Session, actor: Actor, activity_id: UUID) -> Activity | None:
    """Return the activity if the actor may see it, unlocked, else None."""
    statement = select(Activity).where(Activity.id == activity_id, Activity.discarded_at.is_(None))
    activity = session.scalars(statement).one_or_none()
    return activity if activity and may_see(session, actor, ACTIVITY, activity_id) else None


def editable(
    session: Session,
    actor: Actor,
    activity_id: UUID,
    *,
    expected_version: int | None,
    discarded: bool = False,
) -> Activity:
    """Lock the activity for a change by the actor.

    Raises NotFound where the actor may not see it, Forbidden where seeing is all, and only then
    Stale: a version must not betray that an activity exists.
    """
    activity = session.lock(Activity, activity_id)
    if activity.discarded_at is not None and not discarded:
        raise NotFound
    if activity.discarded_at is not None and not (
        actor.is_administrator or actor.user_id in (activity.owner_id, activity.assignee_id)
    ):
        raise NotFound
    require_edit(session, actor, ACTIVITY, activity_id)
    if expected_version is not None and activity.version != expected_version:
        raise Stale(params={"version": activity.version})
    return activity
