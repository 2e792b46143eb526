"""A text message's life: asked for once, sent at most once, followed to its end."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from chassis.clock import now
from chassis.db import Session, insert_many
from chassis.events import record
from contracts.telephony import SmsDelivered, SmsFailed, SmsSent
from services.telephony.messages.delivery import higher, segments, state_of
from services.telephony.messages.models import SmsMessage
from services.telephony.numbers.models import PhoneNumber
from services.telephony.providers.port import ProviderMessage

UNCONFIRMED_AFTER = timedelta(hours=72)
RECEIPT_CHECKS = tuple(timedelta(seconds=s) for s in (60, 600, 3_600, 21_600, 86_400, 172_800))
REASONS = {
    "21211": "The number cannot receive messages.",
    "21408": "Messages to this region are not enabled in the account.",
    "21610": "The person asked for no more messages.",
    "21614": "The number is not a mobile one.",
    "30003": "The phone is off or out of reach.",
    "30004": "The carrier blocks the message.",
    "30005": "The number does not exist.",
    "30006": "The number is a landline or out of reach.",
    "30007": "The carrier filtered the message.",
    "no_sender": "No number of ours can send messages.",
}


def request_sms(session: Session, wanted: Mapping[UUID, tuple[str, str]]) -> None:
    """Write down that messages are to be sent: (number, text) by id. What is known stays so."""
    moment = now()
    rows = [
        {
            "id": message_id,
            "state": "requested",
            "number_to": number_to,
            "body": body,
            "segments": segments(body),
            "due_at": moment,
            "version": 1,
            "attempts": 0,
            "looks": 0,
        }
        for message_id, (number_to, body) in sorted(wanted.items())
    ]
    if insert_many(session, SmsMessage, rows, ignore_known=True):
        session.wake("deliver_messages")


def sender_of(session: Session) -> PhoneNumber | None:
    """Choose the number that sends: a real carrier's before the development one's.

    Of several the oldest; None when the organization has no number.
    """
    return session.scalars(
        select(PhoneNumber)
        .where(PhoneNumber.unlinked_at.is_(None), PhoneNumber.is_active)
        .order_by(PhoneNumber.provider == "development", PhoneNumber.created_at, PhoneNumber.id)
        .limit(1)
    ).first()


def accept(session: Session, message: SmsMessage, taken: ProviderMessage, *, provider: str) -> None:
    """The provider has the message: its id is ours to follow. Once only."""
    if message.provider_message_id is not None:
        return
    message.provider_message_id = taken.provider_message_id
    message.provider = provider
    message.state = "sent"
    message.segments = taken.segments
    message.looks = 0
    message.due_at = now() + RECEIPT_CHECKS[0]
    message.touch()
    record(
        session,
        message,
        SmsSent(
            provider=provider,
            provider_message_id=taken.provider_message_id,
            segments=taken.segments,
        ),
    )
    hear_status(session, message, taken.status, taken.error_code)


def fail(session: Session, message: SmsMessage, code: str, reason: str = "") -> None:
    """The message will not arrive."""
    message.state = "failed"
    message.error_code = code
    message.due_at = None
    message.touch()
    record(
        session,
        message,
        SmsFailed(
            provider_message_id=message.provider_message_id,
            code=code,
            reason=REASONS.get(code) or reason or code,
        ),
    )


def hear_status(session: Session, message: SmsMessage, status: str, error_code: str | None) -> None:
    """Take in what the provider says of the message; only a higher rank changes anything."""
    known = higher(message.provider_status, status)
    if known is None or known == message.provider_status:
        return
    message.provider_status = known
    state = state_of(known)
    if state == message.state or message.provider_message_id is None:
        return
    if state == "delivered":
        message.state, message.due_at = "delivered", None
        message.touch()
        told = SmsDelivered(provider_message_id=message.provider_message_id)
        record(session, message, told)
    elif state == "failed":
        fail(session, message, error_code or known)


def next_receipt_check(message: SmsMessage) -> datetime | None:
    """When to ask for the receipt again; None once `sent` must do as the last word."""
    message.looks += 1
    if message.looks >= len(RECEIPT_CHECKS):
        return None
    return now() + RECEIPT_CHECKS[message.looks]
