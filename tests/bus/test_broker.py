"""What only a broker can do wrong."""

from functools import partial

import pika
import pytest

from chassis.events.bus import Message
from chassis.events.rabbitmq import Publisher
from chassis.events.start import RabbitMQ, topology_of
from chassis.events.topology import Names
from chassis.testing import eventually as soon
from chassis.testing.bus import NEW_CATALOG, World

pytestmark = pytest.mark.broker
eventually = partial(soon, deadline=45)


@pytest.fixture
def rabbit(broker) -> RabbitMQ:
    return RabbitMQ(url=broker.url, prefix=broker.prefix)


@pytest.fixture
def channel(rabbit):
    with pika.BlockingConnection(pika.URLParameters(rabbit.url)) as connection:
        yield connection.channel()


@pytest.fixture
def world(new_world, rabbit) -> World:
    return new_world(rabbit)


def test_a_deleted_queue_is_made_again_and_what_it_held_is_delivered(world, rabbit, channel):
    """R-…: the broker is never the only copy."""
    world.start()
    world.state_many(20)
    eventually(lambda: world.missing() == 0)
    world.stop()
    # Facts that are published and wait in the queue of a reader that is not there.
    relay_only = World(world.urls, rabbit, runs=["origin"])
    relay_only.start()
    world.state_many(20)
    eventually(lambda: world.unpublished() == 0)
    channel.queue_delete(Names(rabbit.prefix).inbox("single"))
    relay_only.close()
    world.start()
    eventually(lambda: world.missing() == 0)
    assert world.doubled() == 0


def test_a_reader_asks_an_owner_of_another_process_by_its_queue(new_world, rabbit, channel):
    owner = new_world(rabbit, runs=["origin"])
    readers = World(owner.urls, rabbit, runs=["single", "listed"])
    owner.start()
    readers.start()
    owner.state_many(20)
    eventually(lambda: owner.missing() == 0)
    readers.stop()
    owner.state_many(20)
    eventually(lambda: owner.unpublished() == 0)
    channel.queue_delete(Names(rabbit.prefix).inbox("listed"))
    readers.start()
    eventually(lambda: owner.missing() == 0)
    assert owner.doubled() == 0
    readers.close()


def test_a_queue_deleted_under_its_consumer_is_made_again(world, rabbit, channel):
    world.start()
    world.state_many(5)
    eventually(lambda: world.missing() == 0)
    channel.queue_delete(Names(rabbit.prefix).inbox("listed"))
    world.state_many(20)
    eventually(lambda: world.missing() == 0)
    assert world.doubled() == 0


def test_a_message_that_cannot_be_routed_is_returned_and_not_confirmed(rabbit, channel):
    topology = topology_of(NEW_CATALOG, rabbit.prefix)
    publisher = Publisher(rabbit.url, topology=topology, name="test-publisher")
    publisher.start()
    assert publisher.wait_ready(20)
    exchange = topology.names.exchange
    good = Message("good", exchange, "troncal.origin.item.changed.v1", b"{}")
    lost = Message("lost", exchange, "troncal.nobody.reads.this.v1", b"{}")
    window = publisher.send([good, lost, good._replace(id="better")])
    assert publisher.wait(window, 10)
    assert sorted(window.confirmed) == ["better", "good"]
    assert window.failed == ["lost"]
    publisher.stop()


def test_bindings_that_were_lost_come_back_and_the_facts_with_them(world, rabbit, channel):
    world.start()
    world.state_many(3)
    eventually(lambda: world.missing() == 0)
    names = Names(rabbit.prefix)
    for reader in ("single", "listed"):
        channel.queue_unbind(names.inbox(reader), names.exchange, "troncal.origin.item.changed.v1")
    world.state_many(10)
    eventually(lambda: world.missing() == 0)
    eventually(lambda: world.unpublished() == 0)


def test_the_same_message_many_times_has_one_effect(world, rabbit, channel):
    world.state_many(20)
    world.start()
    eventually(lambda: world.missing() == 0)
    names = Names(rabbit.prefix)
    for envelope in world.envelopes() * 3:
        channel.basic_publish("", names.inbox("single"), envelope.encode())
    world.state()
    eventually(lambda: world.missing() == 0)
    assert world.doubled() == 0


def test_a_message_that_is_no_envelope_is_parked_and_does_not_come_again(world, rabbit, channel):
    world.start()
    world.state()
    eventually(lambda: world.missing() == 0)
    channel.basic_publish("", Names(rabbit.prefix).inbox("single"), b"\x00\xff not one")
    eventually(lambda: world.inbox("single")["parked"] == 1)
    world.state()
    eventually(lambda: world.missing() == 0)


def test_a_consumer_that_stands_by_takes_over(world, rabbit):
    world.start()
    standby = World(world.urls, rabbit)
    standby.start()
    world.state_many(50)
    eventually(lambda: world.missing() == 0)
    world.stop()
    world.state_many(50)
    eventually(lambda: world.missing() == 0)
    standby.close()
    assert world.doubled() == 0


def test_after_a_queue_was_lost_under_the_relay_confirms_still_match(rabbit, channel):
    topology = topology_of(NEW_CATALOG, rabbit.prefix)
    publisher = Publisher(rabbit.url, topology=topology, name="test-publisher")
    publisher.start()
    assert publisher.wait_ready(20)
    names, key = topology.names, "troncal.origin.item.changed.v1"
    for reader in ("single", "listed"):
        channel.queue_delete(names.inbox(reader))
    window = publisher.send([Message("lost", names.exchange, key, b"{}")])
    assert publisher.wait(window, 10)
    assert window.failed == ["lost"]

    def routed() -> bool:
        again = publisher.send([Message("again", names.exchange, key, b"{}")])
        return publisher.wait(again, 10) and again.confirmed == ["again"]

    eventually(routed)
    mixed = [
        Message(f"{turn}", names.exchange, key if turn % 2 else "troncal.nobody.v1", b"{}")
        for turn in range(20)
    ]
    read = {f"{turn}" for turn in range(1, 20, 2)}

    def confirmed() -> bool:
        window = publisher.send(mixed)
        assert publisher.wait(window, 10)
        assert set(window.confirmed) <= read
        return set(window.confirmed) == read

    eventually(confirmed)  # a queue that has just been made may refuse a message
    publisher.stop()
