"""The number that the system gives a client (C-37)."""

from typing import Final

from sqlalchemy.dialects.postgresql import insert

from chassis.db import Session
from services.contacts.directory.models import ClientNumbering, Contact

CLIENT: Final = "client"


def number_client(session: Session, contact: Contact) -> None:
    """Give a contact that is a client its number, once and for ever.

    Unique in the organization and rising; who makes a client at the same time waits for the row.
    A transaction that fails gives its number back.
    """
    if contact.class_ != CLIENT or contact.client_number is not None:
        return
    first = insert(ClientNumbering).values(organization_id=session.organization, last_number=1)
    statement = first.on_conflict_do_update(
        index_elements=["organization_id"], set_={"last_number": ClientNumbering.last_number + 1}
    ).returning(ClientNumbering.last_number)
    contact.client_number = session.scalars(statement).one()
