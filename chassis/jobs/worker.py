"""The worker: takes wake-ups and runs jobs on a few threads.

A message is acknowledged after its job ran, whether it succeeded or failed: a failing job is
logged, and tried again by the sweep of its row, not by the broker. A process that dies with jobs
in hand leaves their messages to the next worker, so a job may run twice; it looks at its row and
finds nothing to do.
"""

import os
import threading
import time
from collections.abc import Callable, Sequence
from typing import Any

from celery import Celery, bootsteps
from celery.app.trace import reset_worker_optimizations, setup_worker_optimizations
from celery.worker import WorkController, state

from chassis import budgets, faults
from chassis.jobs.messages import IN_MEMORY, celery_for, task_name
from chassis.jobs.wakes import TRACE_HEADER
from chassis.observability import logs, tracing
from chassis.spec import Job, Service

log = logs.logger(__name__)

_NAME = "jobs@troncal"
_LOOK_UP = 0.2


class JobWorker:
    """A running worker; made by `start_jobs`. One per process: Celery keeps global state."""

    def __init__(self, app: Celery, *, threads: int) -> None:
        self._ready = threading.Event()
        state.should_stop = state.should_terminate = None
        setup_worker_optimizations(app, _NAME)  # tells Celery which application's tasks to look up
        app.steps["consumer"].add(_when_consuming(self._ready.set))
        self._controller = WorkController(
            app=app,
            hostname=_NAME,
            pool="threads",
            concurrency=threads,
            without_gossip=True,
            without_mingle=True,
            without_heartbeat=True,
            quiet=True,
        )
        self._app = app
        self._thread = threading.Thread(target=self._run, name="jobs", daemon=True)
        self._thread.start()

    def _run(self) -> None:
        try:
            self._controller.start()
        except (SystemExit, KeyboardInterrupt):
            return  # Celery leaves its loop so when told to stop
        except Exception:
            log.exception("job_worker_died")

    def wait_ready(self, timeout: float) -> bool:
        """Wait until wake-ups are being consumed; False when the broker did not answer in time."""
        return self._ready.wait(timeout)

    @property
    def alive(self) -> bool:
        """Whether the worker runs; it survives a broker that goes and comes back."""
        return self._thread.is_alive()

    def stop(self, *, grace: float = budgets.DRAIN) -> None:
        """Take nothing new, let running jobs end for up to `grace` seconds."""
        stopping: Any = state  # inferred as holding only None
        stopping.should_stop = os.EX_OK  # as Celery's own signal handler does
        self._thread.join(grace)
        if self._thread.is_alive():
            log.warning("jobs_still_running")
        reset_worker_optimizations(self._app)
        self._app.close()


def start_jobs(
    services: Sequence[Service], broker: str | None, *, threads: int = budgets.JOB_THREADS
) -> JobWorker:
    """Start working on the jobs of these services. `broker=None`: in this process alone.

    Returns at once; a broker that is down is tried again until it is there.
    """
    app = celery_for(broker, [service.name for service in services])
    for service in services:
        for job in service.spec.jobs:
            _add_task(app, service, job)
    app.finalize()
    if app.conf.broker_url == IN_MEMORY:
        _forget_old_wakes(app)
    return JobWorker(app, threads=threads)


def _add_task(app: Celery, service: Service, job: Job) -> None:
    def run(task: Any, **arguments: Any) -> None:
        faults.point("job.before_run")
        _run_job(service, job, arguments, traceparent=_traceparent(task.request))
        faults.point("job.after_run")

    app.task(run, bind=True, shared=False, name=task_name(service.name, job.name))


def _traceparent(request: Any) -> str | None:
    found = (getattr(request, "headers", None) or {}).get(TRACE_HEADER)
    found = found or getattr(request, TRACE_HEADER, None)
    return found if isinstance(found, str) else None


def _run_job(
    service: Service, job: Job, arguments: dict[str, Any], *, traceparent: str | None
) -> None:
    began = time.perf_counter()
    outcome = "failed"
    try:
        with (
            logs.context(service=service.name, job=job.name),
            tracing.span(f"job {job.name}", kind=tracing.CONSUMER, parent=traceparent) as span,
        ):
            span.set_attribute("service", service.name)
            try:
                job.run(service, **arguments)
                outcome = "done"
            except Exception:
                tracing.failed(span, "failed")
                log.exception("job_failed")
    finally:
        spent = time.perf_counter() - began
        service.metrics.observe("job_seconds", spent, job=job.name, outcome=outcome)


def _forget_old_wakes(app: Celery) -> None:
    """Kombu's in-memory queues outlive their users within a process: begin with empty ones."""
    with app.connection_for_write() as connection:
        for queue in app.conf.task_queues:
            bound = queue.bind(connection.default_channel)
            bound.declare()
            bound.purge()


def _when_consuming(tell: Callable[[], None]) -> type[bootsteps.StartStopStep]:
    class Ready(bootsteps.StartStopStep):
        requires: Any = ("celery.worker.consumer.tasks:Tasks",)

        def start(self, parent: Any) -> None:
            if parent.hub is not None:
                # The loop sleeps until its next timer, and does not see jobs that ended meanwhile
                # on their threads, nor the order to stop: let it look up.
                parent.hub.call_repeatedly(_LOOK_UP, int)
            tell()

    return Ready
