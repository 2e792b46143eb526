"""The product and its people, made once for all tests of this folder."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.security.organization import World
from tests.security.world import started

_SECONDS = 600


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whichever test comes first waits until the product stands and its records are made."""
    for item in items:
        if "world" in getattr(item, "fixturenames", ()) and "tests/security" in str(item.path):
            item.add_marker(pytest.mark.timeout(_SECONDS))


@pytest.fixture(scope="session")
def world(postgres_server: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Everything that the matrix needs; only its applications still run."""
    with started(postgres_server, tmp_path_factory.mktemp("product")) as (product, beside):
        world = World(product)
        beside.stop()
        yield world
