"""A stage for each test; FAULT_ROUNDS=5 (`make faults`) kills five times at each point."""

import os
from collections.abc import Callable, Iterator, Sequence

import pytest

from chassis.events.start import Bus, OneProcess, RabbitMQ
from chassis.testing import bus as world_of
from tests.faults.harness import Stage
from tests.faults.shop import Shop

TIMES = int(os.environ.get("FAULT_ROUNDS", "1"))


def only_in_full(*values: object) -> list[object]:
    """Parameters that `make faults` adds to those of `make test`."""
    return [pytest.param(value, marks=pytest.mark.thorough) for value in values]


def some_of(*groups: Sequence[object]) -> list[object]:
    """Parameters of `make faults`, of which `make test` has every second one of each group."""
    return [
        one if at % 2 else pytest.param(one, marks=pytest.mark.thorough)
        for group in groups
        for at, one in enumerate(group)
    ]


@pytest.fixture(scope="session")
def times() -> int:
    return TIMES


@pytest.fixture
def rabbit(broker) -> RabbitMQ:
    return RabbitMQ(url=broker.url, prefix=broker.prefix)


@pytest.fixture
def make_stage(
    database_template: Callable[..., str], database_factory: Callable[..., str]
) -> Iterator[Callable[..., Stage]]:
    yield from stages(database_template("shop", world_of.build), database_factory)


@pytest.fixture(scope="module")
def make_lasting_stage(
    database_template: Callable[..., str], module_database_factory: Callable[..., str]
) -> Iterator[Callable[..., Stage]]:
    """A stage for all tests of a module: to start one costs more than to kill in it."""
    yield from stages(database_template("shop", world_of.build), module_database_factory)


def stages(template: str, factory: Callable[..., str]) -> Iterator[Callable[..., Stage]]:
    made: list[Stage] = []

    def make(bus: Bus | None = None, *, urls: dict[str, str] | None = None, **options) -> Stage:
        urls = urls or {name: factory(template=template) for name in world_of.SERVICES}
        stage = Stage(Shop(urls, bus or OneProcess()), **options)
        made.append(stage)
        return stage

    yield make
    for stage in made:
        stage.close()
        stage.world.close()
