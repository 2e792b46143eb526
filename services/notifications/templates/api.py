"""Routes of templates."""

from uuid import UUID

from chassis.web import Call, Reply, Routes
from services.notifications.templates import operations
from services.notifications.templates.models import Template
from services.notifications.templates.schemas import (
    TEMPLATE,
    Preview,
    TemplateCreate,
    TemplatePatch,
)

routes = Routes("templates", tag="Templates")
_ONE = "/templates/<uuid:template_id>"


@routes.get("/templates", allow="notifications.view", lists=TEMPLATE)
def list_templates(call: Call) -> Reply:
    """List the templates."""
    return call.page(TEMPLATE)


@routes.get(_ONE, allow="notifications.view", returns=TEMPLATE)
def read_template(call: Call, template_id: UUID) -> Reply:
    """Read one template."""
    return call.one(TEMPLATE, template_id)


@routes.post("/templates", allow="notifications.configure", returns=TEMPLATE)
def create_template(call: Call, body: TemplateCreate) -> Reply:
    """Create a template."""
    renderer = call.service.resources.renderer
    template = operations.create_template(call.session, renderer=renderer, body=body)
    return call.created(TEMPLATE, template.id)


@routes.patch(_ONE, allow="notifications.configure", match="required", returns=TEMPLATE)
def change_template(call: Call, template_id: UUID, body: TemplatePatch) -> Reply:
    """Change a template."""
    operations.change_template(
        call.session,
        template_id,
        renderer=call.service.resources.renderer,
        body=body,
        expected_version=call.expected_version,
    )
    return call.one(TEMPLATE, template_id)


@routes.delete(_ONE, allow="notifications.configure", match="required")
def delete_template(call: Call, template_id: UUID) -> Reply:
    """Delete a template."""
    operations.delete_template(call.session, template_id, expected_version=call.expected_version)
    return call.nothing()


@routes.post(f"{_ONE}/preview", allow="notifications.view", returns=Preview)
def preview_template(call: Call, template_id: UUID) -> Reply:
    """Show a template with example values, and its length as SMS."""
    template = call.session.lock(Template, template_id)
    return call.json(operations.preview_template(call.service.resources.renderer, template))
