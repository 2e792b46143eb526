"""What a request about web forms may carry. A PATCH is a merge (RFC 7396)."""

from typing import Annotated, Any, Literal
from urllib.parse import urlsplit
from uuid import UUID

from pydantic import AfterValidator, BaseModel, Field, StringConstraints

from chassis.web import Body
from services.contacts.directory.schemas import (
    MAX_PRINCIPALS,
    Short,
    Tag,
    Visibility,
    WebAddress,
)

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]


def read_origin(text: str) -> str:
    """Accept a site's address in any form and keep its origin: scheme, host and port."""
    parts = urlsplit(text if "://" in text else f"https://{text}")
    try:
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        raise ValueError("invalid_origin") from None
    if parts.scheme not in {"http", "https"} or not parts.hostname or "@" in parts.netloc:
        raise ValueError("invalid_origin")
    host = parts.hostname
    if not all(part and part.replace("-", "").isalnum() for part in host.split(".")):
        raise ValueError("invalid_origin")
    return f"{parts.scheme}://{host.encode('idna').decode()}{port}"


Origin = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=300),
    AfterValidator(read_origin),
]


class FormLabel(Body):
    """A line in both languages."""

    es: Line
    en: Line


class FormText(Body):
    """A text in both languages."""

    es: Text
    en: Text


class WebFormField(Body):
    """One field that is asked: the record's own, or `custom.<key>`."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=80)]
    label: FormLabel
    required: bool = False


Fields = Annotated[list[WebFormField], Field(min_length=1, max_length=60)]


class WebFormDetails(Body):
    """The members that a new form and a change of one have in common.

    `consent` is the text to which who sends must agree; null: nobody is asked. With `redirect_url`
    the browser goes there instead of reading the thanks.
    """

    consent: FormText | None = None
    redirect_url: WebAddress | None = None
    origins: list[Origin] = Field(default_factory=list, max_length=50)
    owner_id: UUID | None = None
    manager_ids: list[UUID] | None = Field(None, max_length=MAX_PRINCIPALS)
    visibility: Visibility = "private"
    tags: list[Tag] = Field(default_factory=list, max_length=100)
    source_id: UUID | None = None
    active: bool = True

    def given(self) -> dict[str, Any]:
        """Return the members that were sent."""
        sent = self.model_dump(exclude_unset=True)
        return {name: getattr(self, name) if name == "origins" else sent[name] for name in sent}


class WebFormCreate(WebFormDetails):
    """A new form. What it makes is fixed: its fields are that record's."""

    name: Short
    makes: Literal["lead", "contact"] = "lead"
    fields_: Fields = Field(alias="fields")
    title: FormLabel
    thanks: FormText


class WebFormChange(WebFormDetails):
    """A merge patch; members that always have a value refuse null."""

    name: Short = "-"
    fields_: Fields = Field(default_factory=list, alias="fields")
    title: FormLabel = FormLabel(es="-", en="-")
    thanks: FormText = FormText(es="-", en="-")


class FormEmbedding(BaseModel):
    """How a form comes onto a web site: its own page, a script, or plain HTML for each language."""

    page: str
    script: str
    html_es: str
    html_en: str


class SubmissionThanks(BaseModel):
    """What who sent a form reads, or where they go."""

    thanks: str
    redirect_url: str | None
