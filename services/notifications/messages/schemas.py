"""Messages as the API shows them."""

from chassis.records import ADMINISTRATOR, Access, Field, RecordType
from services.notifications.messages.models import STATES, Message

MESSAGE = RecordType(
    name="message",
    model=Message,
    access=Access(),
    json={
        "id": Message.id,
        "channel": Message.channel,
        "state": Message.state,
        "recipient": Message.recipient,
        "subject": Message.subject,
        "body": Message.body,
        "contact_id": Message.contact_id,
        "call_id": Message.call_id,
        "template_id": Message.template_id,
        "provider": Message.provider,
        "segments": Message.segments,
        "attempts": Message.attempts,
        "error_code": Message.error_code,
        "error": Message.error,
        "created_at": Message.created_at,
        "sent_at": Message.sent_at,
        "delivered_at": Message.delivered_at,
        "version": Message.version,
    },
    fields={
        "channel": Field(Message.channel, choices=("sms", "email")),
        "state": Field(Message.state, choices=STATES),
        "contact_id": Field(Message.contact_id),
        "call_id": Field(Message.call_id),
        "is_personal": Field(Message.is_personal),
        "created_at": Field(Message.created_at),
    },
    hidden={"is_personal": ADMINISTRATOR},
    sorts={"created_at": Message.created_at},
    default_sort="-created_at",
)
