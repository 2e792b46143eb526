"""Clients who were made a moment ago: their fact is still on its way, so contacts is asked."""

from typing import Any, Final
from uuid import UUID

from sqlalchemy.dialects.postgresql import insert

from chassis.clients import Clients
from chassis.db import Database, Session
from chassis.errors import Unavailable
from chassis.identity.actor import Actor
from chassis.records.copies import copied
from contracts.contacts import ContactChanged
from services.billing.projections import KnownContact

CONTACTS: Final = "contacts"
_ASKED: Final = 0
"""The incarnation of what was asked for: any fact says more."""


def learn_contacts(
    session: Session, database: Database, clients: Clients, contact_ids: set[UUID]
) -> None:
    """Keep copies of those contacts of which nothing has been heard yet.

    Who may see them is decided afterwards, as of any copy. A contact that is nowhere stays unknown.
    Each copy is committed by itself, so that the fact that follows need not wait for the caller's
    transaction. Raises Unavailable when contacts does not answer.
    """
    unheard = contact_ids - copied(session, KnownContact, contact_ids).keys()
    if not unheard or not clients.knows(CONTACTS):
        return
    for contact_id in sorted(unheard):
        found = _ask(clients, session.organization, contact_id)
        if found is not None:
            _keep(database, session.organization, contact_id, found)


def _ask(clients: Clients, organization_id: UUID, contact_id: UUID) -> dict[str, Any] | None:
    actor = Actor.system(organization_id, service="billing")
    try:
        answer = clients.get(CONTACTS, f"/internal/contacts/{contact_id}", actor=actor)
    except Unavailable as error:
        raise Unavailable("contacts_unavailable") from error
    found: dict[str, Any] | None = answer.json() if answer.ok else None
    return found


def _keep(
    database: Database, organization_id: UUID, contact_id: UUID, found: dict[str, Any]
) -> None:
    state = ContactChanged.model_validate({**found["state"], "added_manager_ids": []})
    row = insert(KnownContact).values(
        organization_id=organization_id,
        contact_id=contact_id,
        name=state.name,
        owner_id=state.owner_id,
        manager_ids=state.manager_ids,
        shared_user_ids=state.shared_user_ids,
        shared_group_ids=state.shared_group_ids,
        visibility=state.visibility,
        is_discarded=state.is_discarded,
        account_status=state.account_status,
        currency=state.currency,
        credit_days=state.credit_days,
        incarnation=_ASKED,
        version=found["version"],
    )
    with database.transaction(organization_id) as session:
        session.execute(row.on_conflict_do_nothing())
