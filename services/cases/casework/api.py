"""Routes of cases: parse → operation → representation."""

from typing import Final
from uuid import UUID

from chassis.errors import FieldError, Invalid, NotFound
from chassis.records import RecordType
from chassis.web import Call, Reply, Routes
from services.cases.casework import operations
from services.cases.casework.contacts import add_contact_names
from services.cases.casework.records import CASE, CASE_EVENT, DISCARDED_CASE
from services.cases.casework.rights import visible
from services.cases.casework.schemas import (
    CaseChange,
    CaseCreate,
    CaseParticipant,
    CaseReopening,
    CaseSolution,
)

_ONE: Final = "/cases/<uuid:case_id>"

routes = Routes("cases", tag="Cases")


@routes.get("/cases", allow="cases.view", lists=CASE)
def index(call: Call) -> Reply:
    """List cases; `discarded=true` lists the deleted ones to administrators."""
    if "discarded" in call.request.args and not call.actor.is_administrator:
        raise Invalid("invalid_query", FieldError("discarded", "unknown_filter"))
    return _named(call, call.page(CASE))


@routes.post("/cases", allow="cases.create", returns=CASE)
def create(call: Call, body: CaseCreate) -> Reply:
    """Open a case of a type, also from a call (K-01, K-09)."""
    case = operations.open_case(call.session, call.actor, body.given())
    return _named(call, call.created(CASE, case.id))


@routes.get(_ONE, allow="cases.view", returns=CASE)
def read(call: Call, case_id: UUID) -> Reply:
    """Read one case; administrators also a deleted one."""
    return _one(call, case_id)


@routes.patch(_ONE, allow="cases.edit", match="required", returns=CASE)
def edit(call: Call, case_id: UUID, body: CaseChange) -> Reply:
    """Merge members into a case (K-08)."""
    operations.edit_case(
        call.session,
        call.actor,
        case_id,
        body.given(),
        expected_version=call.expected_version,
    )
    return _one_or_gone(call, case_id)


@routes.delete(_ONE, allow="cases.delete", match="required")
def discard(call: Call, case_id: UUID) -> Reply:
    """Move a case to the deleted ones (K-08)."""
    operations.discard_case(
        call.session, call.actor, case_id, expected_version=call.expected_version
    )
    return call.nothing()


@routes.post(f"{_ONE}/restore", allow="cases.delete", match="optional", returns=CASE)
def restore(call: Call, case_id: UUID) -> Reply:
    """Bring a deleted case back; administrators, since only they see it."""
    operations.restore_case(
        call.session, call.actor, case_id, expected_version=call.expected_version
    )
    return _one(call, case_id)


@routes.post(f"{_ONE}/solve", allow="cases.edit", match="optional", returns=CASE)
def solve(call: Call, case_id: UUID, body: CaseSolution) -> Reply:
    """Solve a case with its solution (K-20)."""
    operations.solve_case(
        call.session,
        call.actor,
        case_id,
        solution=body.solution,
        reason=body.reason,
        expected_version=call.expected_version,
    )
    return _one(call, case_id)


@routes.post(f"{_ONE}/close", allow="cases.edit", match="optional", returns=CASE)
def close(call: Call, case_id: UUID) -> Reply:
    """Close a case by its tick (K-07)."""
    operations.close_case(call.session, call.actor, case_id, expected_version=call.expected_version)
    return _one(call, case_id)


@routes.post(f"{_ONE}/reopen", allow="cases.edit", match="optional", returns=CASE)
def reopen(call: Call, case_id: UUID, body: CaseReopening) -> Reply:
    """Open a solved or closed case again, with the reason (K-07)."""
    operations.reopen_case(
        call.session,
        call.actor,
        case_id,
        reason=body.reason,
        expected_version=call.expected_version,
    )
    return _one(call, case_id)


@routes.post(f"{_ONE}/participants", allow="cases.edit", match="optional", returns=CASE, status=200)
def add_participant(call: Call, case_id: UUID, body: CaseParticipant) -> Reply:
    """Let a contact take part (K-01)."""
    operations.add_participant(
        call.session,
        call.actor,
        case_id,
        body.contact_id,
        expected_version=call.expected_version,
    )
    return _one(call, case_id)


@routes.delete(
    f"{_ONE}/participants/<uuid:contact_id>",
    allow="cases.edit",
    match="optional",
    returns=CASE,
    status=200,
)
def remove_participant(call: Call, case_id: UUID, contact_id: UUID) -> Reply:
    """Take a contact off a case (K-01, Desenlazar)."""
    operations.remove_participant(
        call.session, call.actor, case_id, contact_id, expected_version=call.expected_version
    )
    return _one(call, case_id)


@routes.get(f"{_ONE}/history", allow="cases.view", lists=CASE_EVENT)
def history(call: Call, case_id: UUID) -> Reply:
    """What happened to a case, the newest first."""
    if visible(call.session, call.actor, case_id) is None:
        raise NotFound
    return call.page(CASE_EVENT, fixed={"case_id": case_id})


def _named(call: Call, reply: Reply) -> Reply:
    reply.body = add_contact_names(call.session, call.actor, reply.body)
    return reply


def _one(call: Call, case_id: UUID) -> Reply:
    return _named(call, _shown(call, case_id))


def _shown(call: Call, case_id: UUID) -> Reply:
    kinds: tuple[RecordType, ...] = (CASE, DISCARDED_CASE)
    for kind in kinds if call.actor.is_administrator else kinds[:1]:
        try:
            return call.one(kind, case_id)
        except NotFound:
            continue
    raise NotFound


def _one_or_gone(call: Call, case_id: UUID) -> Reply:
    """Answer with the changed case, or with nothing when the actor gave away their own right."""
    try:
        return _one(call, case_id)
    except NotFound:
        return call.nothing()
