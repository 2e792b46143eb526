"""How web forms and what was sent by them are read; configuring contacts opens both."""

from typing import Final

from chassis.records import Access, Field, RecordType
from services.contacts.forms.models import CONTACT, LEAD, FormSubmission, WebForm

WEB_FORM: Final = RecordType(
    name="web_form",
    model=WebForm,
    access=Access(),
    json={
        "id": WebForm.id,
        "name": WebForm.name,
        "token": WebForm.token,
        "active": WebForm.is_active,
        "makes": WebForm.makes,
        "fields": WebForm.fields,
        "title": WebForm.title,
        "consent": WebForm.consent,
        "consent_version": WebForm.consent_version,
        "thanks": WebForm.thanks,
        "redirect_url": WebForm.redirect_url,
        "origins": WebForm.origins,
        "owner_id": WebForm.owner_id,
        "manager_ids": WebForm.manager_ids,
        "visibility": WebForm.visibility,
        "tags": WebForm.tags,
        "source_id": WebForm.source_id,
        "created_at": WebForm.created_at,
        "updated_at": WebForm.updated_at,
        "version": WebForm.version,
    },
    fields={
        "id": Field(WebForm.id),
        "name": Field(WebForm.name),
        "active": Field(WebForm.is_active),
        "makes": Field(WebForm.makes, choices=(LEAD, CONTACT)),
    },
    sorts={"name": WebForm.sort_key},
    default_sort="name",
)

FORM_SUBMISSION: Final = RecordType(
    name="form_submission",
    model=FormSubmission,
    access=Access(),
    json={
        "id": FormSubmission.id,
        "form_id": FormSubmission.form_id,
        "form_version": FormSubmission.form_version,
        "at": FormSubmission.at,
        "address": FormSubmission.address,
        "user_agent": FormSubmission.user_agent,
        "page": FormSubmission.page,
        "language": FormSubmission.language,
        "consent": FormSubmission.consent,
        "consent_version": FormSubmission.consent_version,
        "values": FormSubmission.values,
        "record": {"type": FormSubmission.record_type, "id": FormSubmission.record_id},
        "record_name": FormSubmission.record_name,
    },
    fields={
        "form_id": Field(FormSubmission.form_id),
        "record_id": Field(FormSubmission.record_id),
        "at": Field(FormSubmission.at),
    },
    sorts={"at": FormSubmission.at},
    default_sort="-at",
)
"""What was sent by one form, the newest first: the proof of consent (who, when, what text)."""
