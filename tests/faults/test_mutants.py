"""The suite itself is tested: with a known defect it must fail."""

import pytest

from chassis.testing import eventually
from chassis.testing.waiting import StillWaiting

pytestmark = [pytest.mark.faults, pytest.mark.timeout(200)]


def test_without_the_inbox_check_a_kill_doubles_effects(make_stage, rabbit):
    stage = make_stage(rabbit, mutant="inbox")
    stage.start()
    stage.kill_at("consumer.after_commit")
    stage.settle()
    stage.end()
    with pytest.raises(AssertionError, match="duplicate effects"):
        stage.check()


def test_with_the_ack_before_the_commit_a_kill_loses_facts(make_stage, rabbit):
    stage = make_stage(rabbit, mutant="ack")
    stage.start()
    stage.kill_at("consumer.in_transaction")
    eventually(lambda: stage.world.unpublished() == 0, deadline=30)
    stage.world.state("the last one")
    last = stage.world.stated[-1][0]
    eventually(lambda: stage.world.effects("single")[last] == 1, deadline=30)
    with pytest.raises(StillWaiting):
        eventually(lambda: stage.world.missing() == 0, deadline=5)
    stage.end()
    with pytest.raises(AssertionError, match="facts lost"):
        stage.check()
