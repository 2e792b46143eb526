"""What a lead becomes: a person, a company or both, and an opportunity if wanted (C-30, X-3).

The whole conversion is one transaction here: the contacts, the lead that is marked and linked, and
the fact from which sales makes the opportunity stand together or not at all. The lead's row is held
throughout, so of two who convert at once the second finds it converted. The opportunity's id
follows from the lead's: a fact that comes twice, a crash between any two steps or a restored
database finds it made.
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select

from chassis import faults
from chassis.clock import now
from chassis.db import Session
from chassis.errors import FieldError, Forbidden, Invalid
from chassis.events import record
from chassis.identity.actor import Actor
from chassis.identity.directory import DirectoryUser
from chassis.records.custom.definitions import definitions_of
from contracts.contacts import LeadConverted, WantedOpportunity
from services.contacts.directory.models import ACTIVE, Contact
from services.contacts.directory.naming import COMPANY, PERSON
from services.contacts.directory.operations import create_contact, edit_contact
from services.contacts.directory.records import CONTACT
from services.contacts.directory.rights import visible
from services.contacts.leads.history import add_event
from services.contacts.leads.models import CONVERTED, Lead, opportunity_of
from services.contacts.leads.operations import became, changeable
from services.contacts.leads.questions import InUse
from services.contacts.leads.records import LEAD
from services.contacts.leads.rows import card_of, state_of
from services.contacts.timeline.operations import add_event as tell_contact

FROM_LEAD = "lead"


def convert_lead(
    session: Session,
    actor: Actor,
    lead_id: UUID,
    wanted: Mapping[str, Any],
    *,
    region: str,
    expected_version: int | None,
    stage_in_use: InUse,
) -> Lead:
    """Convert a lead, once in its life (C-30).

    `wanted` holds `person`, `company` and `opportunity`, each None or its members as sent. A
    contact that is there is used as it is; a new one belongs to the lead's people. Raises NotFound,
    Forbidden, Stale, Conflict with what it became for a converted lead, Invalid naming every wrong
    member by its part (`person.last_name`), Unavailable when the stage cannot be asked for.
    """
    lead = changeable(session, actor, lead_id, expected_version=expected_version)
    person, company, deal = (wanted.get(name) for name in ("person", "company", "opportunity"))
    _require_rights(actor, (person, company), deal)
    wrong = _wrong(session, actor, person, company, deal, stage_in_use)
    if wrong:
        raise Invalid("invalid_fields", *wrong)
    making = _Making(session, actor, lead, region)
    company_id = person_id = None
    if company is not None:
        company_id = making.company(company, alone=person is None)
    if person is not None:
        person_id = making.person(person, company_id=company_id, alone=company is None)
    if making.errors:
        raise Invalid("invalid_fields", *making.errors)
    faults.point("leads.contacts_made")
    lead.state = CONVERTED
    lead.converted_at, lead.converted_by = now(), actor.user_id
    lead.person_id, lead.company_id = person_id, company_id
    if deal is not None:
        lead.opportunity_id = opportunity_of(lead.id)
    lead.touch()
    links = {name: str(id) for name, id in became(lead).items()}
    add_event(session, lead.id, "converted", params=links)
    for contact_id in filter(None, (lead.person_id, lead.company_id)):
        tell_contact(session, contact_id, "converted", params={"lead_id": str(lead.id)})
    record(
        session,
        lead,
        LeadConverted(
            **state_of(lead),
            person_id=lead.person_id,
            company_id=lead.company_id,
            converted_by=actor.user_id,
            opportunity=_opportunity(lead, deal),
        ),
    )
    faults.point("leads.converted")
    return lead


class _Making:
    """The contacts of one conversion; what is wrong with each is collected in `errors`."""

    def __init__(self, session: Session, actor: Actor, lead: Lead, region: str) -> None:
        self.errors: list[FieldError] = []
        self._session = session
        self._actor = actor
        self._lead = lead
        self._region = region
        self._card = card_of(lead)
        self._people = _people(session, actor, lead)

    def company(self, given: Mapping[str, Any], *, alone: bool) -> UUID | None:
        """Return the company; a new one has what is a company's, and all if nobody else is made."""
        if given.get("contact_id"):
            return _held(self._session, given["contact_id"])
        name = given.get("name") or self._lead.company_name or (self._lead.name if alone else None)
        members = {"kind": COMPANY, "name": name, **self._of_a_company()}
        if alone:
            members |= self._reached()
        return self._made("company", {**members, "class_": given.get("class_", "prospect")})

    def person(
        self, given: Mapping[str, Any], *, company_id: UUID | None, alone: bool
    ) -> UUID | None:
        """Return the person, linked to the company where they had none."""
        if given.get("contact_id"):
            id = _held(self._session, given["contact_id"])
            if company_id is not None and not self.errors:
                self._link(id, company_id)
            return id
        card = self._card
        members: dict[str, Any] = {
            "kind": PERSON,
            "first_name": given.get("first_name") or card.first_name,
            "last_name": given.get("last_name") or card.last_name,
            "position": card.position,
            "class_": given.get("class_", "prospect"),
            **self._reached(),
            **self._carried(),
        }
        if company_id is not None:
            members["company_id"] = company_id
        if alone:
            members |= self._of_a_company()
        return self._made("person", members)

    def _reached(self) -> dict[str, Any]:
        card = self._card
        return {
            "phones": [line.written() for line in card.phones],
            "emails": [each.written() for each in card.emails],
        }

    def _carried(self) -> dict[str, Any]:
        """Return what both a person and a company take over from the lead."""
        card = self._card
        return {
            "tags": list(card.tags),
            "description": card.description,
            "source_id": card.source_id,
            "temperature_id": card.temperature_id,
            "custom": _custom(self._session, self._lead),
            **self._people,
        }

    def _of_a_company(self) -> dict[str, Any]:
        card = self._card
        return {
            "website": card.website,
            "addresses": list(card.addresses),
            "tax_id": card.tax_id,
            "tax_country": card.tax_country,
            **self._carried(),
        }

    def _made(self, part: str, members: Mapping[str, Any]) -> UUID | None:
        try:
            contact = create_contact(
                self._session, self._actor, members, region=self._region, origin=FROM_LEAD
            )
        except Invalid as refused:
            self.errors += [
                FieldError(f"{part}.{each.field}", each.code, each.params)
                for each in refused.fields
            ]
            return None
        return contact.id

    def _link(self, person_id: UUID, company_id: UUID) -> None:
        person = self._session.get(Contact, person_id)
        if person is None or person.company_id is not None:
            return
        try:
            edit_contact(
                self._session,
                self._actor,
                person_id,
                {"company_id": company_id},
                region=self._region,
                expected_version=None,
            )
        except Forbidden:
            return  # who may only read the person still converts; the lead names both


def _require_rights(
    actor: Actor, parts: tuple[Mapping[str, Any] | None, ...], deal: Mapping[str, Any] | None
) -> None:
    if any(part is not None and not part.get("contact_id") for part in parts):
        actor.require("contacts.create")
    if deal is not None:
        actor.require("sales.create")


def _wrong(
    session: Session,
    actor: Actor,
    person: Mapping[str, Any] | None,
    company: Mapping[str, Any] | None,
    deal: Mapping[str, Any] | None,
    stage_in_use: InUse,
) -> list[FieldError]:
    """Name what cannot be before anything is written (O-21: a person, a company or both)."""
    wrong = []
    if person is None and company is None:
        wrong.append(FieldError("person", "person_or_company_required"))
    for part, given, kind in (("person", person, PERSON), ("company", company, COMPANY)):
        id = (given or {}).get("contact_id")
        found = visible(session, actor, id) if id else None
        if id and (found is None or found.kind != kind or found.state != ACTIVE):
            wrong.append(FieldError(f"{part}.contact_id", "unknown_contact"))
    stage_id = (deal or {}).get("stage_id")
    if stage_id and not stage_in_use(stage_id):
        wrong.append(FieldError("opportunity.stage_id", "unknown_stage"))
    return wrong


def _held(session: Session, contact_id: UUID) -> UUID:
    """Keep a contact from being discarded before this transaction ends."""
    return session.scalars(
        select(Contact.id).where(Contact.id == contact_id).with_for_update(read=True)
    ).one()


def _people(session: Session, actor: Actor, lead: Lead) -> dict[str, Any]:
    """Return whose the new contacts are: the lead's people who still work here, else the actor."""
    ids = {lead.owner_id, *lead.manager_ids} - {None}
    active = set(
        session.scalars(
            select(DirectoryUser.user_id).where(
                DirectoryUser.user_id.in_(ids), DirectoryUser.is_active
            )
        )
    )
    owner = lead.owner_id if lead.owner_id in active else actor.user_id
    managers = [id for id in lead.manager_ids if id in active]
    return {
        "owner_id": owner,
        "manager_ids": managers or [id for id in (owner,) if id],
        "visibility": lead.visibility,
    }


def _custom(session: Session, lead: Lead) -> dict[str, Any]:
    """Return the lead's own values for fields of contacts of the same key and type.

    What contacts have no field for stays on the lead, which stays readable.
    """
    theirs = definitions_of(session, LEAD.name)
    return {
        key: lead.custom[theirs[key].slot]
        for key, field in definitions_of(session, CONTACT.name).items()
        if key in theirs
        and field.active
        and field.type == theirs[key].type
        and theirs[key].slot in lead.custom
        and field.type not in _OF_ITS_OWN
    }


_OF_ITS_OWN = ("list", "multiple_list", "heading")
"""Types whose values mean something in one field alone."""


def _opportunity(lead: Lead, deal: Mapping[str, Any] | None) -> WantedOpportunity | None:
    if deal is None or lead.opportunity_id is None:
        return None
    return WantedOpportunity(
        id=lead.opportunity_id,
        title=deal["title"],
        stage_id=deal.get("stage_id"),
        amount=deal.get("amount"),
        currency=deal.get("currency"),
        expected_close_on=deal.get("expected_close_on"),
    )
