"""Which records stand behind each figure: one row per metric, as data.

A metric's condition is the one by which `contributions` counts it, so the list behind a figure is
as long as the figure says.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import false, func, null, true

from services.reporting.business.contributions import ISSUED, SOLVED, UNSOLVED
from services.reporting.business.models import CaseFact, InvoiceFact, OpportunityFact
from services.reporting.kpis.models import CallFact, ContactFact


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where the records of a metric are.

    `module` is whose permission opens them. `at` is the time or day by which they count and are
    sorted; `ranged` tells whether the asked range bounds it (else: as of now). `part` is what
    `dimension` picks from.
    """

    module: str
    record_type: str
    id: Any
    title: Any
    at: Any
    owner: Any
    is_public: Any = field(default_factory=true)
    where: tuple[Any, ...] = ()
    part: Any = None
    amount: Any = field(default_factory=null)
    currency: Any = field(default_factory=null)
    ranged: bool = True


def _opportunities(at: Any, *where: Any, part: Any, ranged: bool = True) -> Source:
    return Source(
        module="sales",
        record_type="opportunity",
        id=OpportunityFact.opportunity_id,
        title=OpportunityFact.title,
        at=at,
        owner=OpportunityFact.owner_id,
        is_public=OpportunityFact.is_public,
        where=(OpportunityFact.is_discarded == false(), *where),
        part=part,
        amount=OpportunityFact.amount,
        currency=OpportunityFact.currency,
        ranged=ranged,
    )


def _cases(at: Any, *where: Any, ranged: bool = True) -> Source:
    return Source(
        module="cases",
        record_type="case",
        id=CaseFact.case_id,
        title=func.concat(CaseFact.number, " · ", CaseFact.title),
        at=at,
        owner=CaseFact.owner_id,
        is_public=CaseFact.is_public,
        where=(CaseFact.is_discarded == false(), *where),
        part=CaseFact.case_type,
        ranged=ranged,
    )


def _invoices(at: Any, *where: Any) -> Source:
    return Source(
        module="billing",
        record_type="invoice",
        id=InvoiceFact.invoice_id,
        title=func.concat(InvoiceFact.number, " · ", InvoiceFact.contact_name),
        at=at,
        owner=InvoiceFact.owner_id,
        is_public=InvoiceFact.is_public,
        where=(InvoiceFact.is_discarded == false(), *where),
        part=InvoiceFact.currency,
        amount=InvoiceFact.total,
        currency=InvoiceFact.currency,
    )


def _calls(*where: Any) -> Source:
    return Source(
        module="telephony",
        record_type="call",
        id=CallFact.call_id,
        title=func.coalesce(CallFact.disposition, ""),
        at=CallFact.started_at,
        owner=CallFact.agent_id,
        where=(CallFact.status.is_not(None), *where),
        part=func.concat(CallFact.direction, ":", CallFact.status),
    )


_INBOUND, _OUTBOUND = CallFact.direction == "inbound", CallFact.direction == "outbound"
_TALKED = CallFact.status == "completed"

SOURCES: Final[Mapping[str, Source]] = {
    "contacts_created": Source(
        module="contacts",
        record_type="contact",
        id=ContactFact.contact_id,
        title=ContactFact.name,
        at=ContactFact.created_at,
        owner=ContactFact.owner_id,
        is_public=ContactFact.is_public,
        where=(ContactFact.created_at.is_not(None),),
        part=ContactFact.origin,
    ),
    "calls": _calls(),
    "inbound": _calls(_INBOUND),
    "outbound": _calls(_OUTBOUND),
    "answered": _calls(_INBOUND, _TALKED),
    "missed": _calls(_INBOUND, ~_TALKED),
    "connected": _calls(_OUTBOUND, _TALKED),
    "won": _opportunities(
        OpportunityFact.closed_at,
        OpportunityFact.state == "won",
        part=OpportunityFact.purchase_motive,
    ),
    "lost": _opportunities(
        OpportunityFact.closed_at,
        OpportunityFact.state == "lost",
        part=OpportunityFact.loss_reason,
    ),
    "pipeline": _opportunities(
        OpportunityFact.opened_at,
        OpportunityFact.state == "open",
        part=OpportunityFact.stage_id,
        ranged=False,
    ),
    "cases_opened": _cases(CaseFact.opened_at),
    "cases_solved": _cases(CaseFact.solved_at, CaseFact.state_class.in_(SOLVED)),
    "cases_overdue": _cases(
        CaseFact.due_at,
        CaseFact.state_class.in_(UNSOLVED),
        CaseFact.due_at < func.now(),
        ranged=False,
    ),
    "invoiced": _invoices(InvoiceFact.issued_on, InvoiceFact.state.in_(ISSUED)),
    "paid": _invoices(InvoiceFact.paid_on, InvoiceFact.state == "paid"),
}
