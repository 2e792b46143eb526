"""A stage for each test; FAULT_ROUNDS=5 (`make faults`) kills five times at each point."""

import os
from collections.abc import Callable, Iterator

import pytest

from chassis.events.start import Bus, OneProcess, RabbitMQ
from chassis.testing import bus as world_of
from chassis.testing.bus import World
from tests.faults.harness import Stage

TIMES = int(os.environ.get("FAULT_ROUNDS", "1"))


@pytest.fixture
def times() -> int:
    return TIMES


@pytest.fixture
def rabbit(broker) -> RabbitMQ:
    return RabbitMQ(url=broker.url, prefix=broker.prefix)


@pytest.fixture
def make_stage(
    database_template: Callable[..., str], database_factory: Callable[..., str]
) -> Iterator[Callable[..., Stage]]:
    template = database_template("world", world_of.build)
    stages: list[Stage] = []

    def make(bus: Bus | None = None, *, urls: dict[str, str] | None = None, **options) -> Stage:
        urls = urls or {name: database_factory(template=template) for name in world_of.SERVICES}
        stage = Stage(World(urls, bus or OneProcess()), **options)
        stages.append(stage)
        return stage

    yield make
    for stage in stages:
        stage.close()
        stage.world.close()
