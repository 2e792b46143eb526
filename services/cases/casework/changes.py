"""What a change of a case comes to: its members, its deadline, who is new on it."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from chassis.db import Session
from chassis.identity.actor import Actor
from services.cases.casework.deadlines import promised
from services.cases.casework.history import add_event, told
from services.cases.casework.models import Case

MEMBERS: Final = (
    "title",
    "description",
    "contact_id",
    "company_id",
    "participant_ids",
    "assignee_id",
    "priority_id",
    "depends_on_id",
    "state_id",
    "solution",
    "visibility",
    "shared_user_ids",
    "shared_group_ids",
)
"""What a change may give; the deadline is apart, since it follows from the priority."""
_LISTS: Final = ("participant_ids", "shared_user_ids", "shared_group_ids")
_UNTOLD: Final = frozenset({"description", "solution"})


def blank(actor: Actor) -> dict[str, Any]:
    """Return what a case has when nothing is said: visible to all (K-04), its opener answers it."""
    return {
        "description": None,
        "contact_id": None,
        "company_id": None,
        "participant_ids": [],
        "assignee_id": actor.user_id,
        "priority_id": None,
        "due_at": None,
        "depends_on_id": None,
        "solution": None,
        "visibility": "write",
        "shared_user_ids": [],
        "shared_group_ids": [],
    }


def listed(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the given members, each id of a list once."""
    once = {name: list(dict.fromkeys(given[name])) for name in _LISTS if name in given}
    return {**given, **once}


def due_after(
    session: Session, case: Case, given: Mapping[str, Any], wanted: Mapping[str, Any]
) -> tuple[Any, bool]:
    """Return the deadline and whether it is a person's: set by hand, or by the priority."""
    if given.get("due_at") is not None:
        return given["due_at"], True
    if "due_at" in given or (not case.has_own_due and wanted["priority_id"] != case.priority_id):
        return promised(session, wanted["priority_id"], case.opened_at), False
    return case.due_at, case.has_own_due


def added_users(case: Case, wanted: Mapping[str, Any]) -> list[UUID]:
    """Return whom a change gave the case or access to it."""
    new = [id for id in wanted["shared_user_ids"] if id not in case.shared_user_ids]
    if wanted["assignee_id"] not in (None, case.assignee_id):
        new.append(wanted["assignee_id"])
    return list(dict.fromkeys(new))


def note_changes(
    session: Session,
    case: Case,
    before: Mapping[str, Any],
    wanted: Mapping[str, Any],
    due_at: Any,
) -> None:
    """Write which members were changed, and from what to what where that is short."""
    olds, news = {**before, "due_at": case.due_at}, {**wanted, "due_at": due_at}
    changes = {
        member: {} if member in _UNTOLD else {"from": told(olds[member]), "to": told(news[member])}
        for member in (*MEMBERS, "due_at")
        if olds[member] != news[member]
    }
    add_event(session, case.id, "edited", params={"changes": changes})
