"""Routes of web forms for administrators: parse → operation → representation (C-13)."""

from typing import Any
from uuid import UUID

from chassis.errors import NotFound
from chassis.web import Call, Reply, Routes
from services.contacts.forms import operations, rendering
from services.contacts.forms.models import WebForm
from services.contacts.forms.records import FORM_SUBMISSION, WEB_FORM
from services.contacts.forms.schemas import FormEmbedding, WebFormChange, WebFormCreate

routes = Routes("web_forms", tag="Web forms")
PUBLIC = "/api/v1/public/forms"
_ONE = "/forms/<uuid:form_id>"
_ALLOW = "contacts.configure"


@routes.get("/forms", allow=_ALLOW, lists=WEB_FORM)
def list_forms(call: Call) -> Reply:
    """List the organization's web forms (C-13)."""
    return call.page(WEB_FORM)


@routes.post("/forms", allow=_ALLOW, returns=WEB_FORM)
def create_form(call: Call, body: WebFormCreate) -> Reply:
    """Build a form."""
    made = operations.create_form(call.session, call.actor, _given(body))
    return call.created(WEB_FORM, made.id)


@routes.get(_ONE, allow=_ALLOW, returns=WEB_FORM)
def read_form(call: Call, form_id: UUID) -> Reply:
    """Read one form."""
    return call.one(WEB_FORM, form_id)


@routes.patch(_ONE, allow=_ALLOW, match="required", returns=WEB_FORM)
def change_form(call: Call, form_id: UUID, body: WebFormChange) -> Reply:
    """Merge members into a form; `active: false` switches it off."""
    operations.change_form(
        call.session, call.actor, form_id, _given(body), expected_version=call.expected_version
    )
    return call.one(WEB_FORM, form_id)


@routes.post(f"{_ONE}/token", allow=_ALLOW, match="optional", returns=WEB_FORM)
def replace_token(call: Call, form_id: UUID) -> Reply:
    """Give a form another public address; the old one is answered no more."""
    operations.replace_token(call.session, form_id, expected_version=call.expected_version)
    return call.one(WEB_FORM, form_id)


@routes.get(f"{_ONE}/embedding", allow=_ALLOW, returns=FormEmbedding)
def read_embedding(call: Call, form_id: UUID) -> Reply:
    """Answer with what is put on a web site: the page's address, a script, plain HTML."""
    form = call.session.get(WebForm, form_id)
    if form is None:
        raise NotFound
    page = f"{call.service.settings.public_url}{PUBLIC}/{form.token}"
    html = {
        f"html_{language}": rendering.snippet(
            call.session, form, language=language, action=f"{page}?lang={language}"
        )
        for language in rendering.LANGUAGES
    }
    script = f'<script src="{page}/embed.js" async></script>'
    return call.json({"page": page, "script": script, **html})


@routes.get(f"{_ONE}/submissions", allow=_ALLOW, lists=FORM_SUBMISSION)
def list_submissions(call: Call, form_id: UUID) -> Reply:
    """List what was sent by a form, with the proof of consent."""
    if call.session.get(WebForm, form_id) is None:
        raise NotFound
    fixed: dict[str, Any] = {"form_id": form_id}
    return call.page(FORM_SUBMISSION, fixed)


def _given(body: WebFormCreate | WebFormChange) -> dict[str, Any]:
    sent = body.given()
    if "fields_" in sent:
        sent["fields"] = sent.pop("fields_")
    return sent
