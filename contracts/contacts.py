"""What contacts states: people and companies, and who called."""

from datetime import date, datetime
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
    when they fall due (null: paid at once), `price_list` the name of one. A discarded contact that
    another absorbed names that one in `merged_into_id`; what is about the first is about the other.
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
    merged_into_id: UUID | None = None


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


class MailRequested(Fact, type="contacts.mail.requested"):
    """Somebody asked for a mail to a contact by a template, one of many. Subject: the mail.

    It goes to the `address` that the contact had then, in the name of who asked.
    """

    contact_id: UUID
    template_id: UUID
    address: str
    name: str
    is_person: bool


class CallIdentified(Fact, type="contacts.call.identified"):
    """Whose call it is. Subject: the call; stated once per call whose number can be one.

    `created` tells that the call made the contact (X-4).
    """

    contact_id: UUID
    number: str
    name: str
    manager_ids: list[UUID]
    created: bool


class ActivityState(Fact):
    """An activity as it is now: what, when, for whom, with whom and about what.

    `at` is its start or due time, null without a date; `reminds_at` when its people are to be
    reminded, null for never; `reminds_minutes_before` is null where that is a time of its own
    (N-33). With `invites` those who take part are invited by mail; the contacts among them are
    `participant_contact_ids`. Who sees it: its owner, assignee and participants, and whoever sees
    the related record.
    """

    kind: Literal["call", "meeting", "task", "visit"]
    title: str
    at: datetime | None
    ends_at: datetime | None
    reminds_at: datetime | None
    reminds_minutes_before: int | None
    priority: Literal["high", "medium", "low"]
    state: Literal["open", "closed"]
    closed_at: datetime | None
    outcome: str | None
    owner_id: UUID | None
    assignee_id: UUID | None
    participant_user_ids: list[UUID]
    participant_group_ids: list[UUID]
    contact_ids: list[UUID]
    related_type: Literal["contact", "opportunity", "case", "invoice"] | None
    related_id: UUID | None
    is_discarded: bool = False
    location: str | None = None
    participant_contact_ids: list[UUID] = Field(default_factory=list)
    invites: bool = False


class ActivityCreated(ActivityState, type="contacts.activity.created"):
    """An activity exists; `told_ids` are the users and groups who have to hear of it (N-04)."""

    told_ids: list[UUID]


class ActivityChanged(ActivityState, type="contacts.activity.changed"):
    """An activity has other values; `told_ids` are those for whom it is new (N-04)."""

    told_ids: list[UUID]


class ActivityCompleted(ActivityState, type="contacts.activity.completed"):
    """An activity was completed, with what came of it (N-19)."""


class ActivityReopened(ActivityState, type="contacts.activity.reopened"):
    """A completed activity is open again."""


class ActivityDiscarded(ActivityState, type="contacts.activity.discarded"):
    """An activity was deleted; it can be restored."""


class ActivityRestored(ActivityState, type="contacts.activity.restored"):
    """A deleted activity is back."""


class ActivityRestated(ActivityState, type="contacts.activity.restated"):
    """An activity as it is now, said again to a new reader or after a restore; nobody is told."""


class LeadState(Fact):
    """A lead as it is now: who may become a customer, whose it is and who may see it."""

    name: str
    company_name: str | None
    progress: Literal["new", "contacted", "qualified", "unqualified"]
    origin: str
    source_id: UUID | None
    owner_id: UUID | None
    manager_ids: list[UUID]
    visibility: Literal["private", "read", "write"]


class LeadCreated(LeadState, type="contacts.lead.created"):
    """A lead exists. `form` is the name of the web form by which it came (C-13)."""

    form: str | None = None


class LeadChanged(LeadState, type="contacts.lead.changed"):
    """A lead has other values; managers added by this change are named for their notice."""

    added_manager_ids: list[UUID]


class WantedOpportunity(BaseModel):
    """The opportunity that a converted lead shall become; `id` is the one that it will have.

    Without a stage, or when that one is gone, it begins at the first in use; without a currency
    its amount is in the organization's.
    """

    model_config = ConfigDict(frozen=True)

    id: UUID
    title: str
    stage_id: UUID | None
    amount: Decimal | None
    currency: str | None
    expected_close_on: date | None


class LeadConverted(LeadState, type="contacts.lead.converted"):
    """A lead became a person, a company or both (C-30); stated once in its life.

    Where an `opportunity` is wanted, sales makes it, under that id and no other (X-3).
    """

    person_id: UUID | None
    company_id: UUID | None
    converted_by: UUID | None
    opportunity: WantedOpportunity | None
