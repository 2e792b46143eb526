"""What callbacks did not tell: lost ends are repaired, prices are asked for with patience."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, select, update

from chassis import faults
from chassis.testing.running import RunningService
from services.telephony.calls.folding import PRICE_CHECKS
from services.telephony.calls.models import Call, CallCommand
from services.telephony.providers.port import (
    Account,
    OutcomeUnknown,
    ProviderBusy,
    ProviderCall,
    ProviderLeg,
    ProviderRefused,
)
from services.telephony.providers.twilio import TwilioDriver
from services.telephony.providers.twiml import identity
from services.telephony.tests.conftest import Carrier, Desk, sid


@dataclass
class RecordedDriver(TwilioDriver):
    """A provider whose record the test writes; it answers nothing else."""

    call: ProviderCall | None = None
    legs: list[ProviderLeg] = field(default_factory=list)
    failures: list[Exception] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def fetch_call(self, account: Account, provider_call_id: str) -> ProviderCall | None:
        """Answer with the record, or fail as told."""
        self.asked.append("fetch_call")
        if self.failures:
            raise self.failures.pop(0)
        return self.call

    def fetch_legs(self, account: Account, provider_call_id: str) -> Sequence[ProviderLeg]:
        """Answer with the legs."""
        return self.legs

    def hang_up(self, account: Account, provider_call_id: str) -> None:
        """Note it, or fail as told."""
        self.asked.append("hang_up")
        if self.failures:
            raise self.failures.pop(0)


def record(status: str, price: str | None = None, duration: int | None = None) -> ProviderCall:
    """A call in the provider's record."""
    return ProviderCall(
        status=status,
        duration=duration,
        price=Decimal(price) if price else None,
        currency="USD" if price else None,
        started_at=None,
        ended_at=None,
    )


@pytest.fixture
def provider(telephony: RunningService) -> RecordedDriver:
    """The provider of this test's service."""
    driver = RecordedDriver()
    resources = telephony.service.resources
    telephony.service.resources = replace(
        resources, drivers={**resources.drivers, "twilio": driver}
    )
    return driver


def check(desk: Desk) -> Call:
    """Let the call's moment have come, look at it, return the row."""
    with desk.telephony.database.transaction(desk.organization_id) as session:
        session.execute(
            update(Call).where(Call.check_due_at.is_not(None)).values(check_due_at=func.now())
        )
    desk.telephony.run_sweep("check_calls")
    with desk.telephony.database.reading(desk.organization_id) as session:
        return session.scalars(select(Call)).one()


def ringing(desk: Desk, carrier: Carrier) -> UUID:
    """A call that rings at an operator."""
    agent = desk.member()
    desk.link(operators=(agent,))
    desk.available(agent)
    carrier.incoming(sid(1))
    return agent


def test_a_call_whose_callbacks_were_lost_is_repaired(
    desk: Desk, carrier: Carrier, provider: RecordedDriver
) -> None:
    """P20, drop: the provider's record says answered and over; row, agent and facts follow."""
    agent = ringing(desk, carrier)
    provider.call = record("completed", duration=40)
    provider.legs = [
        ProviderLeg(to=f"client:{identity(agent)}", status="completed", duration=33, ended_at=None)
    ]
    call = check(desk)
    assert (call.status, call.agent_id, call.duration_seconds) == ("completed", agent, 33)
    assert desk.state_of(agent) == "available"
    (ended,) = desk.facts("telephony.call.ended")
    assert ended["data"]["duration_seconds"] == 33


def test_a_call_that_goes_on_is_left_alone(
    desk: Desk, carrier: Carrier, provider: RecordedDriver
) -> None:
    """Only ends are taken from the record."""
    agent = ringing(desk, carrier)
    provider.call = record("ringing")
    call = check(desk)
    assert call.status == "ringing"
    assert call.check_due_at is not None
    assert desk.state_of(agent) == "reserved"


def test_a_call_that_the_provider_does_not_know_is_over(
    desk: Desk, carrier: Carrier, provider: RecordedDriver
) -> None:
    """It cannot be going on: the operator is free."""
    agent = ringing(desk, carrier)
    assert check(desk).status == "missed"
    assert desk.state_of(agent) == "available"


def test_a_price_is_asked_for_with_growing_patience_and_then_left_unknown(
    desk: Desk, carrier: Carrier, provider: RecordedDriver
) -> None:
    """T-25: 10 s, 30 s, 2 min, 10 min, 1 h, 6 h; the peer gives up after a minute."""
    assert [int(wait.total_seconds()) for wait in PRICE_CHECKS] == [
        10,
        30,
        120,
        600,
        3_600,
        21_600,
    ]
    carrier.incoming(sid(1))
    provider.call = record("completed")
    dues: list[datetime | None] = [check(desk).check_due_at for _ in PRICE_CHECKS]
    assert dues[-1] is None
    gaps = [due - desk_now for due, desk_now in zip(dues[:-1], _now(desk), strict=True) if due]
    for gap, wanted in zip(gaps, PRICE_CHECKS[1:], strict=True):
        assert wanted - timedelta(seconds=30) < gap <= wanted
    assert desk.facts("telephony.call.priced") == []


def test_a_price_is_kept_once(desk: Desk, carrier: Carrier, provider: RecordedDriver) -> None:
    """T-25: one fact, a positive cost, nothing asked for afterwards."""
    carrier.incoming(sid(1))
    provider.failures = [ProviderBusy(), OutcomeUnknown(), ProviderRefused("20003", "no")]
    for _ in range(3):
        assert check(desk).price_amount is None
    provider.call = record("completed", price="0.0085")
    assert check(desk).price_amount == Decimal("0.00850")
    asked = len(provider.asked)
    assert check(desk).check_due_at is None
    assert len(provider.asked) == asked
    (priced,) = desk.facts("telephony.call.priced")
    assert (priced["data"]["amount"], priced["data"]["currency"]) == ("0.0085", "USD")


@pytest.mark.parametrize(
    ("failures", "outcome"),
    [
        ([], "done"),
        ([ProviderBusy(), OutcomeUnknown()], "done"),
        ([ProviderRefused("20003", "no")], "refused:20003"),
        ([ProviderBusy()] * 9, "ProviderBusy"),
    ],
)
def test_a_command_is_carried_out_until_it_is_settled(
    desk: Desk,
    carrier: Carrier,
    provider: RecordedDriver,
    failures: list[Exception],
    outcome: str,
) -> None:
    """Intent first, then the effect: a busy provider is asked again, a refusal is final."""
    agent = ringing(desk, carrier)
    url = f"/api/v1/calls/{desk.calls()[0]['id']}"
    desk.client(agent).post(f"{url}/answer")
    desk.client(agent).post(f"{url}/hangup")
    provider.failures = list(failures)
    for _ in range(10):
        with desk.telephony.database.transaction(desk.organization_id) as session:
            session.execute(update(CallCommand).values(due_at=func.now()))
        desk.telephony.run_sweep("carry_out_commands")
    assert _hang_up(desk).outcome == outcome
    assert _hang_up(desk).done_at is not None


def test_a_fault_before_a_command_leaves_it_to_the_next_round(
    desk: Desk, carrier: Carrier, provider: RecordedDriver
) -> None:
    """Intent first: what the provider has not heard is still there when the lease ends."""
    agent = ringing(desk, carrier)
    url = f"/api/v1/calls/{desk.calls()[0]['id']}"
    desk.client(agent).post(f"{url}/answer")
    desk.client(agent).post(f"{url}/hangup")
    faults.configure("telephony.before_command:raise")
    try:
        desk.telephony.run_sweep("carry_out_commands")
    finally:
        faults.configure("")
    assert (_hang_up(desk).done_at, "hang_up" in provider.asked) == (None, False)
    for _ in range(2):  # the answer comes first
        with desk.telephony.database.transaction(desk.organization_id) as session:
            session.execute(update(CallCommand).values(due_at=func.now()))
        desk.telephony.run_sweep("carry_out_commands")
    assert (_hang_up(desk).outcome, provider.asked.count("hang_up")) == ("done", 1)


def test_a_hang_up_waits_for_the_answer_that_another_worker_has_in_hand(
    desk: Desk, carrier: Carrier, provider: RecordedDriver
) -> None:
    """Who answers and hangs up at once has answered: the provider hears it in that order."""
    agent = ringing(desk, carrier)
    url = f"/api/v1/calls/{desk.calls()[0]['id']}"
    desk.client(agent).post(f"{url}/answer")
    desk.client(agent).post(f"{url}/hangup")
    in_hand = update(CallCommand).where(CallCommand.verb == "answer")
    with desk.telephony.database.transaction(desk.organization_id) as session:
        session.execute(in_hand.values(due_at=func.now() + timedelta(seconds=15)))
    desk.telephony.run_sweep("carry_out_commands")
    assert _hang_up(desk).done_at is None
    with desk.telephony.database.transaction(desk.organization_id) as session:
        session.execute(in_hand.values(done_at=func.now()))
    desk.telephony.run_sweep("carry_out_commands")
    assert _hang_up(desk).outcome == "done"


def _hang_up(desk: Desk) -> Any:
    with desk.telephony.database.reading(desk.organization_id) as session:
        return session.scalars(select(CallCommand).where(CallCommand.verb == "hang_up")).one()


def _now(desk: Desk) -> list[datetime]:
    from chassis.clock import now

    return [now()] * (len(PRICE_CHECKS) - 1)
