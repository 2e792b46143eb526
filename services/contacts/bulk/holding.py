"""Contacts held for a change that goes by few statements: what facts state of them, no more.

Loading whole contacts takes three times as long.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select

from chassis.db import Session
from chassis.identity.actor import Actor
from chassis.money import Money
from chassis.records.access import ids as any_id
from services.contacts.directory.card import Card
from services.contacts.directory.channels import Address, Line
from services.contacts.directory.models import ACTIVE, Contact, ContactEmail, ContactPhone
from services.contacts.directory.rows import state_of_card

_STATED: Final = (
    "kind",
    "name",
    "class_",
    "account_status",
    "is_supplier",
    "currency",
    "tax_exempt",
    "price_list",
    "ledger_account",
    "credit_days",
)
_COLUMNS: Final = (
    Contact.id,
    Contact.version,
    Contact.owner_id,
    Contact.manager_ids,
    Contact.shared_user_ids,
    Contact.shared_group_ids,
    Contact.waiting_operator_ids,
    Contact.visibility,
    Contact.origin,
    Contact.client_number,
    Contact.credit_limit,
    Contact.credit_currency,
    *(getattr(Contact, name).label(name) for name in _STATED),
)


@dataclass(frozen=True, slots=True)
class Held:
    """A contact whose row is locked, with its channels."""

    row: Any
    phones: tuple[Line, ...]
    emails: tuple[Address, ...]

    @property
    def id(self) -> UUID:
        """Its id."""
        found: UUID = self.row.id
        return found

    def state(self, *, owner_id: UUID | None, manager_ids: Sequence[UUID]) -> dict[str, Any]:
        """Return what a fact states of it once it has this owner and these managers."""
        row = self.row
        limit = None
        if row.credit_limit is not None and row.credit_currency is not None:
            limit = Money(row.credit_limit, row.credit_currency)
        card = Card(
            phones=self.phones,
            emails=self.emails,
            credit_limit=limit,
            **{name: getattr(row, name) for name in _STATED},
        )
        return state_of_card(
            card,
            owner_id=owner_id,
            manager_ids=manager_ids,
            shared_user_ids=row.shared_user_ids,
            shared_group_ids=row.shared_group_ids,
            visibility=row.visibility,
            origin=row.origin,
            client_number=row.client_number,
            is_discarded=False,
        )


def gone_for(actor: Actor) -> str:
    """Return why a discarded contact is refused: only administrators know that it is there."""
    return "contact_discarded" if actor.is_administrator else "not_found"


def hold(session: Session, ids: Sequence[UUID]) -> list[Held]:
    """Lock those of the contacts that are not discarded, in the order of their ids."""
    rows = session.execute(
        select(*_COLUMNS)
        .where(Contact.id == any_id("held", ids), Contact.state == ACTIVE)
        .order_by(Contact.id)
        .with_for_update()
    ).all()
    phones: dict[UUID, list[Line]] = defaultdict(list)
    for phone in session.execute(
        select(
            ContactPhone.contact_id,
            ContactPhone.number,
            ContactPhone.national,
            ContactPhone.label,
            ContactPhone.primary,
        )
        .where(ContactPhone.contact_id == any_id("held", ids))
        .order_by(ContactPhone.contact_id, ContactPhone.place)
    ):
        phones[phone[0]].append(Line(*phone[1:]))
    emails: dict[UUID, list[Address]] = defaultdict(list)
    for email in session.execute(
        select(
            ContactEmail.contact_id,
            ContactEmail.address,
            ContactEmail.key,
            ContactEmail.label,
            ContactEmail.primary,
        )
        .where(ContactEmail.contact_id == any_id("held", ids))
        .order_by(ContactEmail.contact_id, ContactEmail.place)
    ):
        emails[email[0]].append(Address(*email[1:]))
    return [Held(row, tuple(phones.get(row.id, ())), tuple(emails.get(row.id, ()))) for row in rows]
