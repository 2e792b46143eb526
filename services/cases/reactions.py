"""What this service does when another states a fact: keep what it needs to know."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from chassis.db import Session
from chassis.events import Reaction, Received, forgets, newer, newest
from chassis.records.copies import keep_newest, write_access
from contracts.contacts import (
    CallIdentified,
    ContactChanged,
    ContactCreated,
    ContactDiscarded,
    ContactRestated,
    ContactRestored,
    ContactsRestated,
    ContactState,
)
from contracts.gateway import OrganizationCreated, OrganizationRestated
from contracts.telephony import CallEnded, CallRestated, CallStarted, TelephonyRestated
from services.cases.calendars.operations import seed_calendar
from services.cases.catalogs.operations import seed_catalogs
from services.cases.projections import KnownCall, KnownContact, OrganizationProfile


def organization_created(session: Session, received: Received[OrganizationCreated]) -> None:
    """Remember the organization's zone and give it its catalogs and its calendar."""
    known = session.get(OrganizationProfile, session.organization)
    if known is not None and not newer(received, known.incarnation, known.version):
        return
    values = {
        "time_zone": received.data.timezone,
        "incarnation": received.incarnation,
        "version": received.version,
    }
    session.execute(
        insert(OrganizationProfile)
        .values(organization_id=session.organization, **values)
        .on_conflict_do_update(index_elements=["organization_id"], set_=values)
    )
    seed_catalogs(session)
    seed_calendar(session, locale=received.data.locale)


def contacts_stated(session: Session, facts: Sequence[Received[ContactState]]) -> None:
    """Keep contacts' names and access, unless something newer is kept."""
    keep_newest(session, KnownContact, facts, _keep_contact)


def calls_stated(session: Session, facts: Sequence[Received[Any]]) -> None:
    """Keep whose call it is and who took it, so that a case can be opened from it."""
    last = newest(facts)
    known = _known_calls(session, list(last))
    for id, received in last.items():
        row = known[id]
        if not newer(received, row.incarnation, row.version):
            continue
        data = received.data
        row.agent_id = data.agent_id
        row.operator_ids = list(data.operator_ids)
        row.started_at = data.started_at
        row.contact_id = getattr(data, "contact_id", None) or row.contact_id
        row.incarnation, row.version = received.incarnation, received.version


def calls_identified(session: Session, facts: Sequence[Received[CallIdentified]]) -> None:
    """Keep whose call it is."""
    known = _known_calls(session, [received.subject_id for received in facts])
    for received in facts:
        known[received.subject_id].contact_id = received.data.contact_id


def _keep_contact(row: KnownContact, data: ContactState) -> None:
    row.kind = data.kind
    write_access(row, data, name=data.name)


def _known_calls(session: Session, ids: Sequence[Any]) -> dict[Any, KnownCall]:
    """Return the locked rows of these calls, making those that are missing, in one order."""
    wanted = sorted(set(ids))
    if wanted:
        session.execute(
            insert(KnownCall)
            .values(
                [
                    {"organization_id": session.organization, "call_id": id, "operator_ids": []}
                    for id in wanted
                ]
            )
            .on_conflict_do_nothing()
        )
    rows = session.scalars(
        select(KnownCall)
        .where(KnownCall.call_id.in_(wanted))
        .order_by(KnownCall.call_id)
        .with_for_update()
    )
    return {row.call_id: row for row in rows}


REACTIONS = (
    Reaction(fact=OrganizationCreated, handle=organization_created, kind="state"),
    Reaction(fact=ContactCreated, handle=contacts_stated, kind="state", batch=True),
    Reaction(fact=ContactChanged, handle=contacts_stated, kind="state", batch=True),
    Reaction(fact=ContactDiscarded, handle=contacts_stated, kind="state", batch=True),
    Reaction(fact=ContactRestored, handle=contacts_stated, kind="state", batch=True),
    Reaction(fact=CallStarted, handle=calls_stated, kind="state", batch=True),
    Reaction(fact=CallEnded, handle=calls_stated, kind="state", batch=True),
    Reaction(fact=OrganizationRestated, handle=organization_created, kind="state"),
    Reaction(fact=ContactRestated, handle=contacts_stated, kind="state", batch=True),
    forgets(ContactsRestated, KnownContact),
    Reaction(fact=CallRestated, handle=calls_stated, kind="state", batch=True),
    forgets(TelephonyRestated, KnownCall),
    Reaction(fact=CallIdentified, handle=calls_identified, kind="each", batch=True),
)
