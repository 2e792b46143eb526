"""Facts that cannot be handled are set apart, whatever they do; their neighbours pass."""

from uuid import UUID

import pika
import pytest

from chassis.events.start import OneProcess
from chassis.events.topology import Names
from chassis.ids import new_id
from chassis.testing import eventually
from chassis.testing.bus import NEW, OLD, ItemChanged2
from tests.faults.conftest import only_in_full

pytestmark = [pytest.mark.faults, pytest.mark.timeout(300)]

READERS = ("single", "listed")


@pytest.mark.parametrize("kind", [*only_in_full("one-process"), "rabbitmq"])
def test_a_fact_that_kills_is_parked_and_its_neighbours_pass(kind, make_stage, request):
    bus = OneProcess() if kind == "one-process" else request.getfixturevalue("rabbit")
    stage = make_stage(bus)
    world = stage.world
    world.state_many(10)
    world.state("kill")
    poison = world.stated.pop()[0]
    world.state_many(10)
    victim = stage.victim("consumer")
    stage.bring_up()
    deaths = 0

    def parked_everywhere() -> bool:
        nonlocal deaths
        if victim.died():
            deaths += 1
            victim.end()
            victim.start()
        return all(world.history(reader, poison)[0] == "parked" for reader in READERS)

    eventually(parked_everywhere, deadline=200)
    eventually(lambda: world.missing() == 0, deadline=60)
    assert world.doubled() == 0
    assert deaths <= 10
    for reader in READERS:
        assert world.history(reader, poison)[2] == 3
        assert world.inbox(reader) == {"done": 20, "parked": 1}


@pytest.mark.parametrize("kind", ["one-process", *only_in_full("rabbitmq")])
def test_every_kind_of_poison_at_once_is_set_apart_and_all_innocents_pass(
    kind, make_stage, request, times
):
    """P11: it raises, hangs, fails at COMMIT, is no envelope, is of an unknown version."""
    bus = OneProcess() if kind == "one-process" else request.getfixturevalue("rabbit")
    world = make_stage(bus).world
    world.limited(watchdog=0.5).start()
    poison: list[UUID] = []
    for _ in range(times):
        for words in ("raise", "spin", "commit"):
            world.state_many(20)
            world.state(words)
            poison.append(world.stated.pop()[0])
        world.state(fact=ItemChanged2)
    unknown = {entry[0] for entry in world.stated[-1:]}
    world.state_many(20)
    if kind == "rabbitmq":
        with pika.BlockingConnection(pika.URLParameters(bus.url)) as connection:
            for reader in READERS:
                queue = Names(bus.prefix).inbox(reader)
                connection.channel().basic_publish("", queue, b"\x00\xff not one")
    else:
        for reader in READERS:
            world.put_into_inbox(reader, ["{not json"])
    innocents = {entry[0] for entry in world.stated if entry[0] not in unknown}
    for reader in READERS:
        for fact in poison:
            eventually(
                lambda fact=fact, reader=reader: world.history(reader, fact)[0] == "parked",
                deadline=60,
            )
        eventually(lambda reader=reader: world.inbox(reader)["parked"] == len(poison) + 1)
        eventually(lambda reader=reader: world.inbox(reader)["unsupported"] == times)
    world.release(NEW)
    eventually(lambda: world.missing() == 0, saying="a release that knows them handles the rest")
    assert world.doubled() == 0
    assert innocents <= set(world.effects("single"))


def test_what_was_parked_may_be_replayed_twice(make_stage):
    """P12: an operator retries everything, twice; what succeeds then has one effect."""
    world = make_stage(OneProcess()).world
    world.start()
    for _ in range(5):
        world.state(f"fails:{new_id()}:4")  # once in a batch, perhaps, and three times alone
    for reader in READERS:
        eventually(lambda reader=reader: world.inbox(reader)["parked"] == 5, deadline=30)
    for _ in range(2):
        for reader in READERS:
            world.retry_parked(reader)
        eventually(lambda: world.missing() == 0, deadline=30)
    assert world.doubled() == 0
    for reader in READERS:
        assert world.inbox(reader) == {"done": 5}


def test_an_old_release_never_parks_what_only_a_new_one_knows(make_stage):
    world = make_stage(OneProcess()).world
    world.facts = OLD
    world.start()
    world.state(fact=ItemChanged2)
    fact = world.stated[-1][0]
    for reader in READERS:
        eventually(lambda reader=reader: world.history(reader, fact) == ("unsupported", 0, 0))
