"""What a change of an activity comes to: its members, its lists of people, who has to be told."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from chassis.identity.actor import Actor
from chassis.records import search_text
from services.contacts.activities.access import Reach
from services.contacts.activities.models import Activity
from services.contacts.activities.references import TakingPart
from services.contacts.activities.timing import DEFAULT_MINUTES, span, with_reminder

MEMBERS: Final = (
    "kind",
    "title",
    "description",
    "location",
    "due_at",
    "starts_at",
    "ends_at",
    "remind_minutes_before",
    "remind_at",
    "assignee_id",
    "participant_ids",
    "related_type",
    "related_id",
    "priority",
    "category_id",
    "invites",
    "outcome",
)
WITH_SOMEBODY: Final = frozenset({"call", "meeting"})
"""Kinds that somebody has to take part in (N-10, N-11)."""


def blank(actor: Actor) -> dict[str, Any]:
    """Return what an activity has when nothing is said (N-03, N-04)."""
    return {
        "description": None,
        "location": None,
        "due_at": None,
        "starts_at": None,
        "ends_at": None,
        "remind_minutes_before": DEFAULT_MINUTES,
        "remind_at": None,
        "assignee_id": actor.user_id,
        "participant_ids": [],
        "related_type": None,
        "related_id": None,
        "priority": "medium",
        "category_id": None,
        "invites": False,
        "outcome": None,
    }


def members_of(actor: Actor, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the given members as the row has them: ids once, the record apart, one reminder."""
    found = with_reminder(given)
    found.pop("notify", None)
    if "participant_ids" in found:
        found["participant_ids"] = list(dict.fromkeys(found["participant_ids"]))
    if "related" in found:
        related = found.pop("related")
        found["related_type"] = related and related.type
        found["related_id"] = related and related.id
    if "assignee_id" in found and found["assignee_id"] is None:
        found["assignee_id"] = actor.user_id
    return found


def write_members(
    activity: Activity, wanted: Mapping[str, Any], part: TakingPart, reach: Reach
) -> None:
    """Write the members into the row, with what a list sorts, finds and narrows it by."""
    for member in MEMBERS:
        setattr(activity, member, wanted[member])
    activity.invites = wanted["invites"] and wanted["kind"] == "meeting"
    activity.at, activity.until = span(
        activity.kind, activity.due_at, activity.starts_at, activity.ends_at
    )
    activity.participant_user_ids = list(part.user_ids)
    activity.participant_group_ids = list(part.group_ids)
    people = (activity.assignee_id, *part.user_ids, *part.group_ids)
    activity.people_ids = list(dict.fromkeys(id for id in people if id is not None))
    activity.contact_ids = list(dict.fromkeys((*reach.contact_ids, *part.contact_ids)))
    activity.visibility = reach.visibility
    activity.search_text = search_text(activity.title, activity.location)


def told(
    actor: Actor, given: Mapping[str, Any], activity: Activity, before: frozenset[UUID]
) -> list[UUID]:
    """Return which users and groups have to hear of it: new ones, if they are to be told (N-04)."""
    if not given.get("notify", True):
        return []
    return [id for id in activity.people_ids if id not in before and id != actor.user_id]
