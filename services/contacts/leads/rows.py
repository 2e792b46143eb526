"""Between a lead's rows and the card of the rules, and from the rows to the stated facts."""

from typing import Any

from chassis.db import Session
from chassis.records import sort_key
from services.contacts.directory.rows import emails_of, found_by, lines_of, write_channels
from services.contacts.leads.card import LeadCard
from services.contacts.leads.models import Lead, LeadEmail, LeadPhone

_PLAIN = (
    "first_name",
    "last_name",
    "company_name",
    "position",
    "progress",
    "website",
    "tax_id",
    "tax_country",
    "description",
    "source_id",
    "temperature_id",
)
_LISTS = ("addresses", "tags")


def card_of(lead: Lead) -> LeadCard:
    """Return what is written on a lead."""
    plain: dict[str, Any] = {name: getattr(lead, name) for name in _PLAIN}
    lists: dict[str, Any] = {name: tuple(getattr(lead, name)) for name in _LISTS}
    return LeadCard(phones=lines_of(lead), emails=emails_of(lead), **plain, **lists)


def write_card(session: Session, lead: Lead, card: LeadCard) -> None:
    """Write the card into the rows, with what a list sorts and finds the lead by."""
    for name in _PLAIN:
        setattr(lead, name, getattr(card, name))
    for name in _LISTS:
        setattr(lead, name, list(getattr(card, name)))
    lead.name, lead.sort_key = card.name, sort_key(card.name)
    lead.search_text = found_by(card, card.name, card.company_name, card.tax_id)
    write_channels(session, lead, card, phone=LeadPhone, email=LeadEmail)


def state_of(lead: Lead) -> dict[str, Any]:
    """Return the members that every fact about a lead states."""
    return {
        "name": lead.name,
        "company_name": lead.company_name,
        "progress": lead.progress,
        "origin": lead.origin,
        "source_id": lead.source_id,
        "owner_id": lead.owner_id,
        "manager_ids": lead.manager_ids,
        "visibility": lead.visibility,
    }
