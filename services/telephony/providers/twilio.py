"""The `twilio` driver: the official library, its base URL configurable, its errors in our words."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import partial
from typing import Any, TypeVar
from uuid import UUID

import requests

# The library would load this at the first question: a third of a second in the middle of calls.
import twilio.rest.api.v2010.account  # noqa: F401
from twilio.base.exceptions import TwilioException, TwilioRestException
from twilio.http.http_client import TwilioHttpClient
from twilio.jwt.access_token import AccessToken
from twilio.jwt.access_token.grants import VoiceGrant
from twilio.rest import Client

from services.telephony.providers.port import (
    Account,
    OutcomeUnknown,
    OwnedNumber,
    ProviderBusy,
    ProviderCall,
    ProviderLeg,
    ProviderMessage,
    ProviderRefused,
    Softphone,
)
from services.telephony.providers.twiml import identity

R = TypeVar("R")

TIMEOUT = 10.0
RETRY_FRAGMENT = "#rc=3&rp=ct,5xx,rt&rt=4000&tt=14000"
"""Asks the provider to repeat a webhook that met no server; never sent nor signed."""

_CALL_NOT_LIVE = 21220
_NOT_FOUND = 404
_TOO_MANY = 429
_SERVER_ERROR = 500
_LEGS = 20
_MESSAGES = 50
_OFFERS = 30
_CLOCK_SKEW = timedelta(minutes=2)


class TwilioDriver:
    """Twilio, or a service that speaks its 2010-04-01 API at another base URL. Thread-safe."""

    name = "twilio"

    def __init__(self, *, base_url: str | None = None) -> None:
        self._base_url = base_url.rstrip("/") if base_url else None

    def answer(self, account: Account, provider_call_id: str, user_id: UUID) -> None:
        """Do nothing: the browser's own leg answers at Twilio."""

    def reject(self, account: Account, provider_call_id: str, user_id: UUID) -> None:
        """Cancel this operator's ringing leg; another operator's is left alone."""
        client = self._client(account)
        target = f"client:{identity(user_id)}"
        legs = _ask(lambda: client.calls.list(parent_call_sid=provider_call_id, limit=_LEGS))
        for leg in legs:
            if leg.to == target and str(leg.status) in {"queued", "ringing"}:
                _end(partial(client.calls(str(leg.sid)).update, status="canceled"))

    def hang_up(self, account: Account, provider_call_id: str) -> None:
        """End the caller's leg, which ends all."""
        client = self._client(account)
        _end(lambda: client.calls(provider_call_id).update(status="completed"))

    def fetch_call(self, account: Account, provider_call_id: str) -> ProviderCall | None:
        """Read the call resource; Twilio's price is negative and late."""
        client = self._client(account)
        found = _ask_or_none(lambda: client.calls(provider_call_id).fetch())
        if found is None:
            return None
        return ProviderCall(
            status=str(found.status),
            duration=_seconds(found.duration),
            price=_cost(found.price),
            currency=found.price_unit.upper() if found.price_unit else None,
            started_at=found.start_time,
            ended_at=found.end_time,
        )

    def fetch_legs(self, account: Account, provider_call_id: str) -> Sequence[ProviderLeg]:
        """List the child calls."""
        client = self._client(account)
        legs = _ask(lambda: client.calls.list(parent_call_sid=provider_call_id, limit=_LEGS))
        return [
            ProviderLeg(
                to=leg.to or "",
                status=str(leg.status),
                duration=_seconds(leg.duration),
                ended_at=leg.end_time,
            )
            for leg in legs
        ]

    def softphone(self, account: Account, user_id: UUID, ttl: int) -> Softphone:
        """Sign an access token. Raises ProviderRefused when the account has no API key."""
        if not account.api_key_sid or not account.api_key_secret:
            raise ProviderRefused("softphone_not_configured", "the account has no API key")
        token = AccessToken(
            account.account_sid,
            account.api_key_sid,
            account.api_key_secret,
            identity=identity(user_id),
            ttl=ttl,
        )
        token.add_grant(
            VoiceGrant(incoming_allow=True, outgoing_application_sid=account.application_sid)
        )
        return Softphone(
            provider=self.name,
            identity=identity(user_id),
            token=token.to_jwt(),
            expires_in=ttl,
            capabilities=("answer", "reject", "hangup", "mute"),
        )

    def send_sms(
        self, account: Account, *, to: str, sender: str, body: str, status_url: str
    ) -> ProviderMessage:
        """Create the message; no retry here, the caller decides by the kind of failure."""
        client = self._client(account)
        return _message(
            _ask(
                lambda: client.messages.create(
                    to=to, from_=sender, body=body, status_callback=status_url
                ),
                writes=True,
            )
        )

    def find_sms(
        self, account: Account, *, to: str, sender: str, since: datetime
    ) -> Sequence[ProviderMessage]:
        """List by both numbers; the date filter is by day at Twilio, so the moment is ours."""
        client = self._client(account)
        floor = since.astimezone(UTC) - _CLOCK_SKEW
        found = _ask(
            lambda: client.messages.list(
                to=to, from_=sender, date_sent_after=floor, limit=_MESSAGES
            )
        )
        queued = _ask(lambda: client.messages.list(to=to, from_=sender, limit=_MESSAGES))
        fresh = {m.sid: m for m in [*found, *queued] if _created(m) >= floor}
        return [_message(message) for message in fresh.values()]

    def fetch_sms(self, account: Account, provider_message_id: str) -> ProviderMessage | None:
        """Read the message resource."""
        client = self._client(account)
        found = _ask_or_none(lambda: client.messages(provider_message_id).fetch())
        return None if found is None else _message(found)

    def owned_numbers(self, account: Account) -> Sequence[OwnedNumber]:
        """List incoming numbers."""
        client = self._client(account)
        return [_number(n) for n in _ask(lambda: client.incoming_phone_numbers.list(limit=1000))]

    def available_numbers(
        self, account: Account, *, country: str, kind: str, contains: str
    ) -> Sequence[OwnedNumber]:
        """Search voice numbers for sale in one country."""
        pool = getattr(self._client(account).available_phone_numbers(country), kind)
        wanted: dict[str, Any] = {"voice_enabled": True, "limit": _OFFERS}
        if contains:
            wanted["contains"] = contains
        return [_number(offer) for offer in _ask(lambda: pool.list(**wanted))]

    def link_number(self, account: Account, e164: str, *, public_url: str, buy: bool) -> str | None:
        """Set the voice and status addresses; the number is bought first when asked."""
        hooks = {
            "voice_url": f"{public_url}/hooks/twilio/voice/incoming{RETRY_FRAGMENT}",
            "voice_method": "POST",
            "voice_fallback_url": f"{public_url}/hooks/twilio/voice/fallback",
            "voice_fallback_method": "POST",
            "status_callback": f"{public_url}/hooks/twilio/voice/status{RETRY_FRAGMENT}",
            "status_callback_method": "POST",
        }
        numbers = self._client(account).incoming_phone_numbers
        if buy:
            bought = _ask(lambda: numbers.create(phone_number=e164, **hooks), writes=True)
            return str(bought.sid)
        held = _ask(lambda: numbers.list(phone_number=e164, limit=1))
        if not held:
            raise ProviderRefused("number_not_in_account", e164)
        _ask(lambda: held[0].update(**hooks))
        return str(held[0].sid)

    def unlink_number(self, account: Account, provider_number_id: str) -> None:
        """Clear the addresses; the number stays bought."""
        numbers = self._client(account).incoming_phone_numbers
        _ask_or_none(
            lambda: numbers(provider_number_id).update(
                voice_url="", voice_fallback_url="", status_callback=""
            )
        )

    def _client(self, account: Account) -> Client:
        """Build a client; its HTTP session never follows or repeats by itself."""
        client = Client(
            account.account_sid,
            account.tokens[0],
            http_client=TwilioHttpClient(timeout=TIMEOUT, max_retries=0),
        )
        if self._base_url:
            client.api.base_url = self._base_url
        return client


def _ask(question: Callable[[], R], *, writes: bool = False) -> R:
    """Ask, and say in our words how it failed. `writes`: a silent failure may have been a deed."""
    try:
        return question()
    except TwilioRestException as error:
        if error.status == _TOO_MANY:
            raise ProviderBusy from error
        if error.status >= _SERVER_ERROR:
            raise (OutcomeUnknown() if writes else ProviderBusy()) from error
        raise ProviderRefused(str(error.code or error.status), str(error.msg)) from error
    except requests.exceptions.ConnectTimeout as error:
        raise ProviderBusy from error
    except requests.exceptions.ConnectionError as error:
        if _never_connected(error):
            raise ProviderBusy from error
        raise (OutcomeUnknown() if writes else ProviderBusy()) from error
    except (requests.RequestException, TwilioException, ValueError) as error:
        raise (OutcomeUnknown() if writes else ProviderBusy()) from error


def _never_connected(error: requests.exceptions.ConnectionError) -> bool:
    """Whether not even a connection stood, so that nothing can have been asked."""
    reason = getattr(error.args[0] if error.args else None, "reason", None)
    return type(reason).__name__ in {"NewConnectionError", "NameResolutionError"}


def _ask_or_none(question: Callable[[], R]) -> R | None:
    try:
        return _ask(question)
    except ProviderRefused as refusal:
        cause = refusal.__cause__
        if isinstance(cause, TwilioRestException) and cause.status == _NOT_FOUND:
            return None
        raise


def _end(question: Callable[[], object]) -> None:
    """Ask for an end that may have come already."""
    try:
        _ask(question)
    except ProviderRefused as refusal:
        cause = refusal.__cause__
        gone = isinstance(cause, TwilioRestException) and (
            cause.status == _NOT_FOUND or cause.code == _CALL_NOT_LIVE
        )
        if not gone:
            raise


def _seconds(text: str | None) -> int | None:
    return int(text) if text and text.isdigit() else None


def _cost(text: str | None) -> Decimal | None:
    return abs(Decimal(text)) if text else None


def _created(message: Any) -> datetime:
    moment: datetime | None = message.date_created
    return moment.astimezone(UTC) if moment else datetime.max.replace(tzinfo=UTC)


def _message(found: Any) -> ProviderMessage:
    return ProviderMessage(
        provider_message_id=str(found.sid),
        status=str(found.status),
        body=found.body or "",
        segments=max(1, int(found.num_segments or 1)),
        error_code=str(found.error_code) if found.error_code else None,
    )


def _number(found: Any) -> OwnedNumber:
    can = found.capabilities or {}

    def able(name: str) -> bool:
        value = can.get(name, can.get(name.upper())) if isinstance(can, dict) else None
        return bool(value if value is not None else getattr(can, name, False))

    return OwnedNumber(
        e164=found.phone_number,
        provider_number_id=getattr(found, "sid", None),
        name=found.friendly_name or "",
        sms=able("sms"),
        voice=able("voice"),
    )
