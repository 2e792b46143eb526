"""Fixtures of this service's tests."""

from collections.abc import Callable, Iterator

import pytest

from chassis.testing.fixtures import DatabaseFactory
from chassis.testing.running import RunningService, build, running
from services.billing.service import SERVICE
from services.billing.tests.shop import Shop


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
def shop(service: RunningService) -> Shop:
    """An organization of the test's own, with its administrator and one client."""
    return Shop(service)
