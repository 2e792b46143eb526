"""Fixtures of this service's tests."""

from collections.abc import Callable, Iterator

import pytest

from chassis.testing.fixtures import DatabaseFactory
from chassis.testing.running import RunningService, build, running
from services.cases.service import SERVICE
from services.cases.tests.office import Office


@pytest.fixture(scope="module")
def service(
    module_database_factory: DatabaseFactory,
    database_template: Callable[[str, Callable[[str], None]], str],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[RunningService]:
    """This service on a migrated database that a module's tests share, each in its organization."""
    url = module_database_factory(template=database_template(SERVICE.name, build(SERVICE)))
    environment = {"TRONCAL_RUN_DIR": str(tmp_path_factory.mktemp("run"))}
    with running(SERVICE, url, environment) as service:
        yield service


@pytest.fixture
def office(service: RunningService) -> Office:
    """An organization of the test's own, with its administrator and its seeded catalogs."""
    return Office(service)
