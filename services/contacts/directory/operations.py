"""What people do with contacts: create, edit, discard, restore, share.

Each operation runs in the caller's transaction, holds the contact's row lock, checks the right of
the actor before it writes, and states a fact with the whole new state. Permissions of the profile
are the route's; here it is about this contact: NotFound when the actor may not see it, Forbidden
when seeing is all that they may.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from chassis.clock import now
from chassis.db import Session
from chassis.errors import Conflict, FieldError, Invalid
from chassis.events import record
from chassis.identity.actor import Actor
from chassis.ids import new_id
from chassis.records.custom import storing as values
from chassis.records.custom.definitions import definitions_of
from chassis.records.custom.designing import definitions_for_writing
from contracts.contacts import (
    ContactChanged,
    ContactCreated,
    ContactDiscarded,
    ContactRestored,
)
from services.contacts.activities.access import follow_contact
from services.contacts.directory.card import Card, changed_members, merge
from services.contacts.directory.models import ACTIVE, DISCARDED, Contact
from services.contacts.directory.numbering import number_client
from services.contacts.directory.records import CONTACT
from services.contacts.directory.references import (
    settle_referral,
    unique_tax_id,
    wrong_company,
    wrong_entries,
    wrong_groups,
    wrong_people,
    wrong_tax_id,
    wrong_users,
)
from services.contacts.directory.rights import Level, editable, write_grants
from services.contacts.directory.rows import card_of, state_of, write_card
from services.contacts.invoicing.questions import HasInvoices
from services.contacts.tags.operations import file_tags
from services.contacts.timeline.operations import add_event

MANUAL = "manual"


def create_contact(
    session: Session,
    actor: Actor,
    given: Mapping[str, Any],
    *,
    region: str,
    origin: str = MANUAL,
) -> Contact:
    """Make a contact that somebody typed (C-01, C-03, C-09), or that a lead became.

    `given` are the members that were sent; who creates it is its owner and, unless others are
    named, its manager. Raises Invalid naming every wrong member.
    """
    blank = Card(kind=given["kind"])
    card, errors = merge(blank, {"name": None, **given}, region=region)
    card, unreferred = settle_referral(session, card, given)
    sent = given.get("custom")
    fields = (definitions_for_writing if sent else definitions_of)(session, CONTACT.name)
    custom, wrong_values = values.merge(fields, {}, sent, is_new=True)
    managers = _managers(given, default=[actor.user_id] if actor.user_id else [])
    owner_id = given.get("owner_id") or actor.user_id
    wrong = [
        *errors,
        *unreferred,
        *_wrong_references(session, actor, card, given, managers, owner_id),
        *wrong_entries(session, blank, card),
        *wrong_people(session, actor, blank, card, contact_id=None),
        *wrong_tax_id(session, card, contact_id=None),
        *wrong_values,
        *values.taken(session, custom, record_id=None),
    ]
    if wrong:
        raise Invalid("invalid_fields", *wrong)
    contact = draft_contact(
        session,
        replace(card, tags=tuple(file_tags(session, card.tags))),
        origin=origin,
        owner_id=owner_id,
        manager_ids=managers,
        visibility=given.get("visibility", "private"),
    )
    contact.custom = custom.document
    with unique_tax_id(), values.unique_values(fields):
        file_contact(session, contact)
        values.store(session, contact.id, custom, is_new=True)
    add_event(session, contact.id, "created", params={"origin": origin})
    return contact


def draft_contact(
    session: Session,
    card: Card,
    *,
    origin: str,
    owner_id: UUID | None,
    manager_ids: Sequence[UUID],
    visibility: str = "private",
    waiting_operator_ids: Sequence[UUID] | None = None,
) -> Contact:
    """Put a new contact into the session; the card is already checked. `file_contact` follows."""
    contact = Contact(
        id=new_id(),
        organization_id=session.organization,
        kind=card.kind,
        origin=origin,
        owner_id=owner_id,
        manager_ids=list(manager_ids),
        visibility=visibility,
        waiting_operator_ids=None if waiting_operator_ids is None else list(waiting_operator_ids),
        created_by=session.actor.user_id,
        phones=[],
        emails=[],
    )
    write_card(session, contact, card)
    session.add(contact)
    return contact


def file_contact(session: Session, contact: Contact) -> None:
    """Write a drafted contact with its grants and state that it exists."""
    number_client(session, contact)
    session.flush()
    write_grants(session, contact, is_new=True)
    record(session, contact, ContactCreated(**state_of(contact)))


def edit_contact(
    session: Session,
    actor: Actor,
    contact_id: UUID,
    given: Mapping[str, Any],
    *,
    region: str,
    expected_version: int | None,
) -> Contact:
    """Merge the given members into a contact (C-15, C-09, C-10).

    A merge that changes nothing writes nothing and states nothing. Raises NotFound, Forbidden,
    Stale, Conflict for a discarded contact, Invalid naming every wrong member.
    """
    contact = editable(session, actor, contact_id, expected_version=expected_version)
    _refuse_discarded(contact)
    before = card_of(contact)
    after, errors = merge(before, given, region=region)
    after, unreferred = settle_referral(session, after, given)
    managers = _managers(given, default=contact.manager_ids)
    owner_id = given.get("owner_id", contact.owner_id)
    wrong = [
        *errors,
        *unreferred,
        *_wrong_references(session, actor, after, given, managers, owner_id),
        *wrong_entries(session, before, after),
        *wrong_people(session, actor, before, after, contact_id=contact.id),
    ]
    changed = changed_members(before, after)
    if {"tax_id", "tax_country"}.intersection(changed):
        wrong += wrong_tax_id(session, after, contact_id=contact.id)
    fields = definitions_for_writing(session, CONTACT.name) if given.get("custom") else {}
    custom, wrong_values = values.merge(fields, contact.custom, given.get("custom"), is_new=False)
    wrong += [*wrong_values, *values.taken(session, custom, record_id=contact.id)]
    if wrong:
        raise Invalid("invalid_fields", *wrong)
    if "tags" in changed:
        after = replace(after, tags=tuple(file_tags(session, after.tags, known=before.tags)))
        changed = changed_members(before, after)
    added = assign(contact, managers, owner_id, given.get("visibility", contact.visibility))
    changed += custom.members
    if changed or added is not None:
        contact.custom = custom.document
        with unique_tax_id(), values.unique_values(fields):
            write_change(session, contact, after, changed, added)
            values.store(session, contact.id, custom)
    return contact


def take_contact(session: Session, contact: Contact, manager_id: UUID) -> None:
    """Make the agent who answered the manager of a contact that waits for one (T-23).

    The operators who shared it until now see it no longer. Does nothing when somebody was faster.
    """
    if contact.waiting_operator_ids is None:
        return
    added = assign(contact, [manager_id], contact.owner_id or manager_id, contact.visibility)
    write_change(session, contact, card_of(contact), [], added)


def discard_contact(
    session: Session,
    actor: Actor,
    contact_id: UUID,
    *,
    expected_version: int | None,
    has_invoices: HasInvoices,
) -> None:
    """Move a contact to the discarded ones (C-17, C-18, X-11): only administrators see it there.

    Billing is asked while the contact's row is held (X-1): an invoice that it did not know yet is
    told to us later, waits for the row and then finds the contact discarded. Raises NotFound,
    Forbidden, Stale, Conflict for a contact that is discarded or has invoices, Unavailable when
    billing does not answer.
    """
    contact = editable(session, actor, contact_id, expected_version=expected_version)
    _refuse_discarded(contact)
    if has_invoices(contact.id):
        raise Conflict("contact_has_invoices")
    contact.state = DISCARDED
    contact.discarded_at = now()
    contact.discarded_by = actor.user_id
    contact.touch()
    add_event(session, contact.id, "discarded")
    record(session, contact, ContactDiscarded(**state_of(contact)))


def restore_contact(
    session: Session, actor: Actor, contact_id: UUID, *, expected_version: int | None
) -> Contact:
    """Bring a discarded contact back as it was (C-18); administrators, since only they see it.

    Raises NotFound for anybody else, Conflict when it is not discarded, when it was merged into
    another (that is undone otherwise) or when another contact has taken its tax id meanwhile.
    """
    contact = editable(session, actor, contact_id, expected_version=expected_version)
    if contact.state != DISCARDED:
        raise Conflict("contact_not_discarded")
    if contact.merged_into_id is not None:
        raise Conflict("contact_merged", params={"merged_into_id": contact.merged_into_id})
    if wrong_tax_id(session, card_of(contact), contact_id=contact.id):
        raise Conflict("tax_id_taken")
    with unique_tax_id():
        bring_back(session, contact, params={})
    return contact


def bring_back(
    session: Session,
    contact: Contact,
    *,
    params: Mapping[str, Any],
    invoice_id: UUID | None = None,
    told_user_ids: Sequence[UUID] = (),
) -> None:
    """Make a locked, discarded contact active again; `params` says why on the timeline.

    `invoice_id` is the invoice that brought it back, `told_user_ids` who has to know (X-1). A tax
    id that another contact has taken meanwhile stays written but is not compared any more.
    """
    if wrong_tax_id(session, card_of(contact), contact_id=contact.id):
        contact.tax_key = None
    contact.state = ACTIVE
    contact.discarded_at = contact.discarded_by = None
    contact.touch()
    add_event(session, contact.id, "restored", params=params)
    fact = ContactRestored(
        **state_of(contact), invoice_id=invoice_id, told_user_ids=list(told_user_ids)
    )
    record(session, contact, fact)


def share_contact(
    session: Session,
    actor: Actor,
    contact_id: UUID,
    *,
    user_ids: Sequence[UUID],
    group_ids: Sequence[UUID],
    level: Level,
    expected_version: int | None,
) -> Contact:
    """Say with whom a contact is shared; the lists replace those before (C-10)."""
    contact = editable(session, actor, contact_id, expected_version=expected_version)
    _refuse_discarded(contact)
    wrong = [
        *wrong_users(session, "user_ids", set(user_ids) - set(contact.shared_user_ids)),
        *wrong_groups(session, "group_ids", set(group_ids) - set(contact.shared_group_ids)),
    ]
    if wrong:
        raise Invalid("invalid_fields", *wrong)
    wanted = (_once(user_ids), _once(group_ids), level)
    if wanted == (contact.shared_user_ids, contact.shared_group_ids, contact.share_level):
        return contact
    contact.shared_user_ids, contact.shared_group_ids, contact.share_level = wanted
    contact.touch()
    write_grants(session, contact)
    follow_contact(session, contact)
    add_event(session, contact.id, "shared", params={"level": level})
    record(session, contact, ContactChanged(**state_of(contact), added_manager_ids=[]))
    return contact


def _refuse_discarded(contact: Contact) -> None:
    if contact.state == DISCARDED:
        raise Conflict("contact_discarded")


def _once(ids: Sequence[UUID]) -> list[UUID]:
    return list(dict.fromkeys(ids))


def _managers(given: Mapping[str, Any], *, default: Sequence[UUID]) -> list[UUID]:
    """Return the managers that are wanted: those sent, none for null, else the default."""
    if "manager_ids" not in given:
        return list(default)
    return _once(given["manager_ids"] or [])


def _wrong_references(
    session: Session,
    actor: Actor,
    card: Card,
    given: Mapping[str, Any],
    managers: Sequence[UUID],
    owner_id: UUID | None,
) -> list[FieldError]:
    """Name sent members that point to nobody; what was there before is not questioned again."""
    wrong: list[FieldError] = []
    if "manager_ids" in given:
        wrong += wrong_users(session, "manager_ids", set(managers) - {actor.user_id})
    if "owner_id" in given and owner_id is not None:
        wrong += wrong_users(session, "owner_id", {owner_id} - {actor.user_id})
    if given.get("company_id") and card.company_id:
        wrong += wrong_company(session, actor, card.company_id)
    return wrong


def assign(
    contact: Contact, managers: Sequence[UUID], owner_id: UUID | None, visibility: str
) -> list[UUID] | None:
    """Set who is responsible and who may see; return the new managers, None if all was so before.

    A contact that waited for a manager waits no longer once anybody is responsible for it.
    """
    wanted = (list(managers), owner_id, visibility)
    if wanted == (contact.manager_ids, contact.owner_id, contact.visibility):
        return None
    added = [manager for manager in managers if manager not in contact.manager_ids]
    contact.manager_ids, contact.owner_id, contact.visibility = wanted
    if managers or owner_id:
        contact.waiting_operator_ids = None
    return added


def write_change(
    session: Session, contact: Contact, after: Card, changed: list[str], added: list[UUID] | None
) -> None:
    """Store a change, tell the timeline what it was, state the new whole."""
    if changed:
        write_card(session, contact, after)
        number_client(session, contact)
        add_event(session, contact.id, "edited", params={"members": changed})
    if added is not None:
        write_grants(session, contact)
        follow_contact(session, contact)
        managers = [str(manager) for manager in contact.manager_ids]
        add_event(session, contact.id, "assigned", params={"manager_ids": managers})
    contact.touch()
    record(session, contact, ContactChanged(**state_of(contact), added_manager_ids=added or []))
