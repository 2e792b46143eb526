"""How activities are read."""

from typing import Final

from chassis.records import Access, Field, RecordType
from services.contacts.activities.flags import FLAG, FLAGS
from services.contacts.activities.models import KINDS, PRIORITIES, Activity

ACTIVITY: Final = RecordType(
    name="activity",
    model=Activity,
    json={
        "id": Activity.id,
        "kind": Activity.kind,
        "title": Activity.title,
        "description": Activity.description,
        "location": Activity.location,
        "due_at": Activity.due_at,
        "starts_at": Activity.starts_at,
        "ends_at": Activity.ends_at,
        "remind_minutes_before": Activity.remind_minutes_before,
        "remind_at": Activity.remind_at,
        "owner_id": Activity.owner_id,
        "assignee_id": Activity.assignee_id,
        "participant_ids": Activity.participant_ids,
        "participant_user_ids": Activity.participant_user_ids,
        "participant_group_ids": Activity.participant_group_ids,
        "related": {"type": Activity.related_type, "id": Activity.related_id},
        "priority": Activity.priority,
        "category_id": Activity.category_id,
        "invites": Activity.invites,
        "state": Activity.state,
        "closed_at": Activity.closed_at,
        "closed_by": Activity.closed_by,
        "outcome": Activity.outcome,
        "next_id": Activity.next_id,
        "flag": FLAG,
        "created_at": Activity.created_at,
        "updated_at": Activity.updated_at,
        "version": Activity.version,
    },
    access=Access(owner="owner_id", visibility="visibility"),
    fields={
        "id": Field(Activity.id),
        "kind": Field(Activity.kind, choices=KINDS),
        "title": Field(Activity.title),
        "state": Field(Activity.state, choices=("open", "closed")),
        "priority": Field(Activity.priority, choices=PRIORITIES),
        "category_id": Field(Activity.category_id),
        "owner_id": Field(Activity.owner_id),
        "assignee_id": Field(Activity.assignee_id),
        "participant_ids": Field(Activity.participant_ids),
        "people_ids": Field(Activity.people_ids),
        "contact_id": Field(Activity.contact_ids),
        "related_type": Field(
            Activity.related_type, choices=("contact", "opportunity", "case", "invoice")
        ),
        "related_id": Field(Activity.related_id),
        "flag": Field(FLAG, choices=FLAGS),
        "at": Field(Activity.at),
        "until": Field(Activity.until),
        "due_at": Field(Activity.due_at),
        "starts_at": Field(Activity.starts_at),
        "closed_at": Field(Activity.closed_at),
        "created_at": Field(Activity.created_at),
        "updated_at": Field(Activity.updated_at),
    },
    sorts={"at": Activity.at, "updated_at": Activity.updated_at},
    default_sort="at",
    search=Activity.search_text,
    live=Activity.discarded_at.is_(None),
)
"""Activities, the earliest first (N-18): `at` is a meeting's start and anything else's due time.

`people_ids` are users and groups who take part (N-17), `contact_id` any contact that it concerns.
"""
