"""What the facts of a call leave on the timeline of its contact (T-24, X-5).

Called by reactions. The facts of one call may repeat and overtake one another; each says its part
once into the call's row, and the one timeline entry is drawn from all that is known by then.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, select

from chassis.clock import to_rfc3339
from chassis.db import Session
from chassis.identity import directory
from services.contacts.directory.models import Contact
from services.contacts.directory.operations import take_contact
from services.contacts.identification.calls import Outcome, PhoneCall, Stamp, Verdict
from services.contacts.identification.models import IdentifiedCall
from services.contacts.identification.operations import Identification, active_contacts
from services.contacts.timeline.models import TimelineEntry
from services.contacts.timeline.operations import CALL, call_entries, new_call_entry, write_call


class CallEnds:
    """Writes the ends of a list of calls; what they share is read once."""

    def __init__(self, session: Session, ends: Sequence[tuple[PhoneCall, Outcome]]) -> None:
        calls = [call for call, _ in ends]
        self._session = session
        self._identification = Identification(session, calls)
        named = {outcome.contact_id for _, outcome in ends if outcome.contact_id}
        self._named = active_contacts(session, named)
        self._entries = call_entries(session, [call.id for call in calls])
        agents = {call.agent_id for call in calls if call.agent_id}
        self._names = directory.names(session, agents)

    def end_call(self, call: PhoneCall, outcome: Outcome, stamp: Stamp) -> None:
        """Write a finished call on its contact's timeline, exactly once.

        The contact is the one that telephony names, else the one that the call was identified
        with, here if its beginning has not arrived yet. The entry is read as the call is in
        telephony: by its agent, by the number's operators while it has none, and by whoever is
        responsible for the contact. The agent who answered becomes the manager of a contact that
        waits for one.
        """
        session = self._session
        identified = self._identification.identify(call)
        chosen = self._named.get(outcome.contact_id) if outcome.contact_id else None
        if chosen is None and identified is None:
            return
        row = identified or _row(session, call.id)
        contact_id = chosen.id if chosen is not None else row.contact_id
        assert contact_id is not None, "an identified call has its contact"
        if not _newer(stamp, row.ended_incarnation, row.ended_version):
            return
        row.contact_id = contact_id
        row.ended = _ended(call, outcome)
        row.readers = [call.agent_id] if call.agent_id else list(call.operator_ids)
        row.ended_incarnation, row.ended_version = stamp.incarnation, stamp.version
        _draw(session, row, self._entries, self._names)
        if outcome.answered_at is not None and call.agent_id is not None:
            take_contact(session, session.lock(Contact, contact_id), call.agent_id)


def classify_call(session: Session, call_id: UUID, verdict: Verdict, stamp: Stamp) -> None:
    """Put outcome and note of a call on its entry; the last ones hold.

    They wait in the call's row while its end has not arrived.
    """
    row = _row(session, call_id)
    if not _newer(stamp, row.classified_incarnation, row.classified_version):
        return
    row.classified = {
        "disposition_id": str(verdict.disposition_id) if verdict.disposition_id else None,
        "disposition": verdict.disposition,
        "note": verdict.note,
    }
    row.classified_incarnation, row.classified_version = stamp.incarnation, stamp.version
    agent_id = row.ended["agent_id"] if row.ended else None
    names = directory.names(session, [UUID(agent_id)] if agent_id else [])
    _draw(session, row, call_entries(session, [call_id]), names)


def forget_calls(session: Session, *, before: int) -> None:
    """Forget the calls that ended in an incarnation of telephony before this one (a restore)."""
    gone = list(
        session.scalars(
            select(IdentifiedCall.id)
            .where(func.coalesce(IdentifiedCall.ended_incarnation, before) < before)
            .order_by(IdentifiedCall.id)
            .with_for_update()
        )
    )
    for model, key in (
        (TimelineEntry, TimelineEntry.record_id),
        (IdentifiedCall, IdentifiedCall.id),
    ):
        statement = delete(model).where(key.in_(gone))
        if model is TimelineEntry:
            statement = statement.where(TimelineEntry.kind == CALL)
        session.execute(statement.execution_options(synchronize_session=False))


def _row(session: Session, call_id: UUID) -> IdentifiedCall:
    row = session.get(IdentifiedCall, call_id)
    if row is None:
        row = IdentifiedCall(id=call_id, organization_id=session.organization)
        session.add(row)
    return row


def _newer(stamp: Stamp, incarnation: int | None, version: int | None) -> bool:
    if incarnation is None or version is None:
        return True
    return (stamp.incarnation, stamp.version) > (incarnation, version)


def _ended(call: PhoneCall, outcome: Outcome) -> dict[str, Any]:
    return {
        "direction": call.direction,
        "number": call.party,
        "status": outcome.status,
        "agent_id": str(call.agent_id) if call.agent_id else None,
        "started_at": to_rfc3339(outcome.started_at),
        "answered_at": to_rfc3339(outcome.answered_at) if outcome.answered_at else None,
        "ended_at": to_rfc3339(outcome.ended_at),
        "duration_seconds": outcome.duration_seconds,
    }


def _draw(
    session: Session,
    row: IdentifiedCall,
    entries: dict[UUID, TimelineEntry],
    names: Mapping[UUID, str],
) -> None:
    """Write the entry from all that is known; nothing yet while the call has not ended."""
    if row.contact_id is None or row.ended is None:
        return
    agent_id = UUID(row.ended["agent_id"]) if row.ended["agent_id"] else None
    if row.id not in entries:
        entries[row.id] = new_call_entry(session, row.id)
    write_call(
        entries[row.id],
        contact_id=row.contact_id,
        at=datetime.fromisoformat(row.ended["started_at"]),
        agent_id=agent_id,
        agent_name=names.get(agent_id) if agent_id else None,
        readers=row.readers,
        params={**row.ended, **(row.classified or {})},
    )
