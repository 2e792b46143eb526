"""A handler that hangs is interrupted; one that cannot be costs the process."""

import threading
import time

import pytest

from chassis.events.watchdog import HandlerHung, Watchdog


@pytest.fixture
def given_up():
    return threading.Event()


@pytest.fixture
def watchdog(given_up):
    watchdog = Watchdog(limit=0.1, grace=0.2, give_up=given_up.set)
    watchdog.start()
    yield watchdog
    watchdog.stop()


def test_a_block_in_time_is_left_alone(watchdog, given_up):
    for _ in range(100):
        with watchdog.watching():
            pass
    assert not given_up.is_set()


def test_a_block_that_spins_is_interrupted_inside(watchdog, given_up):
    end = time.monotonic() + 30
    with pytest.raises(HandlerHung), watchdog.watching():
        while time.monotonic() < end:
            pass
    assert not given_up.is_set()


def test_a_block_that_swallows_the_interrupt_costs_the_process(watchdog, given_up):
    with watchdog.watching():
        while not given_up.is_set():
            try:
                given_up.wait(0.01)
            except HandlerHung:
                continue


def test_no_interrupt_comes_after_the_block(watchdog):
    for _ in range(20):
        try:
            with watchdog.watching():
                end = time.monotonic() + 0.11
                while time.monotonic() < end:
                    pass
        except HandlerHung:
            pass
    for _ in range(1_000):
        pass
