"""A provider's callback, read once at the edge into our own words. Pure."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Literal

from services.telephony.calls.state import CUSTOMER, FROM_PROVIDER, LegStatus, agent_leg

Kind = Literal["incoming", "status", "dial", "fallback"]
_LONGEST_TEXT = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What one callback says. `parent_call_id` is set on an operator's leg.

    `attempt` is which offer the leg belongs to, as our own address told the provider; `at` is the
    provider's moment where it gave one, else when we received it.
    """

    kind: Kind
    account_sid: str
    provider_call_id: str
    parent_call_id: str | None
    number_from: str
    number_to: str
    is_inbound: bool
    status: LegStatus | None
    attempt: int | None
    duration: int | None
    at: datetime
    received_at: datetime
    dedup_key: str
    parameters: Mapping[str, str] = field(default_factory=dict, repr=False)

    @property
    def own_call_id(self) -> str:
        """The provider's name of the whole call: the caller's leg."""
        return self.parent_call_id or self.provider_call_id

    @property
    def our_number(self) -> str:
        """The side of the call that is a number of ours, as written."""
        return self.number_to if self.is_inbound else self.number_from

    @property
    def their_number(self) -> str:
        """The outside of the call, as written."""
        return self.number_from if self.is_inbound else self.number_to

    @property
    def leg(self) -> str | None:
        """The leg that this is about; None when it says nothing of one."""
        if self.kind == "fallback" or self.status is None:
            return None
        if self.kind == "dial" or self.parent_call_id is not None:
            return agent_leg(self.attempt) if self.attempt is not None else None
        return CUSTOMER


def read_callback(
    kind: Kind,
    parameters: Mapping[str, str],
    query: Mapping[str, str],
    *,
    idempotency_token: str | None,
    received_at: datetime,
) -> Said | None:
    """Read one callback; None when it names no call. Unknown parameters are kept, never refused."""
    call_sid = parameters.get("CallSid", "")
    if not call_sid or len(call_sid) > _LONGEST_TEXT:
        return None
    word = parameters.get("DialCallStatus" if kind == "dial" else "CallStatus", "")
    duration = parameters.get("DialCallDuration" if kind == "dial" else "CallDuration", "")
    return Said(
        kind=kind,
        account_sid=parameters.get("AccountSid", ""),
        provider_call_id=call_sid,
        parent_call_id=parameters.get("ParentCallSid") or None,
        number_from=parameters.get("From", "")[:_LONGEST_TEXT],
        number_to=parameters.get("To", "")[:_LONGEST_TEXT],
        is_inbound=kind == "incoming" or parameters.get("Direction", "inbound") == "inbound",
        status=FROM_PROVIDER.get(word),
        attempt=_attempt(query),
        duration=_whole(duration, digits=7),
        at=_moment(parameters.get("Timestamp", "")) or received_at,
        received_at=received_at,
        dedup_key=_dedup_key(kind, parameters, query, idempotency_token),
        parameters=dict(parameters),
    )


def _attempt(query: Mapping[str, str]) -> int | None:
    return _whole(query.get("attempt", ""), digits=3)


def _whole(text: str, *, digits: int) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= digits else None


def _moment(text: str) -> datetime | None:
    """Read RFC 2822; a moment without a zone is UTC, an unreadable one none."""
    try:
        moment = parsedate_to_datetime(text)
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (TypeError, ValueError, OverflowError):
        return None


def _dedup_key(
    kind: Kind, parameters: Mapping[str, str], query: Mapping[str, str], token: str | None
) -> str:
    """Name the callback so that a repeat has the same name: the provider's token, else its content.

    The endpoint and the attempt are part of the event: two operators who did not answer say the
    same of the same CallSid.
    """
    if token:
        return f"token:{hashlib.sha256(token.encode()).hexdigest()}"
    event = f"{kind}:{query.get('attempt', '')}:{parameters.get('DialCallSid', '')}"
    parts = (
        parameters.get("CallSid", ""),
        event,
        parameters.get("SequenceNumber", ""),
        parameters.get("DialCallStatus" if kind == "dial" else "CallStatus", ""),
    )
    return f"hash:{hashlib.sha256('|'.join(parts).encode()).hexdigest()}"
