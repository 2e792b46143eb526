"""Sending messages, never one twice: intent, attempt noted, provider asked, result noted.

A worker that dies between the note and the result leaves a row that is `sending`. The next one does
not send it: it looks at the provider for a message between the same two numbers with the same
text that no other row of ours is, since a moment before the attempt. Only when several looks
over minutes find none is it asked for again.
"""

from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from uuid import UUID

import structlog
from sqlalchemy import select

from chassis import faults
from chassis.clock import now
from chassis.db import Session, for_each_due
from chassis.spec import Service
from services.telephony.messages.models import SmsMessage
from services.telephony.messages.operations import (
    accept,
    fail,
    hear_status,
    next_receipt_check,
    sender_of,
)
from services.telephony.providers.port import (
    Account,
    OutcomeUnknown,
    ProviderBusy,
    ProviderMessage,
    ProviderRefused,
)
from services.telephony.resources import Resources

_log = structlog.get_logger(__name__)

LEASE = timedelta(seconds=30)
LOOKS = tuple(timedelta(seconds=s) for s in (5, 30, 120, 600))
"""When to look for a message whose sending has an unknown outcome, before it counts as not sent."""

_SKEW = timedelta(seconds=30)
_ATTEMPTS = 5
_BUSY = timedelta(seconds=5)
_BATCH = 50


def deliver_messages(service: Service) -> None:
    """Take every message whose moment has come one step further."""
    for_each_due(
        service.database,
        SmsMessage,
        partial(deliver_message, service),
        due=SmsMessage.due_at,
        where=SmsMessage.due_at.is_not(None),
        lease=LEASE,
        limit=_BATCH,
    )


def deliver_message(service: Service, organization_id: UUID, message_id: UUID) -> None:
    """One step: send what is requested, look for what may have been sent, ask for receipts."""
    with service.database.transaction(organization_id) as session:
        message = session.lock(SmsMessage, message_id)
        state = message.state
        account = _account(service, session, message)
        if account is None and state in {"requested", "sending"}:
            fail(session, message, "no_sender")
            return
        if state == "requested":
            message.state = "sending"
            message.attempts += 1
            message.attempted_at = now()
            message.looks = 0
            message.due_at = now() + LEASE
            message.touch()
    if account is None:
        return
    if state == "requested":
        _send(service, account, message)
    elif state == "sending":
        _look(service, account, message)
    elif state == "sent":
        _ask_receipt(service, account, message)


def _account(service: Service, session: Session, message: SmsMessage) -> Account | None:
    """Find the account that sends; chosen at the first attempt, then kept."""
    resources: Resources = service.resources
    if message.account_sid is None:
        number = sender_of(session)
        if number is None:
            return None
        message.account_sid, message.number_from = number.account_sid, number.e164
        message.provider = number.provider
    return resources.accounts.usable(session, message.account_sid)


def _send(service: Service, account: Account, message: SmsMessage) -> None:
    resources: Resources = service.resources
    url = f"{resources.line.public_url}/hooks/twilio/sms/status?message={message.id}"
    faults.point("telephony.before_sms")
    try:
        taken = resources.driver(account).send_sms(
            account,
            to=message.number_to,
            sender=message.number_from or "",
            body=message.body,
            status_url=url,
        )
    except ProviderRefused as refusal:
        with service.database.transaction(message.organization_id) as session:
            fail(session, session.lock(SmsMessage, message.id), refusal.code, refusal.reason)
        return
    except ProviderBusy:
        _again(service, message)
        return
    except OutcomeUnknown:
        with service.database.transaction(message.organization_id) as session:
            session.lock(SmsMessage, message.id).due_at = now() + LOOKS[0]
        return
    faults.point("telephony.after_sms")
    _accept(service, message, taken, account)


def _look(service: Service, account: Account, message: SmsMessage) -> None:
    """Find out whether an attempt without a result reached the provider."""
    resources: Resources = service.resources
    assert message.attempted_at is not None
    try:
        there = resources.driver(account).find_sms(
            account,
            to=message.number_to,
            sender=message.number_from or "",
            since=message.attempted_at - _SKEW,
        )
    except (ProviderRefused, ProviderBusy, OutcomeUnknown) as error:
        _log.warning("provider could not list messages", error=type(error).__name__)
        return
    with service.database.transaction(message.organization_id) as session:
        ours = _ours(session, there)
        candidates = [m for m in there if m.body == message.body]
        found = next((m for m in candidates if m.provider_message_id not in ours), None)
        kept = session.lock(SmsMessage, message.id)
        if kept.state != "sending":
            return
        if found is not None:
            accept(session, kept, found, provider=account.provider)
        elif kept.looks < len(LOOKS) - 1:
            kept.looks += 1
            kept.due_at = now() + LOOKS[kept.looks]
        else:
            _ask_again(session, kept)


def _ours(session: Session, there: Sequence[ProviderMessage]) -> set[str]:
    """Which of them belong to rows of ours already; two people may get the same text."""
    sids = [message.provider_message_id for message in there]
    taken = session.scalars(
        select(SmsMessage.provider_message_id).where(SmsMessage.provider_message_id.in_(sids))
    )
    return {sid for sid in taken if sid is not None}


def _ask_receipt(service: Service, account: Account, message: SmsMessage) -> None:
    """A receipt that never came by callback is asked for; after 72 h `sent` is the last word."""
    resources: Resources = service.resources
    found: ProviderMessage | None = None
    try:
        found = resources.driver(account).fetch_sms(account, message.provider_message_id or "")
    except (ProviderRefused, ProviderBusy, OutcomeUnknown) as error:
        _log.warning("provider could not tell of a message", error=type(error).__name__)
    with service.database.transaction(message.organization_id) as session:
        kept = session.lock(SmsMessage, message.id)
        if kept.state != "sent":
            return
        if found is not None:
            hear_status(session, kept, found.status, found.error_code)
        if kept.state == "sent":
            kept.due_at = next_receipt_check(kept)


def _again(service: Service, message: SmsMessage) -> None:
    """The provider did not process it: asking again is safe."""
    with service.database.transaction(message.organization_id) as session:
        _ask_again(session, session.lock(SmsMessage, message.id))


def _ask_again(session: Session, message: SmsMessage) -> None:
    if message.attempts >= _ATTEMPTS:
        fail(session, message, "provider_unreachable")
        return
    message.state = "requested"
    message.due_at = now() + _BUSY * message.attempts
    message.touch()


def _accept(
    service: Service, message: SmsMessage, taken: ProviderMessage, account: Account
) -> None:
    with service.database.transaction(message.organization_id) as session:
        kept = session.lock(SmsMessage, message.id)
        accept(session, kept, taken, provider=account.provider)
