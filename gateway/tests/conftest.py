"""Fixtures of the gateway's tests."""

from collections.abc import Iterator

import pytest

from gateway.tests.world import Team, World, migrated, started


@pytest.fixture
def world(database_factory, database_template, tmp_path) -> Iterator[World]:
    """A gateway that has not been started yet."""
    made = World(database_factory(template=database_template("gateway", migrated)), tmp_path)
    yield made
    made.close()


@pytest.fixture
def team(database_factory, database_template, tmp_path) -> Iterator[Team]:
    """A gateway after its first start, with the administrator logged in; for one test."""
    url = database_factory(template=database_template("gateway-started", started))
    world = World(url, tmp_path)
    yield Team(world, world.first_organization(), world.administrator())
    world.close()


@pytest.fixture(scope="module")
def module_team(module_database_factory, database_template, tmp_path_factory) -> Iterator[Team]:
    url = module_database_factory(template=database_template("gateway-started", started))
    world = World(url, tmp_path_factory.mktemp("gateway"))
    yield Team(world, world.first_organization(), world.administrator())
    world.close()


@pytest.fixture
def shared(module_team) -> Team:
    """The same for a whole module: for tests that leave the organization as they found it."""
    module_team.world.forget_calls()
    return module_team
