"""A contact made of another one (G-17)."""

from typing import Any, Final
from uuid import UUID

from chassis.db import Session
from chassis.errors import Conflict, NotFound
from chassis.identity.actor import Actor
from chassis.records.catalogs import CatalogEntry, chosen
from chassis.records.custom.definitions import definitions_of
from services.contacts.catalogs.models import ContactRole, ContactSource, ContactType, Temperature
from services.contacts.directory.card import Card
from services.contacts.directory.models import DISCARDED, Contact
from services.contacts.directory.naming import PERSON
from services.contacts.directory.operations import create_contact
from services.contacts.directory.records import CONTACT
from services.contacts.directory.rights import visible
from services.contacts.directory.rows import card_of

_LISTS: Final[tuple[tuple[str, type[CatalogEntry]], ...]] = (
    ("type_id", ContactType),
    ("source_id", ContactSource),
    ("temperature_id", Temperature),
)
_OTHERS: Final = ("company_id", "referred_by_id", "main_contact_id")
_NOT_COPIED: Final = frozenset({"tax_id", "tax_country"})


def copy_contact(session: Session, actor: Actor, contact_id: UUID, *, region: str) -> Contact:
    """Make a new contact that is another one in all but what may stand once only.

    Its tax id, client number and values of unique fields are not copied, nor entries that are out
    of use, nor contacts that the actor does not see. Who copies it is its owner and manager. Raises
    NotFound, Conflict for a discarded one, Invalid as `create_contact` does.
    """
    contact = visible(session, actor, contact_id)
    if contact is None:
        raise NotFound
    if contact.state == DISCARDED:
        raise Conflict("contact_discarded")
    given = _members(session, actor, card_of(contact))
    given["visibility"] = contact.visibility
    given["custom"] = {
        key: contact.custom[field.slot]
        for key, field in definitions_of(session, CONTACT.name).items()
        if field.active and not field.unique and field.slot in contact.custom
    }
    return create_contact(session, actor, given, region=region)


def _members(session: Session, actor: Actor, card: Card) -> dict[str, Any]:
    members = {
        name: value
        for name in Card.__dataclass_fields__
        if (value := getattr(card, name)) not in (None, ()) and name not in _NOT_COPIED
    }
    if card.kind == PERSON:
        members.pop("name")
    for name in ("phones", "emails"):
        if name in members:
            members[name] = [each.written() for each in members[name]]
    for name, model in _LISTS:
        if name in members and not chosen(session, model, {members[name]}):
            del members[name]
    if card.role_ids:
        known = chosen(session, ContactRole, set(card.role_ids))
        members["role_ids"] = [id for id in card.role_ids if id in known]
    for name in _OTHERS:
        other = visible(session, actor, members[name]) if name in members else None
        if name in members and (other is None or other.state == DISCARDED):
            del members[name]
    if "source_id" not in members:
        members.pop("referred_by_id", None)
    return members
