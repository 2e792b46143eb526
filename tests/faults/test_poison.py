"""A fact that kills its process is parked after three counted deaths; its neighbours pass."""

import pytest

from chassis.events.start import OneProcess
from chassis.testing import eventually

pytestmark = [pytest.mark.faults, pytest.mark.timeout(300)]


@pytest.mark.parametrize("kind", ["one-process", "rabbitmq"])
def test_a_fact_that_kills_is_parked_and_its_neighbours_pass(kind, make_stage, request):
    bus = OneProcess() if kind == "one-process" else request.getfixturevalue("rabbit")
    stage = make_stage(bus)
    world = stage.world
    world.state_many(10)
    world.state("kill")
    poison = world.stated.pop()[0]
    world.state_many(10)
    victim = stage.victim("consumer")
    for child in stage.children.values():
        child.start()
    deaths = 0

    def parked_everywhere() -> bool:
        nonlocal deaths
        if victim.died():
            deaths += 1
            victim.end()
            victim.start()
        return all(world.history(reader, poison)[0] == "parked" for reader in ("single", "listed"))

    eventually(parked_everywhere, deadline=200)
    eventually(lambda: world.missing() == 0, deadline=60)
    assert world.doubled() == 0
    assert deaths <= 10
    for reader in ("single", "listed"):
        assert world.history(reader, poison)[2] == 3
        assert world.inbox(reader) == {"done": 20, "parked": 1}
