"""A state machine on both buses: crashes, duplicates, shuffles, releases, losses in any order.

Whatever happened, in the end every stated fact has had its effect once in every reader, the
projection shows the newest state, and nothing is parked.
"""

import os
import random

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test
from sqlalchemy.exc import OperationalError

from chassis import faults
from chassis.events import inbox, redelivery
from chassis.events.start import OneProcess, RabbitMQ
from chassis.testing import eventually
from chassis.testing.bus import NEW, OLD, ItemChanged, ItemChanged2, ItemRenamed

POINTS = (
    "relay.before_publish",
    "relay.after_publish",
    "relay.after_confirm",
    "relay.after_mark",
    "consumer.before_transaction",
    "consumer.in_transaction",
    "consumer.before_commit",
    "consumer.after_commit",
)
EXAMPLES = int(os.environ.get("TRONCAL_MACHINE_EXAMPLES", "4"))


class Machine(RuleBasedStateMachine):
    make_world = None
    cut_database = None

    @initialize()
    def begin(self):
        self.world = type(self).make_world()
        self.items = [self.world.state("first")]
        self.newest = {self.items[0]: "first"}
        self.world.start()

    @rule(which=st.integers(0, 5), fact=st.sampled_from([ItemChanged, ItemRenamed, ItemChanged2]))
    def state(self, which, fact):
        words = f"text {len(self.world.stated)}"
        item = self.items[which] if which < len(self.items) else None
        item = self.world.state(words, item_id=item, fact=fact)
        if item not in self.items:
            self.items.append(item)
        self.newest[item] = words

    @rule()
    def state_something_that_fails_once(self):
        words = f"fails:{random.random()}:1"
        self.newest[self.items[0]] = words
        self.world.state(words, item_id=self.items[0])

    @rule(point=st.sampled_from(POINTS))
    def crash(self, point):
        faults.configure(f"{point}:die@1")
        self.state(0, ItemChanged)
        eventually(self._somebody_died, saying=f"a thread dies at {point}")
        faults.configure("")
        self._restart()

    def _somebody_died(self):
        parts = [*self.world.events.relays, *self.world.events.consumers]
        return any(not part._thread.is_alive() for part in parts)

    def _restart(self):
        self.world.stop()
        self.world.start()

    @rule(reader=st.sampled_from(["single", "listed"]))
    def deliver_everything_again(self, reader):
        with self.world.databases["origin"].transaction(None) as session:
            redelivery.request(session, reader, inbox.NEVER)

    @rule(seed=st.integers(0, 99))
    def arrive_in_another_order(self, seed):
        self.world.stop()
        for _ in range(4):
            self.state(seed % 3, ItemChanged)
        envelopes = self.world.envelopes()[-6:]
        random.Random(seed).shuffle(envelopes)
        self.world.put_into_inbox("listed", envelopes)
        self.world.start()

    @rule(release=st.sampled_from([OLD, NEW]))
    def change_release(self, release):
        self.world.release(release)

    @rule()
    def lose_the_broker(self):
        for relay in self.world.events.relays:
            if hasattr(relay._carrier, "_link"):
                relay._carrier._link.reopen()
        for consumer in self.world.events.consumers:
            if hasattr(consumer._source, "_link"):
                consumer._source._link.reopen()

    @rule(name=st.sampled_from(["origin", "single", "listed"]))
    def lose_the_database(self, name):
        type(self).cut_database(self.world.urls[name])
        # Whoever asks next over a cut connection gets the error; here that is the test itself.
        eventually(
            lambda: self.world.inbox(name) is not None, ignoring=(OperationalError,), deadline=20
        )

    def teardown(self):
        faults.configure("")
        if not hasattr(self, "world"):
            return
        world = self.world
        try:
            world.release(NEW)
            eventually(lambda: world.missing() == 0, deadline=40, saying="every fact arrives")
            eventually(lambda: world.unpublished() == 0, deadline=20)
            assert world.doubled() == 0
            for reader in ("single", "listed"):
                eventually(lambda reader=reader: set(world.inbox(reader)) <= {"done"}, deadline=20)
            for item, words in self.newest.items():
                assert world.shown(item)[1] == words
        finally:
            world.close()


# The threads that a crash ends are meant to end so.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
@pytest.mark.timeout(900)
@pytest.mark.parametrize("kind", ["one-process", "rabbitmq"])
def test_whatever_happens_every_fact_has_one_effect(kind, request, new_world, postgres_server):
    def make_world():
        if kind == "one-process":
            return new_world(OneProcess())
        broker = request.getfixturevalue("brokers").take()
        return new_world(RabbitMQ(url=broker.url, prefix=broker.prefix))

    machine = type("Run", (Machine,), {})
    machine.make_world = staticmethod(make_world)
    machine.cut_database = staticmethod(postgres_server.cut)
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=10,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
