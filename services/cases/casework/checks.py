"""Everything that can be wrong with what is sent for a case, found before anything is written."""

from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import select

from chassis.db import Session
from chassis.errors import FieldError, Invalid
from chassis.identity.actor import Actor
from services.cases.casework.models import Case
from services.cases.casework.moves import wrong_solution
from services.cases.casework.references import (
    wrong_company,
    wrong_contacts,
    wrong_dependency,
    wrong_groups,
    wrong_users,
)
from services.cases.catalogs.models import CasePriority, CaseState, CaseType

Given = Mapping[str, Any]
E = TypeVar("E", CaseType, CaseState, CasePriority)


def check(session: Session, actor: Actor, given: Given, wanted: Given, *, case: Case | None) -> str:
    """Return the class of the state that the case will be in; raises Invalid naming what is wrong.

    `given` are the members that were sent, `wanted` all that the case will have. What was there
    before and stays is not questioned again. A missing solution alone has a code of its own.
    """
    state = _chosen(session, CaseState, wanted["state_id"], case.state_id if case else None)
    of_class = state.state_class if state is not None else ""
    wrong = [
        *_wrong_catalogs(session, wanted, case, state),
        *_wrong_contacts(session, actor, given, wanted, case),
        *_wrong_people(session, actor, given, case),
    ]
    if given.get("depends_on_id") and given["depends_on_id"] != (
        case.depends_on_id if case else None
    ):
        wrong += wrong_dependency(session, actor, case.id if case else None, given["depends_on_id"])
    code = wrong_solution(of_class, wanted["solution"], given="solution" in given)
    if code and not wrong:
        raise Invalid(code, FieldError("solution", code))
    if wrong:
        raise Invalid("invalid_fields", *wrong, *([FieldError("solution", code)] if code else []))
    return of_class


def _chosen(session: Session, model: type[E], id: UUID, kept: UUID | None) -> E | None:
    """Return a catalog's entry if it may be chosen: in use, or the one that the case has."""
    found = session.scalars(select(model).where(model.id == id)).one_or_none()
    return found if found is not None and (found.is_active or id == kept) else None


def _wrong_catalogs(
    session: Session, wanted: Given, case: Case | None, state: CaseState | None
) -> list[FieldError]:
    wrong = []
    of_type = _chosen(session, CaseType, wanted["type_id"], case.type_id if case else None)
    if of_type is None:
        wrong.append(FieldError("type_id", "unknown_case_type"))
    elif of_type.requires_contact and wanted["contact_id"] is None:
        wrong.append(FieldError("contact_id", "contact_required"))
    if state is None:
        wrong.append(FieldError("state_id", "unknown_state"))
    priority_id = wanted["priority_id"]
    if priority_id and not _chosen(
        session, CasePriority, priority_id, case.priority_id if case else None
    ):
        wrong.append(FieldError("priority_id", "unknown_priority"))
    return wrong


def _wrong_contacts(
    session: Session, actor: Actor, given: Given, wanted: Given, case: Case | None
) -> list[FieldError]:
    """A contact that the call said is not questioned: who took the call knows whose it was."""
    wrong: list[FieldError] = []
    contact_id = given.get("contact_id")
    if contact_id and contact_id != (case.contact_id if case else None):
        wrong += wrong_contacts(session, actor, "contact_id", {contact_id})
    company_id = given.get("company_id")
    if company_id and company_id != (case.company_id if case else None):
        wrong += wrong_company(session, actor, company_id)
    known = set(case.participant_ids) if case else set()
    new = set(wanted["participant_ids"]) - known
    return wrong + wrong_contacts(session, actor, "participant_ids", new)


def _wrong_people(
    session: Session, actor: Actor, given: Given, case: Case | None
) -> list[FieldError]:
    wrong: list[FieldError] = []
    assignee_id = given.get("assignee_id")
    if assignee_id and assignee_id not in (actor.user_id, case.assignee_id if case else None):
        wrong += wrong_users(session, "assignee_id", {assignee_id})
    known = set(case.shared_user_ids) if case else set()
    users = set(given.get("shared_user_ids", ())) - known - {actor.user_id}
    groups = set(given.get("shared_group_ids", ()))
    groups -= set(case.shared_group_ids) if case else set()
    return [
        *wrong,
        *wrong_users(session, "shared_user_ids", users),
        *wrong_groups(session, "shared_group_ids", groups),
    ]
