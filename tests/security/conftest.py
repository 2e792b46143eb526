"""The product and its people, made once for all tests of this folder."""

from collections.abc import Iterator
from typing import Any

import pytest

from chassis import budgets
from tests.security.organization import World
from tests.security.world import started

_SECONDS = 600
_PATIENCE = 60.0


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whichever test comes first waits until the product stands and its records are made."""
    for item in items:
        if "world" in getattr(item, "fixturenames", ()) and "tests/security" in str(item.path):
            item.add_marker(pytest.mark.timeout(_SECONDS))


@pytest.fixture(scope="session")
def world(postgres_server: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Everything that the matrix needs; only its applications still run.

    Who gets what is asked here, not how soon: every service may take its time.
    """
    with (
        pytest.MonkeyPatch.context() as patch,
        started(postgres_server, tmp_path_factory.mktemp("product")) as (product, beside),
    ):
        patch.setattr(budgets, "COMPOSED_READ_TIMEOUT", _PATIENCE)
        patch.setattr(budgets, "READ_TIMEOUT", _PATIENCE)
        world = World(product)
        beside.stop()
        yield world
