import threading
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta

import psycopg
import pytest

from chassis import budgets
from chassis.db.locks import SingleHolder
from chassis.jobs import start_scheduler
from chassis.jobs.tests.world import make_service
from chassis.spec import Sweep
from chassis.testing import eventually


@pytest.fixture(autouse=True)
def _quick(monkeypatch):
    monkeypatch.setattr(budgets, "SCHEDULER_RETRY", 0.1)
    monkeypatch.setattr("chassis.jobs.scheduler._LOOK", 0.1)


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    with ExitStack() as opened:
        yield opened


def ticking(url: str, stack: ExitStack, *more: Sweep):
    ticks: list[float] = []
    sweep = Sweep(name="tick", every=timedelta(seconds=0.05), run=lambda _service: ticks.append(1))
    service = make_service(url, sweeps=(sweep, *more))
    stack.callback(service.database.close)
    scheduler = start_scheduler([service])
    stack.callback(scheduler.stop, grace=5)
    return service, scheduler, ticks


def test_a_sweep_runs_again_and_again_in_one_of_two_processes(database_url, stack):
    _, first, ticks = ticking(database_url, stack)
    eventually(lambda: len(ticks) > 3)
    _, second, others = ticking(database_url, stack)
    before = len(ticks)
    eventually(lambda: len(ticks) > before + 5)
    assert (first.active("contacts"), second.active("contacts")) == (True, False)
    assert not others
    first.stop(grace=5)
    eventually(lambda: second.active("contacts") and len(others) > 3)


def test_a_scheduler_survives_losing_its_database_connection(database_url, stack):
    service, scheduler, ticks = ticking(database_url, stack)
    eventually(lambda: len(ticks) > 1)
    with service.database.connect_direct() as admin:
        admin.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    eventually(lambda: not scheduler.active("contacts"))
    eventually(lambda: scheduler.active("contacts"))
    before = len(ticks)
    eventually(lambda: len(ticks) > before + 3)


def test_a_lock_of_a_database_that_is_away_is_an_error_and_not_held():
    holder = SingleHolder(
        make_service_database("postgresql://postgres@127.0.0.1:1/none"), "scheduler"
    )
    with pytest.raises(psycopg.OperationalError):
        holder.acquire()
    assert not holder.holds()


def make_service_database(url: str):
    from chassis.db import Database

    return Database("contacts", url)


def test_a_slow_sweep_holds_up_no_other_and_never_runs_twice_at_once(database_url, stack):
    release = threading.Event()
    inside: list[int] = []

    def slow(_service) -> None:
        inside.append(1)
        release.wait(10)

    stack.callback(release.set)
    _, _, ticks = ticking(
        database_url, stack, Sweep(name="slow", every=timedelta(seconds=0.01), run=slow)
    )
    eventually(lambda: inside and len(ticks) > 10)
    assert len(inside) == 1
    release.set()
    eventually(lambda: len(inside) > 1)


def test_a_failing_sweep_is_counted_and_runs_again(database_url, stack):
    def fail(_service) -> None:
        raise ValueError("broken")

    service, _, _ = ticking(
        database_url, stack, Sweep(name="fail", every=timedelta(seconds=0.05), run=fail)
    )
    eventually(lambda: service.metrics.value("sweep_runs", sweep="fail", outcome="failed") > 2)


def test_a_lock_is_held_once_and_free_again_when_its_holder_is_gone(database_url):
    first = SingleHolder(make_service_database(database_url), "scheduler")
    second = SingleHolder(make_service_database(database_url), "scheduler")
    assert first.acquire()
    assert not second.acquire()
    assert first.holds()
    first.release()
    assert not first.holds()
    eventually(second.acquire)
    second.release()
