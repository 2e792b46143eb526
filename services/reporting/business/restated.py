"""Figures of sales, cases and invoices after their owners have stated all of them again."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, select

from chassis.db import Session
from chassis.events import Received
from contracts import billing, cases, sales
from services.reporting.business import contributions
from services.reporting.business.models import (
    CaseFact,
    InvoiceFact,
    OpportunityFact,
    RateFact,
    StageFact,
)
from services.reporting.business.operations import Counts, counts_nothing
from services.reporting.kpis.operations import add_differences
from services.reporting.projections import zone_of


def sales_completed(session: Session, facts: Sequence[Received[sales.SalesRestated]]) -> None:
    """Take opportunities out of the figures that are not there any more, and forget stages."""
    _forget(session, facts, OpportunityFact, contributions.of_opportunity)
    _forget(session, facts, StageFact, counts_nothing)


def cases_completed(session: Session, facts: Sequence[Received[cases.CasesRestated]]) -> None:
    """Take cases out of the figures that are not there any more."""
    _forget(session, facts, CaseFact, contributions.of_case)


def billing_completed(session: Session, facts: Sequence[Received[billing.BillingRestated]]) -> None:
    """Take invoices out of the figures that are not there any more, and forget rates."""
    _forget(session, facts, InvoiceFact, contributions.of_invoice)
    _forget(session, facts, RateFact, counts_nothing)


def _forget(
    session: Session, facts: Sequence[Received[Any]], model: type[Any], counts: Counts
) -> None:
    incarnation = max(received.incarnation for received in facts)
    key = getattr(model, model.__mapper__.primary_key[0].key)
    old = select(model).where(model.incarnation < incarnation).order_by(key).with_for_update()
    gone = {getattr(row, key.key): row for row in session.scalars(old)}
    zone = zone_of(session)
    before = {id: counts(row, zone) for id, row in gone.items()}
    add_differences(session, before, gone, lambda _row: {})
    session.execute(delete(model).where(key.in_(gone)))
