"""Applying facts to the figures. Every function gives the same sum in whatever order it is called.

Each takes a batch of one organization. The rows that facts fill in are locked, what they counted
for before and after is compared, and the difference is added to the figures; so a late or repeated
part changes a figure by what it truly changes and no more.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import astuple
from decimal import Decimal
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import delete, select, tuple_
from sqlalchemy.dialects.postgresql import insert

from chassis.db import Owned, Session
from chassis.events import Received, newer
from contracts import contacts, telephony
from services.reporting.kpis import contributions
from services.reporting.kpis.contributions import Cell, difference
from services.reporting.kpis.models import CallFact, ContactFact, KpiDay
from services.reporting.projections import zone_of

M = TypeVar("M", bound=Owned)


def add_to_figures(session: Session, changes: dict[Cell, Decimal]) -> None:
    """Add each difference to its figure; in one order, so that two writers cannot deadlock."""
    if not changes:
        return
    rows = [
        {
            "organization_id": session.organization,
            "day": cell.day,
            "metric": cell.metric,
            "dimension": cell.dimension,
            "owner_id": cell.owner_id,
            "is_public": cell.is_public,
            "value": changes[cell],
        }
        for cell in sorted(changes)
    ]
    statement = insert(KpiDay).values(rows)
    session.execute(
        statement.on_conflict_do_update(
            constraint="pk_kpi_day", set_={"value": KpiDay.value + statement.excluded.value}
        )
    )
    lowered = [cell for cell, value in changes.items() if value < 0]
    if lowered:
        key = tuple_(KpiDay.day, KpiDay.metric, KpiDay.dimension, KpiDay.owner_id, KpiDay.is_public)
        session.execute(
            delete(KpiDay).where(KpiDay.value == 0, key.in_([astuple(cell) for cell in lowered]))
        )


def calls_started(session: Session, facts: Sequence[Received[telephony.CallStarted]]) -> None:
    """Know when a call began and which way it went."""

    def fill(call: CallFact, received: Received[telephony.CallStarted]) -> None:
        call.started_at = received.data.started_at
        call.direction = received.data.direction

    fill_calls(session, facts, fill)


def calls_ended(session: Session, facts: Sequence[Received[telephony.CallEnded]]) -> None:
    """Know how a call ended, who took it and how long it waited and lasted."""

    def fill(call: CallFact, received: Received[telephony.CallEnded]) -> None:
        data = received.data
        call.started_at, call.direction = data.started_at, data.direction
        call.status, call.agent_id = data.status, data.agent_id
        call.talk_seconds = data.duration_seconds
        if data.answered_at is not None:
            call.wait_seconds = max(0, round((data.answered_at - data.started_at).total_seconds()))

    fill_calls(session, facts, fill)


def calls_classified(session: Session, facts: Sequence[Received[telephony.CallClassified]]) -> None:
    """Know the outcome that an agent chose; the last one holds."""

    def fill(call: CallFact, received: Received[telephony.CallClassified]) -> None:
        if newer(received, call.classified_incarnation, call.classified_version):
            call.disposition = received.data.disposition
            call.classified_incarnation = received.incarnation
            call.classified_version = received.version

    fill_calls(session, facts, fill)


def calls_priced(session: Session, facts: Sequence[Received[telephony.CallPriced]]) -> None:
    """Know what a call cost."""

    def fill(call: CallFact, received: Received[telephony.CallPriced]) -> None:
        call.cost, call.currency = received.data.amount, received.data.currency

    fill_calls(session, facts, fill)


def contacts_stated(session: Session, facts: Sequence[Received[contacts.ContactState]]) -> None:
    """Know a contact's owner, class and origin; its creation dates it."""
    zone = zone_of(session)
    known = locked(session, ContactFact, ContactFact.contact_id, facts)
    before: dict[UUID, dict[Cell, Decimal]] = {}
    for received in facts:
        contact = known.get(received.subject_id)
        if contact is None:
            contact = ContactFact(contact_id=received.subject_id)
            known[received.subject_id] = contact
            session.add(contact)
            before.setdefault(received.subject_id, {})
        before.setdefault(received.subject_id, contributions.of_contact(contact, zone))
        _fill_contact(contact, received)
    add_differences(session, before, known, lambda row: contributions.of_contact(row, zone))


def agents_moved(session: Session, facts: Sequence[Received[telephony.AgentStateChanged]]) -> None:
    """Add each finished interval to the agent's time in that state."""
    zone = zone_of(session)
    changes: dict[Cell, Decimal] = {}
    for received in facts:
        data = received.data
        found = contributions.of_interval(
            received.subject_id, data.previous, data.since, data.previous_seconds, zone
        )
        for cell, value in found.items():
            changes[cell] = changes.get(cell, Decimal(0)) + value
    add_to_figures(session, changes)


def _fill_contact(contact: ContactFact, received: Received[contacts.ContactState]) -> None:
    data = received.data
    if isinstance(data, contacts.ContactCreated):
        contact.created_at = received.time
    elif isinstance(data, contacts.ContactRestated) and contact.created_at is None:
        contact.created_at = data.created_at
    if newer(received, contact.incarnation, contact.version):
        contact.owner_id, contact.contact_class = data.owner_id, data.contact_class
        contact.origin, contact.is_discarded = data.origin, data.is_discarded
        contact.name, contact.is_public = data.name, data.visibility != "private"
        contact.incarnation, contact.version = received.incarnation, received.version


def fill_calls(
    session: Session,
    facts: Sequence[Received[Any]],
    fill: Callable[[CallFact, Received[Any]], None],
) -> None:
    """Fill what facts say into their calls' rows and add the differences to the figures."""
    zone = zone_of(session)
    known = locked(session, CallFact, CallFact.call_id, facts)
    before: dict[UUID, dict[Cell, Decimal]] = {}
    for received in facts:
        call = known.get(received.subject_id)
        if call is None:
            call = CallFact(call_id=received.subject_id)
            known[received.subject_id] = call
            session.add(call)
        before.setdefault(received.subject_id, contributions.of_call(call, zone))
        fill(call, received)
    add_differences(session, before, known, lambda row: contributions.of_call(row, zone))


def locked(
    session: Session, model: type[M], key: Any, facts: Iterable[Received[Any]]
) -> dict[UUID, M]:
    """Lock the rows that facts fill in, in one order."""
    ids = sorted({received.subject_id for received in facts})
    statement = select(model).where(key.in_(ids)).order_by(key).with_for_update()
    return {getattr(row, key.key): row for row in session.scalars(statement)}


def add_differences(
    session: Session,
    before: dict[UUID, dict[Cell, Decimal]],
    rows: dict[UUID, M],
    counts: Callable[[M], dict[Cell, Decimal]],
) -> None:
    """Add to the figures what rows count for now and did not before."""
    changes: dict[Cell, Decimal] = {}
    for id, cells in before.items():
        for cell, value in difference(cells, counts(rows[id])).items():
            changes[cell] = changes.get(cell, Decimal(0)) + value
    session.flush()
    add_to_figures(session, {cell: value for cell, value in changes.items() if value})
