"""What reporting does with every fact: write it to the log, then apply it to the figures.

`apply` is what a rebuild replays, so it touches nothing but rows that follow from the log.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import select

from chassis.db import Session
from chassis.db.locks import hold
from chassis.events import Fact, Reaction, Received
from chassis.identity import directory
from chassis.identity.directory import DirectoryUser
from contracts import billing, cases, contacts, gateway, sales, telephony
from services.reporting.business import operations as business
from services.reporting.business import restated as business_restated
from services.reporting.history.operations import append
from services.reporting.kpis import operations, restated
from services.reporting.projections import KnownOrganization

Apply = Callable[[Session, Sequence[Received[Any]]], None]
FIGURES_LOCK = "figures"
"""Held shared while facts are applied, alone while figures are rebuilt."""
_MOST_VIEWERS = 200


def organizations_created(
    session: Session, facts: Sequence[Received[gateway.OrganizationCreated]]
) -> None:
    """Know in which zone the organization's days are cut."""
    for received in facts:
        session.merge(
            KnownOrganization(
                organization_id=received.organization_id,
                timezone=received.data.timezone,
                currency=received.data.currency,
            )
        )
    session.flush()


APPLY: Mapping[type[Fact], Apply] = {
    gateway.OrganizationCreated: organizations_created,
    contacts.ContactCreated: operations.contacts_stated,
    contacts.ContactChanged: operations.contacts_stated,
    contacts.ContactDiscarded: operations.contacts_stated,
    contacts.ContactRestored: operations.contacts_stated,
    gateway.OrganizationRestated: organizations_created,
    contacts.ContactRestated: operations.contacts_stated,
    contacts.ContactsRestated: restated.contacts_completed,
    telephony.CallRestated: restated.calls_stated,
    telephony.TelephonyRestated: restated.calls_completed,
    telephony.CallStarted: operations.calls_started,
    telephony.CallEnded: operations.calls_ended,
    telephony.CallClassified: operations.calls_classified,
    telephony.CallPriced: operations.calls_priced,
    telephony.AgentStateChanged: operations.agents_moved,
    sales.StageChanged: business.stages_stated,
    sales.OpportunityCreated: business.opportunities_stated,
    sales.OpportunityChanged: business.opportunities_stated,
    sales.OpportunityStageChanged: business.opportunities_stated,
    sales.OpportunityWon: business.opportunities_stated,
    sales.OpportunityLost: business.opportunities_stated,
    sales.OpportunityReopened: business.opportunities_stated,
    sales.OpportunityDiscarded: business.opportunities_stated,
    sales.OpportunityRestored: business.opportunities_stated,
    cases.CaseOpened: business.cases_stated,
    cases.CaseChanged: business.cases_stated,
    cases.CaseSolved: business.cases_stated,
    cases.CaseClosed: business.cases_stated,
    cases.CaseReopened: business.cases_stated,
    cases.CaseDiscarded: business.cases_stated,
    cases.CaseRestored: business.cases_stated,
    sales.OpportunityRestated: business.opportunities_stated,
    sales.SalesRestated: business_restated.sales_completed,
    cases.CaseRestated: business.cases_stated,
    cases.CasesRestated: business_restated.cases_completed,
    billing.InvoiceRestated: business.invoices_stated,
    billing.BillingRestated: business_restated.billing_completed,
    billing.ExchangeRateChanged: business.rates_stated,
    billing.InvoiceDrafted: business.invoices_stated,
    billing.InvoiceChanged: business.invoices_stated,
    billing.InvoiceIssued: business.invoices_stated,
    billing.InvoicePaid: business.invoices_stated,
    billing.InvoiceRejected: business.invoices_stated,
    billing.InvoiceReopened: business.invoices_stated,
    billing.InvoiceDeleted: business.invoices_stated,
}


RESTATED = frozenset(
    (
        gateway.OrganizationRestated,
        contacts.ContactRestated,
        contacts.ContactsRestated,
        telephony.CallRestated,
        telephony.TelephonyRestated,
        sales.OpportunityRestated,
        sales.SalesRestated,
        cases.CaseRestated,
        cases.CasesRestated,
        billing.InvoiceRestated,
        billing.BillingRestated,
    )
)
"""Facts that say what is, not what happened: late and repeated ones change nothing."""


def _logged(apply: Apply) -> Apply:
    def handle(session: Session, facts: Sequence[Received[Any]]) -> None:
        hold(session, FIGURES_LOCK, shared=True)
        append(session, facts)
        apply(session, facts)
        _tell_viewers(session)

    return handle


def _tell_viewers(session: Session) -> None:
    """Let open dashboards read again; in a large organization they ask by themselves."""
    users = list(
        session.scalars(
            select(DirectoryUser.user_id).where(DirectoryUser.is_active).limit(_MOST_VIEWERS + 1)
        )
    )
    if len(users) <= _MOST_VIEWERS:
        session.tell(users, "kpis.changed", {})


REACTIONS = (
    *directory.reactions(
        user_changed=gateway.UserChanged,
        role_changed=gateway.RoleChanged,
        group_changed=gateway.GroupChanged,
        restated=gateway.GatewayRestated,
    ),
    *(
        Reaction(
            fact=fact,
            handle=_logged(apply),
            kind="state" if fact in RESTATED else "each",
            batch=True,
        )
        for fact, apply in APPLY.items()
    ),
)
