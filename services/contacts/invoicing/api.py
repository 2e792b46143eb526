"""What other services ask contacts and wait for: a contact that they have not heard of yet."""

from uuid import UUID

from sqlalchemy import select

from chassis.errors import NotFound
from chassis.web import Call, Reply, Routes
from services.contacts.directory.models import Contact
from services.contacts.directory.rows import state_of

routes = Routes("contact_questions", tag="Internal", prefix="/internal")


@routes.get("/contacts/<uuid:contact_id>", allow=None)
def contact_state(call: Call, contact_id: UUID) -> Reply:
    """Answer with what a fact about the contact would state; people are not answered here."""
    if not call.actor.is_system:
        raise NotFound
    statement = select(Contact).where(Contact.id == contact_id)
    contact = call.session.scalars(statement).one_or_none()
    if contact is None:
        raise NotFound
    return call.json({"version": contact.version, "state": state_of(contact)})
