"""Taking back what an import did with contacts, unless somebody did something with them since.

A contact that the import made goes to the discarded ones, where an administrator still finds it; it
stays when it was changed, called, written about, or is part of a sale, a case, an invoice or an
activity. One that the import changed becomes what it was.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Uuid, exists, func, literal, select
from sqlalchemy.orm import selectinload

from chassis.clock import now
from chassis.db import Session
from chassis.errors import FieldError
from chassis.events import record
from chassis.records.importing import Made, Terms, Undone
from contracts.contacts import ContactDiscarded
from services.contacts.activities.models import Activity
from services.contacts.directory.card import changed_members
from services.contacts.directory.models import ACTIVE, DISCARDED, Contact
from services.contacts.directory.operations import assign, write_change
from services.contacts.directory.references import wrong_tax_id
from services.contacts.directory.rows import card_of, state_of
from services.contacts.importing.keeping import given_back
from services.contacts.timeline.models import TimelineEntry, ToldRecord
from services.contacts.timeline.operations import add_event


def undo(session: Session, terms: Terms, made: Sequence[Made]) -> Undone:
    """Undo some of what an import made; return what was taken away and what given back."""
    by_id = {each.id: each for each in made}
    held = session.scalars(
        select(Contact)
        .where(Contact.id.in_(sorted(by_id)), Contact.state == ACTIVE)
        .order_by(Contact.id)
        .with_for_update(of=Contact)
        .options(selectinload(Contact.phones), selectinload(Contact.emails))
        .execution_options(populate_existing=True)
    ).all()
    untouched = [contact for contact in held if contact.version == by_id[contact.id].version]
    new = [contact for contact in untouched if by_id[contact.id].before is None]
    in_use = _in_use(session, [contact.id for contact in new])
    removed, restored = set(), set()
    for contact in new:
        if contact.id not in in_use:
            _discard(session, contact, terms)
            removed.add(contact.id)
    for contact in untouched:
        before = by_id[contact.id].before
        if before is not None and _give_back(session, contact, before):
            restored.add(contact.id)
    return Undone(frozenset(removed), frozenset(restored))


def _discard(session: Session, contact: Contact, terms: Terms) -> None:
    contact.state = DISCARDED
    contact.discarded_at = now()
    contact.discarded_by = session.actor.user_id
    contact.touch()
    params = {"import_id": str(terms.import_id), "file": terms.file_name}
    add_event(session, contact.id, "discarded", params=params)
    record(session, contact, ContactDiscarded(**state_of(contact)))


def _give_back(session: Session, contact: Contact, before: Mapping[str, Any]) -> bool:
    """Give a contact back what was changed, unless its old tax id is another's now."""
    card = card_of(contact)
    after = given_back(card, before)
    changed = changed_members(card, after)
    wrong: list[FieldError] = []
    if {"tax_id", "tax_country"}.intersection(changed):
        wrong = wrong_tax_id(session, after, contact_id=contact.id)
    if wrong:
        return False
    managers = [UUID(str(one)) for one in before.get("manager_ids", contact.manager_ids)]
    added = assign(contact, managers, contact.owner_id, contact.visibility)
    write_change(session, contact, after, changed, added)
    return True


def _in_use(session: Session, ids: Collection[UUID]) -> set[UUID]:
    """Return those with which something was done beside making them."""
    if not ids:
        return set()
    wanted = sorted(ids)
    written = select(TimelineEntry.contact_id).where(
        TimelineEntry.contact_id.in_(wanted), TimelineEntry.kind != "created"
    )
    told = select(func.unnest(ToldRecord.contact_ids).label("id")).where(
        ToldRecord.contact_ids.op("&&", is_comparison=True)(literal(wanted, ARRAY(Uuid())))
    )
    belonging = select(Contact.company_id).where(
        Contact.company_id.in_(wanted), Contact.state == ACTIVE, Contact.origin != "import"
    )
    used = set(session.scalars(written)) | set(session.scalars(told)) & set(wanted)
    used |= {id for id in session.scalars(belonging) if id is not None}
    planned = select(Contact.id).where(
        Contact.id.in_(wanted),
        exists().where(Activity.related_type == "contact", Activity.related_id == Contact.id),
    )
    return used | set(session.scalars(planned))
