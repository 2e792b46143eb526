"""`/hooks/twilio/…`: what providers call. Public, signed, outside `/api/v1`."""

from collections.abc import Mapping
from urllib.parse import parse_qsl
from uuid import UUID

from sqlalchemy import select

from chassis.clock import now
from chassis.errors import Malformed
from chassis.web import Call, Reply, Routes
from services.telephony.calls.hearing import NOTHING, hear
from services.telephony.calls.said import Kind, read_callback
from services.telephony.hooks.ingress import (
    Delivery,
    admit,
    locate,
    organization_of_sender,
)
from services.telephony.messages.models import SmsMessage
from services.telephony.messages.operations import accept, hear_status
from services.telephony.providers.port import Account, ProviderMessage
from services.telephony.providers.signature import (
    IDEMPOTENCY_TOKEN,
    SIGNATURE,
    SIGNATURE_SETTINGS,
    Form,
)
from services.telephony.resources import Resources

routes = Routes("hooks", tag="Provider webhooks", prefix="/hooks/twilio")


@routes.public("post", "/voice/incoming", summary="A call arrives")
def voice_incoming(call: Call) -> Reply:
    """Answer the first word of a call with what the provider shall do."""
    return _voice(call, "incoming")


@routes.public("post", "/voice/status", summary="A leg of a call changed")
def voice_status(call: Call) -> Reply:
    """Take in a leg's progress."""
    return _voice(call, "status")


@routes.public("post", "/voice/dial", summary="An operator's leg ended")
def voice_dial(call: Call) -> Reply:
    """Answer what follows when an operator's leg is over."""
    return _voice(call, "dial")


@routes.public("post", "/voice/fallback", summary="Our own answer did not arrive")
def voice_fallback(call: Call) -> Reply:
    """Excuse ourselves to the caller and log the call as missed."""
    return _voice(call, "fallback")


@routes.public("post", "/sms/status", summary="A message's state changed")
def sms_status(call: Call) -> Reply:
    """Take in a receipt; one of a lower rank, or a repeat, changes nothing."""
    resources: Resources = call.service.resources
    account, form = _admitted(call)
    organization_id = organization_of_sender(
        call.service.database, account, form.get("From"), resources.line.region
    )
    with call.transaction(organization_id) as session:
        message = session.scalars(
            select(SmsMessage)
            .where(
                (SmsMessage.id == _message_id(call))
                | (
                    (SmsMessage.account_sid == account.account_sid)
                    & (SmsMessage.provider_message_id == form.get("MessageSid"))
                )
            )
            .limit(1)
            .with_for_update()
        ).first()
        if message is not None and message.account_sid == account.account_sid:
            taken = ProviderMessage(
                provider_message_id=form.get("MessageSid"),
                status=form.get("MessageStatus"),
                body=message.body,
                segments=message.segments,
                error_code=form.get("ErrorCode") or None,
            )
            if message.state == "sending":
                accept(session, message, taken, provider=account.provider)
            if message.provider_message_id == taken.provider_message_id:
                hear_status(session, message, taken.status, taken.error_code)
    return _document(NOTHING)


def _voice(call: Call, kind: Kind) -> Reply:
    resources: Resources = call.service.resources
    account, form = _admitted(call)
    said = read_callback(
        kind,
        form.single_values(),
        _query(call),
        idempotency_token=call.request.headers.get(IDEMPOTENCY_TOKEN),
        received_at=now(),
    )
    if said is None:
        raise Malformed("malformed_request")
    where = locate(call.service.database, account, said, resources.line.region)
    with call.transaction(where.organization_id) as session:
        answer = hear(session, said, where=where, provider=account.provider, line=resources.line)
    return _document(answer)


def _admitted(call: Call) -> tuple[Account, Form]:
    resources: Resources = call.service.resources
    request = call.request
    return admit(
        Delivery(
            path=request.path,
            raw_query=request.query_string.decode("latin-1"),
            raw_body=request.get_data(cache=True),
            signature=request.headers.get(SIGNATURE, ""),
            signature_settings=request.headers.get(SIGNATURE_SETTINGS, ""),
        ),
        accounts=resources.accounts,
        public_url=resources.line.public_url,
        service=call.service,
    )


def _query(call: Call) -> Mapping[str, str]:
    return dict(parse_qsl(call.request.query_string.decode("latin-1"), keep_blank_values=True))


def _message_id(call: Call) -> UUID | None:
    try:
        return UUID(_query(call).get("message", ""))
    except ValueError:
        return None


def _document(text: str) -> Reply:
    return Reply(text.encode(), 200, {"Cache-Control": "no-store"}, "text/xml; charset=utf-8")
