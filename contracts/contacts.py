"""What contacts states: people and companies, and who called."""

from datetime import datetime
from decimal import Decimal
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from chassis.events import Fact


class PhoneState(BaseModel):
    """One number of a contact, E.164."""

    model_config = ConfigDict(frozen=True)

    number: str
    label: str
    primary: bool


class EmailState(BaseModel):
    """One address of a contact."""

    model_config = ConfigDict(frozen=True)

    address: str
    label: str
    primary: bool


class CreditLimit(BaseModel):
    """What a client may owe at most."""

    model_config = ConfigDict(frozen=True)

    amount: Decimal
    currency: str


class ContactState(Fact):
    """A contact as it is now: enough to show it, to reach it and to apply who may see it.

    For whoever bills: `currency` is that of its invoices (null: the organization's), `credit_days`
    when they fall due (null: paid at once), `price_list` the name of one.
    """

    kind: Literal["person", "company"]
    contact_class: Literal["prospect", "interested", "client"]
    name: str
    phones: list[PhoneState]
    emails: list[EmailState]
    locale: Literal["es", "en"] = "es"
    owner_id: UUID | None
    manager_ids: list[UUID]
    shared_user_ids: list[UUID]
    shared_group_ids: list[UUID]
    visibility: Literal["private", "read", "write"]
    origin: str
    account_status: Literal["active", "inactive", "restricted", "suspended"] = "active"
    client_number: int | None = None
    is_supplier: bool = False
    currency: str | None = None
    tax_exempt: bool = False
    price_list: str | None = None
    ledger_account: str | None = None
    credit_days: int | None = None
    credit_limit: CreditLimit | None = None
    is_discarded: bool = False


class ContactCreated(ContactState, type="contacts.contact.created"):
    """A contact exists."""


class ContactChanged(ContactState, type="contacts.contact.changed"):
    """A contact has other values; managers added by this change are named for their notice."""

    added_manager_ids: list[UUID]


class ContactDiscarded(ContactState, type="contacts.contact.discarded"):
    """A contact went to the discarded ones: not callable, not in look-ups."""


class ContactRestored(ContactState, type="contacts.contact.restored"):
    """A discarded contact is back.

    `invoice_id`: an invoice made while the contact was discarded brought it back (X-1); then
    `told_user_ids` names who discarded it and who made the invoice.
    """

    invoice_id: UUID | None = None
    told_user_ids: list[UUID] = Field(default_factory=list)


class ContactRestated(ContactState, type="contacts.contact.restated"):
    """A contact as it is now, said again to a new reader or after a restore; nobody is told."""

    created_at: datetime


class ContactsRestated(Fact, type="contacts.restate.completed"):
    """Every contact was stated again: one of an older incarnation that was not is not there."""


class CallIdentified(Fact, type="contacts.call.identified"):
    """Whose call it is. Subject: the call; stated once per call whose number can be one.

    `created` tells that the call made the contact (X-4).
    """

    contact_id: UUID
    number: str
    name: str
    manager_ids: list[UUID]
    created: bool
