"""Who sees and who changes a contact: the chassis's rule, with what contacts add to it.

What they add: a discarded contact exists only for administrators (C-18).
"""

from typing import Literal
from uuid import UUID

from sqlalchemy import select

from chassis.db import Session
from chassis.errors import NotFound, Stale
from chassis.identity.actor import Actor
from chassis.records import Share, may_see, replace_grants, require_edit
from services.contacts.directory.models import DISCARDED, Contact
from services.contacts.directory.records import CONTACT

Level = Literal["read", "write"]


def visible(session: Session, actor: Actor, contact_id: UUID) -> Contact | None:
    """Return the contact if the actor may see it, unlocked, else None."""
    contact = session.scalars(select(Contact).where(Contact.id == contact_id)).one_or_none()
    if contact is None or _is_out_of_sight(actor, contact):
        return None
    return contact if may_see(session, actor, CONTACT, contact_id) else None


def editable(
    session: Session, actor: Actor, contact_id: UUID, *, expected_version: int | None
) -> Contact:
    """Lock the contact for a change by the actor.

    Raises NotFound where the actor may not see it, Forbidden where seeing is all, and only then
    Stale: a version must not betray that a contact exists.
    """
    contact = session.lock(Contact, contact_id)
    if _is_out_of_sight(actor, contact):
        raise NotFound
    require_edit(session, actor, CONTACT, contact_id)
    if expected_version is not None and contact.version != expected_version:
        raise Stale(params={"version": contact.version})
    return contact


def write_grants(session: Session, contact: Contact, *, is_new: bool = False) -> None:
    """Write who sees the contact by name: owner, managers, those it is shared with.

    Operators of a number share what a call made, with the right to edit, until somebody takes it.
    """
    levels: dict[UUID, Level] = dict.fromkeys(
        (*contact.shared_user_ids, *contact.shared_group_ids), contact.share_level
    )
    levels |= dict.fromkeys(contact.waiting_operator_ids or (), "write")
    shares = [Share(principal_id, level) for principal_id, level in levels.items()]
    replace_grants(session, CONTACT, contact, shares=shares, is_new=is_new)


def _is_out_of_sight(actor: Actor, contact: Contact) -> bool:
    return contact.state == DISCARDED and not actor.is_administrator
