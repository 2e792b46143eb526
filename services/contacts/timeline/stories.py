"""What opportunities, cases and invoices leave on timelines: their facts, translated.

Pure: one function per record type, one table of the facts that are told. A fact that is not in its
table tells nothing but who may see the record from now on.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from chassis.events import Fact, Received
from contracts import billing, cases, sales
from services.contacts.timeline.readers import readers_of

EVENTS: Final[Mapping[type[Fact], str]] = {
    sales.OpportunityCreated: "created",
    sales.OpportunityStageChanged: "stage_changed",
    sales.OpportunityWon: "won",
    sales.OpportunityLost: "lost",
    sales.OpportunityReopened: "reopened",
    sales.OpportunityDiscarded: "discarded",
    sales.OpportunityRestored: "restored",
    cases.CaseOpened: "opened",
    cases.CaseSolved: "solved",
    cases.CaseClosed: "closed",
    cases.CaseReopened: "reopened",
    cases.CaseDiscarded: "discarded",
    cases.CaseRestored: "restored",
    billing.InvoiceIssued: "issued",
    billing.InvoicePaid: "paid",
    billing.InvoiceRejected: "rejected",
    billing.InvoiceReopened: "reopened",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One fact as histories take it: what to write where, and who may read of the record.

    `event` is None where nothing is written; `params` are what the screen words it with. `readers`
    follow from the responsible, the shares and the visibility (`readers.py`).
    """

    record_type: str
    event: str | None
    name: str | None
    contact_ids: tuple[UUID, ...]
    readers: list[UUID]
    responsible_ids: list[UUID]
    shared_user_ids: list[UUID]
    shared_group_ids: list[UUID]
    visibility: str
    params: Mapping[str, Any]


def of_opportunity(received: Received[sales.OpportunityState]) -> Story:
    """Tell of an opportunity, to each of its contacts."""
    data = received.data
    said = {
        "name": data.title,
        "amount": str(data.amount),
        "currency": data.currency,
        "stage": getattr(data, "stage", None),
        "purchase_motive": data.purchase_motive,
        "loss_reason": data.loss_reason,
        "reason": getattr(data, "reason", None),
    }
    return _story("opportunity", received, [data.contact_id, *data.contact_ids], said)


def of_case(received: Received[cases.CaseState]) -> Story:
    """Tell of a case, to the person and the company."""
    data = received.data
    said = {
        "name": data.title,
        "number": data.number,
        "type": data.case_type,
        "state": data.state,
        "solution": getattr(data, "solution", None),
        "reason": getattr(data, "reason", None),
    }
    contacts = [data.contact_id, data.company_id]
    return _story("case", received, contacts, said, responsible=data.assignee_id)


def of_invoice(received: Received[billing.InvoiceState]) -> Story:
    """Tell of an invoice, to whom it was made out."""
    data = received.data
    said = {
        "name": data.number,
        "amount": str(data.total),
        "currency": data.currency,
        "reason": getattr(data, "reason", None),
    }
    return _story("invoice", received, [data.contact_id], said)


def _story(
    record_type: str,
    received: Received[Any],
    contact_ids: list[UUID | None],
    said: Mapping[str, Any],
    *,
    responsible: UUID | None = None,
) -> Story:
    data = received.data
    named = dict.fromkeys(id for id in contact_ids if id is not None)
    called = [said.get("number"), said["name"]]
    return Story(
        record_type=record_type,
        event=EVENTS.get(type(data)),
        name=" ".join(word for word in called if word) or None,
        contact_ids=tuple(named),
        readers=readers_of(data, received.organization_id, also=[responsible]),
        responsible_ids=sorted({id for id in (data.owner_id, responsible) if id is not None}),
        shared_user_ids=list(data.shared_user_ids),
        shared_group_ids=list(data.shared_group_ids),
        visibility=data.visibility,
        params={name: value for name, value in said.items() if value is not None},
    )
