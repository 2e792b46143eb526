"""Use cases of templates."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from chassis.db import Session
from chassis.errors import FieldError, Invalid
from chassis.records.search import sort_key
from services.notifications.templates.context import EXAMPLE
from services.notifications.templates.models import Template
from services.notifications.templates.rendering import Renderer, check_template
from services.notifications.templates.schemas import Preview, TemplateCreate, TemplatePatch
from services.notifications.templates.segments import encoding_of, segments_of

_SEEDS = {
    "es": (
        (
            "Gracias por su llamada",
            "call_completed",
            (
                "{% if contact.first_name != '' %}{{ contact.first_name }}, gracias"
                "{% else %}Gracias{% endif %} por llamar a {{ organization.name }}."
                " Si necesita algo mas, estamos para servirle."
            ),
        ),
        (
            "Llamada perdida",
            "call_missed",
            (
                "{{ organization.name }}: recibimos su llamada y no pudimos contestar."
                " Le llamaremos en cuanto un agente quede libre."
            ),
        ),
    ),
    "en": (
        (
            "Thank you for calling",
            "call_completed",
            (
                "{% if contact.first_name != '' %}{{ contact.first_name }}, thank you"
                "{% else %}Thank you{% endif %} for calling {{ organization.name }}."
                " If you need anything else, we are here."
            ),
        ),
        (
            "Missed call",
            "call_missed",
            (
                "{{ organization.name }}: we missed your call."
                " We will call you back as soon as an agent is free."
            ),
        ),
    ),
}


def seed_templates(session: Session, *, locale: str) -> None:
    """Give a new organization its follow-up messages; one that has templates keeps its own."""
    if session.scalar(select(func.count()).select_from(Template)):
        return
    chosen = locale if locale in _SEEDS else "es"
    for name, trigger, body in _SEEDS[chosen]:
        session.add(
            Template(
                name=name,
                sort_key=sort_key(name),
                channel="sms",
                trigger=trigger,
                body=body,
                locale=chosen,
            )
        )


def create_template(session: Session, *, renderer: Renderer, body: TemplateCreate) -> Template:
    """Add a template that renders. Raises Invalid naming the field that does not."""
    template = Template(**body.model_dump(), sort_key=sort_key(body.name))
    _check(renderer, template)
    session.add(template)
    session.flush()
    return template


def change_template(
    session: Session,
    template_id: UUID,
    *,
    renderer: Renderer,
    body: TemplatePatch,
    expected_version: int | None,
) -> Template:
    """Change some members. Raises NotFound, Stale, Invalid; nothing is written then."""
    template = session.lock(Template, template_id, expected_version=expected_version)
    for name, value in _given(body).items():
        setattr(template, name, value)
    template.sort_key = sort_key(template.name)
    _check(renderer, template)
    template.touch()
    return template


def delete_template(session: Session, template_id: UUID, *, expected_version: int | None) -> None:
    """Remove a template; messages that it made stay as they were sent."""
    session.delete(session.lock(Template, template_id, expected_version=expected_version))


def preview_template(renderer: Renderer, template: Template) -> Preview:
    """Show a template with example values."""
    subject, body = check_template(
        renderer, subject=template.subject, body=template.body, context=EXAMPLE
    )
    return Preview(
        subject=subject,
        body=body,
        segments=segments_of(body),
        encoding=encoding_of(body),
        names={name: sorted(values) for name, values in EXAMPLE.items()},
    )


def template_for(session: Session, trigger: str, channel: str) -> Template | None:
    """Return the template that goes out by itself after `trigger`: the oldest active one."""
    statement = (
        select(Template)
        .where(Template.trigger == trigger, Template.channel == channel, Template.is_active)
        .order_by(Template.created_at, Template.id)
        .limit(1)
    )
    return session.scalars(statement).one_or_none()


def _given(body: TemplatePatch) -> Mapping[str, Any]:
    """Return the members that were sent; only the trigger may be emptied."""
    sent = body.model_dump(exclude_unset=True)
    empty = [name for name, value in sent.items() if value is None and name != "trigger"]
    if empty:
        raise Invalid("invalid_fields", *(FieldError(name, "required") for name in empty))
    return sent


def _check(renderer: Renderer, template: Template) -> None:
    if template.channel == "email" and not template.subject.strip():
        raise Invalid("invalid_fields", FieldError("subject", "required"))
    if template.channel == "sms" and template.subject:
        raise Invalid("invalid_fields", FieldError("subject", "sms_without_subject"))
    check_template(renderer, subject=template.subject, body=template.body, context=EXAMPLE)
