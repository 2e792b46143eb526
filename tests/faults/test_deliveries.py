"""Facts that come twice, in any order, for an older release, or for no queue at all."""

import random
import threading
from functools import partial

import pika
import pytest

from chassis.events.start import OneProcess
from chassis.events.topology import Names
from chassis.testing import eventually as soon
from chassis.testing.bus import NEW, OLD, ItemChanged2
from tests.faults.conftest import TIMES
from tests.faults.shop import ORGANIZATION, Shop, write_line

pytestmark = [pytest.mark.faults, pytest.mark.timeout(400)]
eventually = partial(soon, deadline=60)
READERS = ("single", "listed")


def state_lines(world: Shop, accounts: int, lines: int) -> None:
    """State the lines of some accounts, one fact each."""
    from chassis.ids import new_id

    for account in world.open_accounts(accounts):
        for number in range(1, lines + 1):
            with world.databases["origin"].transaction(ORGANIZATION) as session:
                write_line(session, account, new_id(), number)


def counted(world: Shop, wanted: int) -> None:
    for reader in READERS:
        eventually(lambda reader=reader: len(world.effects(reader)) == wanted)


def test_every_message_many_times_on_two_consumers_has_one_effect(make_stage, rabbit):
    """P9: each message two to five times, at once, while two consumers take turns."""
    stage = make_stage(rabbit)
    world = stage.world
    world.start()
    twin = Shop(world.urls, rabbit)
    twin.start()
    world.state_many(100 * TIMES)
    envelopes = world.envelopes()
    chance = random.Random(9)

    def publish(reader: str) -> None:
        with pika.BlockingConnection(pika.URLParameters(rabbit.url)) as connection:
            channel = connection.channel()
            for envelope in chance.sample(envelopes, len(envelopes)):
                for _ in range(chance.randint(2, 5)):
                    channel.basic_publish("", Names(rabbit.prefix).inbox(reader), envelope.encode())

    publishers = [threading.Thread(target=publish, args=(reader,)) for reader in READERS]
    for publisher in publishers:
        publisher.start()
    for publisher in publishers:
        publisher.join()
    world.stop()  # the twin takes over in the middle of the repeats
    world.state()
    eventually(lambda: world.missing() == 0)
    twin.close()
    world.start()
    world.state()
    eventually(lambda: world.missing() == 0)
    assert world.doubled() == 0


@pytest.mark.parametrize("seed", range(TIMES))
def test_facts_in_any_order_lead_to_the_serial_state(seed, make_stage):
    """P10: the order within windows of 100 facts is random; many accounts, many versions."""
    world = make_stage(OneProcess()).world
    accounts, lines = (40, 20) if TIMES == 1 else (200, 20)
    state_lines(world, accounts, lines)
    envelopes = world.envelopes()
    chance = random.Random(seed)
    for start in range(0, len(envelopes), 100):
        window = envelopes[start : start + 100]
        chance.shuffle(window)
        for reader in READERS:
            world.put_into_inbox(reader, window)
    world.start()
    counted(world, accounts * lines)
    owned, shown = world.account_versions()
    assert shown == owned
    steps = world.steps()
    assert len(steps) < accounts * lines, "the shuffle has made facts late"
    newest: dict[object, int] = {}
    for account, version in steps:
        assert version > newest.get(account, 0)
        newest[account] = version
    assert world.doubled() == 0


@pytest.mark.parametrize("kind", ["one-process", "rabbitmq"])
def test_an_old_and_a_new_release_at_once_handle_everything_once(kind, make_stage, request):
    """P19: the old release keeps what it does not know; the new one, once alone, handles it."""
    bus = OneProcess() if kind == "one-process" else request.getfixturevalue("rabbit")
    old = make_stage(bus).world
    old.start()
    new = Shop(old.urls, bus, facts=NEW)
    new.start()  # over a broker it stands by: the single active consumer is the old release
    for turn in range(20):
        old.state(fact=(*OLD, ItemChanged2)[turn % 3])
    eventually(lambda: old.unpublished() == 0)
    old.stop()
    old.state(fact=ItemChanged2)
    eventually(lambda: old.missing() == 0, saying="the new release has handled what was set apart")
    new.close()
    assert old.doubled() == 0
    for reader in READERS:
        assert set(old.inbox(reader)) == {"done"}


def test_a_queue_deleted_under_load_loses_nothing(make_stage, rabbit, times):
    stage = make_stage(rabbit)
    stage.start()
    names = Names(rabbit.prefix)
    for turn in range(times):
        stage.world.state_many(50)
        with pika.BlockingConnection(pika.URLParameters(rabbit.url)) as connection:
            connection.channel().queue_delete(names.inbox(READERS[turn % 2]))
        stage.world.state_many(50)
        stage.settle()
    stage.end()
    stage.check()
