"""How leads and their history are read."""

from typing import Final

from sqlalchemy import exists

from chassis.records import Access, CustomFields, Field, Many, RecordType
from services.contacts.directory.records import read_line
from services.contacts.leads.models import (
    CONVERTED,
    DISCARDED,
    OPEN,
    PROGRESS,
    Lead,
    LeadEmail,
    LeadEvent,
    LeadPhone,
)
from services.contacts.timeline.models import ToldRecord

_ACCESS = Access(owner="owner_id", managers="manager_ids", visibility="visibility")
_STANDS = exists().where(
    ToldRecord.organization_id == Lead.organization_id,
    ToldRecord.record_type == "opportunity",
    ToldRecord.record_id == Lead.opportunity_id,
)
_JSON = {
    "id": Lead.id,
    "first_name": Lead.first_name,
    "last_name": Lead.last_name,
    "company_name": Lead.company_name,
    "name": Lead.name,
    "position": Lead.position,
    "phones": Many(
        of=LeadPhone.lead_id,
        json={
            "number": LeadPhone.number,
            "national": LeadPhone.national,
            "label": LeadPhone.label,
            "primary": LeadPhone.primary,
        },
        order=(LeadPhone.place,),
    ),
    "emails": Many(
        of=LeadEmail.lead_id,
        json={
            "address": LeadEmail.address,
            "label": LeadEmail.label,
            "primary": LeadEmail.primary,
        },
        order=(LeadEmail.place,),
    ),
    "addresses": Lead.addresses,
    "website": Lead.website,
    "tax_id": Lead.tax_id,
    "tax_country": Lead.tax_country,
    "description": Lead.description,
    "tags": Lead.tags,
    "source_id": Lead.source_id,
    "temperature_id": Lead.temperature_id,
    "progress": Lead.progress,
    "state": Lead.state,
    "origin": Lead.origin,
    "owner_id": Lead.owner_id,
    "manager_ids": Lead.manager_ids,
    "visibility": Lead.visibility,
    "cloned_from_id": Lead.cloned_from_id,
    "form_id": Lead.form_id,
    "converted_at": Lead.converted_at,
    "converted_by": Lead.converted_by,
    "person_id": Lead.person_id,
    "company_id": Lead.company_id,
    "opportunity_id": Lead.opportunity_id,
    "opportunity_stands": _STANDS,
    "discarded_at": Lead.discarded_at,
    "created_at": Lead.created_at,
    "updated_at": Lead.updated_at,
    "version": Lead.version,
}
_FIELDS = {
    "id": Field(Lead.id),
    "name": Field(Lead.name),
    "company_name": Field(Lead.company_name),
    "state": Field(Lead.state, choices=(OPEN, CONVERTED, DISCARDED)),
    "progress": Field(Lead.progress, choices=PROGRESS),
    "origin": Field(Lead.origin),
    "visibility": Field(Lead.visibility, choices=("private", "read", "write")),
    "owner_id": Field(Lead.owner_id),
    "manager_ids": Field(Lead.manager_ids),
    "tags": Field(Lead.tags),
    "tax_id": Field(Lead.tax_id),
    "source_id": Field(Lead.source_id),
    "temperature_id": Field(Lead.temperature_id),
    "form_id": Field(Lead.form_id),
    "person_id": Field(Lead.person_id),
    "company_id": Field(Lead.company_id),
    "opportunity_id": Field(Lead.opportunity_id),
    "phone": Field(LeadPhone.number, of=LeadPhone.lead_id, read=read_line),
    "email": Field(LeadEmail.key, of=LeadEmail.lead_id, read=str.casefold),
    "converted_at": Field(Lead.converted_at),
    "created_at": Field(Lead.created_at),
    "updated_at": Field(Lead.updated_at),
}

LEAD: Final = RecordType(
    name="lead",
    model=Lead,
    json=_JSON,
    access=_ACCESS,
    fields=_FIELDS,
    sorts={"name": Lead.sort_key, "created_at": Lead.created_at, "updated_at": Lead.updated_at},
    default_sort="-created_at",
    search=Lead.search_text,
    live=Lead.state != DISCARDED,
    custom=Lead.custom,
)
"""Leads as everybody sees them, the converted ones too (C-28).

`opportunity_stands` turns true when sales has made the opportunity under `opportunity_id` (X-3).
"""

DISCARDED_LEAD: Final = RecordType(
    name="lead",
    model=Lead,
    json=_JSON,
    access=_ACCESS,
    fields=_FIELDS,
    sorts={
        "name": Lead.sort_key,
        "discarded_at": Lead.updated_at,
        "updated_at": Lead.updated_at,
    },
    default_sort="-discarded_at",
    search=Lead.search_text,
    live=Lead.state == DISCARDED,
    custom=Lead.custom,
)
"""The recycle area; only administrators are led here."""

LEAD_FIELDS: Final = CustomFields(
    record_type=LEAD,
    plural="leads",
    built_in=(
        "first_name", "last_name", "company_name", "position", "phones", "emails", "website",
        "addresses", "tax_id", "progress", "temperature_id", "source_id", "tags", "owner_id",
        "manager_ids", "visibility", "description",
    ),
    essential=frozenset({"first_name", "last_name", "company_name"}),
)  # fmt: skip
"""That leads take fields of the organization's own, and in which order theirs are shown."""

LEAD_EVENT: Final = RecordType(
    name="lead_event",
    model=LeadEvent,
    json={
        "id": LeadEvent.id,
        "kind": LeadEvent.kind,
        "at": LeadEvent.at,
        "title": LeadEvent.title,
        "params": LeadEvent.params,
        "actor": LeadEvent.actor_name,
        "actor_id": LeadEvent.actor_id,
        "record": {"type": LeadEvent.record_type, "id": LeadEvent.record_id},
    },
    access=Access(),
    fields={
        "lead_id": Field(LeadEvent.lead_id),
        "kind": Field(LeadEvent.kind),
        "at": Field(LeadEvent.at),
    },
    sorts={"at": LeadEvent.at},
    default_sort="-at",
)
"""The history of one lead. The route asks first whether the actor sees the lead."""
