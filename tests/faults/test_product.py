"""The whole product in processes, with one service that stops answering."""

import signal
import time

import psutil
import pytest

from chassis.testing import eventually
from chassis.testing.product import Product

pytestmark = [
    pytest.mark.thorough,
    pytest.mark.faults,
    pytest.mark.broker,
    pytest.mark.timeout(300),
]

_COMPOSED = 12.0
"""Far above any budget of a forwarded request, so that a busy machine is not blamed."""


def processes_of(product: Product, name: str) -> list[psutil.Process]:
    for child in psutil.Process(product.pid).children():
        if f"master [{name}]" in " ".join(child.cmdline()):
            return [child, *child.children(recursive=True)]
    raise AssertionError(f"no door {name}")


def test_a_frozen_service_is_said_to_be_away_and_the_others_answer(services: Product):
    """P16: requests to it end within their budget; those to others do not wait for it."""
    client = services.sign_in()
    frozen = processes_of(services, "telephony-web")
    for process in frozen:
        process.send_signal(signal.SIGSTOP)
    try:
        began = time.monotonic()
        answer = client("GET", "/calls/current")
        assert answer.status_code in {503, 504}
        assert time.monotonic() - began < _COMPOSED
        for _ in range(20):
            assert client("GET", "/contacts").status_code == 200
            assert client("GET", "/me").status_code == 200
    finally:
        for process in frozen:
            process.send_signal(signal.SIGCONT)
    eventually(lambda: client("GET", "/calls/current").status_code == 200, deadline=60)
