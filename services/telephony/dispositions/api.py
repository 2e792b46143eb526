"""Routes of call outcomes; reading them needs no permission, every agent chooses one."""

from uuid import UUID

from chassis.web import Call, Reply, Routes
from services.telephony.dispositions import operations
from services.telephony.dispositions.records import CALL_DISPOSITION
from services.telephony.dispositions.schemas import DispositionChange, DispositionCreate

routes = Routes("call_dispositions", tag="Call outcomes")


@routes.get("/telephony/dispositions", allow=None, lists=CALL_DISPOSITION, summary="Call outcomes")
def list_dispositions(call: Call) -> Reply:
    """Outcomes in their order."""
    return call.page(CALL_DISPOSITION)


@routes.post(
    "/telephony/dispositions",
    allow="telephony.configure",
    returns=CALL_DISPOSITION,
    summary="Add an outcome",
)
def add_disposition(call: Call, body: DispositionCreate) -> Reply:
    """Add an outcome."""
    made = operations.add_disposition(
        call.session, name=body.name, name_en=body.name_en or "", position=body.position
    )
    return call.created(CALL_DISPOSITION, made)


@routes.get(
    "/telephony/dispositions/<uuid:disposition_id>",
    allow=None,
    returns=CALL_DISPOSITION,
    summary="One outcome",
)
def read_disposition(call: Call, disposition_id: UUID) -> Reply:
    """One outcome."""
    return call.one(CALL_DISPOSITION, disposition_id)


@routes.patch(
    "/telephony/dispositions/<uuid:disposition_id>",
    allow="telephony.configure",
    match="required",
    returns=CALL_DISPOSITION,
    summary="Change an outcome",
)
def change_disposition(call: Call, disposition_id: UUID, body: DispositionChange) -> Reply:
    """Rename, move, retire."""
    operations.change_disposition(
        call.session,
        disposition_id,
        expected_version=call.expected_version,
        changed=body.model_dump(exclude_unset=True, exclude_none=True),
    )
    return call.one(CALL_DISPOSITION, disposition_id)
