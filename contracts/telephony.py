"""What telephony states: calls, agents, messages sent."""

from datetime import datetime
from decimal import Decimal
from typing import Literal
from uuid import UUID

from chassis.events import Fact

Direction = Literal["inbound", "outbound"]
FinalStatus = Literal["completed", "missed", "busy", "failed", "no_answer", "canceled"]


class CallStarted(Fact, type="telephony.call.started"):
    """A call exists: it rings or is about to. `party` is the outside number when it is one.

    `operator_ids` may see a contact that this call makes until somebody takes it.
    """

    direction: Direction
    number_from: str
    number_to: str
    party: str | None
    number_id: UUID | None
    agent_id: UUID | None
    operator_ids: list[UUID]
    started_at: datetime


class CallEnded(Fact, type="telephony.call.ended"):
    """A call is over; its row changes no more but for price, outcome and note."""

    direction: Direction
    status: FinalStatus
    number_from: str
    number_to: str
    party: str | None
    number_id: UUID | None
    agent_id: UUID | None
    operator_ids: list[UUID]
    contact_id: UUID | None
    started_at: datetime
    answered_at: datetime | None
    ended_at: datetime
    duration_seconds: int


class CallClassified(Fact, type="telephony.call.classified"):
    """An agent said how a call went (state: the last one holds)."""

    disposition_id: UUID | None
    disposition: str | None
    note: str
    agent_id: UUID | None
    contact_id: UUID | None


class CallPriced(Fact, type="telephony.call.priced"):
    """The provider's price arrived; a positive cost. A minute or a day after the call."""

    amount: Decimal
    currency: str


class CallRestated(CallEnded, type="telephony.call.restated"):
    """An ended call as it is now, with outcome and price, said again."""

    is_classified: bool
    disposition_id: UUID | None
    disposition: str | None
    note: str
    amount: Decimal | None
    currency: str | None


class TelephonyRestated(Fact, type="telephony.restate.completed"):
    """Every ended call was stated again: one of an older incarnation that was not is not there."""


class AgentStateChanged(Fact, type="telephony.agent.state_changed"):
    """An agent's interval ended and another began. Subject: the agent's row in one organization."""

    user_id: UUID
    state: Literal["offline", "available", "reserved", "ringing", "on_call", "wrapup", "paused"]
    previous: str
    reason: str
    since: datetime
    previous_seconds: int


class SmsSent(Fact, type="telephony.sms.sent"):
    """The provider took the message. Subject: the message, whose id is notifications' own."""

    provider: str
    provider_message_id: str
    segments: int


class SmsDelivered(Fact, type="telephony.sms.delivered"):
    """The carrier confirmed the delivery."""

    provider_message_id: str


class SmsFailed(Fact, type="telephony.sms.failed"):
    """The message will not arrive; `code` is the provider's or ours, `reason` is for people."""

    provider_message_id: str | None
    code: str
    reason: str
