"""The cable between services and broker, or services and database: slow, cut, half-open, reset.

A proxy stands in between; the suite itself reaches the servers directly.
"""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from chassis.events.start import RabbitMQ
from chassis.testing import bus as world_of
from chassis.testing import eventually
from tests.faults.conftest import only_in_full
from tests.faults.crowd import Crowd, drained
from tests.faults.harness import SHOP, Stage
from tests.faults.ledger import Ledger
from tests.faults.proxy import Proxy
from tests.faults.theatre import target, through

pytestmark = [pytest.mark.thorough, pytest.mark.faults, pytest.mark.timeout(400)]


@dataclass
class Wired:
    """A stage behind proxies."""

    stage: Stage
    proxies: dict[str, Proxy]
    ledger: Ledger


@pytest.fixture(scope="module")
def wired(
    make_lasting_stage: Any, brokers: Any, database_template: Any, module_database_factory: Any
) -> Iterator[Wired]:
    template = database_template("shop", world_of.build)
    urls = {name: module_database_factory(template=template) for name in world_of.SERVICES}
    place = brokers.take()
    with contextlib.ExitStack() as stack:
        broker = stack.enter_context(Proxy(target(place.url)))
        database = stack.enter_context(Proxy(target(urls["origin"])))
        stage = make_lasting_stage(
            RabbitMQ(url=place.url, prefix=place.prefix),
            urls=urls,
            parts=SHOP,
            through={
                place.url: through(place.url, broker),
                **{url: through(url, database) for url in urls.values()},
            },
        )
        stage.start()
        yield Wired(stage, {"broker": broker, "database": database}, Ledger())
        for proxy in (broker, database):
            proxy.heal()
        stage.end()


def slow(proxy: Proxy, crowd: Crowd) -> None:
    proxy.delay(0.05)
    crowd.rest(1)


def cut(proxy: Proxy, crowd: Crowd) -> None:
    proxy.cut()
    crowd.rest(1)


def half_open(proxy: Proxy, crowd: Crowd) -> None:
    proxy.hold()
    crowd.rest(1)


def half_open_then_cut(proxy: Proxy, crowd: Crowd) -> None:
    """What was sent meanwhile never arrives, although the connection was open all the time."""
    proxy.hold()
    crowd.rest(1)
    proxy.cut()


def reset(proxy: Proxy, crowd: Crowd) -> None:
    """In the middle of whatever is being sent: of a window, a batch, a COMMIT."""
    for count in (1, 777, 4_096, 20_011):
        proxy.reset_after(count)
        crowd.rest(0.4)


@pytest.mark.parametrize("fault", [half_open_then_cut, reset, *only_in_full(slow, cut, half_open)])
@pytest.mark.parametrize("side", ["broker", "database"])
def test_a_bad_network_loses_and_doubles_nothing(side, fault, wired: Wired, times):
    proxy = wired.proxies[side]
    with Crowd(wired.stage, ledger=wired.ledger) as crowd:
        for _ in range(times):
            crowd.wait_for(5)
            fault(proxy, crowd)
            proxy.heal()
        crowd.wait_for(20)
    verdict = drained(wired.stage, wired.ledger)
    assert verdict.clean, verdict
    for reader in ("single", "listed"):
        assert wired.stage.world.attempted(reader) == 0


@pytest.mark.thorough
def test_a_silent_broker_is_given_up_after_two_heartbeats(wired: Wired):
    """Nothing passes for half a minute: the services connect anew meanwhile."""
    proxy = wired.proxies["broker"]
    with Crowd(wired.stage, ledger=wired.ledger) as crowd:
        crowd.wait_for(5)
        proxy.hold()
        before = proxy.accepted
        eventually(lambda: proxy.accepted > before, deadline=40, saying="connected anew")
        proxy.heal()
        crowd.wait_for(20)
    verdict = drained(wired.stage, wired.ledger)
    assert verdict.clean, verdict
