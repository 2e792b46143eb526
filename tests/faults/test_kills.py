"""kill -9 at every named point of relay and consumer: nothing lost, nothing twice, none parked."""

import pytest

pytestmark = [pytest.mark.faults, pytest.mark.timeout(400)]

RELAY = (
    "relay.before_publish",
    "relay.after_publish",
    "relay.after_confirm",
    "relay.after_mark",
)
CONSUMER = (
    "consumer.before_transaction",
    "consumer.in_transaction",
    "consumer.before_commit",
    "consumer.after_commit",
    "consumer.after_ack",
)
LOCAL = ("local.after_store",)


@pytest.mark.parametrize("point", [*RELAY, *CONSUMER])
def test_a_kill_over_the_broker_loses_and_doubles_nothing(point, make_stage, rabbit, times):
    stage = make_stage(rabbit)
    stage.start()
    for turn in range(times):
        stage.kill_at(point, after=1 + turn % 2)
    stage.settle()
    stage.end()
    stage.check()


@pytest.mark.parametrize("point", [*RELAY, *LOCAL, *CONSUMER[:-1]])
def test_a_kill_of_the_one_process_loses_and_doubles_nothing(point, make_stage, times):
    stage = make_stage()
    stage.start()
    for turn in range(times):
        stage.kill_at(point, after=1 + turn % 2)
    stage.settle()
    stage.end()
    stage.check()
