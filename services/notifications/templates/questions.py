"""What other services ask and wait for: what a template is for."""

from uuid import UUID

from sqlalchemy import select

from chassis.errors import NotFound
from chassis.web import Call, Reply, Routes
from services.notifications.templates.models import Template

routes = Routes("template_questions", tag="Internal", prefix="/internal")


@routes.get("/templates/<uuid:template_id>", allow=None)
def template_channel(call: Call, template_id: UUID) -> Reply:
    """Tell contacts by which way a template in use goes, null where there is none."""
    if not call.actor.is_system:
        raise NotFound
    statement = select(Template.channel).where(Template.id == template_id, Template.is_active)
    return call.json({"channel": call.session.scalars(statement).one_or_none()})
