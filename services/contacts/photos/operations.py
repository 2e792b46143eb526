"""A contact's photo: chosen, replaced, removed (C-07, C-39).

It is a member of the contact: changing it is a change of the contact, with its version and fact.
"""

import io
from typing import BinaryIO, Final
from uuid import UUID

from chassis.db import Session
from chassis.errors import NotFound, Stale
from chassis.events import record
from chassis.identity.actor import Actor
from chassis.ids import new_id
from chassis.images import portrait
from chassis.records.documents.keeping import name_file, store, unname_file
from chassis.spec import Service
from contracts.contacts import ContactChanged
from services.contacts.directory.models import Contact
from services.contacts.directory.rights import visible
from services.contacts.directory.rows import state_of
from services.contacts.documents.models import StoredFile
from services.contacts.documents.rules import CONTACT_DOCUMENTS, hold
from services.contacts.timeline.operations import add_event

WITHIN: Final = (200, 300)
"""Pixels; a larger photo is made smaller (C-07)."""


def set_photo(
    session: Session,
    contact_id: UUID,
    file: BinaryIO,
    *,
    service: Service,
    expected_version: int | None,
) -> None:
    """Give a contact a photo, in place of the one before; for the session's actor.

    Raises NotFound, Forbidden, Conflict, Stale, and what `portrait` refuses.
    """
    drawn = portrait(file, within=WITHIN)
    photo_id = new_id()
    key = photo_key(session.organization, photo_id)
    store(service, session.organization, StoredFile, key, io.BytesIO(drawn))
    contact = _held(session, contact_id, expected_version)
    name_file(session, StoredFile, key)
    _change(session, contact, photo_id)


def remove_photo(session: Session, contact_id: UUID, *, expected_version: int | None) -> None:
    """Take a contact's photo away; one without stays as it is."""
    contact = _held(session, contact_id, expected_version)
    if contact.photo_id is not None:
        _change(session, contact, None)


def require_editable(session: Session, actor: Actor, contact_id: UUID) -> None:
    """Raise NotFound or Forbidden before a file is looked at."""
    CONTACT_DOCUMENTS.require_edit(session, actor, contact_id)


def photo_of(session: Session, actor: Actor, contact_id: UUID) -> str:
    """Return under which key a contact's photo lies. Raises NotFound, also where it has none."""
    contact = visible(session, actor, contact_id)
    if contact is None or contact.photo_id is None:
        raise NotFound
    return photo_key(session.organization, contact.photo_id)


def photo_key(organization_id: UUID, photo_id: UUID) -> str:
    """Name the file of a photo; each has an id of its own, so that caches never show an old one."""
    return f"photos/{organization_id}/{photo_id}"


def _held(session: Session, contact_id: UUID, expected_version: int | None) -> Contact:
    contact = hold(session, session.actor, contact_id)
    if expected_version is not None and contact.version != expected_version:
        raise Stale(params={"version": contact.version})
    return contact


def _change(session: Session, contact: Contact, photo_id: UUID | None) -> None:
    if contact.photo_id is not None:
        unname_file(session, StoredFile, photo_key(session.organization, contact.photo_id))
    contact.photo_id = photo_id
    contact.touch()
    add_event(session, contact.id, "photo_changed" if photo_id else "photo_removed")
    record(session, contact, ContactChanged(**state_of(contact), added_manager_ids=[]))
