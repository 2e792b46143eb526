"""Use cases of messages: intend, deliver, take in what became of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from chassis.clock import now
from chassis.db import Session
from chassis.errors import Conflict, NotFound
from chassis.events import Received, record
from chassis.identity.actor import Actor
from chassis.ids import new_id
from contracts.notifications import SmsRequested
from services.notifications.mail.port import Mail
from services.notifications.messages.models import Message
from services.notifications.messages.states import moves
from services.notifications.templates.rendering import Renderer, TemplateFailed

RETRY_DELAYS = tuple(timedelta(seconds=seconds) for seconds in (30, 120, 600, 3_600, 21_600))
SENDING_LEASE = timedelta(minutes=2)
AT_ONCE = 20
"""How many texts one transaction renders; their rows are locked meanwhile."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Intent:
    """A message that is to go out: to whom, in which words, about what.

    `is_personal`: it is the recipient's own, such as a reminder, and nobody else's to read.
    `calendar`: what an e-mail carries for calendar programs.
    """

    key: str
    recipient: str
    channel: str
    subject: str
    body: str
    context: Mapping[str, Any]
    template_id: UUID | None = None
    contact_id: UUID | None = None
    call_id: UUID | None = None
    is_personal: bool = False
    calendar: str | None = None


def intend_messages(session: Session, intents: Sequence[Intent]) -> dict[str, UUID]:
    """Write messages to be sent and wake the sender; those whose key exists are left out.

    Returns the ids of those that were written, by key.
    Texts are sent several at once, an e-mail alone: its row says `sending` while it is offered, so
    one that waited for another would count as unknown after a death.
    """
    keys = [intent.key for intent in intents]
    if not keys:
        return {}
    known = set(session.scalars(select(Message.key).where(Message.key.in_(keys))))
    made = [_message(intent) for intent in intents if intent.key not in known]
    session.add_all(made)
    texts = [message for message in made if message.channel == "sms"]
    mails = [[message] for message in made if message.channel != "sms"]
    for together in (*mails, *(texts[n : n + AT_ONCE] for n in range(0, len(texts), AT_ONCE))):
        ids = [str(message.id) for message in together]
        session.wake("deliver", organization_id=str(session.organization), message_ids=ids)
    return {message.key: message.id for message in made}


def _message(intent: Intent) -> Message:
    return Message(
        id=new_id(),
        key=intent.key,
        channel=intent.channel,
        recipient=intent.recipient,
        contact_id=intent.contact_id,
        call_id=intent.call_id,
        template_id=intent.template_id,
        subject_source=intent.subject,
        body_source=intent.body,
        context=dict(intent.context),
        is_personal=intent.is_personal,
        calendar=intent.calendar,
        due_at=now(),
    )


def begin_delivery(
    session: Session, message_ids: Iterable[UUID], *, renderer: Renderer
) -> list[Mail]:
    """Render queued messages under their locks and start them on their way.

    An SMS is asked of telephony in this transaction. The mails to offer are returned; until its
    result is written a mail's row says `sending`. Messages that are not queued are left alone.
    """
    queued = session.scalars(
        select(Message)
        .where(Message.id.in_(list(message_ids)), Message.state == "queued")
        .order_by(Message.id)
        .with_for_update()
    )
    mails = (_begin(session, message, renderer) for message in queued.all())
    return [mail for mail in mails if mail is not None]


def _begin(session: Session, message: Message, renderer: Renderer) -> Mail | None:
    try:
        message.subject, message.body = renderer.render(
            [message.subject_source, message.body_source], message.context
        )
    except TemplateFailed as failed:
        _fail(message, "template_failed", str(failed))
        return None
    message.touch()
    if message.channel == "sms":
        message.state = "requested"
        record(session, message, SmsRequested(number_to=message.recipient, body=message.body))
        return None
    message.state = "sending"
    message.attempts += 1
    message.due_at = now() + SENDING_LEASE
    return Mail(
        message_id=message.id,
        organization_id=message.organization_id,
        to=message.recipient,
        subject=message.subject,
        body=message.body,
        calendar=message.calendar,
    )


def mail_sent(session: Session, message_id: UUID, *, provider: str, answer: str) -> None:
    """Write that the mail server took the mail."""
    message = session.lock(Message, message_id)
    if moves(message.state, "sent"):
        message.state = "sent"
        message.provider, message.provider_message_id = provider, answer
        message.sent_at = now()
        message.error_code = message.error = None
        message.touch()


def mail_deferred(session: Session, message_id: UUID, *, reason: str) -> None:
    """Write that the server did not take it: tried again later, five times, then failed."""
    message = session.lock(Message, message_id)
    if message.state != "sending":
        return
    if message.attempts > len(RETRY_DELAYS):
        _fail(message, "mail_deferred", reason)
        return
    message.state = "queued"
    message.due_at = now() + RETRY_DELAYS[message.attempts - 1]
    message.error_code, message.error = "mail_deferred", reason
    message.touch()


def mail_refused(session: Session, message_id: UUID, *, reason: str) -> None:
    """Write that the server will never take it."""
    message = session.lock(Message, message_id)
    if message.state == "sending":
        _fail(message, "mail_refused", reason)


def mail_unknown(session: Session, message_id: UUID, *, reason: str) -> None:
    """Write that nobody knows whether the mail went out; it is never tried again by itself."""
    message = session.lock(Message, message_id)
    if message.state == "sending":
        message.state = "unknown"
        message.error_code, message.error = "outcome_unknown", reason
        message.touch()


def locked_messages(session: Session, facts: Iterable[Received[Any]]) -> dict[UUID, Message]:
    """Lock the messages that facts speak of, as far as they are ours."""
    ids = {received.subject_id for received in facts}
    statement = select(Message).where(Message.id.in_(ids)).order_by(Message.id).with_for_update()
    return {message.id: message for message in session.scalars(statement)}


def sms_news(
    message: Message | None,
    state: str,
    *,
    provider: str | None = None,
    provider_message_id: str | None = None,
    segments: int | None = None,
    error: tuple[str, str] | None = None,
) -> None:
    """Take in what telephony says of a locked SMS, in whatever order it says it."""
    if message is None:
        return
    message.provider = message.provider or provider
    message.provider_message_id = message.provider_message_id or provider_message_id
    message.segments = segments or message.segments
    if state in ("sent", "delivered"):
        message.sent_at = message.sent_at or now()
    if state == "delivered":
        message.delivered_at = message.delivered_at or now()
    if moves(message.state, state):
        message.state = state
        message.error_code, message.error = error or (None, None)
    message.touch()


def require_readable(session: Session, actor: Actor, message_id: UUID) -> None:
    """Raise NotFound for a personal message unless the actor is an administrator."""
    statement = select(Message.is_personal).where(Message.id == message_id)
    if session.scalars(statement).one_or_none() and not actor.is_administrator:
        raise NotFound


def retry_message(session: Session, message_id: UUID, *, expected_version: int | None) -> Message:
    """Send a failed or unknown e-mail again because a person decided so. Raises Conflict."""
    message = session.lock(Message, message_id, expected_version=expected_version)
    if message.channel != "email" or message.state not in ("failed", "unknown"):
        raise Conflict("message_not_retryable")
    message.state, message.attempts, message.due_at = "queued", 0, now()
    message.touch()
    session.wake(
        "deliver", organization_id=str(message.organization_id), message_ids=[str(message.id)]
    )
    return message


def _fail(message: Message, code: str, reason: str) -> None:
    message.state = "failed"
    message.error_code, message.error = code, reason
    message.touch()
