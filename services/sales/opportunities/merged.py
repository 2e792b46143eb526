"""Opportunities follow their contacts where these were merged, and come back (C-46, ADR 0102).

Called with what contacts stated of a contact, in whatever order and however often: that a contact
stands in another moves its opportunities there, that it stands for itself brings back those that
were moved and still are where they were put.
"""

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from sqlalchemy import ARRAY, ColumnElement, Uuid, delete, literal, select

from chassis.db import Session
from chassis.events import record
from contracts.sales import OpportunityChanged
from services.sales.opportunities.history import add_event
from services.sales.opportunities.models import MovedContact, Opportunity
from services.sales.opportunities.rows import state_of
from services.sales.projections import KnownContact


def follow_merges(session: Session, merged: Mapping[UUID, UUID | None]) -> None:
    """Apply where contacts stand now: in another, by its id, or for themselves (null)."""
    apart = [id for id, into in merged.items() if into is None]
    if apart:
        _bring_back(session, apart)
    for id, into in sorted(merged.items()):
        if into is not None:
            _move(session, id, into)


def _move(session: Session, contact_id: UUID, absorbed_by: UUID) -> None:
    into = _standing(session, absorbed_by)
    held = session.scalars(
        select(Opportunity).where(_names([contact_id])).order_by(Opportunity.id).with_for_update()
    ).all()
    for opportunity in held:
        session.add(
            MovedContact(
                organization_id=session.organization,
                opportunity_id=opportunity.id,
                contact_id=contact_id,
                into_id=into,
                place=opportunity.contact_ids.index(contact_id),
                was_named=into in opportunity.contact_ids,
            )
        )
        _write(
            session,
            opportunity,
            [into if id == contact_id else id for id in opportunity.contact_ids],
        )


def _bring_back(session: Session, contact_ids: Collection[UUID]) -> None:
    moves = session.scalars(
        select(MovedContact)
        .where(MovedContact.contact_id.in_(sorted(contact_ids)))
        .order_by(MovedContact.opportunity_id, MovedContact.contact_id)
    ).all()
    if not moves:
        return
    held = session.scalars(
        select(Opportunity)
        .where(Opportunity.id.in_({each.opportunity_id for each in moves}))
        .order_by(Opportunity.id)
        .with_for_update()
    )
    by_id = {opportunity.id: opportunity for opportunity in held}
    for each in moves:
        opportunity = by_id[each.opportunity_id]
        ids = list(opportunity.contact_ids)
        if each.into_id in ids and each.contact_id not in ids:
            if each.was_named:
                ids.insert(min(each.place, len(ids)), each.contact_id)
            else:
                ids[ids.index(each.into_id)] = each.contact_id
            _write(session, opportunity, ids)
    session.execute(
        delete(MovedContact)
        .where(MovedContact.contact_id.in_(sorted(contact_ids)))
        .execution_options(synchronize_session=False)
    )


def _write(session: Session, opportunity: Opportunity, ids: Sequence[UUID]) -> None:
    opportunity.contact_ids = list(dict.fromkeys(ids))
    opportunity.contact_id = opportunity.contact_ids[0]
    opportunity.touch()
    add_event(session, opportunity.id, "edited", members=["contact_ids"])
    record(
        session,
        opportunity,
        OpportunityChanged(**state_of(session, opportunity), added_user_ids=[]),
    )


def _standing(session: Session, contact_id: UUID) -> UUID:
    """Return where a contact stands that may have been merged itself, as far as is known here."""
    while (known := session.get(KnownContact, contact_id)) is not None and known.merged_into_id:
        contact_id = known.merged_into_id
    return contact_id


def _names(ids: Sequence[UUID]) -> ColumnElement[bool]:
    return Opportunity.contact_ids.op("@>", is_comparison=True)(literal(list(ids), ARRAY(Uuid())))
