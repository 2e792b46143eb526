"""What was sent. Texts to customers may be private, so the list is for who configures them."""

from typing import Literal
from uuid import UUID

from pydantic import BaseModel

from chassis.web import Call, Reply, Routes
from services.notifications.messages import operations
from services.notifications.messages.schemas import MESSAGE

routes = Routes("messages", tag="Messages")
_ONE = "/messages/<uuid:message_id>"


class Channels(BaseModel):
    """How messages leave: `development` means that they stay in the mailbox of the app."""

    email: Literal["smtp", "development"]
    sms: Literal["telephony"] = "telephony"


@routes.get("/messages", allow="notifications.configure", lists=MESSAGE)
def list_messages(call: Call) -> Reply:
    """List messages with their state, newest first: in development, the mailbox.

    Somebody's reminders are theirs: beside them only administrators see those messages.
    """
    return call.page(MESSAGE, {} if call.actor.is_administrator else {"is_personal": False})


@routes.get(_ONE, allow="notifications.configure", returns=MESSAGE)
def read_message(call: Call, message_id: UUID) -> Reply:
    """Read one message."""
    operations.require_readable(call.session, call.actor, message_id)
    return call.one(MESSAGE, message_id)


@routes.post(f"{_ONE}/retry", allow="notifications.configure", match="optional", returns=MESSAGE)
def retry_message(call: Call, message_id: UUID) -> Reply:
    """Send a failed or unknown e-mail again."""
    operations.require_readable(call.session, call.actor, message_id)
    operations.retry_message(call.session, message_id, expected_version=call.expected_version)
    return call.one(MESSAGE, message_id)


@routes.get("/channels", allow="notifications.view", returns=Channels)
def read_channels(call: Call) -> Reply:
    """Say how messages leave."""
    return call.json(Channels(email=call.service.resources.mailer.name))
