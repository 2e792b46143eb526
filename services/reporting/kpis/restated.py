"""Figures after an owner has stated its records again: what is gone counts no more."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import delete, select

from chassis.db import Session
from chassis.events import Received, newer
from contracts import contacts, telephony
from services.reporting.history.models import LoggedFact
from services.reporting.kpis import contributions
from services.reporting.kpis.models import CallFact, ContactFact
from services.reporting.kpis.operations import add_differences, calls_ended, fill_calls
from services.reporting.projections import zone_of


def calls_stated(session: Session, facts: Sequence[Received[telephony.CallRestated]]) -> None:
    """Bring calls to what telephony says that they are.

    Limit: one that failed here and is retried after a later correction of the same call puts the
    earlier end back; the next restatement corrects it.
    """
    calls_ended(session, facts)

    def fill(call: CallFact, received: Received[telephony.CallRestated]) -> None:
        data = received.data
        call.cost, call.currency = data.amount, data.currency
        if data.is_classified and newer(
            received, call.classified_incarnation, call.classified_version
        ):
            call.disposition = data.disposition
            call.classified_incarnation = received.incarnation
            call.classified_version = received.version

    fill_calls(session, facts, fill)


def calls_completed(
    session: Session, facts: Sequence[Received[telephony.TelephonyRestated]]
) -> None:
    """Take calls out of the figures that telephony has not spoken of since its last restore."""
    incarnation = max(received.incarnation for received in facts)
    spoken = select(LoggedFact.subject).where(
        LoggedFact.incarnation >= incarnation, LoggedFact.subject.startswith("call/")
    )
    known = {UUID(subject.partition("/")[2]) for subject in session.scalars(spoken)}
    rows = session.scalars(select(CallFact).with_for_update())
    gone = {row.call_id: row for row in rows if row.call_id not in known}
    zone = zone_of(session)
    before = {id: contributions.of_call(row, zone) for id, row in gone.items()}
    add_differences(session, before, gone, lambda _row: {})
    session.execute(delete(CallFact).where(CallFact.call_id.in_(gone)))


def contacts_completed(
    session: Session, facts: Sequence[Received[contacts.ContactsRestated]]
) -> None:
    """Take contacts out of the figures that are not there any more."""
    incarnation = max(received.incarnation for received in facts)
    old = select(ContactFact).where(ContactFact.incarnation < incarnation).with_for_update()
    gone = {row.contact_id: row for row in session.scalars(old)}
    zone = zone_of(session)
    before = {id: contributions.of_contact(row, zone) for id, row in gone.items()}
    add_differences(session, before, gone, lambda _row: {})
    session.execute(delete(ContactFact).where(ContactFact.contact_id.in_(gone)))
