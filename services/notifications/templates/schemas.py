"""Templates as the API reads and shows them."""

from typing import Annotated, Literal

from pydantic import BaseModel, StringConstraints

from chassis.records import Access, Field, RecordType
from chassis.web import Body, ShortText
from services.notifications.templates.models import Template

Channel = Literal["sms", "email"]
Trigger = Literal["call_completed", "call_missed"]
_Subject = Annotated[str, StringConstraints(max_length=200)]
_Text = Annotated[str, StringConstraints(min_length=1, max_length=5_000)]


class TemplateCreate(Body):
    """A new template. An e-mail needs a subject, an SMS has none."""

    name: ShortText
    channel: Channel
    trigger: Trigger | None = None
    subject: _Subject = ""
    body: _Text
    locale: Literal["es", "en"] = "es"
    is_active: bool = True


class TemplatePatch(Body):
    """What may change of a template; its channel may not."""

    name: ShortText | None = None
    trigger: Trigger | None = None
    subject: _Subject | None = None
    body: _Text | None = None
    locale: Literal["es", "en"] | None = None
    is_active: bool | None = None


class Preview(BaseModel):
    """A template with example values, and what it costs as SMS."""

    subject: str
    body: str
    segments: int
    encoding: Literal["gsm7", "ucs2"]
    names: dict[str, list[str]]


TEMPLATE = RecordType(
    name="template",
    model=Template,
    access=Access(),
    json={
        "id": Template.id,
        "name": Template.name,
        "channel": Template.channel,
        "trigger": Template.trigger,
        "subject": Template.subject,
        "body": Template.body,
        "locale": Template.locale,
        "is_active": Template.is_active,
        "created_at": Template.created_at,
        "updated_at": Template.updated_at,
        "version": Template.version,
    },
    fields={
        "channel": Field(Template.channel, choices=("sms", "email")),
        "trigger": Field(Template.trigger),
        "is_active": Field(Template.is_active),
    },
    sorts={"name": Template.sort_key},
    default_sort="name",
)
