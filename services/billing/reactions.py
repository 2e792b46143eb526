"""What this service does when another states a fact: keep a copy of what invoices need."""

from collections.abc import Sequence

from chassis.db import Session
from chassis.events import Reaction, Received, forgets
from chassis.records.copies import keep_newest, write_access
from contracts.contacts import (
    ContactChanged,
    ContactCreated,
    ContactDiscarded,
    ContactRestated,
    ContactRestored,
    ContactsRestated,
    ContactState,
)
from contracts.gateway import OrganizationCreated, OrganizationRestated
from contracts.sales import (
    OpportunityChanged,
    OpportunityCreated,
    OpportunityDiscarded,
    OpportunityLost,
    OpportunityReopened,
    OpportunityRestated,
    OpportunityRestored,
    OpportunityStageChanged,
    OpportunityState,
    OpportunityWon,
    SalesRestated,
)
from services.billing.projections import KnownContact, KnownOpportunity, KnownOrganization


def organizations_created(session: Session, facts: Sequence[Received[OrganizationCreated]]) -> None:
    """Remember the organization's name, currency, days and language."""
    keep_newest(session, KnownOrganization, facts, _write_organization)


def contacts_stated(session: Session, facts: Sequence[Received[ContactState]]) -> None:
    """Keep the contact's name, credit status, terms and who may see it."""
    keep_newest(session, KnownContact, facts, _write_contact)


def opportunities_stated(session: Session, facts: Sequence[Received[OpportunityState]]) -> None:
    """Keep the opportunity's title, clients and who may see it."""
    keep_newest(session, KnownOpportunity, facts, _write_opportunity)


def _write_organization(row: KnownOrganization, data: OrganizationCreated) -> None:
    row.name, row.currency = data.name, data.currency
    row.timezone, row.locale = data.timezone, data.locale


def _write_contact(row: KnownContact, data: ContactState) -> None:
    write_access(row, data, name=data.name)
    row.account_status = data.account_status
    row.currency, row.credit_days = data.currency, data.credit_days


def _write_opportunity(row: KnownOpportunity, data: OpportunityState) -> None:
    write_access(row, data, name=data.title)
    row.contact_ids = list(dict.fromkeys([data.contact_id, *data.contact_ids]))


REACTIONS = (
    *(
        Reaction(fact=fact, handle=organizations_created, kind="state", batch=True)
        for fact in (OrganizationCreated, OrganizationRestated)
    ),
    forgets(ContactsRestated, KnownContact),
    *(
        Reaction(fact=fact, handle=contacts_stated, kind="state", batch=True)
        for fact in (
            ContactCreated,
            ContactChanged,
            ContactDiscarded,
            ContactRestored,
            ContactRestated,
        )
    ),
    *(
        Reaction(fact=fact, handle=opportunities_stated, kind="state", batch=True)
        for fact in (
            OpportunityCreated,
            OpportunityChanged,
            OpportunityStageChanged,
            OpportunityWon,
            OpportunityLost,
            OpportunityReopened,
            OpportunityDiscarded,
            OpportunityRestored,
            OpportunityRestated,
        )
    ),
    forgets(SalesRestated, KnownOpportunity),
)
