"""What telephony asks of a provider, and the three ways in which a provider can fail.

Synchronous, because the services are. A driver moves calls and messages; queues, agents, routing
and records are ours. What happened comes back as signed webhooks; `fetch_call` and `find_sms`
repair what a webhook did not tell.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Protocol
from uuid import UUID


class ProviderRefused(Exception):
    """The provider understood and said no: nothing was done and asking again is of no use."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(code)
        self.code = code
        self.reason = reason


class ProviderBusy(Exception):
    """The provider did not process it (rate limit, no connection): asking again is safe."""


class OutcomeUnknown(Exception):
    """No answer, or one that says nothing: it may have been done. Look before asking again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A provider account with its secrets opened. Never logged: secrets are left out of its repr.

    `tokens` are what the account's webhooks may be signed with, the present one first.
    """

    provider: str
    account_sid: str
    organization_id: UUID
    tokens: tuple[str, ...] = field(repr=False)
    api_key_sid: str | None = None
    api_key_secret: str | None = field(default=None, repr=False)
    application_sid: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderCall:
    """A call as the provider's own record has it; price is a positive cost or not there yet."""

    status: str
    duration: int | None
    price: Decimal | None
    currency: str | None
    started_at: datetime | None
    ended_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderLeg:
    """An operator's leg of a call as the provider's record has it."""

    to: str
    status: str
    duration: int | None
    ended_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderMessage:
    """A message as the provider has it."""

    provider_message_id: str
    status: str
    body: str
    segments: int
    error_code: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnedNumber:
    """A number that the account holds, or could buy (then without an id)."""

    e164: str
    provider_number_id: str | None
    name: str
    sms: bool
    voice: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Softphone:
    """What a browser needs to be this operator's telephone."""

    provider: str
    identity: str
    token: str | None
    expires_in: int
    capabilities: tuple[str, ...] = ()


class Driver(Protocol):
    """A provider. Every command may be repeated without harm; failures are the three above."""

    name: str

    def answer(self, account: Account, provider_call_id: str, user_id: UUID) -> None:
        """Connect the caller with this operator, where the browser does not do it itself."""

    def reject(self, account: Account, provider_call_id: str, user_id: UUID) -> None:
        """Stop ringing this operator; the call goes on to its next step."""

    def hang_up(self, account: Account, provider_call_id: str) -> None:
        """End the call for both."""

    def fetch_call(self, account: Account, provider_call_id: str) -> ProviderCall | None:
        """Read the provider's record of a call; None when it has none."""

    def fetch_legs(self, account: Account, provider_call_id: str) -> Sequence[ProviderLeg]:
        """Read the operators' legs of a call."""

    def softphone(self, account: Account, user_id: UUID, ttl: int) -> Softphone:
        """Make short-lived credentials for one operator's browser."""

    def send_sms(
        self, account: Account, *, to: str, sender: str, body: str, status_url: str
    ) -> ProviderMessage:
        """Hand over one message. There is no idempotency key: see OutcomeUnknown."""

    def find_sms(
        self, account: Account, *, to: str, sender: str, since: datetime
    ) -> Sequence[ProviderMessage]:
        """List what was sent between two numbers since a moment."""

    def fetch_sms(self, account: Account, provider_message_id: str) -> ProviderMessage | None:
        """Read the provider's record of a message."""

    def owned_numbers(self, account: Account) -> Sequence[OwnedNumber]:
        """List the account's numbers."""

    def available_numbers(
        self, account: Account, *, country: str, kind: str, contains: str
    ) -> Sequence[OwnedNumber]:
        """Search numbers for sale. `kind`: local, toll_free or mobile."""

    def link_number(self, account: Account, e164: str, *, public_url: str, buy: bool) -> str | None:
        """Point a number's webhooks here, buying it first when asked; return the provider's id."""

    def unlink_number(self, account: Account, provider_number_id: str) -> None:
        """Take our webhooks off a number; the account keeps it (T-05)."""
