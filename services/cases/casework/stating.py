"""From a case's row to the facts that are stated of it."""

from typing import Any

from chassis.db import Session
from services.cases.casework.models import Case
from services.cases.catalogs.models import CasePriority, CaseState, CaseType


def state_of(session: Session, case: Case) -> dict[str, Any]:
    """Return the members that every fact about a case states, with the words of now."""
    of_type = session.get_one(CaseType, case.type_id)
    state = session.get_one(CaseState, case.state_id)
    priority = session.get_one(CasePriority, case.priority_id) if case.priority_id else None
    return {
        "number": case.number,
        "title": case.title,
        "type_id": case.type_id,
        "case_type": of_type.name,
        "priority_id": case.priority_id,
        "priority": priority.name if priority else None,
        "state_class": case.state_class,
        "state": state.name,
        "contact_id": case.contact_id,
        "company_id": case.company_id,
        "call_id": case.call_id,
        "opened_at": case.opened_at,
        "due_at": case.due_at,
        "solved_at": case.solved_at,
        "owner_id": case.owner_id,
        "assignee_id": case.assignee_id,
        "shared_user_ids": case.shared_user_ids,
        "shared_group_ids": case.shared_group_ids,
        "visibility": case.visibility,
        "is_discarded": case.discarded_at is not None,
    }
