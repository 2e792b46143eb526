"""Broker and database stop, are killed and come back: nothing lost, nothing twice, none counted."""

import secrets
import threading

import pytest

from chassis.db.database import Database
from chassis.events.start import RabbitMQ
from chassis.testing import bus as world_of
from chassis.testing import eventually
from chassis.testing.servers import TestServer
from tests.faults.conftest import only_in_full
from tests.faults.crowd import Crowd, drained
from tests.faults.harness import SHOP
from tests.faults.theatre import stop_postgres

pytestmark = [pytest.mark.faults, pytest.mark.timeout(600)]


@pytest.fixture
def private_rabbit(own_rabbitmq_node) -> RabbitMQ:
    return RabbitMQ(url=own_rabbitmq_node.url(), prefix=f"{secrets.token_hex(4)}.")


def settled(stage):
    stage.settle()
    stage.check()


@pytest.mark.parametrize("how", [*only_in_full("stop_node"), "kill"])
def test_a_broker_that_goes_and_comes_back_loses_nothing(
    how, own_rabbitmq_node, private_rabbit, make_stage, times
):
    stage = make_stage(private_rabbit)
    stage.start()
    stage.world.state_many(50)
    stage.settle()
    for _ in range(times):
        stage.world.state_many(100)
        getattr(own_rabbitmq_node, how)()
        stage.world.state_many(100)
        assert stage.world.unpublished() > 0
        own_rabbitmq_node.restart()
        stage.world.state_many(20)
        stage.settle()
    stage.end()
    stage.check()
    for reader in ("single", "listed"):
        assert stage.world.attempted(reader) == 0


@pytest.mark.parametrize("kind", [*only_in_full("one-process"), "rabbitmq"])
def test_a_database_that_goes_and_comes_back_loses_nothing(
    kind, own_postgres, make_stage, request, times
):
    server = TestServer(own_postgres.url)
    template = server.template("world", world_of.build)
    urls = {name: server.create(template=template) for name in world_of.SERVICES}
    bus = None if kind == "one-process" else request.getfixturevalue("rabbit")
    stage = make_stage(bus, urls=urls)
    stage.start()
    for turn in range(times):
        stage.world.state_many(100)
        if turn % 2:
            own_postgres.stop()
            own_postgres.start()
        else:
            own_postgres.child.process.kill()
            own_postgres.child.process.wait()
            own_postgres.restart()
        for database in stage.world.databases.values():  # each pool of ours holds dead connections
            eventually(lambda own=database: _answers(own), deadline=30)
        stage.world.state_many(50)
        stage.settle()
    stage.end()
    stage.check()
    for reader in ("single", "listed"):
        assert stage.world.attempted(reader) == 0


def _answers(database: Database) -> bool:
    from sqlalchemy import select

    try:
        with database.transaction(None) as session:
            return session.chassis_execute(select(1)).scalar_one() == 1
    except Exception:  # noqa: BLE001 - until it is back
        return False


@pytest.mark.thorough
def test_a_broker_with_an_alarm_holds_facts_back_and_none_is_lost(
    own_rabbitmq_node, private_rabbit, make_stage
):
    stage = make_stage(private_rabbit)
    stage.start()
    own_rabbitmq_node.control("set_vm_memory_high_watermark", "0.0000001")
    try:
        stage.world.state_many(100)
        eventually(lambda: stage.world.unpublished() > 0, deadline=20)
    finally:
        own_rabbitmq_node.control("set_vm_memory_high_watermark", "0.4")
    stage.settle()
    stage.end()
    stage.check()


def test_a_broker_that_freezes_is_given_up_and_found_again(
    own_rabbitmq_node, private_rabbit, make_stage
):
    """Connections stay open and nothing answers: no confirm for 15 s means a new connection."""
    stage = make_stage(private_rabbit)
    stage.start()
    own_rabbitmq_node.pause()
    try:
        stage.world.state_many(100)
        pause = threading.Event()
        assert not pause.wait(20)  # longer than a confirm is waited for
        assert stage.world.unpublished() == 100
    finally:
        own_rabbitmq_node.resume()
    stage.settle()
    stage.end()
    stage.check()


def test_without_a_broker_every_write_succeeds_and_the_facts_follow_later(
    own_rabbitmq_node, private_rabbit, make_stage, times
):
    """P5: the door neither needs nor asks the broker; lost wake-ups are the clock's."""
    stage = make_stage(private_rabbit, parts=SHOP)
    stage.start()
    own_rabbitmq_node.stop_node()
    try:
        with Crowd(stage) as crowd:
            crowd.wait_for(50)
            if times > 1:
                crowd.rest(60)
    finally:
        own_rabbitmq_node.restart()
    assert crowd.failed == []
    assert crowd.ledger.unknown == set()
    verdict = drained(stage, crowd.ledger)
    assert verdict.clean, verdict


@pytest.mark.parametrize("how", ["immediate", *only_in_full("fast", "kill")])
def test_a_database_that_stops_under_requests_costs_no_acknowledged_one(
    how, own_postgres, private_rabbit, make_stage, times
):
    """P7: meanwhile 503 or no answer, then everything as before; no process is restarted."""
    server = TestServer(own_postgres.url)
    template = server.template("shop", world_of.build)
    urls = {name: server.create(template=template) for name in world_of.SERVICES}
    stage = make_stage(private_rabbit, urls=urls, parts=SHOP)
    stage.start()
    with Crowd(stage) as crowd:
        for _ in range(times):
            crowd.wait_for(10)
            stop_postgres(own_postgres, how)
            for database in stage.world.databases.values():
                database.close()
            crowd.wait_for(20)
    verdict = drained(stage, crowd.ledger)
    assert verdict.clean, verdict
    for reader in ("single", "listed"):
        assert stage.world.attempted(reader) == 0
    assert all(child.process.poll() is None for child in stage.children.values())
