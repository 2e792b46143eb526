"""The running product, in both topologies."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from chassis.testing.product import Product, running_product

THOROUGH = bool(os.environ.get("FAULT_ROUNDS") or os.environ.get("THOROUGH"))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """`make test` leaves out what is marked `thorough`; `make faults`, `drill`, `pages` do not.

    What needs the running product comes last: it runs until the end and takes its share of the
    processor from whatever comes after it.
    """
    left_out = [] if THOROUGH else [one for one in items if one.get_closest_marker("thorough")]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [one for one in items if one not in left_out]
    items.sort(key=_needed)


def _needed(item: pytest.Item) -> int:
    """Whether a test needs no product, that of `make run`, or that of `make services`."""
    names = getattr(item, "fixturenames", ())
    callspec = getattr(item, "callspec", None)
    topology = callspec.params.get("product") if callspec and "product" in names else None
    if topology == "services" or "services" in names:
        return 2
    return int(topology is not None or bool({"run", "site"} & set(names)))


@pytest.fixture(scope="session")
def run(test_folder: Path) -> Iterator[Product]:
    """The product as `make run` starts it, without demonstration data."""
    with running_product("run", test_folder / "run") as product:
        yield product


@pytest.fixture(scope="session")
def services(test_folder: Path) -> Iterator[Product]:
    """The product as `make services` starts it: two processes a service, a real broker."""
    with running_product("services", test_folder / "services") as product:
        yield product


@pytest.fixture(params=["run", pytest.param("services", marks=pytest.mark.broker)], scope="session")
def product(request: pytest.FixtureRequest) -> Product:
    """The product in each topology: a journey that passes in one must pass in the other."""
    found: Product = request.getfixturevalue(request.param)
    return found
