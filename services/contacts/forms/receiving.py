"""What somebody sent by a form becomes a lead or a contact, with the proof of consent (C-13).

Nobody acts but the product: what comes belongs to the people whom the form names, who are told.
One submission is one record, however often its page sends it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select

from chassis.clock import now
from chassis.db import Database, Session
from chassis.db.locks import hold
from chassis.errors import FieldError, Invalid, NotFound
from chassis.records.custom import storing
from chassis.records.custom.definitions import Definitions, definitions_of
from services.contacts.directory import card as contact_card
from services.contacts.directory.naming import PERSON, display_name, tidy
from services.contacts.directory.operations import draft_contact, file_contact
from services.contacts.forms.fields import (
    CONSENT,
    CUSTOM,
    UNKNOWN,
    as_sent,
    given,
    wrong_values,
)
from services.contacts.forms.models import CONTACT, LEAD, FormSubmission, WebForm
from services.contacts.leads import card as lead_card
from services.contacts.leads.history import add_event as tell_lead
from services.contacts.leads.operations import draft_lead, file_lead
from services.contacts.tags.operations import file_tags
from services.contacts.timeline.operations import add_event as tell_contact

ORIGIN: Final = "form"
_TOKEN: Final = re.compile(r"[A-Za-z0-9_-]{16,64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """One submission as it came, and from where. `values` are texts by field."""

    values: Mapping[str, str]
    consents: bool
    language: str
    address: str
    user_agent: str | None = None
    page: str | None = None
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A form that takes something in, and whose it is."""

    organization_id: UUID
    form_id: UUID


def find_form(database: Database, token: str) -> Place:
    """Return where a public address leads. Raises NotFound for a form that is off or not there."""
    if not _TOKEN.fullmatch(token):
        raise NotFound
    with database.system() as session:
        found = session.chassis_execute(
            select(WebForm.organization_id, WebForm.id).where(
                WebForm.token == token, WebForm.is_active
            )
        ).one_or_none()
    if found is None:
        raise NotFound
    return Place(found.organization_id, found.id)


def receive(session: Session, form: WebForm, sent: Sent, *, region: str) -> None:
    """Take a submission in: make the record, keep the proof, tell the form's people.

    The same key again is the same submission: nothing more is made. Raises Invalid naming every
    wrong field by its name in the form; nothing is written then.
    """
    if sent.key is not None:
        hold(session, f"form:{form.id}:{sent.key}")
        again = select(FormSubmission.id).where(
            FormSubmission.form_id == form.id, FormSubmission.key == sent.key
        )
        if session.scalars(again).first() is not None:
            return
    values = {name: value for name, text in sent.values.items() if (value := text.strip())}
    members, errors = given(values)
    wrong = [*wrong_values(form.fields, values), *errors]
    if form.consent is not None and not sent.consents:
        wrong.append(FieldError(CONSENT, "consent_required"))
    make = _MAKES[form.makes](session, form, members, region)
    definitions = _asked(session, form)
    custom, wrong_custom = storing.merge(
        definitions, {}, _custom(values, definitions), is_new=False
    )
    wrong += as_sent([*make.errors, *wrong_custom], form.fields)
    if wrong:
        raise Invalid("invalid_fields", *_once(wrong))
    proof = _proof(form, sent)
    record_id, name = make.file(custom.document, proof)
    storing.store(session, record_id, custom, is_new=True)
    session.add(
        FormSubmission(
            form_id=form.id,
            form_version=form.version,
            at=now(),
            key=sent.key,
            address=sent.address,
            user_agent=sent.user_agent,
            page=sent.page,
            language=sent.language,
            consent=proof.get("consent"),
            consent_version=proof.get("consent_version"),
            values=values,
            record_type=form.makes,
            record_id=record_id,
            record_name=name,
        )
    )


class _OfLead:
    """A lead from a form."""

    def __init__(
        self, session: Session, form: WebForm, members: Mapping[str, Any], region: str
    ) -> None:
        sent = {**members, "tags": form.tags, "source_id": form.source_id}
        self._session, self._form = session, form
        self._card, errors = lead_card.merge(lead_card.LeadCard(), sent, region=region)
        self.errors = list(errors)

    def file(self, custom: dict[str, Any], proof: Mapping[str, Any]) -> tuple[UUID, str]:
        """Write it; return its id and name."""
        form = self._form
        lead = draft_lead(
            self._session,
            self._card,
            origin=ORIGIN,
            owner_id=form.owner_id,
            manager_ids=form.manager_ids,
            visibility=form.visibility,
        )
        lead.custom, lead.form_id = custom, form.id
        file_lead(self._session, lead, form=form.name)
        tell_lead(self._session, lead.id, "submitted", params=proof)
        return lead.id, lead.name


class _OfContact:
    """A person from a form; one that left no name is called by how they can be reached."""

    def __init__(
        self, session: Session, form: WebForm, members: Mapping[str, Any], region: str
    ) -> None:
        self._session, self._form = session, form
        names = {name: tidy(members.get(name)) for name in ("first_name", "last_name")}
        rest = {name: value for name, value in members.items() if name not in names}
        blank = contact_card.Card(kind=PERSON)
        sent = {**rest, "tags": form.tags, "source_id": form.source_id}
        card, errors = contact_card.merge(blank, sent, region=region)
        reached = [each.address for each in card.emails] + [line.e164 for line in card.phones]
        name = display_name(**names) or next(iter(reached), "")
        self._card = replace(
            card,
            first_name=names["first_name"],
            last_name=names["last_name"],
            name=name,
            class_="interested",
        )
        self.errors = list(errors)
        if not name and not errors:
            self.errors.append(FieldError("last_name", UNKNOWN))

    def file(self, custom: dict[str, Any], proof: Mapping[str, Any]) -> tuple[UUID, str]:
        """Write it; return its id and name."""
        form = self._form
        contact = draft_contact(
            self._session,
            replace(self._card, tags=tuple(file_tags(self._session, self._card.tags))),
            origin=ORIGIN,
            owner_id=form.owner_id,
            manager_ids=form.manager_ids,
            visibility=form.visibility,
        )
        contact.custom = custom
        file_contact(self._session, contact)
        tell_contact(self._session, contact.id, "submitted", params=proof)
        return contact.id, contact.name


_MAKES: Final[Mapping[str, type[_OfLead] | type[_OfContact]]] = {LEAD: _OfLead, CONTACT: _OfContact}


def _asked(session: Session, form: WebForm) -> Definitions:
    """Return the organization's fields that the form asks, as far as they are in use."""
    names = {field["name"] for field in form.fields}
    return {
        key: field
        for key, field in definitions_of(session, form.makes).items()
        if field.name in names and field.active
    }


def _custom(values: Mapping[str, str], definitions: Definitions) -> dict[str, Any]:
    """Return the organization's values as their fields read them; a ticked box is true."""
    return {
        key: True if field.type == "checkbox" else values[field.name]
        for key, field in definitions.items()
        if field.name in values and field.name.startswith(CUSTOM)
    }


def _proof(form: WebForm, sent: Sent) -> dict[str, Any]:
    """Return what the record's history keeps of the submission: the text agreed to, word by word.

    The address stands with the submission, which administrators read, and here for its proof.
    """
    proof: dict[str, Any] = {"form": form.name, "form_id": str(form.id), "address": sent.address}
    if form.consent is not None:
        proof |= {
            "consent": form.consent[sent.language],
            "consent_version": form.consent_version,
        }
    if sent.page:
        proof["page"] = sent.page
    return proof


def _once(errors: list[FieldError]) -> list[FieldError]:
    """Return one error a field: the first, which is the plainest."""
    return list({each.field: each for each in reversed(errors)}.values())[::-1]
