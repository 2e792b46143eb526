"""Each process of the product killed, frozen and restarted at any moment, alone and with a twin."""

import pytest

from chassis.events.start import RabbitMQ
from chassis.testing import eventually
from tests.faults.conftest import only_in_full
from tests.faults.crowd import Crowd, drained
from tests.faults.harness import PATIENCE, SHOP
from tests.faults.ledger import Ledger

pytestmark = [pytest.mark.thorough, pytest.mark.faults, pytest.mark.timeout(500)]

TWINS = {f"{name} twin": SHOP[name] for name in ("relay", "consumer", "jobs")}
LONG = 25.0
"""Longer than two heartbeats: the broker gives a frozen process up."""


@pytest.fixture(scope="module")
def pairs(make_lasting_stage, brokers):
    """Two of each kind but the door: the second stands by, or shares the work."""
    broker = brokers.take()
    stage = make_lasting_stage(
        RabbitMQ(url=broker.url, prefix=broker.prefix), parts={**SHOP, **TWINS}
    )
    stage.start()
    return stage, Ledger()


@pytest.mark.parametrize("kind", ["relay", "consumer", *only_in_full("web", "jobs", "relay twin")])
def test_a_kill_at_any_moment_loses_and_doubles_nothing(kind, pairs, times):
    stage, ledger = pairs
    with Crowd(stage, ledger=ledger) as crowd:
        for turn in range(times):
            crowd.wait_for(3 + turn)
            stage.children[kind].kill()
            if kind == "web":
                stage.bring_up()
            crowd.wait_for(10)
            stage.bring_up()
    verdict = drained(stage, ledger)
    assert verdict.clean, verdict


@pytest.mark.parametrize("kind", ["consumer", *only_in_full("relay", "web", "jobs")])
def test_a_frozen_process_goes_on_where_it_was(kind, pairs, times):
    stage, ledger = pairs
    child = stage.children[kind]
    with Crowd(stage, ledger=ledger) as crowd:
        for _ in range(times):
            crowd.wait_for(5)
            child.freeze()
            crowd.rest(0.5)
            child.thaw()
            crowd.wait_for(10)
    verdict = drained(stage, ledger)
    assert verdict.clean, verdict


@pytest.mark.thorough
@pytest.mark.parametrize("kind", ["relay", "consumer", "jobs"])
def test_a_process_that_was_given_up_while_frozen_does_nothing_twice(kind, pairs):
    """Its twin has taken its work over; then it wakes in the middle of its batch."""
    stage, ledger = pairs
    with Crowd(stage, ledger=ledger) as crowd:
        crowd.wait_for(5)
        stage.children[kind].freeze()
        crowd.rest(LONG)
        stage.children[kind].thaw()
        crowd.wait_for(20)
    verdict = drained(stage, ledger)
    assert verdict.clean, verdict


def test_a_restart_of_everything_in_turn_under_load_fails_no_accepted_request(pairs, times):
    """Each process is asked to stop and started again while people write.

    There is one door: while it is shut, connections are refused and nobody has been promised
    anything. A request that it has accepted is answered, and answered with success.
    """
    stage, ledger = pairs
    with Crowd(stage, ledger=ledger) as crowd:
        for _ in range(times):
            for child in stage.children.values():
                crowd.wait_for(5)
                child.end()
                child.start()
        crowd.wait_for(20)
    assert crowd.failed == []
    verdict = drained(stage, ledger)
    assert verdict.clean, verdict
    for reader in ("single", "listed"):
        eventually(
            lambda reader=reader: set(stage.world.inbox(reader)) <= {"done"}, deadline=PATIENCE
        )
