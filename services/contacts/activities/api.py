"""Routes of activities: parse → operation → representation."""

from typing import Final
from uuid import UUID

from chassis.errors import NotFound
from chassis.web import Call, Reply, Routes
from services.contacts.activities import operations
from services.contacts.activities.names import add_names
from services.contacts.activities.records import ACTIVITY
from services.contacts.activities.schemas import (
    ActivityBulk,
    ActivityBulkCounts,
    ActivityChange,
    ActivityCreate,
    ActivitySettingsBody,
    Completion,
)

_ONE: Final = "/activities/<uuid:activity_id>"

routes = Routes("activities", tag="Activities")


@routes.get("/activities", allow="contacts.view", lists=ACTIVITY)
def index(call: Call) -> Reply:
    """List activities, open and completed ones, in the order of time (N-09, N-17, N-18, N-32)."""
    return _named(call, call.page(ACTIVITY))


@routes.post("/activities", allow="contacts.create", returns=ACTIVITY)
def create(call: Call, body: ActivityCreate) -> Reply:
    """Plan a call, a meeting, a task or a visit (N-01, N-06, N-10, N-11, N-12, N-31)."""
    activity = operations.plan_activity(call.session, call.actor, body.given())
    return _named(call, call.created(ACTIVITY, activity.id))


@routes.post("/activities/bulk", allow="contacts.create", returns=ActivityBulkCounts, status=200)
def create_for_each(call: Call, body: ActivityBulk) -> Reply:
    """Plan the same for several contacts, one for each (N-07)."""
    created, unknown = operations.plan_for_each(
        call.session, call.actor, body.contact_ids, body.params.given()
    )
    return call.json({"created": created, "unknown_contact": unknown})


@routes.get("/activities/settings", allow="contacts.view", returns=ActivitySettingsBody)
def read_settings(call: Call) -> Reply:
    """Read when activities turn yellow (O-8)."""
    return _settings(call)


@routes.patch("/activities/settings", allow="contacts.configure", returns=ActivitySettingsBody)
def change_settings(call: Call, body: ActivitySettingsBody) -> Reply:
    """Choose when activities turn yellow (O-8)."""
    operations.choose_yellow_hours(call.session, body.yellow_hours)
    return _settings(call)


@routes.get(_ONE, allow="contacts.view", returns=ACTIVITY)
def read(call: Call, activity_id: UUID) -> Reply:
    """Read one activity."""
    return _one(call, activity_id)


@routes.patch(_ONE, allow="contacts.edit", match="required", returns=ACTIVITY)
def edit(call: Call, activity_id: UUID, body: ActivityChange) -> Reply:
    """Merge members into an activity (N-08)."""
    operations.edit_activity(
        call.session,
        call.actor,
        activity_id,
        body.given(),
        expected_version=call.expected_version,
    )
    return _one_or_gone(call, activity_id)


@routes.delete(_ONE, allow="contacts.delete", match="required")
def discard(call: Call, activity_id: UUID) -> Reply:
    """Delete an activity (N-08)."""
    operations.discard_activity(
        call.session, call.actor, activity_id, expected_version=call.expected_version
    )
    return call.nothing()


@routes.post(f"{_ONE}/restore", allow="contacts.delete", match="optional", returns=ACTIVITY)
def restore(call: Call, activity_id: UUID) -> Reply:
    """Bring a deleted activity back."""
    operations.restore_activity(
        call.session, call.actor, activity_id, expected_version=call.expected_version
    )
    return _one(call, activity_id)


@routes.post(f"{_ONE}/complete", allow="contacts.edit", match="optional", returns=ACTIVITY)
def complete(call: Call, activity_id: UUID, body: Completion) -> Reply:
    """Complete an activity with its follow-up: an outcome, and what is next (N-19)."""
    operations.complete_activity(
        call.session,
        call.actor,
        activity_id,
        outcome=body.outcome,
        following=body.next.given() if body.next else None,
        expected_version=call.expected_version,
    )
    return _one(call, activity_id)


@routes.post(f"{_ONE}/reopen", allow="contacts.edit", match="optional", returns=ACTIVITY)
def reopen(call: Call, activity_id: UUID) -> Reply:
    """Open a completed activity again (N-08)."""
    operations.reopen_activity(
        call.session, call.actor, activity_id, expected_version=call.expected_version
    )
    return _one(call, activity_id)


def _one(call: Call, activity_id: UUID) -> Reply:
    return _named(call, call.one(ACTIVITY, activity_id))


def _one_or_gone(call: Call, activity_id: UUID) -> Reply:
    """Answer with the activity, or with nothing when the actor gave away their own right."""
    try:
        return _one(call, activity_id)
    except NotFound:
        return call.nothing()


def _named(call: Call, reply: Reply) -> Reply:
    reply.body = add_names(call.session, call.actor, reply.body)
    return reply


def _settings(call: Call) -> Reply:
    return call.json({"yellow_hours": operations.yellow_hours(call.session)})
