"""What telephony states again, for a new reader and after a restore."""

from collections.abc import Iterable, Sequence
from typing import cast

from sqlalchemy import select

from chassis.db import Session
from chassis.events import Restated, Restates
from contracts.telephony import CallRestated, FinalStatus, TelephonyRestated
from services.telephony.calls.models import Call
from services.telephony.calls.state import ENDED
from services.telephony.dispositions.models import CallDisposition
from services.telephony.numbers.operations import operators_of


def restate_calls(session: Session, rows: Sequence[Call]) -> Iterable[tuple[Call, CallRestated]]:
    """State ended calls with outcome and price; the living ones say their end themselves."""
    chosen = {call.disposition_id for call in rows if call.disposition_id}
    named = select(CallDisposition.id, CallDisposition.name).where(CallDisposition.id.in_(chosen))
    names = {row.id: row.name for row in session.execute(named)}
    operators = {id: operators_of(session, id) for id in {call.number_id for call in rows}}
    for call in rows:
        if call.status not in ENDED or call.ended_at is None:
            continue
        yield (
            call,
            CallRestated(
                direction=call.direction,
                status=cast("FinalStatus", call.status),
                number_from=call.number_from,
                number_to=call.number_to,
                party=call.party,
                number_id=call.number_id,
                agent_id=call.agent_id,
                operator_ids=operators[call.number_id],
                contact_id=call.contact_id,
                started_at=call.started_at,
                answered_at=call.answered_at,
                ended_at=call.ended_at,
                duration_seconds=call.duration_seconds or 0,
                is_classified=call.classified_at is not None,
                disposition_id=call.disposition_id,
                disposition=names.get(call.disposition_id) if call.disposition_id else None,
                note=call.note,
                amount=call.price_amount,
                currency=call.price_currency,
            ),
        )


RESTATES = Restates(
    records=(Restated(model=Call, state=restate_calls),), completed=TelephonyRestated
)
