"""The suite itself is tested: with any of these known defects planted it must fail.

Each test plants one, provokes it, and demands that the comparison says what went wrong. Without the
defect the same comparison is clean: that is what the rest of the suite shows, and here the first
test for the provocations that are only used here.
"""

import threading
from pathlib import Path

import pika
import pytest
from sqlalchemy import select

from chassis.db.bulk import insert_many
from chassis.events import record
from chassis.events.start import OneProcess, RabbitMQ
from chassis.events.tables import Outbox, Redelivery, RedeliveryAsk
from chassis.events.topology import Names
from chassis.ids import new_id
from chassis.testing import eventually
from chassis.testing.bus import ORGANIZATION, Item, ItemChanged
from chassis.testing.waiting import StillWaiting
from tests.faults import mutants, shop
from tests.faults.crowd import Crowd, drained
from tests.faults.harness import PATIENCE, SHOP
from tests.faults.ledger import Ledger, judge

pytestmark = [pytest.mark.faults, pytest.mark.timeout(200)]
QUICK = 5


@pytest.mark.thorough
def test_without_the_inbox_check_a_kill_doubles_effects(make_stage, rabbit):
    stage = make_stage(rabbit, mutant="the inbox is not asked")
    stage.start()
    stage.kill_at("consumer.after_commit")
    stage.settle()
    stage.end()
    with pytest.raises(AssertionError, match="duplicate effects"):
        stage.check()


@pytest.mark.thorough
def test_with_the_ack_before_the_commit_a_kill_loses_facts(make_stage, rabbit):
    stage = make_stage(rabbit, mutant="acknowledged before the commit")
    stage.start()
    stage.kill_at("consumer.in_transaction")
    eventually(lambda: stage.world.unpublished() == 0, deadline=30)
    stage.world.state("the last one")
    last = stage.world.stated[-1][0]
    eventually(lambda: stage.world.effects("single")[last] == 1, deadline=30)
    still_missing(stage)
    stage.end()
    with pytest.raises(AssertionError, match="facts lost"):
        stage.check()


def still_missing(stage) -> None:
    with pytest.raises(StillWaiting):
        eventually(lambda: stage.world.missing() == 0, deadline=QUICK)


@pytest.mark.thorough
def test_marked_before_the_confirm_a_kill_loses_facts(make_stage, rabbit):
    stage = make_stage(rabbit, mutant="marked before the confirm")
    stage.start()
    stage.kill_at("relay.before_publish")
    eventually(lambda: stage.world.unpublished() == 0, deadline=30)
    still_missing(stage)
    stage.end()
    with pytest.raises(AssertionError, match="facts lost"):
        stage.check()


def resent(world) -> bool:
    """Whether both readers, whose queues were new, have been sent again all that they asked for.

    What they ask for later is sent past every binding, also what was stated meanwhile.
    """
    with world.databases["origin"].system() as session:
        asked = session.chassis_execute(select(Redelivery)).scalars().all()
    done = {each.reader for each in asked if each.done_at}
    waiting = [each for each in asked if not each.done_at]
    for reader in ("single", "listed"):
        with world.databases[reader].system() as session:
            waiting += session.chassis_execute(select(RedeliveryAsk)).scalars()
    return done >= {"single", "listed"} and not waiting


def unbound(rabbit: RabbitMQ, world) -> None:
    """Lose the bindings of a type while everything runs, then state facts of it."""
    names = Names(rabbit.prefix)
    with pika.BlockingConnection(pika.URLParameters(rabbit.url)) as connection:
        for reader in ("single", "listed"):
            connection.channel().queue_unbind(
                names.inbox(reader), names.exchange, ItemChanged.event_type
            )
    world.state_many(10)


@pytest.mark.thorough
def test_not_mandatory_a_lost_binding_loses_facts(make_stage, rabbit, monkeypatch):
    mutants.plant("not mandatory", monkeypatch.setattr)
    stage = make_stage(rabbit)
    stage.world.start()
    stage.world.state_many(3)
    stage.settle()
    eventually(lambda: resent(stage.world), deadline=30)
    unbound(rabbit, stage.world)
    eventually(lambda: stage.world.unpublished() == 0, deadline=30)
    still_missing(stage)
    with pytest.raises(AssertionError, match="facts lost"):
        stage.check()


def late_commit(world) -> None:
    """A fact whose transaction began first commits last."""
    origin = world.databases["origin"]
    with origin.transaction(ORGANIZATION) as session:
        item = Item(text="late")
        session.add(item)
        late = record(session, item, ItemChanged(text="late"))
        facts = session.info.pop("facts")
        session.flush()
        insert_many(session, Outbox, facts)  # it has its position now
        world.state("meanwhile")
        eventually(lambda: world.effects("single")[world.stated[-1][0]] == 1)
    world.stated.append((late, item.id, 1))


@pytest.mark.thorough
@pytest.mark.parametrize("defect", ["", "position greater than the last"])
def test_polled_by_position_a_late_commit_is_never_sent(defect, make_stage, monkeypatch):
    if defect:
        mutants.plant(defect, monkeypatch.setattr)
    stage = make_stage(OneProcess())
    stage.world.start()
    late_commit(stage.world)
    if not defect:
        stage.settle()
        stage.check()
        return
    still_missing(stage)
    with pytest.raises(AssertionError, match="facts lost"):
        stage.check()


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("defect", "point"),
    [
        ("committed before the fact", "web.before_commit"),
        ("the answer is not kept", "web.after_commit"),
        ("the job does not look at its row", "job.after_run"),
    ],
)
def test_a_defect_of_door_or_job_shows_in_the_ledger(defect, point, make_stage, rabbit):
    stage = make_stage(rabbit, parts=SHOP, mutant=defect)
    stage.start()
    victim = stage.victim(point)
    victim.end()
    victim.start(f"{point}:kill@5")
    with Crowd(stage, people=1, insists=defect == "the answer is not kept") as crowd:
        eventually(victim.died, deadline=PATIENCE, saying=f"killed at {point}")
        victim.end()
        victim.start()
        crowd.wait_for(5)
    if defect == "committed before the fact":
        with pytest.raises(StillWaiting):
            drained(stage, crowd.ledger, deadline=QUICK)
        assert judge(crowd.ledger, stage.world).halved > 0
    elif defect == "the job does not look at its row":
        eventually(lambda: judge(crowd.ledger, stage.world).duplicated > 0, deadline=PATIENCE)
    else:
        assert drained(stage, crowd.ledger).duplicated > 0


@pytest.mark.thorough
@pytest.mark.parametrize("defect", ["", "the machines' failures are attempts"])
def test_a_full_disk_that_is_counted_parks_the_fact(defect, make_stage, monkeypatch):
    if defect:
        mutants.plant(defect, monkeypatch.setattr)
    stage = make_stage(OneProcess())
    stage.world.start()
    stage.world.state(f"sqlstate:53100:{new_id()}:5")
    if not defect:
        stage.settle()
        assert stage.world.attempted("single") == 0
        return
    eventually(lambda: stage.world.inbox("single")["parked"] == 1)
    with pytest.raises(AssertionError, match="facts lost"):
        stage.check()


@pytest.mark.parametrize("defect", ["", "no lock of the aggregate"])
def test_without_the_lock_two_lines_get_one_version(defect, make_stage, monkeypatch):
    if defect:
        mutants.plant(defect, monkeypatch.setattr)
    world = make_stage(OneProcess()).world
    (account,) = world.open_accounts(1)
    ledger = Ledger()

    def write(numbers: range) -> None:
        for number in numbers:
            mark = new_id()
            ledger.ask(account, number, mark)
            with world.databases["origin"].transaction(ORGANIZATION) as session:
                shop.write_line(session, account, mark, number)
            ledger.acknowledge(mark)

    writers = [threading.Thread(target=write, args=(range(10),)) for _ in range(2)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    versions = [version for _, _, _, version in world.lines()]
    assert (len(versions) != len(set(versions))) == bool(defect)
    if defect:
        assert judge(ledger, world).inversions > 0


@pytest.mark.thorough
def test_forgotten_failures_lose_facts(make_stage, rabbit, monkeypatch):
    mutants.plant("what failed is forgotten", monkeypatch.setattr)
    stage = make_stage(rabbit)
    stage.world.start()
    stage.world.state_many(3)
    stage.settle()
    eventually(lambda: stage.world.open_redeliveries() == 0, deadline=30)
    stage.world.state(f"fails:{new_id()}:2")
    stage.world.state()
    eventually(lambda: stage.world.effects("single")[stage.world.stated[-1][0]] == 1)
    still_missing(stage)
    with pytest.raises(AssertionError, match="facts lost"):
        stage.check()


@pytest.mark.parametrize("defect", ["", "versions are not compared"])
def test_without_the_guard_late_facts_turn_a_projection_back(defect, make_stage, monkeypatch):
    if defect:
        mutants.plant(defect, monkeypatch.setattr)
    stage = make_stage(OneProcess())
    world = stage.world
    ledger = Ledger()
    (account,) = world.open_accounts(1)
    for number in range(1, 6):
        mark = new_id()
        ledger.ask(account, number, mark)
        with world.databases["origin"].transaction(ORGANIZATION) as session:
            shop.write_line(session, account, mark, number)
        ledger.acknowledge(mark)
    for reader in ("single", "listed"):
        world.put_into_inbox(reader, world.envelopes()[::-1])
    world.start()
    eventually(lambda: len(world.effects("listed")) == 5)
    found = judge(ledger, world)
    assert (found.inversions > 0 or found.stale > 0) == bool(defect)


def test_every_planted_defect_has_a_test():
    """Whoever plants one more shows that it is caught."""
    source = Path(__file__).read_text()
    assert [name for name in mutants.MUTANTS if f'"{name}"' not in source] == []
    assert len(mutants.MUTANTS) >= 10
