"""The running product, in both topologies."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from chassis.testing.product import Product, running_product


@pytest.fixture(scope="session")
def one_process(test_folder: Path) -> Iterator[Product]:
    """The product as `make run` starts it, without demonstration data."""
    with running_product("one-process", test_folder / "one-process") as product:
        yield product


@pytest.fixture(scope="session")
def services(test_folder: Path) -> Iterator[Product]:
    """The product as `make services` starts it: two processes a service, a real broker."""
    with running_product("services", test_folder / "services") as product:
        yield product


@pytest.fixture(
    params=["one-process", pytest.param("services", marks=pytest.mark.broker)], scope="session"
)
def product(request: pytest.FixtureRequest) -> Product:
    """The product in each topology: a journey that passes in one must pass in the other."""
    name = request.param.replace("-", "_")
    found: Product = request.getfixturevalue(name)
    return found
