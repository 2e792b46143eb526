"""What other services ask of stages and wait for: whether one is in use (X-3)."""

from uuid import UUID

from sqlalchemy import select

from chassis.errors import NotFound
from chassis.web import Call, Reply, Routes
from services.sales.stages.models import Stage

routes = Routes("stage_questions", tag="Internal", prefix="/internal")


@routes.get("/stages/<uuid:stage_id>", allow=None)
def stage_in_use(call: Call, stage_id: UUID) -> Reply:
    """Say whether an opportunity may come into a stage; people are not answered here."""
    if not call.actor.is_system:
        raise NotFound
    found = call.session.scalars(select(Stage).where(Stage.id == stage_id)).one_or_none()
    in_use = found is not None and found.is_active and not found.is_deleted
    return call.json({"in_use": in_use})
