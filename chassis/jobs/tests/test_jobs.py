import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from chassis.jobs import FarWaker, Waker, start_jobs, start_scheduler
from chassis.jobs.messages import celery_for
from chassis.jobs.tests.world import (
    DELIVER,
    DELIVER_DUE,
    add_delivery,
    deliver,
    make_service,
    sent,
)
from chassis.observability import tracing
from chassis.runtime.link import Link
from chassis.spec import Job, Service
from chassis.testing import eventually

NOBODY_THERE = "amqp://guest:guest@127.0.0.1:1/"
ROOT = str(Path(__file__).parents[3])


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    with ExitStack() as opened:
        yield opened


@pytest.fixture(params=["memory", pytest.param("rabbitmq", marks=pytest.mark.broker)])
def broker(request) -> str | None:
    if request.param == "memory":
        return None
    return request.getfixturevalue("brokers").take().url


class Running:
    """A service with its worker and waker. Its name is its own: test servers are shared."""

    def __init__(self, stack: ExitStack, service: Service, broker: str | None) -> None:
        self.service = service
        stack.callback(service.database.close)
        self.broker = broker
        self.waker = Waker(broker, [service.metrics])
        stack.callback(self.waker.close)
        service.database.effects = self.waker.send
        if broker is not None:
            stack.callback(forget_queue, broker, service.name)

    def work(self, stack: ExitStack):
        worker = start_jobs([self.service], self.broker, threads=2)
        stack.callback(worker.stop, grace=5)
        assert worker.wait_ready(15)
        return worker


def forget_queue(broker: str, service: str) -> None:
    app = celery_for(broker, [service])
    with app.connection_for_write() as connection:
        app.conf.task_queues[0].bind(connection.default_channel).delete()
    app.close()


def unique() -> str:
    return f"test{uuid4().hex[:8]}"


def test_a_woken_job_runs_after_the_commit_with_its_arguments(database_url, broker, stack):
    running = Running(stack, make_service(database_url, jobs=(DELIVER,), name=unique()), broker)
    running.work(stack)
    delivery = add_delivery(running.service)
    eventually(lambda: sent(running.service, delivery) == 1)
    metrics = running.service.metrics
    eventually(lambda: metrics.value("job_seconds", job="deliver", outcome="done") == 1)
    assert metrics.value("job_wakes", job="deliver", outcome="sent") == 1


def test_a_wake_up_reaches_the_jobs_of_the_other_process(database_url, stack):
    service = make_service(database_url, jobs=(DELIVER,))
    stack.callback(service.database.close)
    (doors, far), metrics = Link.pair(), [service.metrics]
    stack.callback(doors.close)
    service.database.effects = FarWaker(doors.send, metrics).send
    delivery = add_delivery(service)
    assert service.metrics.value("job_wakes", job="deliver", outcome="sent") == 1
    waker = Waker(None, metrics)
    stack.callback(waker.close)
    worker = start_jobs([service], None)
    stack.callback(worker.stop, grace=5)
    work = Link(far)
    stack.callback(work.close)
    work.listen(waker.take)
    eventually(lambda: sent(service, delivery) == 1)


def test_a_rolled_back_transaction_wakes_nothing(database_url, stack):
    running = Running(stack, make_service(database_url, jobs=(DELIVER,)), None)
    with (
        pytest.raises(RuntimeError),
        running.service.database.transaction(UUID(int=1)) as session,
    ):
        session.wake("deliver", delivery_id=UUID(int=2))
        raise RuntimeError
    running.waker.close()
    assert running.service.metrics.value("job_wakes", job="deliver", outcome="sent") == 0


def test_a_lost_wake_up_is_made_good_by_the_sweep(database_url, stack):
    service = make_service(database_url, jobs=(DELIVER,), sweeps=(DELIVER_DUE,))
    stack.callback(service.database.close)
    waker = Waker(NOBODY_THERE, [service.metrics])
    stack.callback(waker.close)
    service.database.effects = waker.send
    began = time.perf_counter()
    delivery = add_delivery(service)
    assert time.perf_counter() - began < 20
    eventually(lambda: service.metrics.value("job_wakes", job="deliver", outcome="dropped") == 1)
    scheduler = start_scheduler([service])
    stack.callback(scheduler.stop, grace=5)
    eventually(lambda: sent(service, delivery) == 1)


def test_a_broker_that_is_down_never_holds_up_the_request(database_url, stack):
    service = make_service(database_url, jobs=(DELIVER,))
    stack.callback(service.database.close)
    waker = Waker(NOBODY_THERE, [service.metrics])
    stack.callback(waker.close)
    began = time.perf_counter()
    for _ in range(20_000):
        waker.wake(service.name, "deliver", {"delivery_id": UUID(int=1)})
    assert time.perf_counter() - began < 60  # one try to connect for each would take an hour
    dropped = "job_wakes", "deliver", "dropped"
    name, job, outcome = dropped
    eventually(lambda: service.metrics.value(name, job=job, outcome=outcome) > 9_000)


def test_a_failing_job_is_counted_and_harms_no_neighbour(database_url, broker, stack):
    def fail(service: Service) -> None:
        raise ValueError("no such template")

    jobs = (DELIVER, Job(name="fail", run=fail))
    running = Running(stack, make_service(database_url, jobs=jobs, name=unique()), broker)
    running.work(stack)
    running.waker.wake(running.service.name, "fail", {})
    delivery = add_delivery(running.service)
    eventually(lambda: sent(running.service, delivery) == 1)
    metrics = running.service.metrics
    eventually(lambda: metrics.value("job_seconds", job="fail", outcome="failed") == 1)


def test_the_jobs_of_one_service_never_reach_another(database_url, stack):
    seen: list[str] = []
    one = make_service(
        database_url, name="one", jobs=(Job(name="note", run=lambda s: seen.append(s.name)),)
    )
    two = make_service(
        database_url, name="two", jobs=(Job(name="note", run=lambda s: seen.append(s.name)),)
    )
    stack.callback(one.database.close)
    stack.callback(two.database.close)
    waker = Waker(None, [one.metrics, two.metrics])
    stack.callback(waker.close)
    worker = start_jobs([one, two], None)
    stack.callback(worker.stop, grace=5)
    assert worker.wait_ready(10)
    waker.wake("two", "note", {})
    waker.wake("one", "note", {})
    waker.wake("two", "note", {})
    eventually(lambda: sorted(seen) == ["one", "two", "two"])


def test_stopping_lets_a_running_job_end(database_url, stack):
    inside, release, ended = threading.Event(), threading.Event(), threading.Event()

    def slow(service: Service) -> None:
        inside.set()
        release.wait(10)
        ended.set()

    service = make_service(database_url, jobs=(Job(name="slow", run=slow),))
    running = Running(stack, service, None)
    worker = running.work(stack)
    running.waker.wake(service.name, "slow", {})
    assert inside.wait(5)
    stopping = threading.Thread(target=worker.stop, kwargs={"grace": 10})
    stopping.start()
    release.set()
    stopping.join(15)
    assert ended.is_set()
    assert not worker.alive


def test_a_request_its_job_and_what_the_job_asks_are_one_trace(database_url, broker, stack):
    exporter = InMemorySpanExporter()
    tracing.configure(
        service="contacts", role="all", environ={}, processors=[SimpleSpanProcessor(exporter)]
    )
    stack.callback(tracing.shutdown)

    def traced(service: Service, *, delivery_id: UUID) -> None:
        with tracing.span("inside the job"):
            deliver(service, delivery_id=delivery_id)

    jobs = (Job(name="deliver", run=traced),)
    running = Running(stack, make_service(database_url, jobs=jobs, name=unique()), broker)
    running.work(stack)
    with tracing.span("POST /deliveries", kind=tracing.SERVER):
        add_delivery(running.service)
    names = {"POST /deliveries", "job deliver", "inside the job"}
    eventually(lambda: names <= {span.name for span in exporter.get_finished_spans()})
    traces = {span.context.trace_id for span in exporter.get_finished_spans() if span.name in names}
    assert len(traces) == 1


DYING = textwrap.dedent("""
    import os, sys, threading
    from chassis.jobs import start_jobs
    from chassis.jobs.tests.world import make_service
    from chassis.spec import Job

    def die(service, *, delivery_id):
        print("in hand", flush=True)
        threading.Event().wait()

    url, name, broker = sys.argv[1:]
    service = make_service(url, jobs=(Job(name="deliver", run=die),), name=name)
    worker = start_jobs([service], broker)
    worker.wait_ready(20)
    print("ready", flush=True)
    threading.Event().wait()
""")


@pytest.mark.broker
@pytest.mark.faults
def test_a_job_whose_worker_is_killed_is_done_once_by_the_next(database_url, stack, brokers):
    url = brokers.take().url
    name = unique()
    running = Running(stack, make_service(database_url, jobs=(DELIVER,), name=name), url)
    with subprocess.Popen(
        [sys.executable, "-c", DYING, database_url, name, url],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": ROOT},
    ) as victim:
        assert victim.stdout.readline() == "ready\n"
        delivery = add_delivery(running.service)
        assert victim.stdout.readline() == "in hand\n"
        victim.send_signal(signal.SIGKILL)
        victim.wait()
    assert sent(running.service, delivery) == 0
    running.work(stack)
    eventually(lambda: sent(running.service, delivery) == 1, deadline=30)
