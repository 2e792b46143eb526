"""What this service does when another states a fact: keep a copy, lay out the catalogs."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from chassis.db import Session
from chassis.events import Reaction, Received, newer, newest
from contracts.billing import ExchangeRateChanged, ProductChanged
from contracts.contacts import (
    ContactChanged,
    ContactCreated,
    ContactDiscarded,
    ContactRestored,
    ContactState,
)
from contracts.gateway import OrganizationCreated
from services.sales.projections import KnownContact, KnownOrganization, KnownProduct, KnownRate
from services.sales.reasons.operations import seed_reasons
from services.sales.stages.operations import seed_stages


def organization_created(session: Session, received: Received[OrganizationCreated]) -> None:
    """Remember the organization's currency and clock; give it stages, motives and reasons."""
    known = session.get(KnownOrganization, session.organization)
    if known is not None and not newer(received, known.incarnation, known.version):
        return
    values = {
        "currency": received.data.currency,
        "timezone": received.data.timezone,
        "incarnation": received.incarnation,
        "version": received.version,
    }
    session.execute(
        insert(KnownOrganization)
        .values(organization_id=session.organization, **values)
        .on_conflict_do_update(index_elements=["organization_id"], set_=values)
    )
    seed_stages(session)
    seed_reasons(session)


def contacts_stated(session: Session, facts: Sequence[Received[ContactState]]) -> None:
    """Keep contacts' names and who may see them, unless something newer is kept."""
    last = newest(facts)
    rows = session.scalars(
        select(KnownContact)
        .where(KnownContact.contact_id.in_(last))
        .order_by(KnownContact.contact_id)
        .with_for_update()
    )
    known = {row.contact_id: row for row in rows}
    for id, received in last.items():
        row = known.get(id) or KnownContact(contact_id=id)
        if not newer(received, row.incarnation, row.version):
            continue
        data = received.data
        row.name, row.visibility = data.name, data.visibility
        row.owner_id, row.manager_ids = data.owner_id, list(data.manager_ids)
        row.shared_user_ids = list(data.shared_user_ids)
        row.shared_group_ids = list(data.shared_group_ids)
        row.is_discarded = data.is_discarded
        row.incarnation, row.version = received.incarnation, received.version
        session.add(row)


def product_changed(session: Session, received: Received[ProductChanged]) -> None:
    """Keep a product's name and price, for lines."""
    data = received.data
    row = session.get(KnownProduct, received.subject_id) or KnownProduct(
        product_id=received.subject_id
    )
    if not newer(received, row.incarnation, row.version):
        return
    row.name, row.code = data.name, data.code
    row.unit_price, row.currency = data.unit_price, data.currency
    row.is_active, row.is_deleted = data.is_active, data.is_deleted
    _keep(session, row, received)


def exchange_rate_changed(session: Session, received: Received[ExchangeRateChanged]) -> None:
    """Keep a rate, for sums in the organization's currency (S-37)."""
    data = received.data
    row = session.get(KnownRate, received.subject_id) or KnownRate(rate_id=received.subject_id)
    if not newer(received, row.incarnation, row.version):
        return
    row.currency, row.rate, row.valid_on = data.currency, data.rate, data.valid_on
    row.is_deleted = data.is_deleted
    _keep(session, row, received)


def _keep(session: Session, row: KnownProduct | KnownRate, received: Received[Any]) -> None:
    row.incarnation, row.version = received.incarnation, received.version
    session.add(row)


REACTIONS = (
    Reaction(fact=OrganizationCreated, handle=organization_created, kind="state"),
    Reaction(fact=ContactCreated, handle=contacts_stated, kind="state", batch=True),
    Reaction(fact=ContactChanged, handle=contacts_stated, kind="state", batch=True),
    Reaction(fact=ContactDiscarded, handle=contacts_stated, kind="state", batch=True),
    Reaction(fact=ContactRestored, handle=contacts_stated, kind="state", batch=True),
    Reaction(fact=ProductChanged, handle=product_changed, kind="state"),
    Reaction(fact=ExchangeRateChanged, handle=exchange_rate_changed, kind="state"),
)
