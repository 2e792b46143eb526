"""Contacts take documents: who sees the contact reads them, who may change it changes them."""

from typing import Final
from uuid import UUID

from chassis.db import Session
from chassis.errors import Conflict
from chassis.identity.actor import Actor
from chassis.records.documents import Documents
from services.contacts.directory.models import DISCARDED, Contact
from services.contacts.directory.records import CONTACT
from services.contacts.directory.rights import editable, visible
from services.contacts.documents.models import Document, StoredFile
from services.contacts.timeline.operations import add_event


def _sees(session: Session, actor: Actor, contact_id: UUID) -> bool:
    return visible(session, actor, contact_id) is not None


def hold(session: Session, actor: Actor, contact_id: UUID) -> Contact:
    """Lock a contact for a change of its files. Raises NotFound, Forbidden, Conflict."""
    contact = editable(session, actor, contact_id, expected_version=None)
    if contact.state == DISCARDED:
        raise Conflict("contact_discarded")
    return contact


CONTACT_DOCUMENTS: Final = Documents(
    record_type=CONTACT,
    plural="contacts",
    model=Document,
    files=StoredFile,
    sees=_sees,
    hold=hold,
    told=lambda session, contact_id, kind, params: add_event(
        session, contact_id, kind, params=params
    ),
)
