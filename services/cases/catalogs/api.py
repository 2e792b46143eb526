"""Routes of case types, states and priorities (K-09, K-14, K-15, K-16)."""

from uuid import UUID

from chassis.web import Call, Reply, Routes
from services.cases.catalogs import operations
from services.cases.catalogs.records import CASE_PRIORITY, CASE_STATE, CASE_TYPE
from services.cases.catalogs.schemas import (
    CasePriorityChange,
    CasePriorityCreate,
    CaseStateChange,
    CaseStateCreate,
    CaseTypeChange,
    CaseTypeCreate,
)

routes = Routes("case_catalogs", tag="Case catalogs")


@routes.get("/case-types", allow="cases.view", lists=CASE_TYPE)
def list_types(call: Call) -> Reply:
    """Types in their order (K-09)."""
    return call.page(CASE_TYPE)


@routes.post("/case-types", allow="cases.configure", returns=CASE_TYPE)
def add_type(call: Call, body: CaseTypeCreate) -> Reply:
    """Add a type with its prefix (K-14)."""
    return call.created(CASE_TYPE, operations.add_type(call.session, body.given()))


@routes.get("/case-types/<uuid:case_type_id>", allow="cases.view", returns=CASE_TYPE)
def read_type(call: Call, case_type_id: UUID) -> Reply:
    """One type."""
    return call.one(CASE_TYPE, case_type_id)


@routes.patch(
    "/case-types/<uuid:case_type_id>", allow="cases.configure", match="required", returns=CASE_TYPE
)
def change_type(call: Call, case_type_id: UUID, body: CaseTypeChange) -> Reply:
    """Rename, move, retire; another prefix only before the first case."""
    operations.change_type(
        call.session, case_type_id, body.given(), expected_version=call.expected_version
    )
    return call.one(CASE_TYPE, case_type_id)


@routes.get("/case-states", allow="cases.view", lists=CASE_STATE)
def list_states(call: Call) -> Reply:
    """States in their order (K-15)."""
    return call.page(CASE_STATE)


@routes.post("/case-states", allow="cases.configure", returns=CASE_STATE)
def add_state(call: Call, body: CaseStateCreate) -> Reply:
    """Add a state of a class (O-10)."""
    return call.created(CASE_STATE, operations.add_state(call.session, body.given()))


@routes.get("/case-states/<uuid:case_state_id>", allow="cases.view", returns=CASE_STATE)
def read_state(call: Call, case_state_id: UUID) -> Reply:
    """One state."""
    return call.one(CASE_STATE, case_state_id)


@routes.patch(
    "/case-states/<uuid:case_state_id>",
    allow="cases.configure",
    match="required",
    returns=CASE_STATE,
)
def change_state(call: Call, case_state_id: UUID, body: CaseStateChange) -> Reply:
    """Rename, move, retire."""
    operations.change_state(
        call.session, case_state_id, body.given(), expected_version=call.expected_version
    )
    return call.one(CASE_STATE, case_state_id)


@routes.get("/case-priorities", allow="cases.view", lists=CASE_PRIORITY)
def list_priorities(call: Call) -> Reply:
    """Priorities in their order (K-16)."""
    return call.page(CASE_PRIORITY)


@routes.post("/case-priorities", allow="cases.configure", returns=CASE_PRIORITY)
def add_priority(call: Call, body: CasePriorityCreate) -> Reply:
    """Add a priority with its resolution time."""
    return call.created(CASE_PRIORITY, operations.add_priority(call.session, body.given()))


@routes.get("/case-priorities/<uuid:case_priority_id>", allow="cases.view", returns=CASE_PRIORITY)
def read_priority(call: Call, case_priority_id: UUID) -> Reply:
    """One priority."""
    return call.one(CASE_PRIORITY, case_priority_id)


@routes.patch(
    "/case-priorities/<uuid:case_priority_id>",
    allow="cases.configure",
    match="required",
    returns=CASE_PRIORITY,
)
def change_priority(call: Call, case_priority_id: UUID, body: CasePriorityChange) -> Reply:
    """Rename, move, retire, another resolution time; deadlines that stand stay."""
    operations.change_priority(
        call.session, case_priority_id, body.given(), expected_version=call.expected_version
    )
    return call.one(CASE_PRIORITY, case_priority_id)
