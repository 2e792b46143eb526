"""How cases are read."""

from dataclasses import replace
from typing import Final

from sqlalchemy import and_, func, literal_column

from chassis.records import ADMINISTRATOR, Access, Field, RecordType
from services.cases.casework.models import Case, CaseEvent
from services.cases.catalogs.records import CLASSES

_IS_OVERDUE = and_(
    Case.state_class.in_([literal_column("'new'"), literal_column("'in_progress'")]),
    func.coalesce(Case.due_at < func.now(), literal_column("false")),
)
"""Open and past its deadline, at the moment of reading."""

CASE: Final = RecordType(
    name="case",
    model=Case,
    json={
        "id": Case.id,
        "type_id": Case.type_id,
        "number": Case.number,
        "title": Case.title,
        "description": Case.description,
        "contact_id": Case.contact_id,
        "company_id": Case.company_id,
        "participant_ids": Case.participant_ids,
        "call_id": Case.call_id,
        "depends_on_id": Case.depends_on_id,
        "priority_id": Case.priority_id,
        "due_at": Case.due_at,
        "has_own_due": Case.has_own_due,
        "overdue": _IS_OVERDUE,
        "state_id": Case.state_id,
        "state_class": Case.state_class,
        "solution": Case.solution,
        "opened_at": Case.opened_at,
        "solved_at": Case.solved_at,
        "closed_at": Case.closed_at,
        "discarded_at": Case.discarded_at,
        "owner_id": Case.owner_id,
        "assignee_id": Case.assignee_id,
        "visibility": Case.visibility,
        "shared_user_ids": Case.shared_user_ids,
        "shared_group_ids": Case.shared_group_ids,
        "created_at": Case.created_at,
        "updated_at": Case.updated_at,
        "version": Case.version,
    },
    access=Access(owner="owner_id", visibility="visibility"),
    fields={
        "id": Field(Case.id),
        "type_id": Field(Case.type_id),
        "number": Field(Case.number),
        "title": Field(Case.title),
        "contact_id": Field(Case.contact_id),
        "company_id": Field(Case.company_id),
        "participant_ids": Field(Case.participant_ids),
        "call_id": Field(Case.call_id),
        "depends_on_id": Field(Case.depends_on_id),
        "priority_id": Field(Case.priority_id),
        "state_id": Field(Case.state_id),
        "state_class": Field(Case.state_class, choices=CLASSES),
        "assignee_id": Field(Case.assignee_id),
        "owner_id": Field(Case.owner_id),
        "visibility": Field(Case.visibility, choices=("private", "read", "write")),
        "overdue": Field(_IS_OVERDUE),
        "due_at": Field(Case.due_at),
        "opened_at": Field(Case.opened_at),
        "solved_at": Field(Case.solved_at),
        "updated_at": Field(Case.updated_at),
    },
    sorts={
        "opened_at": Case.opened_at,
        "updated_at": Case.updated_at,
        "due_at": Case.sort_due_at,
    },
    default_sort="-opened_at",
    search=Case.search_text,
    live=Case.discarded_at.is_(None),
)
"""Cases as everybody sees them; `discarded=true` lists the others, to administrators."""

DISCARDED_CASE: Final = replace(CASE, live=Case.discarded_at.is_not(None))
"""A deleted case as administrators read it."""

CASE_EVENT: Final = RecordType(
    name="case_event",
    model=CaseEvent,
    json={
        "id": CaseEvent.id,
        "kind": CaseEvent.kind,
        "at": CaseEvent.at,
        "params": CaseEvent.params,
        "actor": CaseEvent.actor_name,
        "actor_id": CaseEvent.actor_id,
    },
    access=Access(),
    fields={"case_id": Field(CaseEvent.case_id)},
    hidden={"case_id": ADMINISTRATOR},
    sorts={"at": CaseEvent.at},
    default_sort="-at",
)
"""The history of one case. The route asks first whether the actor sees the case."""
