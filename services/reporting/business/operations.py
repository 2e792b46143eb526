"""Applying facts of sales, cases and billing to the figures; any order gives the same sum.

Every fact is the whole state of its record, so of a list only the newest of each record counts, and
a late one changes nothing.
"""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from chassis.db import Session
from chassis.events import Received, newer, newest
from contracts import billing, cases, sales
from services.reporting.business import contributions
from services.reporting.business.models import (
    CaseFact,
    InvoiceFact,
    OpportunityFact,
    RateFact,
    StageFact,
)
from services.reporting.kpis.contributions import Cell
from services.reporting.kpis.operations import add_differences, locked
from services.reporting.projections import zone_of

Counts = Callable[[Any, ZoneInfo], dict[Cell, Decimal]]
Values = Callable[[Any], Mapping[str, Any]]


def opportunities_stated(
    session: Session, facts: Sequence[Received[sales.OpportunityState]]
) -> None:
    """Know opportunities' state; the closed ones count on the day of their closing."""

    def values(data: sales.OpportunityState) -> Mapping[str, Any]:
        return {
            "title": data.title,
            "stage_id": data.stage_id,
            "state": data.state,
            "amount": data.amount,
            "currency": data.currency,
            "probability": data.probability if data.has_own_probability else None,
            "opened_at": data.opened_at,
            "closed_at": data.closed_at,
            "purchase_motive": data.purchase_motive or "",
            "loss_reason": data.loss_reason or "",
            "owner_id": data.owner_id,
            "is_public": data.visibility != "private",
            "is_discarded": data.is_discarded,
        }

    _keep(session, OpportunityFact, facts, values, contributions.of_opportunity)


def cases_stated(session: Session, facts: Sequence[Received[cases.CaseState]]) -> None:
    """Know cases' state; they count on the days of their opening and solution."""

    def values(data: cases.CaseState) -> Mapping[str, Any]:
        return {
            "number": data.number,
            "title": data.title,
            "case_type": data.case_type,
            "state_class": data.state_class,
            "opened_at": data.opened_at,
            "due_at": data.due_at,
            "solved_at": data.solved_at,
            "owner_id": data.assignee_id or data.owner_id,
            "is_public": data.visibility != "private",
            "is_discarded": data.is_discarded,
        }

    _keep(session, CaseFact, facts, values, contributions.of_case)


def invoices_stated(session: Session, facts: Sequence[Received[billing.InvoiceState]]) -> None:
    """Know invoices' state; they count on the days that are written on them."""

    def values(data: billing.InvoiceState) -> Mapping[str, Any]:
        return {
            "number": data.number or "",
            "contact_name": data.contact_name,
            "state": data.state,
            "issued_on": data.issued_on,
            "paid_on": data.paid_on,
            "currency": data.currency,
            "total": data.total,
            "owner_id": data.owner_id,
            "is_public": data.visibility != "private",
            "is_discarded": data.is_deleted,
        }

    _keep(session, InvoiceFact, facts, values, contributions.of_invoice)


def stages_stated(session: Session, facts: Sequence[Received[sales.StageChanged]]) -> None:
    """Know the pipeline's stages."""

    def values(data: sales.StageChanged) -> Mapping[str, Any]:
        return data.model_dump()

    _keep(session, StageFact, facts, values, counts_nothing)


def rates_stated(session: Session, facts: Sequence[Received[billing.ExchangeRateChanged]]) -> None:
    """Know exchange rates; figures are converted when they are read."""

    def values(data: billing.ExchangeRateChanged) -> Mapping[str, Any]:
        return data.model_dump()

    _keep(session, RateFact, facts, values, counts_nothing)


def counts_nothing(row: Any, zone: ZoneInfo) -> dict[Cell, Decimal]:
    """Return what stages and rates count for by themselves."""
    del row, zone
    return {}


def _keep(
    session: Session,
    model: type[Any],
    facts: Sequence[Received[Any]],
    values: Values,
    counts: Counts,
) -> None:
    """Store the newest state of each record and add to the figures what that changes."""
    key = model.__mapper__.primary_key[0]
    zone = zone_of(session)
    last = newest(facts)
    known = locked(session, model, getattr(model, key.key), last.values())
    before: dict[UUID, dict[Cell, Decimal]] = {}
    for id, received in last.items():
        row = known.get(id)
        if row is None:
            row = known[id] = model(**{key.key: id})
            session.add(row)
            before[id] = {}
        elif newer(received, row.incarnation, row.version):
            before[id] = counts(row, zone)
        else:
            continue
        for name, value in values(received.data).items():
            setattr(row, name, value)
        row.incarnation, row.version = received.incarnation, received.version
    add_differences(session, before, known, lambda row: counts(row, zone))
