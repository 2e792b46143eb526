"""Between an opportunity's rows and the terms of the rules, and from the rows to the facts."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from chassis.db import Session
from chassis.records import search_text, sort_key
from chassis.records.catalogs import CatalogEntry
from services.sales.opportunities.amounts import Budget, Line
from services.sales.opportunities.models import NEVER, Opportunity, OpportunityLine
from services.sales.opportunities.terms import Terms
from services.sales.reasons.models import LossReason, PurchaseMotive
from services.sales.stages.models import Stage


def terms_of(opportunity: Opportunity) -> Terms:
    """Return what is agreed about an opportunity."""
    return Terms(
        currency=opportunity.currency,
        title=opportunity.title,
        description=opportunity.description,
        contact_ids=tuple(opportunity.contact_ids),
        lines=tuple(
            Line(product_id=line.product_id, quantity=line.quantity, unit_price=line.unit_price)
            for line in opportunity.lines
        ),
        budget=Budget(
            amount=opportunity.budget_amount,
            kind=opportunity.budget_kind,
            periods=opportunity.budget_periods,
        ),
        own_probability=opportunity.own_probability,
        expected_close_on=opportunity.expected_close_on,
    )


def write_terms(session: Session, opportunity: Opportunity, terms: Terms) -> None:
    """Write the terms into the rows, with what a list sorts, sums and finds by."""
    opportunity.title = terms.title
    opportunity.sort_key = sort_key(terms.title)
    opportunity.search_text = search_text(terms.title, terms.description)
    opportunity.description = terms.description
    opportunity.contact_id = terms.contact_ids[0]
    opportunity.contact_ids = list(terms.contact_ids)
    opportunity.currency = terms.currency
    opportunity.budget_amount = terms.budget.amount
    opportunity.budget_kind = terms.budget.kind
    opportunity.budget_periods = terms.budget.periods
    opportunity.amount = terms.amount
    opportunity.own_probability = terms.own_probability
    opportunity.expected_close_on = terms.expected_close_on
    opportunity.close_key = terms.expected_close_on or NEVER
    _write_lines(session, opportunity, terms)


def _write_lines(session: Session, opportunity: Opportunity, terms: Terms) -> None:
    for place, line in enumerate(terms.lines):
        if place < len(opportunity.lines):
            row = opportunity.lines[place]
        else:
            row = OpportunityLine(organization_id=session.organization)
            opportunity.lines.append(row)
        row.place = place
        row.product_id, row.quantity, row.unit_price = (
            line.product_id,
            line.quantity,
            line.unit_price,
        )
    del opportunity.lines[len(terms.lines) :]


def state_of(session: Session, opportunity: Opportunity) -> dict[str, Any]:
    """Return the members of the facts that state an opportunity whole."""
    own = opportunity.own_probability
    stage = stage_of(session, opportunity)
    return {
        "title": opportunity.title,
        "contact_id": opportunity.contact_id,
        "contact_ids": opportunity.contact_ids,
        "stage_id": opportunity.stage_id,
        "state": opportunity.state,
        "amount": opportunity.amount,
        "currency": opportunity.currency,
        "probability": Decimal(stage.probability if own is None else own),
        "has_own_probability": own is not None,
        "expected_close_on": opportunity.expected_close_on,
        "opened_at": opportunity.created_at,
        "closed_at": opportunity.closed_at,
        "purchase_motive": _name(session, PurchaseMotive, opportunity.purchase_motive_id),
        "loss_reason": _name(session, LossReason, opportunity.loss_reason_id),
        "owner_id": opportunity.owner_id,
        "shared_user_ids": opportunity.shared_user_ids,
        "shared_group_ids": opportunity.shared_group_ids,
        "visibility": opportunity.visibility,
        "is_discarded": opportunity.is_discarded,
    }


def stage_of(session: Session, opportunity: Opportunity) -> Stage:
    """Return the stage at which an opportunity stands."""
    stage = session.get(Stage, opportunity.stage_id)
    assert stage is not None, "the foreign key holds"
    return stage


def _name(session: Session, model: type[CatalogEntry], id: UUID | None) -> str | None:
    found = session.get(model, id) if id is not None else None
    return found.name if found is not None else None
