"""Routes of the directory: parse → operation → representation."""

from typing import Final
from uuid import UUID

from chassis.errors import FieldError, Invalid, NotFound
from chassis.web import Call, Reply, Routes
from services.contacts.directory import operations
from services.contacts.directory.models import DISCARDED
from services.contacts.directory.records import CONTACT, DISCARDED_CONTACT, LOOKUP
from services.contacts.directory.schemas import ContactChange, ContactCreate, ShareBody
from services.contacts.duplicates.operations import where_merged
from services.contacts.invoicing.questions import ask_billing
from services.contacts.projections import region_of

LEAST_TYPED: Final = 3

routes = Routes("contacts", tag="Contacts")


@routes.get("/contacts", allow="contacts.view", lists=CONTACT)
def index(call: Call) -> Reply:
    """List contacts; `state=discarded` lists the discarded ones to administrators (C-14, C-18)."""
    if not call.actor.is_administrator:
        _refuse_discarded_list(call)
    elif call.request.args.get("state") == DISCARDED:
        return call.page(DISCARDED_CONTACT)
    return call.page(CONTACT)


@routes.post("/contacts", allow="contacts.create", returns=CONTACT)
def create(call: Call, body: ContactCreate) -> Reply:
    """Create a person or a company (C-01)."""
    contact = operations.create_contact(
        call.session, call.actor, body.given(), region=_region(call)
    )
    return call.created(CONTACT, contact.id)


@routes.get("/contacts/lookup", allow="contacts.view", lists=LOOKUP)
def lookup(call: Call) -> Reply:
    """Find contacts while somebody types a name or a number; three characters at least (C-44)."""
    if len(call.request.args.get("q", "").strip()) < LEAST_TYPED:
        raise Invalid(
            "query_too_short", FieldError("q", "query_too_short", {"minimum": LEAST_TYPED})
        )
    _refuse_discarded_list(call)
    return call.page(LOOKUP)


@routes.get("/contacts/<uuid:contact_id>", allow="contacts.view", returns=CONTACT)
def read(call: Call, contact_id: UUID) -> Reply:
    """Read one contact; administrators also a discarded one (C-18, C-21).

    Of one that was merged the refusal says into which, to who may see both (C-46).
    """
    return _one(call, contact_id)


@routes.patch(
    "/contacts/<uuid:contact_id>", allow="contacts.edit", match="required", returns=CONTACT
)
def edit(call: Call, contact_id: UUID, body: ContactChange) -> Reply:
    """Merge members into a contact (C-15)."""
    operations.edit_contact(
        call.session,
        call.actor,
        contact_id,
        body.given(),
        region=_region(call),
        expected_version=call.expected_version,
    )
    return _one_or_gone(call, contact_id)


@routes.delete("/contacts/<uuid:contact_id>", allow="contacts.delete", match="required")
def discard(call: Call, contact_id: UUID) -> Reply:
    """Move a contact to the discarded ones (C-17, C-18); not one that has invoices (X-1)."""
    operations.discard_contact(
        call.session,
        call.actor,
        contact_id,
        expected_version=call.expected_version,
        has_invoices=ask_billing(call.service.clients, call.actor.organization_id),
    )
    return call.nothing()


@routes.post(
    "/contacts/<uuid:contact_id>/restore",
    allow="contacts.delete",
    match="optional",
    returns=CONTACT,
)
def restore(call: Call, contact_id: UUID) -> Reply:
    """Bring a discarded contact back (C-18)."""
    operations.restore_contact(
        call.session, call.actor, contact_id, expected_version=call.expected_version
    )
    return call.one(CONTACT, contact_id)


@routes.post(
    "/contacts/<uuid:contact_id>/share", allow="contacts.edit", match="optional", returns=CONTACT
)
def share(call: Call, contact_id: UUID, body: ShareBody) -> Reply:
    """Say with whom a contact is shared (C-10)."""
    operations.share_contact(
        call.session,
        call.actor,
        contact_id,
        user_ids=body.user_ids,
        group_ids=body.group_ids,
        level=body.level,
        expected_version=call.expected_version,
    )
    return _one_or_gone(call, contact_id)


def _region(call: Call) -> str:
    return region_of(call.session, otherwise=call.service.settings.region)


def _one(call: Call, contact_id: UUID) -> Reply:
    try:
        return call.one(CONTACT, contact_id)
    except NotFound:
        if not call.actor.is_administrator:
            into = where_merged(call.session, call.actor, contact_id)
            if into is not None:
                raise NotFound("contact_merged", params={"merged_into_id": into}) from None
            raise
        return call.one(DISCARDED_CONTACT, contact_id)


def _one_or_gone(call: Call, contact_id: UUID) -> Reply:
    """Answer with the changed contact, or with nothing when the actor gave away their own right.

    Who hands a private contact to somebody else sees it no longer; the change still holds.
    """
    try:
        return call.one(CONTACT, contact_id)
    except NotFound:
        return call.nothing()


def _refuse_discarded_list(call: Call) -> None:
    """The chassis lets owners ask for what they discarded; here that is the administrators'."""
    if "discarded" in call.request.args:
        raise Invalid("invalid_query", FieldError("discarded", "unknown_filter"))
