"""Routes of a contact's photo: parse → operation → representation."""

from uuid import UUID

from flask import Response

from chassis.errors import Malformed, NotFound
from chassis.images import MEDIA_TYPE
from chassis.storage import storage_of
from chassis.web import Call, Reply, Routes
from chassis.web.files import picture, sent_file
from services.contacts.directory.records import CONTACT
from services.contacts.photos import operations

_PHOTO = "/contacts/<uuid:contact_id>/photo"

routes = Routes("photos", tag="Contacts")


@routes.get(_PHOTO, allow="contacts.view")
def fetch_photo(call: Call, contact_id: UUID) -> Response:
    """Fetch a contact's photo, a JPEG of at most 200 by 300 pixels (C-07)."""
    key = operations.photo_of(call.session, call.actor, contact_id)
    try:
        file = storage_of(call.service).open(key)
    except FileNotFoundError:
        raise NotFound from None
    return picture(file, media_type=MEDIA_TYPE)


@routes.put(_PHOTO, allow="contacts.edit", match="optional", returns=CONTACT, uploads=True)
def change_photo(call: Call, contact_id: UUID) -> Reply:
    """Give a contact a photo of at most 1 MB; a larger picture is made smaller (C-07, O-28)."""
    sent = sent_file(call.request)
    operations.require_editable(call.session, call.actor, contact_id)
    if sent is None:
        raise Malformed("file_missing")
    operations.set_photo(
        call.session,
        contact_id,
        sent[2],
        service=call.service,
        expected_version=call.expected_version,
    )
    return call.one(CONTACT, contact_id)


@routes.delete(_PHOTO, allow="contacts.edit", match="optional")
def remove_photo(call: Call, contact_id: UUID) -> Reply:
    """Take a contact's photo away."""
    operations.remove_photo(call.session, contact_id, expected_version=call.expected_version)
    return call.nothing()
