"""Requests of one process go before the statements of the other, which never stop."""

import os
import threading
from collections.abc import Callable

import pytest

from chassis import budgets
from chassis.precedence import Precedence
from chassis.testing import eventually


@pytest.fixture
def pair(monkeypatch: pytest.MonkeyPatch) -> tuple[Precedence, Precedence]:
    """Who serves and who comes second; the second would wait for a minute."""
    monkeypatch.setattr(budgets, "BACKGROUND_STEP", 60.0)
    monkeypatch.setattr(budgets, "BACKGROUND_LINGER", 0.0)
    monkeypatch.setattr(budgets, "BACKGROUND_PASS", 60.0)
    monkeypatch.setattr(budgets, "PRECEDENCE", 60.0)
    monkeypatch.setattr(budgets, "REQUESTS_OF_LOAD", 3)
    memory = Precedence.memory()
    first, second = Precedence(), Precedence()
    first.share(memory, second=False)
    second.share(memory, second=True)
    os.close(memory)
    return first, second


def stepping(precedence: Precedence, count: int = 1) -> list[threading.Thread]:
    return running(precedence.step, count)


def running(act: Callable[[], None], count: int) -> list[threading.Thread]:
    threads = [threading.Thread(target=act, daemon=True) for _ in range(count)]
    for thread in threads:
        thread.start()
    return threads


def ended(threads: list[threading.Thread]) -> bool:
    return not any(thread.is_alive() for thread in threads)


def test_without_requests_nobody_waits(pair):
    _, second = pair
    second.step()


def test_statements_wait_while_a_request_is_under_way_and_go_on_after_the_last(pair):
    first, second = pair
    with first.serving():
        with first.serving():
            threads = stepping(second, 5)
            threads[0].join(0.1)
            assert all(thread.is_alive() for thread in threads)
        assert all(thread.is_alive() for thread in threads)
    eventually(lambda: ended(threads))


def test_a_statement_waits_for_the_next_request_of_a_quick_client(pair, monkeypatch):
    first, second = pair
    monkeypatch.setattr(budgets, "BACKGROUND_LINGER", 60.0)
    with first.serving():
        pass
    threads = stepping(second)
    threads[0].join(0.1)
    assert not ended(threads)
    monkeypatch.setattr(budgets, "BACKGROUND_LINGER", 0.0)
    served(first, 1)
    eventually(lambda: ended(threads))


def test_a_statement_waits_for_its_budget_at_most(pair, monkeypatch):
    first, second = pair
    monkeypatch.setattr(budgets, "BACKGROUND_STEP", 0.01)
    with first.serving():
        threads = stepping(second, 5)
        eventually(lambda: ended(threads))


def test_a_request_that_takes_long_no_longer_goes_first(pair, monkeypatch):
    first, second = pair
    monkeypatch.setattr(budgets, "PRECEDENCE", 0.1)
    with first.serving():
        threads = stepping(second)
        eventually(lambda: ended(threads))
        served(first, 1)
        second.step()


def served(precedence: Precedence, count: int) -> None:
    for _ in range(count):
        with precedence.serving():
            pass


def test_a_few_requests_are_no_load_and_transactions_begin_at_once(pair):
    first, second = pair
    served(first, 2)
    second.begin()
    second.begin()


def test_under_load_one_transaction_begins_and_the_others_wait_for_their_turns(pair):
    first, second = pair
    served(first, 3)
    second.begin()
    threads = running(second.begin, 3)
    threads[0].join(0.1)
    assert all(thread.is_alive() for thread in threads)


def test_when_the_load_is_over_nobody_waits_for_a_turn_any_more(pair, monkeypatch):
    first, second = pair
    monkeypatch.setattr(budgets, "PRECEDENCE", 0.5)
    served(first, 3)
    second.begin()
    threads = running(second.begin, 3)
    eventually(lambda: ended(threads))
    second.begin()


def test_whoever_serves_waits_for_nobody(pair):
    first, second = pair
    with first.serving(), second.serving():
        first.step()
        first.begin()
        Precedence().step()


def test_a_request_that_fails_is_over(pair):
    first, second = pair
    with pytest.raises(RuntimeError), first.serving():
        raise RuntimeError
    second.step()
