"""kill -9 at every named point of relay and consumer: nothing lost, nothing twice, none parked."""

import pytest

from chassis.events.start import RabbitMQ
from tests.faults.conftest import only_in_full, some_of
from tests.faults.points import CONSUMER, LOCAL, RELAY

pytestmark = [pytest.mark.faults, pytest.mark.timeout(400)]


@pytest.fixture(scope="module")
def over_broker(make_lasting_stage, brokers):
    broker = brokers.take()
    stage = make_lasting_stage(RabbitMQ(url=broker.url, prefix=broker.prefix))
    stage.start()
    return stage


@pytest.fixture(scope="module")
def in_one_process(make_lasting_stage):
    stage = make_lasting_stage()
    stage.start()
    return stage


@pytest.mark.parametrize("point", some_of(RELAY, CONSUMER))
def test_a_kill_over_the_broker_loses_and_doubles_nothing(point, over_broker, times):
    for turn in range(times):
        over_broker.kill_at(point, after=1 + turn % 2)
    over_broker.settle()
    over_broker.check()


@pytest.mark.parametrize("point", [*some_of(LOCAL), *only_in_full(*RELAY, *CONSUMER[:-1])])
def test_a_kill_of_the_one_process_loses_and_doubles_nothing(point, in_one_process, times):
    for turn in range(times):
        in_one_process.kill_at(point, after=1 + turn % 2)
    in_one_process.settle()
    in_one_process.check()
