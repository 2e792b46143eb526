"""The service running in a test, its database new for each."""

from collections.abc import Callable, Iterator

import pytest

from chassis.testing.fixtures import DatabaseFactory
from chassis.testing.running import RunningService, build, running
from services.reporting.service import SERVICE


@pytest.fixture
def service(
    database_factory: DatabaseFactory, database_template: Callable
) -> Iterator[RunningService]:
    url = database_factory(template=database_template("reporting", build(SERVICE)))
    with running(SERVICE, url) as service:
        yield service


@pytest.fixture(scope="module")
def module_service(
    module_database_factory: DatabaseFactory, database_template: Callable
) -> Iterator[RunningService]:
    """The service on a database that a module's tests share, each in its organization."""
    url = module_database_factory(template=database_template("reporting", build(SERVICE)))
    with running(SERVICE, url) as service:
        yield service
