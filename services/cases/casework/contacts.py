"""The copies of contacts as an actor may read them (X-8): the contact's own rule, applied here."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select

from chassis.db import Session
from chassis.identity.actor import Actor
from chassis.identity.directory import team_of
from services.cases.projections import KnownContact


def seen_contacts(
    session: Session, actor: Actor, contact_ids: Iterable[UUID]
) -> dict[UUID, KnownContact]:
    """Return those contacts that the actor sees; who is discarded is not among them."""
    wanted = set(contact_ids)
    if not wanted:
        return {}
    found = session.scalars(
        select(KnownContact).where(
            KnownContact.contact_id.in_(wanted), KnownContact.is_discarded.is_(False)
        )
    ).all()
    team = team_of(session, actor) if found and actor.scope != "own" else set()
    return {contact.contact_id: contact for contact in found if _sees(actor, contact, team)}


def _sees(actor: Actor, contact: KnownContact, team: set[UUID]) -> bool:
    if actor.is_administrator:
        return True
    responsible = {*contact.manager_ids, *([contact.owner_id] if contact.owner_id else [])}
    if actor.user_id in responsible or actor.user_id in contact.shared_user_ids:
        return True
    if set(actor.group_ids) & set(contact.shared_group_ids):
        return True
    if actor.scope != "own" and responsible & team:
        return True
    return actor.scope == "all" and contact.visibility in {"read", "write"}
