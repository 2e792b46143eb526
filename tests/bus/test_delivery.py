"""What every bus must do, run on both."""

import random
from functools import partial

import pytest

from chassis.errors import Conflict
from chassis.events import inbox, parking, redelivery
from chassis.ids import new_id
from chassis.testing import eventually as soon
from chassis.testing.bus import (
    NEW,
    OLD,
    ORGANIZATION,
    OTHER_ORGANIZATION,
    ItemChanged2,
    ItemRenamed,
    SecretKept,
    World,
)

eventually = partial(soon, deadline=45)
READERS = ("single", "listed")


def done(world: World):
    return lambda: world.missing() == 0


def last_event(world: World):
    return world.stated[-1][0]


def test_a_stated_fact_has_its_effect_in_every_reader_once(world: World):
    world.start()
    world.state_many(250)
    eventually(done(world))
    assert world.doubled() == 0
    assert eventually(lambda: world.unpublished() == 0)
    assert world.inbox("single") == {"done": 250}


def test_facts_stated_while_nothing_runs_arrive_later(world: World):
    item = world.state("one")
    world.state("two", item_id=item)
    world.start()
    eventually(done(world))
    assert world.shown(item) == (2, "two")


def test_the_facts_of_one_aggregate_arrive_in_order_also_across_types(world: World):
    world.start()
    items = [world.state("start") for _ in range(3)]
    for turn in range(12):
        for item in items:
            world.state(f"{turn}", item_id=item, fact=OLD[turn % 2])
    eventually(done(world))
    for reader in READERS:
        for item in items:
            assert world.versions(reader, item) == list(range(1, 14))


def test_a_fact_that_nobody_reads_is_published_without_being_sent(world: World):
    world.start()
    world.state(fact=SecretKept)
    assert eventually(lambda: world.unpublished() == 0)
    assert world.inbox("single") == {}


def test_facts_of_two_organizations_in_one_batch_stay_apart(world: World):
    for turn in range(20):
        world.state(organization_id=(ORGANIZATION, OTHER_ORGANIZATION)[turn % 2])
    world.start()
    eventually(done(world))
    assert world.doubled() == 0


def test_repeated_and_shuffled_facts_end_in_the_same_state(world: World):
    item = world.state("0")
    for turn in range(1, 20):
        world.state(f"{turn}", item_id=item)
    envelopes = world.envelopes() * 3
    random.Random(7).shuffle(envelopes)
    for start in range(0, len(envelopes), 7):
        world.put_into_inbox("listed", envelopes[start : start + 7])
    world.start()
    eventually(done(world))
    assert world.doubled() == 0
    assert world.shown(item) == (20, "19")


def test_a_poison_fact_is_parked_and_its_neighbours_pass(world: World):
    world.start()
    before = world.state_many(20)
    world.state("raise")
    poison = last_event(world)
    after = world.state_many(20)
    assert len(before) + len(after) == 40
    for reader in READERS:
        eventually(lambda reader=reader: world.history(reader, poison)[0] == "parked")
        eventually(lambda reader=reader: len(world.effects(reader)) == 40)
        assert world.history(reader, poison) == ("parked", 3, 0)
    assert world.doubled() == 0


def test_an_operator_retries_or_drops_what_is_parked(world: World):
    world.start()
    world.state(f"fails:{new_id()}:3")
    retried = last_event(world)
    for reader in READERS:
        eventually(lambda reader=reader: world.history(reader, retried)[0] == "parked")
    world.state("raise")
    dropped = last_event(world)
    single = world.databases["single"]
    eventually(lambda: world.inbox("single")["parked"] == 2)
    with single.transaction(None) as session:
        found = {one["event_id"]: one for one in parking.listed(session, ORGANIZATION)}
        assert found[retried]["error"] == "ValueError: not yet"
        assert found[retried]["attempts"] == 3
        parking.retry(session, ORGANIZATION, retried)
        parking.drop(session, ORGANIZATION, dropped, by=None, reason="known to be wrong")
        with pytest.raises(Conflict):
            parking.retry(session, ORGANIZATION, dropped)
    eventually(lambda: world.history("single", retried)[0] == "done")
    assert world.effects("single")[retried] == 1
    with world.databases["origin"].transaction(None) as session:
        redelivery.request(session, "single", inbox.NEVER)
    eventually(lambda: world.open_redeliveries() == 0)
    world.state("after")
    after = last_event(world)
    eventually(lambda: world.history("single", after)[0] == "done")
    assert world.history("single", dropped)[0] == "dropped"
    assert world.effects("single")[dropped] == 0


def test_a_fact_that_fails_at_first_is_retried_and_has_one_effect(world: World):
    world.start()
    world.state(f"fails:{new_id()}:2")
    eventually(lambda: world.history("single", last_event(world))[0] == "done")
    assert world.doubled() == 0


def test_a_handler_that_hangs_is_interrupted_and_its_neighbours_pass(world: World):
    world.limited(watchdog=0.3).start()
    world.state("spin")
    hanging = last_event(world)
    world.state_many(10)
    for reader in READERS:
        eventually(lambda reader=reader: len(world.effects(reader)) == 10)
        eventually(lambda reader=reader: world.history(reader, hanging)[:2] == ("parked", 3))


def test_a_statement_that_takes_too_long_is_an_attempt(world: World):
    world.limited(statement_timeout_ms=100).start()
    world.state("statement")
    slow = last_event(world)
    eventually(lambda: world.history("single", slow)[:2] == ("parked", 3))


def test_a_deadlock_or_lock_timeout_is_never_an_attempt(world: World):
    world.start()
    for state in ("40001", "40P01", "55P03"):
        world.state(f"sqlstate:{state}:{new_id()}:9")
        fact = last_event(world)
        eventually(lambda fact=fact: world.history("single", fact)[0] == "done")
        assert world.history("single", fact)[1] == 0
        eventually(lambda fact=fact: world.effects("listed")[fact] == 1)


def test_a_full_disk_is_never_an_attempt(world: World):
    world.start()
    world.state(f"sqlstate:53100:{new_id()}:5")
    eventually(done(world))
    assert world.history("single", last_event(world)) == ("done", 0, 0)


def test_an_unsupported_fact_waits_for_the_release_that_knows_it(world: World):
    world.start()
    world.state(fact=ItemChanged2)
    new = last_event(world)
    world.state(fact=ItemRenamed)
    for reader in READERS:
        eventually(lambda reader=reader: world.history(reader, new)[0] == "unsupported")
        eventually(lambda reader=reader: len(world.effects(reader)) == 1)
    world.release(NEW)
    eventually(done(world))
    assert world.doubled() == 0


def test_a_message_that_is_no_envelope_is_parked_at_once(world: World):
    world.put_into_inbox("single", ["{not json", '{"id": "also not"}'])
    world.state()
    world.start()
    eventually(done(world))
    eventually(lambda: world.inbox("single")["parked"] == 2)


def test_a_content_that_does_not_fit_its_type_is_parked_after_its_attempts(world: World):
    world.state()
    broken_id = new_id()
    whole = world.envelopes()[0].replace(str(last_event(world)), str(broken_id))
    world.put_into_inbox("single", [whole.replace('"text":"text"', '"text":["a"]')])
    world.start()
    eventually(lambda: world.history("single", broken_id)[:2] == ("parked", 3))


def test_a_slow_reader_does_not_hold_up_another(world: World):
    world.start()
    for _ in range(4):
        world.state("slow:0.4")
    eventually(lambda: len(world.effects("single")) >= 1)
    world.state_many(1)
    eventually(done(world))
    assert world.doubled() == 0


def test_what_a_reaction_tells_goes_out_once_and_not_when_it_failed(world: World):
    world.start()
    world.state("raise")
    world.state("heard")
    eventually(lambda: world.inbox("single")["parked"] == 1)
    eventually(lambda: [one.content["payload"]["text"] for one in world.told] == ["heard"])


def test_a_stop_finishes_what_is_in_hand_and_a_start_goes_on(world: World):
    world.start()
    world.state_many(300)
    assert world.stop()
    world.state_many(10)
    world.start()
    eventually(done(world))
    assert world.doubled() == 0


def test_two_relays_of_one_service_send_each_fact_on_without_a_second_effect(
    world: World, new_world
):
    world.start()
    twin = new_world(world.bus)
    twin.urls = world.urls
    twin.databases = world.databases
    twin.start()
    world.state_many(200)
    eventually(done(world))
    assert world.doubled() == 0
    world.stop()
    world.state_many(20)
    eventually(done(world), saying="the standby took over")
    twin.stop()
    assert world.doubled() == 0


def test_redelivery_brings_back_what_a_reader_lost_and_nothing_twice(world: World):
    from chassis.testing.bus import forget

    world.start()
    world.state_many(30)
    eventually(done(world))
    forgotten = forget(world, "single", 10)
    with world.databases["origin"].transaction(None) as session:
        redelivery.request(session, "single", inbox.NEVER)
    eventually(done(world))
    assert len(forgotten) == 10
    assert world.doubled() == 0
