"""The `development` driver: the port on top of the simulated network."""
# ruff: noqa: ARG002 - the port's parameters, which a carrier without borders or money ignores

from collections.abc import Callable, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from chassis import phones
from chassis.clock import now
from chassis.db import Database, Session
from services.telephony.messages.delivery import segments
from services.telephony.providers.port import (
    Account,
    OwnedNumber,
    ProviderCall,
    ProviderLeg,
    ProviderMessage,
    ProviderRefused,
    Softphone,
)
from services.telephony.providers.twiml import identity
from services.telephony.simulator import network
from services.telephony.simulator.models import SimulatedCall, SimulatedMessage

DEMO_NUMBER = "+576015550100"
"""The number that the development account comes with."""


class DevelopmentDriver:
    """A carrier for laptops and tests; same port, same webhooks, no money. Thread-safe."""

    name = "development"

    def __init__(self, database: Database, *, currency: str) -> None:
        self._database = database
        self._currency = currency

    def answer(self, account: Account, provider_call_id: str, user_id: UUID) -> None:
        """Bridge the caller with the operator, whose browser has no media of its own here."""
        client = f"client:{identity(user_id)}"
        self._with(account, provider_call_id, lambda s, call: network.answer(s, call, client))

    def reject(self, account: Account, provider_call_id: str, user_id: UUID) -> None:
        """Stop ringing the operator."""
        client = f"client:{identity(user_id)}"
        self._with(account, provider_call_id, lambda s, call: network.reject(s, call, client))

    def hang_up(self, account: Account, provider_call_id: str) -> None:
        """End both legs."""
        self._with(account, provider_call_id, network.end)

    def fetch_call(self, account: Account, provider_call_id: str) -> ProviderCall | None:
        """Read the simulated record; the price shows some seconds after the end."""
        call = self._read(account, provider_call_id)
        if call is None:
            return None
        priced = call.ended_at is not None and now() >= call.ended_at + network.PRICE_LATENESS
        lasted = None
        if call.ended_at is not None and call.answered_at is not None:
            lasted = round((call.ended_at - call.answered_at).total_seconds())
        return ProviderCall(
            status=call.caller,
            duration=lasted,
            price=call.price if priced else None,
            currency=self._currency if priced else None,
            started_at=call.created_at,
            ended_at=call.ended_at,
        )

    def fetch_legs(self, account: Account, provider_call_id: str) -> Sequence[ProviderLeg]:
        """Read the present operator's leg; former ones are not kept."""
        call = self._read(account, provider_call_id)
        if call is None or call.callee is None or not call.dial or "step" not in call.dial:
            return []
        lasted = None
        if call.bridged_at is not None and call.ended_at is not None:
            lasted = round((call.ended_at - call.bridged_at).total_seconds())
        leg = ProviderLeg(
            to=str(call.dial["step"]["to"]),
            status=call.callee,
            duration=lasted,
            ended_at=call.ended_at,
        )
        return [leg]

    def softphone(self, account: Account, user_id: UUID, ttl: int) -> Softphone:
        """No token: the browser only shows the call and presses our own buttons."""
        return Softphone(
            provider=self.name,
            identity=identity(user_id),
            token=None,
            expires_in=ttl,
            capabilities=("answer", "reject", "hangup"),
        )

    def send_sms(
        self, account: Account, *, to: str, sender: str, body: str, status_url: str
    ) -> ProviderMessage:
        """Take the message into the development mailbox."""
        if phones.parse(to, "CO") is None:
            raise ProviderRefused("21211", f"Invalid 'To' Phone Number: {to}")
        with self._database.transaction(account.organization_id) as session:
            message = SimulatedMessage(
                sid=network.new_sid("SM"),
                account_sid=account.account_sid,
                number_from=sender,
                number_to=to,
                body=body,
                status_url=status_url,
                acts_at=now(),
            )
            session.add(message)
            session.wake("run_simulated_messages")
        return _message(message)

    def find_sms(
        self, account: Account, *, to: str, sender: str, since: datetime
    ) -> Sequence[ProviderMessage]:
        """List the mailbox between two numbers."""
        with self._database.reading(account.organization_id) as session:
            found = session.scalars(
                select(SimulatedMessage).where(
                    SimulatedMessage.account_sid == account.account_sid,
                    SimulatedMessage.number_to == to,
                    SimulatedMessage.number_from == sender,
                    SimulatedMessage.created_at >= since,
                )
            )
            return [_message(message) for message in found]

    def fetch_sms(self, account: Account, provider_message_id: str) -> ProviderMessage | None:
        """Read one message of the mailbox."""
        with self._database.reading(account.organization_id) as session:
            found = session.scalars(
                select(SimulatedMessage).where(SimulatedMessage.sid == provider_message_id)
            ).one_or_none()
            return None if found is None else _message(found)

    def owned_numbers(self, account: Account) -> Sequence[OwnedNumber]:
        """The one number that the account comes with."""
        return [_owned(DEMO_NUMBER)]

    def available_numbers(
        self, account: Account, *, country: str, kind: str, contains: str
    ) -> Sequence[OwnedNumber]:
        """Offer made-up numbers of Bogotá's reserved range."""
        offers = (f"+5760155501{n:02d}" for n in range(1, 100))
        return [_owned(e164) for e164 in offers if contains in e164][:30]

    def link_number(self, account: Account, e164: str, *, public_url: str, buy: bool) -> str | None:
        """Every number rings here already."""
        return f"PN{e164.removeprefix('+'):0>32}"

    def unlink_number(self, account: Account, provider_number_id: str) -> None:
        """Nothing points anywhere else."""

    def _with(
        self,
        account: Account,
        provider_call_id: str,
        act: Callable[[Session, SimulatedCall], None],
    ) -> None:
        with self._database.transaction(account.organization_id) as session:
            call = session.scalars(
                select(SimulatedCall).where(SimulatedCall.sid == provider_call_id).with_for_update()
            ).one_or_none()
            if call is not None:
                act(session, call)

    def _read(self, account: Account, provider_call_id: str) -> SimulatedCall | None:
        with self._database.reading(account.organization_id) as session:
            return session.scalars(
                select(SimulatedCall).where(SimulatedCall.sid == provider_call_id)
            ).one_or_none()


def _message(message: SimulatedMessage) -> ProviderMessage:
    return ProviderMessage(
        provider_message_id=message.sid,
        status=message.status or "queued",
        body=message.body,
        segments=segments(message.body),
        error_code=None,
    )


def _owned(e164: str) -> OwnedNumber:
    return OwnedNumber(e164=e164, provider_number_id=None, name=e164, sms=True, voice=True)
