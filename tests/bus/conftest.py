"""Both buses, each with a world of its own for every test."""

from collections.abc import Callable, Iterator

import pytest

from chassis import faults
from chassis.events.start import Bus, OneProcess, RabbitMQ
from chassis.testing import bus as world_of
from chassis.testing.bus import World


@pytest.fixture(params=["one-process", "rabbitmq"])
def bus(request: pytest.FixtureRequest) -> Bus:
    if request.param == "one-process":
        return OneProcess()
    broker = request.getfixturevalue("broker")
    return RabbitMQ(url=broker.url, prefix=broker.prefix)


@pytest.fixture
def new_world(
    database_template: Callable[..., str], database_factory: Callable[..., str]
) -> Iterator[Callable[..., World]]:
    template = database_template("world", world_of.build)
    worlds = []

    def make(bus: Bus, **options: object) -> World:
        urls = {name: database_factory(template=template) for name in world_of.SERVICES}
        world = World(urls, bus, **options)
        worlds.append(world)
        return world

    yield make
    faults.configure("")
    for world in worlds:
        world.close()


@pytest.fixture
def world(new_world: Callable[..., World], bus: Bus) -> World:
    return new_world(bus)
