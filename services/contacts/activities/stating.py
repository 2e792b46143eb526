"""From an activity's row to the facts that are stated of it."""

from typing import Any

from services.contacts.activities.models import NEVER, Activity
from services.contacts.activities.timing import reminds_at


def state_of(activity: Activity) -> dict[str, Any]:
    """Return the members that every fact about an activity states."""
    at = None if activity.at >= NEVER else activity.at
    return {
        "kind": activity.kind,
        "title": activity.title,
        "at": at,
        "ends_at": activity.ends_at,
        "reminds_at": reminds_at(at, activity.remind_minutes_before, activity.remind_at),
        "reminds_minutes_before": activity.remind_minutes_before,
        "priority": activity.priority,
        "state": activity.state,
        "closed_at": activity.closed_at,
        "outcome": activity.outcome,
        "owner_id": activity.owner_id,
        "assignee_id": activity.assignee_id,
        "participant_user_ids": activity.participant_user_ids,
        "participant_group_ids": activity.participant_group_ids,
        "contact_ids": activity.contact_ids,
        "participant_contact_ids": [
            id
            for id in activity.participant_ids
            if id not in activity.participant_user_ids and id not in activity.participant_group_ids
        ],
        "location": activity.location,
        "invites": activity.invites,
        "related_type": activity.related_type,
        "related_id": activity.related_id,
        "is_discarded": activity.discarded_at is not None,
    }
