"""Routes of leads: parse → operation → representation."""

from typing import Any
from uuid import UUID

from chassis.errors import FieldError, Invalid, NotFound
from chassis.web import Call, Reply, Routes
from services.contacts.leads import conversion, history, operations
from services.contacts.leads.matching import matches
from services.contacts.leads.models import DISCARDED
from services.contacts.leads.questions import ask_sales
from services.contacts.leads.records import DISCARDED_LEAD, LEAD, LEAD_EVENT
from services.contacts.leads.rights import visible
from services.contacts.leads.schemas import (
    LeadChange,
    LeadClone,
    LeadConversion,
    LeadCreate,
    LeadMatches,
)
from services.contacts.projections import region_of
from services.contacts.timeline.schemas import NoteText

routes = Routes("leads", tag="Leads")
_ONE = "/leads/<uuid:lead_id>"


@routes.get("/leads", allow="contacts.view", lists=LEAD)
def list_leads(call: Call) -> Reply:
    """List leads (C-28); `state=discarded` lists the discarded ones to administrators."""
    if not call.actor.is_administrator:
        if "discarded" in call.request.args:
            raise Invalid("invalid_query", FieldError("discarded", "unknown_filter"))
    elif call.request.args.get("state") == DISCARDED:
        return call.page(DISCARDED_LEAD)
    return call.page(LEAD)


@routes.post("/leads", allow="contacts.create", returns=LEAD)
def create_lead(call: Call, body: LeadCreate) -> Reply:
    """Create a lead (C-28)."""
    lead = operations.create_lead(call.session, call.actor, body.given(), region=_region(call))
    return call.created(LEAD, lead.id)


@routes.get(_ONE, allow="contacts.view", returns=LEAD)
def read_lead(call: Call, lead_id: UUID) -> Reply:
    """Read one lead; administrators also a discarded one."""
    try:
        return call.one(LEAD, lead_id)
    except NotFound:
        if not call.actor.is_administrator:
            raise
        return call.one(DISCARDED_LEAD, lead_id)


@routes.patch(_ONE, allow="contacts.edit", match="required", returns=LEAD)
def edit_lead(call: Call, lead_id: UUID, body: LeadChange) -> Reply:
    """Merge members into a lead (C-28)."""
    operations.edit_lead(
        call.session,
        call.actor,
        lead_id,
        body.given(),
        region=_region(call),
        expected_version=call.expected_version,
    )
    try:
        return call.one(LEAD, lead_id)
    except NotFound:  # who gives away a private lead sees it no longer
        return call.nothing()


@routes.delete(_ONE, allow="contacts.delete", match="required")
def discard_lead(call: Call, lead_id: UUID) -> Reply:
    """Move a lead to the discarded ones; not one that was converted."""
    operations.discard_lead(
        call.session, call.actor, lead_id, expected_version=call.expected_version
    )
    return call.nothing()


@routes.post(f"{_ONE}/restore", allow="contacts.delete", match="optional", returns=LEAD)
def restore_lead(call: Call, lead_id: UUID) -> Reply:
    """Bring a discarded lead back."""
    operations.restore_lead(
        call.session, call.actor, lead_id, expected_version=call.expected_version
    )
    return call.one(LEAD, lead_id)


@routes.post(f"{_ONE}/clone", allow="contacts.create", returns=LEAD, status=201)
def clone_lead(call: Call, lead_id: UUID, body: LeadClone) -> Reply:
    """Make a new lead that is this one but for the members sent (C-29)."""
    lead = operations.clone_lead(
        call.session, call.actor, lead_id, body.given(), region=_region(call)
    )
    reply = call.one(LEAD, lead.id, status=201)
    reply.headers["Location"] = f"/api/v1/leads/{lead.id}"
    return reply


@routes.get(f"{_ONE}/matches", allow="contacts.view", returns=LeadMatches)
def find_matches(call: Call, lead_id: UUID) -> Reply:
    """Name the contacts that the lead may be already, to be used in its conversion (C-30)."""
    lead = visible(call.session, call.actor, lead_id)
    if lead is None:
        raise NotFound
    return call.json({"items": matches(call.session, call.actor, lead)})


@routes.post(f"{_ONE}/convert", allow="contacts.edit", match="optional", returns=LEAD)
def convert_lead(call: Call, lead_id: UUID, body: LeadConversion) -> Reply:
    """Convert a lead to a person, a company or both, and to an opportunity if wanted (C-30).

    Once: another try is refused with 409, whose `params` say what the lead became (X-3).
    """
    conversion.convert_lead(
        call.session,
        call.actor,
        lead_id,
        body.model_dump(),
        region=_region(call),
        expected_version=call.expected_version,
        stage_in_use=ask_sales(call.service.clients, call.actor.organization_id),
    )
    return call.one(LEAD, lead_id)


@routes.get(f"{_ONE}/timeline", allow="contacts.view", lists=LEAD_EVENT)
def lead_history(call: Call, lead_id: UUID) -> Reply:
    """Read a lead's history, the newest first."""
    if visible(call.session, call.actor, lead_id) is None:
        raise NotFound
    fixed: dict[str, Any] = {"lead_id": lead_id}
    return call.page(LEAD_EVENT, fixed)


@routes.post(f"{_ONE}/notes", allow="contacts.edit", returns=LEAD_EVENT, status=201)
def add_lead_note(call: Call, lead_id: UUID, body: NoteText) -> Reply:
    """Write a note on a lead."""
    event = history.add_note(call.session, call.actor, lead_id, body.text)
    call.session.flush()
    return call.one(LEAD_EVENT, event.id, status=201)


def _region(call: Call) -> str:
    return region_of(call.session, otherwise=call.service.settings.region)
