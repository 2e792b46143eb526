"""What people do with cases: open, edit, solve, close, reopen, discard, restore.

Each operation runs in the caller's transaction, holds the case's row lock, checks the right of the
actor before it writes, and states a fact with the whole new state. Permissions of the profile are
the route's; here it is about this case: NotFound when the actor may not see it, Forbidden when
seeing is all that they may.
"""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from sqlalchemy import func, select

from chassis.clock import now
from chassis.db import Session
from chassis.errors import Conflict, FieldError, Invalid, NotFound
from chassis.events import record
from chassis.identity.actor import Actor
from chassis.ids import new_id
from chassis.records import search_text
from contracts.cases import (
    CaseChanged,
    CaseClosed,
    CaseDiscarded,
    CaseOpened,
    CaseReopened,
    CaseRestored,
    CaseSolved,
)
from services.cases.casework.changes import (
    MEMBERS,
    added_users,
    blank,
    due_after,
    listed,
    note_changes,
)
from services.cases.casework.checks import check
from services.cases.casework.deadlines import promised, set_due
from services.cases.casework.history import add_event
from services.cases.casework.models import CLOSED, IN_PROGRESS, NEW, OPEN, SOLVED, Case
from services.cases.casework.moves import MOVES
from services.cases.casework.references import call_to_open_from, one_at_a_time
from services.cases.casework.rights import editable, write_grants
from services.cases.casework.stating import state_of
from services.cases.catalogs.models import CaseState
from services.cases.catalogs.operations import first_state, next_number

_RIGHTS: Final = frozenset({"assignee_id", "visibility", "shared_user_ids", "shared_group_ids"})


def open_case(session: Session, actor: Actor, given: Mapping[str, Any]) -> Case:
    """Make a case (K-01, K-09…K-16), also from a call, which then says whose it is.

    Who opens it owns it and, unless somebody else or nobody is named, answers it (K-10). One that
    is made solved needs its solution (O-11). Raises Invalid naming every wrong member.
    """
    state = None if given.get("state_id") else first_state(session, NEW, IN_PROGRESS)
    wanted = {
        **blank(actor),
        **({"state_id": state.id} if state else {}),
        **listed(given),
    }
    if wanted.get("call_id"):
        call = call_to_open_from(session, actor, wanted["call_id"])
        wanted["contact_id"] = given.get("contact_id") or call.contact_id
    of_class = check(session, actor, given, wanted, case=None)
    case = Case(
        id=new_id(),
        organization_id=session.organization,
        type_id=wanted["type_id"],
        call_id=wanted.get("call_id"),
        owner_id=actor.user_id,
        opened_at=now(),
        state_class=of_class,
        **{member: wanted[member] for member in MEMBERS},
    )
    own = wanted["due_at"]
    set_due(case, own or promised(session, case.priority_id, case.opened_at), own=own is not None)
    _arrive(case, of_class)
    case.number = next_number(session, case.type_id)
    case.search_text = search_text(case.number, case.title)
    session.add(case)
    session.flush()
    write_grants(session, case, is_new=True)
    add_event(session, case.id, "opened")
    record(session, case, CaseOpened(**state_of(session, case)))
    _state_arrival(session, case, of_class)
    return case


def edit_case(
    session: Session,
    actor: Actor,
    case_id: UUID,
    given: Mapping[str, Any],
    *,
    expected_version: int | None,
) -> Case:
    """Merge the given members into a case (K-08); choosing a solved state solves it (K-20).

    A merge that changes nothing writes nothing and states nothing. Raises NotFound, Forbidden,
    Stale, Conflict for a discarded case or a move that needs a reason, Invalid naming every wrong
    member.
    """
    if given.get("depends_on_id"):
        one_at_a_time(session)
    case = editable(session, actor, case_id, expected_version=expected_version)
    _refuse_discarded(case)
    before = {member: getattr(case, member) for member in MEMBERS}
    wanted = {**before, "type_id": case.type_id, **listed(given)}
    of_class = check(session, actor, given, wanted, case=case)
    move = MOVES.get((case.state_class, of_class))
    if move is None:
        raise Conflict("reopen_first")
    if move == "solved":
        _refuse_open_dependents(session, case)
    changed = [member for member in MEMBERS if wanted[member] != before[member]]
    due = due_after(session, case, given, wanted)
    if not changed and due == (case.due_at, case.has_own_due):
        return case
    added = added_users(case, wanted)
    note_changes(session, case, before, wanted, due[0])
    for member in changed:
        setattr(case, member, wanted[member])
    set_due(case, due[0], own=due[1])
    case.state_class = of_class
    case.search_text = search_text(case.number, case.title)
    if move != "edited":
        _arrive(case, of_class)
    case.touch()
    if _RIGHTS.intersection(changed):
        write_grants(session, case)
    if move == "edited":
        record(session, case, CaseChanged(**state_of(session, case), added_user_ids=added))
    else:
        _state_arrival(session, case, of_class)
    return case


def add_participant(
    session: Session,
    actor: Actor,
    case_id: UUID,
    contact_id: UUID,
    *,
    expected_version: int | None,
) -> Case:
    """Let a contact take part (K-01); one who does already stays. Raises Invalid for an unknown."""
    case = editable(session, actor, case_id, expected_version=expected_version)
    wanted = {"participant_ids": [*case.participant_ids, contact_id]}
    return edit_case(session, actor, case_id, wanted, expected_version=None)


def remove_participant(
    session: Session,
    actor: Actor,
    case_id: UUID,
    contact_id: UUID,
    *,
    expected_version: int | None,
) -> Case:
    """Take a contact off a case (K-01). Raises NotFound when it takes no part."""
    case = editable(session, actor, case_id, expected_version=expected_version)
    if contact_id not in case.participant_ids:
        raise NotFound
    wanted = {"participant_ids": [id for id in case.participant_ids if id != contact_id]}
    return edit_case(session, actor, case_id, wanted, expected_version=None)


def solve_case(
    session: Session,
    actor: Actor,
    case_id: UUID,
    *,
    solution: str | None,
    reason: str | None,
    expected_version: int | None,
) -> Case:
    """Solve an open case with its solution (K-20).

    While cases that depend on it are open it takes a reason to force it (O-12). Raises Invalid
    without a solution, Conflict when it is not open.
    """
    case = editable(session, actor, case_id, expected_version=expected_version)
    _refuse_discarded(case)
    if case.state_class not in OPEN:
        raise Conflict("case_not_open")
    if not solution:
        raise Invalid("solution_required", FieldError("solution", "solution_required"))
    if not reason:
        _refuse_open_dependents(session, case)
    case.solution = solution
    _move(session, case, first_state(session, SOLVED))
    _state_arrival(session, case, SOLVED, forced_because=reason)
    return case


def close_case(
    session: Session, actor: Actor, case_id: UUID, *, expected_version: int | None
) -> Case:
    """Close a case by its tick, solved or not (K-07). Raises Conflict when it is closed."""
    case = editable(session, actor, case_id, expected_version=expected_version)
    _refuse_discarded(case)
    if case.state_class == CLOSED:
        raise Conflict("case_closed")
    _move(session, case, first_state(session, CLOSED))
    _state_arrival(session, case, CLOSED)
    return case


def reopen_case(
    session: Session,
    actor: Actor,
    case_id: UUID,
    *,
    reason: str | None,
    expected_version: int | None,
) -> Case:
    """Open a solved or closed case again, with the reason (K-07).

    Its solution stays in the history: another one is needed to solve it again. The deadline stays,
    since what was promised does not move. Raises Invalid without a reason, Conflict when it is
    open.
    """
    case = editable(session, actor, case_id, expected_version=expected_version)
    _refuse_discarded(case)
    if case.state_class in OPEN:
        raise Conflict("case_open")
    if not reason:
        raise Invalid("reason_required", FieldError("reason", "reason_required"))
    case.solution = None
    case.solved_at = None
    case.closed_at = None
    _move(session, case, first_state(session, IN_PROGRESS, NEW))
    add_event(session, case.id, "reopened", params={"reason": reason})
    record(session, case, CaseReopened(**state_of(session, case), reason=reason))
    return case


def discard_case(
    session: Session, actor: Actor, case_id: UUID, *, expected_version: int | None
) -> None:
    """Move a case to the discarded ones (K-08): only administrators see it there."""
    case = editable(session, actor, case_id, expected_version=expected_version)
    _refuse_discarded(case)
    case.discarded_at = now()
    case.touch()
    add_event(session, case.id, "discarded")
    record(session, case, CaseDiscarded(**state_of(session, case)))


def restore_case(
    session: Session, actor: Actor, case_id: UUID, *, expected_version: int | None
) -> None:
    """Bring a discarded case back as it was. Raises Conflict when it is not discarded."""
    case = editable(session, actor, case_id, expected_version=expected_version)
    if case.discarded_at is None:
        raise Conflict("case_not_discarded")
    case.discarded_at = None
    case.touch()
    add_event(session, case.id, "restored")
    record(session, case, CaseRestored(**state_of(session, case)))


def _move(session: Session, case: Case, state: CaseState) -> None:
    case.state_id = state.id
    case.state_class = state.state_class
    _arrive(case, state.state_class)
    case.touch()
    session.flush()


def _arrive(case: Case, of_class: str) -> None:
    """Note when a case was solved and closed; closing what was solved keeps the first moment."""
    if of_class == SOLVED:
        case.solved_at = now()
    elif of_class == CLOSED:
        case.closed_at = now()


def _state_arrival(
    session: Session, case: Case, of_class: str, *, forced_because: str | None = None
) -> None:
    """Tell the history and the others that a case was solved or closed; nothing for other moves."""
    if of_class == SOLVED:
        params: dict[str, Any] = {"solution": case.solution}
        if forced_because:
            params["forced_because"] = forced_because
        add_event(session, case.id, "solved", params=params)
        assert case.solution is not None
        record(session, case, CaseSolved(**state_of(session, case), solution=case.solution))
    elif of_class == CLOSED:
        add_event(session, case.id, "closed")
        record(session, case, CaseClosed(**state_of(session, case)))


def _refuse_discarded(case: Case) -> None:
    if case.discarded_at is not None:
        raise Conflict("case_discarded")


def _refuse_open_dependents(session: Session, case: Case) -> None:
    """A case is not solved while others that depend on it are open, unless forced (O-12)."""
    waiting = session.scalars(
        select(func.count(Case.id)).where(
            Case.depends_on_id == case.id,
            Case.state_class.in_(OPEN),
            Case.discarded_at.is_(None),
        )
    ).one()
    if waiting:
        raise Conflict("open_dependents", params={"count": waiting})
