"""Routes of stages: whoever sees sales reads them, who may configure changes them."""

from uuid import UUID

from chassis.web import Call, Reply, Routes
from chassis.web.catalogs import ArrangementBody, RemovalQuery
from services.sales.opportunities.stage_removal import remove_stage
from services.sales.stages import operations
from services.sales.stages.records import STAGE
from services.sales.stages.schemas import StageChange, StageCreate

routes = Routes("stages", tag="Stages")


@routes.get("/stages", allow="sales.view", lists=STAGE)
def list_stages(call: Call) -> Reply:
    """List the stages in their order (S-03, S-17)."""
    return call.page(STAGE)


@routes.post("/stages", allow="sales.configure", returns=STAGE)
def add_stage(call: Call, body: StageCreate) -> Reply:
    """Add a stage behind the others (S-17)."""
    made = operations.add_stage(
        call.session, name=body.name, name_en=body.name_en, probability=body.probability
    )
    return call.created(STAGE, made)


@routes.post("/stages/order", allow="sales.configure", status=204)
def order_stages(call: Call, body: ArrangementBody) -> Reply:
    """Arrange the stages: every one, once."""
    operations.order_stages(call.session, body.ids)
    return call.nothing()


@routes.get("/stages/<uuid:stage_id>", allow="sales.view", returns=STAGE)
def read_stage(call: Call, stage_id: UUID) -> Reply:
    """Read one stage."""
    return call.one(STAGE, stage_id)


@routes.patch("/stages/<uuid:stage_id>", allow="sales.configure", match="required", returns=STAGE)
def change_stage(call: Call, stage_id: UUID, body: StageChange) -> Reply:
    """Rename, set the probability, take out of use; open opportunities follow (X-10)."""
    operations.change_stage(
        call.session,
        stage_id,
        body.model_dump(exclude_unset=True, exclude_none=True),
        expected_version=call.expected_version,
    )
    return call.one(STAGE, stage_id)


@routes.delete("/stages/<uuid:stage_id>", allow="sales.configure", match="required")
def delete_stage(call: Call, stage_id: UUID, query: RemovalQuery) -> Reply:
    """Delete a stage; `move_to` names the stage that takes its open opportunities."""
    remove_stage(
        call.session,
        stage_id,
        move_to=query.move_to,
        expected_version=call.expected_version,
    )
    return call.nothing()
