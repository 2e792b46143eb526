"""What cases states: requests, complaints and events from opening to solution."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from chassis.events import Fact


class CaseState(Fact):
    """A case as it is now: enough to show it, to count it and to apply who may see it.

    `state_class` is what lists and figures go by; `state` is the organization's word for it (O-10).
    """

    number: str
    title: str
    type_id: UUID
    case_type: str
    priority_id: UUID | None
    priority: str | None
    state_class: Literal["new", "in_progress", "solved", "closed"]
    state: str
    contact_id: UUID | None
    company_id: UUID | None
    call_id: UUID | None
    opened_at: datetime
    due_at: datetime | None
    solved_at: datetime | None
    owner_id: UUID | None
    assignee_id: UUID | None
    shared_user_ids: list[UUID]
    shared_group_ids: list[UUID]
    visibility: Literal["private", "read", "write"]
    is_discarded: bool = False


class CaseOpened(CaseState, type="cases.case.opened"):
    """A case exists."""


class CaseChanged(CaseState, type="cases.case.changed"):
    """A case has other values; who was given access or the case itself by this change is named."""

    added_user_ids: list[UUID]


class CaseSolved(CaseState, type="cases.case.solved"):
    """A case was solved, with its solution (K-20)."""

    solution: str


class CaseClosed(CaseState, type="cases.case.closed"):
    """A case was closed (K-07)."""


class CaseReopened(CaseState, type="cases.case.reopened"):
    """A solved or closed case is open again."""

    reason: str


class CaseDiscarded(CaseState, type="cases.case.discarded"):
    """A case was deleted; it can be restored."""


class CaseRestored(CaseState, type="cases.case.restored"):
    """A deleted case is back."""


class CaseRestated(CaseState, type="cases.case.restated"):
    """A case as it is now, said again to a new reader or after a restore."""


class CasesRestated(Fact, type="cases.restate.completed"):
    """Every case was stated again: one of an older incarnation that was not is not there."""
