"""What this service does when another states a fact: keep a copy, lay out the catalogs."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.dialects.postgresql import insert

from chassis.db import Session
from chassis.events import Reaction, Received, caused_by, forgets, newer
from chassis.records.copies import keep_newest, write_access
from contracts.billing import BillingRestated, ExchangeRateChanged, ProductChanged
from contracts.contacts import (
    ContactChanged,
    ContactCreated,
    ContactDiscarded,
    ContactRestated,
    ContactRestored,
    ContactsRestated,
    ContactState,
    LeadConverted,
)
from contracts.gateway import OrganizationCreated, OrganizationRestated
from services.sales.opportunities.leads import FromLead, open_from_lead
from services.sales.opportunities.merged import follow_merges
from services.sales.projections import (
    Home,
    KnownContact,
    KnownOrganization,
    KnownProduct,
    KnownRate,
    home_of,
)
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
    """Keep contacts' names and who may see them, unless something newer is kept.

    Where one was merged into another, or is its own again, its opportunities follow (C-46).
    """
    turned: dict[UUID, UUID | None] = {}

    def write(row: KnownContact, data: ContactState) -> None:
        if row.merged_into_id != data.merged_into_id:
            turned[row.contact_id] = data.merged_into_id
        row.merged_into_id = data.merged_into_id
        write_access(row, data, name=data.name)

    keep_newest(session, KnownContact, facts, write)
    if turned:
        for received in facts:
            if received.subject_id in turned:
                caused_by(session, received)
        follow_merges(session, turned)


def products_changed(session: Session, facts: Sequence[Received[ProductChanged]]) -> None:
    """Keep products' names and prices, for lines."""
    keep_newest(session, KnownProduct, facts, _write_product)


def exchange_rates_changed(
    session: Session, facts: Sequence[Received[ExchangeRateChanged]]
) -> None:
    """Keep rates, for sums in the organization's currency (S-37)."""
    keep_newest(session, KnownRate, facts, _write_rate)


def leads_converted(session: Session, facts: Sequence[Received[LeadConverted]]) -> None:
    """Make the opportunities that leads became, each once (X-3, C-30)."""
    for received in facts:
        data, deal = received.data, received.data.opportunity
        if deal is None:
            continue
        caused_by(session, received)
        contact_ids = tuple(id for id in (data.person_id, data.company_id) if id is not None)
        wanted = FromLead(
            id=deal.id,
            title=deal.title,
            stage_id=deal.stage_id,
            amount=deal.amount,
            currency=deal.currency or home_of(session, otherwise=_UNKNOWN_HOME).currency,
            expected_close_on=deal.expected_close_on,
            contact_ids=contact_ids,
            owner_id=data.owner_id or data.converted_by,
            manager_ids=tuple(data.manager_ids),
            is_private=data.visibility == "private",
            converted_by=data.converted_by,
        )
        open_from_lead(session, wanted)


def _write_product(row: KnownProduct, data: ProductChanged) -> None:
    row.name, row.code = data.name, data.code
    row.unit_price, row.currency = data.unit_price, data.currency
    row.is_active, row.is_deleted = data.is_active, data.is_deleted


def _write_rate(row: KnownRate, data: ExchangeRateChanged) -> None:
    row.currency, row.rate, row.valid_on = data.currency, data.rate, data.valid_on
    row.is_deleted = data.is_deleted


_UNKNOWN_HOME = Home(currency="USD", timezone="UTC")
"""Until the organization has been stated, which precedes every fact of its people."""

REACTIONS = (
    Reaction(fact=OrganizationCreated, handle=organization_created, kind="state"),
    Reaction(fact=ContactCreated, handle=contacts_stated, kind="state", batch=True),
    Reaction(fact=ContactChanged, handle=contacts_stated, kind="state", batch=True),
    Reaction(fact=ContactDiscarded, handle=contacts_stated, kind="state", batch=True),
    Reaction(fact=ContactRestored, handle=contacts_stated, kind="state", batch=True),
    Reaction(fact=OrganizationRestated, handle=organization_created, kind="state"),
    Reaction(fact=ContactRestated, handle=contacts_stated, kind="state", batch=True),
    forgets(ContactsRestated, KnownContact),
    Reaction(fact=LeadConverted, handle=leads_converted, kind="each", batch=True),
    Reaction(fact=ProductChanged, handle=products_changed, kind="state", batch=True),
    forgets(BillingRestated, KnownProduct, KnownRate),
    Reaction(fact=ExchangeRateChanged, handle=exchange_rates_changed, kind="state", batch=True),
)
