"""What this service does when another states a fact: keep a copy of what invoices need."""

from chassis.db import Session
from chassis.events import Reaction, Received
from contracts.contacts import (
    ContactChanged,
    ContactCreated,
    ContactDiscarded,
    ContactRestored,
    ContactState,
)
from contracts.gateway import OrganizationCreated
from contracts.sales import (
    OpportunityChanged,
    OpportunityCreated,
    OpportunityDiscarded,
    OpportunityLost,
    OpportunityReopened,
    OpportunityRestored,
    OpportunityStageChanged,
    OpportunityState,
    OpportunityWon,
)
from services.billing.projections import KnownContact, KnownOpportunity, KnownOrganization, keep


def organization_created(session: Session, received: Received[OrganizationCreated]) -> None:
    """Remember the organization's name, currency, days and language."""
    data = received.data
    values = {
        "name": data.name,
        "currency": data.currency,
        "timezone": data.timezone,
        "locale": data.locale,
    }
    keep(session, KnownOrganization, received, values, key="")


def contact_stated(session: Session, received: Received[ContactState]) -> None:
    """Keep the contact's name, credit status and who may see it."""
    data = received.data
    values = {
        "contact_id": received.subject_id,
        "name": data.name,
        "account_status": data.account_status,
        "owner_id": data.owner_id,
        "manager_ids": data.manager_ids,
        "shared_user_ids": data.shared_user_ids,
        "shared_group_ids": data.shared_group_ids,
        "visibility": data.visibility,
        "is_discarded": data.is_discarded,
    }
    keep(session, KnownContact, received, values, key="contact_id")


def opportunity_stated(session: Session, received: Received[OpportunityState]) -> None:
    """Keep the opportunity's title, clients and who may see it."""
    data = received.data
    values = {
        "opportunity_id": received.subject_id,
        "title": data.title,
        "contact_ids": list(dict.fromkeys([data.contact_id, *data.contact_ids])),
        "owner_id": data.owner_id,
        "manager_ids": [],
        "shared_user_ids": data.shared_user_ids,
        "shared_group_ids": data.shared_group_ids,
        "visibility": data.visibility,
        "is_discarded": data.is_discarded,
    }
    keep(session, KnownOpportunity, received, values, key="opportunity_id")


REACTIONS = (
    Reaction(fact=OrganizationCreated, handle=organization_created, kind="state"),
    *(
        Reaction(fact=fact, handle=contact_stated, kind="state")
        for fact in (ContactCreated, ContactChanged, ContactDiscarded, ContactRestored)
    ),
    *(
        Reaction(fact=fact, handle=opportunity_stated, kind="state")
        for fact in (
            OpportunityCreated,
            OpportunityChanged,
            OpportunityStageChanged,
            OpportunityWon,
            OpportunityLost,
            OpportunityReopened,
            OpportunityDiscarded,
            OpportunityRestored,
        )
    ),
)
