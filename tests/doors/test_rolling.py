"""A release rolls through the whole product while people work, and nobody notices."""

import os
import signal

import psutil
import pytest

from chassis.ids import new_id
from chassis.runtime.rolling import SUPERVISOR
from chassis.testing import eventually
from chassis.testing.crowd import Crowd
from chassis.testing.product import Product

pytestmark = [
    pytest.mark.thorough,
    pytest.mark.broker,
    pytest.mark.faults,
    pytest.mark.timeout(600),
]


def names_of_processes(product: Product) -> dict[int, str]:
    """The product's processes by pid: web processes show a title, the others their command."""
    found = {}
    for child in psutil.Process(product.pid).children():
        command = " ".join(child.cmdline())
        if "master [" in command:
            found[child.pid] = command.partition("master [")[2].partition("]")[0]
        elif "--target" in command:
            found[child.pid] = command.partition("--target ")[2]
    return found


def stored(product: Product, mark: str) -> set[str]:
    client, found, cursor = product.sign_in(), set[str](), None
    while True:
        params = {"q": mark, "limit": 200, **({"cursor": cursor} if cursor else {})}
        page = client.get("/contacts", params=params)
        found |= {item["name"].removeprefix("Ana ") for item in page["items"]}
        cursor = page["next_cursor"]
        if not cursor:
            return found


def test_every_process_is_replaced_under_load_without_a_failed_request(services: Product):
    before = names_of_processes(services)
    token = services.sign_in().session.headers["Authorization"].removeprefix("Bearer ")
    log = services.folder / "product.log"
    done = log.read_text().count("Replaced ")
    mark = f"r{new_id().hex[-10:]}"
    with Crowd(services.base, token, mark) as crowd:
        eventually(lambda: crowd.failed or len(crowd.acknowledged) > 20, deadline=60)
        os.kill(services.pid, signal.SIGUSR1)
        eventually(lambda: log.read_text().count("Replaced ") > done, deadline=300)
        enough = crowd.answered + 50
        eventually(lambda: crowd.answered > enough, deadline=60)
    after = names_of_processes(services)
    assert crowd.failed == []
    assert sorted(after.values()) == sorted(before.values())
    assert not set(after) & set(before), "a process was not replaced"
    assert stored(services, mark) == set(crowd.acknowledged)
    assert crowd.answered > 500
    assert SUPERVISOR in (services.folder / "state.json").read_text()
