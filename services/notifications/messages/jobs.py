"""Sending: woken by a message, and by a clock for what no wake-up reached."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from chassis import faults
from chassis.db import for_each_due
from chassis.spec import Job, Service, Sweep
from services.notifications.mail.port import Mail, MailDeferred, MailRefused, MailUnknown
from services.notifications.messages import operations
from services.notifications.messages.models import Message

_LEASE = timedelta(seconds=60)
_GRACE = timedelta(seconds=5)


def deliver(service: Service, *, organization_id: str, message_ids: Sequence[str]) -> None:
    """Send messages; a second wake-up for one finds nothing to do."""
    organization, messages = UUID(organization_id), [UUID(id) for id in message_ids]
    with service.database.transaction(organization) as session:
        mails = operations.begin_delivery(session, messages, renderer=service.resources.renderer)
    for mail in mails:
        _offer(service, mail)


def _offer(service: Service, mail: Mail) -> None:
    """Offer a mail to the server and write what it said; a death in between leaves `sending`."""
    mailer = service.resources.mailer
    faults.point("mail.before_send")
    failure: Exception | None = None
    try:
        answer = mailer.send(mail)
    except (MailRefused, MailDeferred, MailUnknown) as error:
        failure = error
    faults.point("mail.after_send")
    with service.database.transaction(mail.organization_id) as session:
        if failure is None:
            operations.mail_sent(session, mail.message_id, provider=mailer.name, answer=answer)
        elif isinstance(failure, MailDeferred):
            operations.mail_deferred(session, mail.message_id, reason=str(failure))
        elif isinstance(failure, MailRefused):
            operations.mail_refused(session, mail.message_id, reason=str(failure))
        else:
            operations.mail_unknown(session, mail.message_id, reason=str(failure))


def deliver_due(service: Service) -> None:
    """Send what is due and was not woken, or was put off."""

    def act(organization_id: UUID, message_id: UUID) -> None:
        deliver(service, organization_id=str(organization_id), message_ids=[str(message_id)])

    for_each_due(
        service.database,
        Message,
        act,
        due=Message.due_at,
        where=Message.state == "queued",
        lease=_LEASE,
    )


def give_up_lost(service: Service) -> None:
    """Mark as unknown each e-mail whose sender died between offering and writing the result."""

    def act(organization_id: UUID, message_id: UUID) -> None:
        with service.database.transaction(organization_id) as session:
            operations.mail_unknown(session, message_id, reason="the sender ended")

    for_each_due(
        service.database,
        Message,
        act,
        due=Message.due_at,
        where=Message.state == "sending",
        lease=_LEASE,
    )


JOBS = (Job(name="deliver", run=deliver),)
SWEEPS = (
    Sweep(name="deliver_due", every=_GRACE, run=deliver_due),
    Sweep(name="give_up_lost", every=timedelta(seconds=30), run=give_up_lost),
)
