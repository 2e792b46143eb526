"""A call as the API shows it (T-25): columns, filters, orders, and who sees it."""

from sqlalchemy import select

from chassis import phones
from chassis.identity.directory import DirectoryUser
from chassis.records import ADMINISTRATOR, Access, Field, MoneyOf, RecordType
from services.telephony.calls.models import Call
from services.telephony.dispositions.models import CallDisposition

_USER = DirectoryUser.__table__
_CALL = Call.__table__
_DISPOSITION = CallDisposition.__table__

_AGENT_NAME = (
    select(_USER.c.name)
    .where(_USER.c.organization_id == _CALL.c.organization_id, _USER.c.user_id == _CALL.c.agent_id)
    .correlate(_CALL)
    .scalar_subquery()
)
_DISPOSITION_NAME = (
    select(_DISPOSITION.c.name)
    .where(
        _DISPOSITION.c.organization_id == _CALL.c.organization_id,
        _DISPOSITION.c.id == _CALL.c.disposition_id,
    )
    .correlate(_CALL)
    .scalar_subquery()
)

STATUSES = (
    "queued",
    "ringing",
    "in_progress",
    "completed",
    "missed",
    "busy",
    "failed",
    "no_answer",
    "canceled",
)


def _number(text: str) -> str:
    """Read a number in any written form; numbers of calls are filtered by their E.164."""
    phone = phones.parse(text, "CO")
    return phone.e164 if phone else text


CALL = RecordType(
    name="call",
    model=Call,
    access=Access(owner="agent_id", granted=True),
    json={
        "id": Call.id,
        "direction": Call.direction,
        "status": Call.status,
        "from": Call.number_from,
        "to": Call.number_to,
        "party": Call.party,
        "number_id": Call.number_id,
        "contact_id": Call.contact_id,
        "agent_id": Call.agent_id,
        "agent_name": _AGENT_NAME,
        "started_at": Call.started_at,
        "answered_at": Call.answered_at,
        "ended_at": Call.ended_at,
        "duration_seconds": Call.duration_seconds,
        "price": MoneyOf(amount=Call.price_amount, currency=Call.price_currency),
        "recording_id": Call.recording_id,
        "disposition_id": Call.disposition_id,
        "disposition": _DISPOSITION_NAME,
        "note": Call.note,
        "classified_at": Call.classified_at,
        "provider": Call.provider,
        "provider_call_id": Call.provider_call_id,
        "version": Call.version,
    },
    fields={
        "direction": Field(Call.direction, choices=("inbound", "outbound")),
        "status": Field(Call.status, choices=STATUSES),
        "from": Field(Call.number_from),
        "to": Field(Call.number_to),
        "party": Field(Call.party, read=_number),
        "number_id": Field(Call.number_id),
        "contact_id": Field(Call.contact_id),
        "agent_id": Field(Call.agent_id),
        "started_at": Field(Call.started_at),
        "duration_seconds": Field(Call.duration_seconds),
        "disposition_id": Field(Call.disposition_id),
        "provider_call_id": Field(Call.provider_call_id),
        "price": Field(Call.price_amount),
    },
    sorts={"-started_at": Call.started_at},
    default_sort="-started_at",
    search=Call.search_text,
    hidden={"price": ADMINISTRATOR},
)
