"""Routes of duplicates: parse → operation → representation."""

from typing import Any
from uuid import UUID

from chassis.errors import NotFound
from chassis.web import Call, Reply, Routes
from services.contacts.directory.models import Contact
from services.contacts.directory.records import CONTACT
from services.contacts.directory.rights import visible
from services.contacts.duplicates import operations
from services.contacts.duplicates.finding import find_groups, like
from services.contacts.duplicates.schemas import (
    ApartBody,
    DuplicateGroups,
    DuplicateMatches,
    DuplicatesQuery,
    MergeBody,
)
from services.contacts.invoicing.questions import ask_billing

routes = Routes("duplicates", tag="Contacts")
_ONE = "/contacts/<uuid:contact_id>"


@routes.get("/contacts/duplicates", allow="contacts.merge", returns=DuplicateGroups)
def list_duplicates(call: Call, query: DuplicatesQuery) -> Reply:
    """List contacts that may be one (C-46); a page may be short with more to come."""
    groups, cursor = find_groups(call.session, call.actor, query.by, query.cursor)
    items = [
        {"by": group.by, "key": group.key, "contacts": [_shown(one) for one in group.contacts]}
        for group in groups
    ]
    return call.json({"items": items, "next_cursor": cursor})


@routes.post("/contacts/duplicates/apart", allow="contacts.merge")
def keep_apart(call: Call, body: ApartBody) -> Reply:
    """Remember that contacts are different, so that they are not listed again (C-46)."""
    operations.keep_apart(call.session, call.actor, body.contact_ids)
    return call.nothing()


@routes.get(f"{_ONE}/duplicates", allow="contacts.view", returns=DuplicateMatches)
def read_duplicates(call: Call, contact_id: UUID) -> Reply:
    """Name the contacts that one may be as well, the surest first (C-46)."""
    contact = visible(call.session, call.actor, contact_id)
    if contact is None:
        raise NotFound
    found = like(call.session, call.actor, contact)
    return call.json({"items": [{**_shown(one), "by": by} for one, by in found]})


@routes.post(f"{_ONE}/merge", allow="contacts.merge", match="optional", returns=CONTACT)
def merge(call: Call, contact_id: UUID, body: MergeBody) -> Reply:
    """Merge contacts into this one (C-46); it keeps what is chosen and all that hangs on them."""
    operations.merge_contacts(
        call.session,
        call.actor,
        contact_id,
        absorbed=[operations.Absorbed(each.id, each.version) for each in body.absorbed],
        choices=body.choices,
        expected_version=call.expected_version,
        has_invoices=ask_billing(call.service.clients, call.actor.organization_id),
    )
    return call.one(CONTACT, contact_id)


@routes.post(f"{_ONE}/unmerge", allow="contacts.merge", match="optional", returns=CONTACT)
def unmerge(call: Call, contact_id: UUID) -> Reply:
    """Put a merged contact back, with what came from it (C-46)."""
    operations.unmerge_contact(
        call.session, call.actor, contact_id, expected_version=call.expected_version
    )
    return call.one(CONTACT, contact_id)


def _shown(contact: Contact) -> dict[str, Any]:
    return {
        "id": contact.id,
        "kind": contact.kind,
        "name": contact.name,
        "class": contact.class_,
        "phone": next((each.number for each in contact.phones), None),
        "email": next((each.address for each in contact.emails), None),
        "tax_id": contact.tax_id,
        "created_at": contact.created_at,
        "version": contact.version,
    }
