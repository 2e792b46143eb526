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
    (contact.client_number,) = take_numbers(session, 1)


def take_numbers(session: Session, count: int) -> range:
    """Take the next client numbers of the organization, for contacts that become clients."""
    first = insert(ClientNumbering).values(organization_id=session.organization, last_number=count)
    statement = first.on_conflict_do_update(
        index_elements=["organization_id"],
        set_={"last_number": ClientNumbering.last_number + count},
    ).returning(ClientNumbering.last_number)
    last = session.scalars(statement).one()
    return range(last - count + 1, last + 1)
