"""What this service does when another states a fact: translate it, hand it to an operation."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from sqlalchemy.dialects.postgresql import insert

from chassis.db import Session
from chassis.events import Reaction, Received, caused_by, forgets, newer
from contracts import billing, cases, sales
from contracts.gateway import OrganizationCreated, OrganizationRestated
from contracts.telephony import (
    CallClassified,
    CallEnded,
    CallRestated,
    CallStarted,
    TelephonyRestated,
)
from services.contacts.catalogs.operations import seed_catalogs
from services.contacts.identification import history, operations
from services.contacts.identification.calls import Outcome, PhoneCall, Stamp, Verdict
from services.contacts.invoicing.operations import restore_invoiced_contact
from services.contacts.projections import OrganizationProfile
from services.contacts.timeline import stories
from services.contacts.timeline.telling import forget_told, tell


def organization_created(session: Session, received: Received[OrganizationCreated]) -> None:
    """Remember the country in which the organization writes its numbers; give it its catalogs."""
    known = session.get(OrganizationProfile, session.organization)
    if known is not None and not newer(received, known.incarnation, known.version):
        return
    values = {
        "default_region": received.data.default_region,
        "incarnation": received.incarnation,
        "version": received.version,
    }
    session.execute(
        insert(OrganizationProfile)
        .values(organization_id=session.organization, **values)
        .on_conflict_do_update(index_elements=["organization_id"], set_=values)
    )
    seed_catalogs(session)


def calls_started(session: Session, facts: Sequence[Received[CallStarted]]) -> None:
    """Say whose calls they are, making the contact where nobody has the number (X-4, T-23)."""
    calls = [_call(received) for received in facts]
    identification = operations.Identification(session, calls)
    for received, call in zip(facts, calls, strict=True):
        caused_by(session, received)
        identification.identify(call)


def calls_ended(session: Session, facts: Sequence[Received[CallEnded]]) -> None:
    """Write the calls on their contacts' timelines (X-5, T-24)."""
    ends = [(_call(received), _outcome(received.data)) for received in facts]
    writing = history.CallEnds(session, ends)
    for received, (call, outcome) in zip(facts, ends, strict=True):
        caused_by(session, received)
        writing.end_call(call, outcome, _stamp(received))


def call_classified(session: Session, received: Received[CallClassified]) -> None:
    """Add what the agent said of the call."""
    data = received.data
    verdict = Verdict(
        disposition_id=data.disposition_id, disposition=data.disposition, note=data.note
    )
    history.classify_call(session, received.subject_id, verdict, _stamp(received))


def calls_restated(session: Session, facts: Sequence[Received[CallRestated]]) -> None:
    """Bring the calls' entries to what telephony says that they are."""
    calls_ended(session, facts)
    for received in facts:
        data = received.data
        if data.is_classified:
            verdict = Verdict(
                disposition_id=data.disposition_id, disposition=data.disposition, note=data.note
            )
            history.classify_call(session, received.subject_id, verdict, _stamp(received))


def telephony_restated(session: Session, received: Received[TelephonyRestated]) -> None:
    """Forget calls that telephony does not have any more, and their entries."""
    history.forget_calls(session, before=received.incarnation)


def opportunities_stated(
    session: Session, facts: Sequence[Received[sales.OpportunityState]]
) -> None:
    """Write on their contacts' timelines what opportunities did (C-21, X-8)."""
    tell(session, facts, stories.of_opportunity)


def records_restated(record_type: str, session: Session, received: Received[Any]) -> None:
    """Forget the records that their owner does not have any more, and their entries."""
    forget_told(session, record_type, before=received.incarnation)


def cases_stated(session: Session, facts: Sequence[Received[cases.CaseState]]) -> None:
    """Write on their contacts' timelines what cases did (C-21, X-8)."""
    tell(session, facts, stories.of_case)


def invoices_stated(session: Session, facts: Sequence[Received[billing.InvoiceState]]) -> None:
    """Write on their contacts' timelines what invoices did (C-21, X-8)."""
    tell(session, facts, stories.of_invoice)


def invoices_drafted(
    session: Session, facts: Sequence[Received[billing.InvoiceDrafted | billing.InvoiceChanged]]
) -> None:
    """Bring contacts back that were discarded while a draft was written (X-1), and tell the story.

    A change of the draft may have named another contact.
    """
    for received in facts:
        caused_by(session, received)
        restore_invoiced_contact(
            session,
            contact_id=received.data.contact_id,
            invoice_id=received.subject_id,
            made_by=received.data.owner_id,
        )
    invoices_stated(session, facts)


def _call(received: Received[CallStarted] | Received[CallEnded]) -> PhoneCall:
    data = received.data
    return PhoneCall(
        id=received.subject_id,
        direction=data.direction,
        party=data.party,
        own=data.number_to if data.direction == "inbound" else data.number_from,
        agent_id=data.agent_id,
        operator_ids=tuple(data.operator_ids),
    )


def _outcome(data: CallEnded) -> Outcome:
    return Outcome(
        status=data.status,
        contact_id=data.contact_id,
        started_at=data.started_at,
        answered_at=data.answered_at,
        ended_at=data.ended_at,
        duration_seconds=data.duration_seconds,
    )


def _stamp(received: Received[Any]) -> Stamp:
    return Stamp(incarnation=received.incarnation, version=received.version)


REACTIONS = (
    Reaction(fact=OrganizationCreated, handle=organization_created, kind="state"),
    Reaction(fact=CallStarted, handle=calls_started, kind="each", batch=True),
    Reaction(fact=CallEnded, handle=calls_ended, kind="state", batch=True),
    Reaction(fact=CallClassified, handle=call_classified, kind="state"),
    *(
        Reaction(fact=fact, handle=opportunities_stated, kind="each", batch=True)
        for fact in (
            sales.OpportunityCreated,
            sales.OpportunityChanged,
            sales.OpportunityStageChanged,
            sales.OpportunityWon,
            sales.OpportunityLost,
            sales.OpportunityReopened,
            sales.OpportunityDiscarded,
            sales.OpportunityRestored,
        )
    ),
    *(
        Reaction(fact=fact, handle=cases_stated, kind="each", batch=True)
        for fact in (
            cases.CaseOpened,
            cases.CaseChanged,
            cases.CaseSolved,
            cases.CaseClosed,
            cases.CaseReopened,
            cases.CaseDiscarded,
            cases.CaseRestored,
        )
    ),
    Reaction(fact=sales.OpportunityRestated, handle=opportunities_stated, kind="state", batch=True),
    forgets(sales.SalesRestated, also=partial(records_restated, "opportunity")),
    Reaction(fact=cases.CaseRestated, handle=cases_stated, kind="state", batch=True),
    forgets(cases.CasesRestated, also=partial(records_restated, "case")),
    Reaction(fact=billing.InvoiceRestated, handle=invoices_stated, kind="state", batch=True),
    forgets(billing.BillingRestated, also=partial(records_restated, "invoice")),
    Reaction(fact=billing.InvoiceDrafted, handle=invoices_drafted, kind="each", batch=True),
    Reaction(fact=billing.InvoiceChanged, handle=invoices_drafted, kind="each", batch=True),
    *(
        Reaction(fact=fact, handle=invoices_stated, kind="each", batch=True)
        for fact in (
            billing.InvoiceIssued,
            billing.InvoicePaid,
            billing.InvoiceRejected,
            billing.InvoiceReopened,
            billing.InvoiceDeleted,
        )
    ),
    Reaction(fact=OrganizationRestated, handle=organization_created, kind="state"),
    Reaction(fact=CallRestated, handle=calls_restated, kind="state", batch=True),
    forgets(TelephonyRestated, also=telephony_restated),
)
