"""Contacts that a lead may be already, so that its conversion makes no second one (C-30, C-46).

Only contacts that the actor sees are named. The surest reason comes first: a tax id of the same
country, an e-mail address, a telephone number, the same name in any case and accent.
"""

from collections.abc import Iterable
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select

from chassis.db import Session
from chassis.identity.actor import Actor
from chassis.records import sort_key, visible_among
from services.contacts.directory.models import ACTIVE, Contact, ContactEmail, ContactPhone
from services.contacts.directory.naming import display_name
from services.contacts.directory.records import CONTACT
from services.contacts.directory.tax_ids import comparison_key
from services.contacts.leads.models import Lead

MOST: Final = 20
_EACH: Final = 200
_ORDER: Final = ("tax_id", "email", "phone", "name")


def matches(session: Session, actor: Actor, lead: Lead) -> list[dict[str, Any]]:
    """Return the contacts that the lead may be, the surest first."""
    found: dict[UUID, list[str]] = {}
    for reason, ids in _candidates(session, lead):
        for id in ids:
            found.setdefault(id, []).append(reason)
    seen = visible_among(session, actor, CONTACT, list(found))
    rows = session.scalars(
        select(Contact).where(Contact.id.in_(sorted(seen)), Contact.state == ACTIVE)
    )
    ordered = sorted(
        rows, key=lambda row: ([_ORDER.index(each) for each in found[row.id]], row.sort_key)
    )
    return [_shown(contact, found[contact.id]) for contact in ordered[:MOST]]


def _candidates(session: Session, lead: Lead) -> Iterable[tuple[str, list[UUID]]]:
    key = comparison_key(lead.tax_id)
    if key is not None:
        yield (
            "tax_id",
            _ids(
                session, Contact.id, Contact.tax_country == lead.tax_country, Contact.tax_key == key
            ),
        )
    keys = [each.key for each in lead.emails]
    if keys:
        yield "email", _ids(session, ContactEmail.contact_id, ContactEmail.key.in_(keys))
    numbers = [each.number for each in lead.phones]
    if numbers:
        yield "phone", _ids(session, ContactPhone.contact_id, ContactPhone.number.in_(numbers))
    person = display_name(first_name=lead.first_name, last_name=lead.last_name)
    names = sorted({sort_key(name) for name in (person, lead.company_name) if name})
    if names:
        yield (
            "name",
            _ids(session, Contact.id, Contact.sort_key.in_(names), Contact.state == ACTIVE),
        )


def _ids(session: Session, column: Any, *conditions: Any) -> list[UUID]:
    return list(dict.fromkeys(session.scalars(select(column).where(*conditions).limit(_EACH))))


def _shown(contact: Contact, reasons: list[str]) -> dict[str, Any]:
    return {
        "id": contact.id,
        "kind": contact.kind,
        "name": contact.name,
        "phone": next((each.number for each in contact.phones), None),
        "email": next((each.address for each in contact.emails), None),
        "by": reasons,
    }
