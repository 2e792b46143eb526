"""What completed activities leave on the timelines of their contacts."""

from sqlalchemy import select

from chassis.clock import now
from chassis.db import Session
from services.contacts.activities.access import Reach, readers_of
from services.contacts.activities.models import Activity
from services.contacts.directory.models import Contact
from services.contacts.timeline.models import TimelineEntry

ACTIVITY = "activity"


def tell(session: Session, activity: Activity, reach: Reach, event: str) -> None:
    """Write on each contact's timeline that the activity was completed or opened again."""
    actor = session.actor
    here = session.scalars(select(Contact.id).where(Contact.id.in_(sorted(activity.contact_ids))))
    said = {
        "name": activity.title,
        "activity": activity.kind,
        "outcome": activity.outcome if event == "completed" else None,
    }
    for contact_id in here.all():
        session.add(
            TimelineEntry(
                contact_id=contact_id,
                kind=ACTIVITY,
                at=now(),
                title=f"timeline.activity.{event}",
                params={name: value for name, value in said.items() if value},
                actor_id=actor.user_id,
                actor_name=actor.name or None,
                record_type=ACTIVITY,
                record_id=activity.id,
                readers=readers_of(activity, contact_id, reach),
            )
        )
