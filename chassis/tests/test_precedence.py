"""Requests go first in one process, and background work never stops."""

import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import pytest

from chassis import budgets
from chassis.precedence import Precedence


@pytest.fixture
def precedence(monkeypatch: pytest.MonkeyPatch) -> Precedence:
    """Budgets so long that a wait cannot be mistaken for a slow machine."""
    monkeypatch.setattr(budgets, "PRECEDENCE", 60.0)
    monkeypatch.setattr(budgets, "BACKGROUND_PASS", 60.0)
    monkeypatch.setattr(budgets, "BACKGROUND_STEP", 60.0)
    monkeypatch.setattr(budgets, "REQUESTS_OF_LOAD", 3)
    return Precedence()


@contextmanager
def request(precedence: Precedence) -> Iterator[None]:
    """A request on a thread of its own, under way during the block."""
    began, over = threading.Event(), threading.Event()

    def serve() -> None:
        with precedence.serving():
            began.set()
            over.wait(60)

    thread = threading.Thread(target=serve)
    thread.start()
    assert began.wait(10)
    try:
        yield
    finally:
        over.set()
        thread.join()


def load(precedence: Precedence) -> None:
    """As many requests, one after the other, as make a load."""
    for _ in range(3):
        with request(precedence):
            pass


def background(stack: ExitStack, act: object) -> threading.Event:
    """Do something on another thread and tell when it was done."""
    done = threading.Event()

    def run() -> None:
        act()  # type: ignore[operator]
        done.set()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    stack.callback(thread.join, 0)
    return done


def test_without_requests_nobody_waits(precedence: Precedence):
    precedence.begin()
    precedence.begin()
    precedence.step()


def test_a_statement_waits_while_a_request_is_under_way(precedence: Precedence):
    with ExitStack() as stack:
        with request(precedence):
            done = background(stack, precedence.step)
            assert not done.wait(0.2)
        assert done.wait(10)


def test_a_statement_waits_for_its_budget_at_most(
    precedence: Precedence, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(budgets, "BACKGROUND_STEP", 0.01)
    with ExitStack() as stack, request(precedence):
        assert background(stack, precedence.step).wait(10)


def test_one_transaction_begins_per_turn_under_load(
    precedence: Precedence, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(budgets, "BACKGROUND_PASS", 0.2)
    load(precedence)
    start = time.monotonic()
    for _ in range(4):
        precedence.begin()
    assert time.monotonic() - start >= 0.6


def test_a_request_now_and_then_is_no_load(precedence: Precedence):
    with request(precedence):
        pass
    with request(precedence):
        precedence.begin()
        precedence.begin()


def test_the_requests_own_thread_never_waits(precedence: Precedence):
    load(precedence)
    with request(precedence), precedence.serving():
        precedence.begin()
        precedence.begin()
        precedence.step()


def test_a_request_that_takes_long_holds_nobody_up(
    precedence: Precedence, monkeypatch: pytest.MonkeyPatch
):
    with ExitStack() as stack, request(precedence):
        monkeypatch.setattr(budgets, "PRECEDENCE", 0.0)
        assert background(stack, precedence.step).wait(10)


def test_the_load_is_over_when_its_requests_lie_back(
    precedence: Precedence, monkeypatch: pytest.MonkeyPatch
):
    load(precedence)
    monkeypatch.setattr(budgets, "PRECEDENCE", 0.0)
    precedence.begin()
    precedence.begin()


def test_whoever_waits_for_a_turn_goes_when_the_load_is_over(
    precedence: Precedence, monkeypatch: pytest.MonkeyPatch
):
    load(precedence)
    precedence.begin()
    with ExitStack() as stack:
        monkeypatch.setattr(budgets, "PRECEDENCE", 1.0)
        assert background(stack, precedence.begin).wait(30)
