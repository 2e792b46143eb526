"""The clock: each sweep of a service runs on its period, in one process of all at a time.

The process that holds the service's scheduler lock runs its sweeps; others wait and take over
when it is gone. A database that is away ends the holding; it is tried again every two seconds and
no sweep is lost, only late: a sweep looks for due rows, so one run makes up for missed ones.
"""

import random
import threading
import time
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import timedelta

import psycopg

from chassis import budgets, faults
from chassis.audit.sealing import SEALING
from chassis.db.locks import SingleHolder
from chassis.events import restating
from chassis.observability import logs, tracing
from chassis.spec import Service, Sweep

log = logs.logger(__name__)

_AT_ONCE = 3
_RESTATE_EVERY = timedelta(seconds=2)
_LOOK = 2.0  # how often the holder makes sure that it still holds


class Scheduler:
    """The running clocks of some services; made by `start_scheduler`."""

    def __init__(self, services: Sequence[Service]) -> None:
        self._clocks = [_Clock(service) for service in services]

    def active(self, service: str) -> bool:
        """Whether this process is the one that runs the service's sweeps."""
        return any(clock.active for clock in self._clocks if clock.name == service)

    def stop(self, *, grace: float = budgets.DRAIN) -> None:
        """Start nothing new, wait for running sweeps, give the locks back."""
        for clock in self._clocks:
            clock.ending.set()
        for clock in self._clocks:
            clock.join(grace)


def sweeps_of(service: Service) -> tuple[Sweep, ...]:
    """Return a service's own sweeps and the chassis' for it."""
    if service.spec.restates is None:
        return (*service.spec.sweeps, SEALING)
    restate = Sweep(name="restate", every=_RESTATE_EVERY, run=_restate)
    return (*service.spec.sweeps, SEALING, restate)


def _restate(service: Service) -> None:
    """Go on with what is to be stated again; nearly always there is nothing."""
    if service.spec.restates is not None:
        restating.work_off(service.database, service.spec.restates)


def start_scheduler(services: Sequence[Service]) -> Scheduler:
    """Start a clock for each service. Returns at once."""
    return Scheduler(services)


class _Clock:
    """One service's clock: waits for the lock, then starts what is due, a few at once."""

    def __init__(self, service: Service) -> None:
        self.name = service.name
        self.active = False
        self.ending = threading.Event()
        self._service = service
        self._sweeps = sweeps_of(service)
        self._lock = SingleHolder(service.database, "scheduler")
        self._thread = threading.Thread(target=self._run, name=f"clock:{self.name}", daemon=True)
        self._thread.start()

    def join(self, timeout: float) -> None:
        self._thread.join(timeout)

    def _run(self) -> None:
        while not self.ending.is_set():
            try:
                if self._lock.acquire():
                    self._hold()
            except psycopg.Error as error:
                log.warning("scheduler_waits", service=self.name, reason=type(error).__name__)
            except Exception:
                log.exception("scheduler_failed", service=self.name)
            finally:
                self._set_active(active=False)
            # Not all waiting processes at the same moment.
            self.ending.wait(budgets.SCHEDULER_RETRY * random.uniform(0.75, 1.25))  # noqa: S311
        self._lock.release()

    def _set_active(self, *, active: bool) -> None:
        self.active = active
        self._service.metrics.set("scheduler_active", float(active))

    def _hold(self) -> None:
        self._set_active(active=True)
        due = {sweep.name: time.monotonic() for sweep in self._sweeps}
        running: dict[str, Future[None]] = {}
        next_look = time.monotonic() + _LOOK
        with ThreadPoolExecutor(_AT_ONCE, thread_name_prefix=f"sweep:{self.name}") as pool:
            while not self.ending.is_set():
                now = time.monotonic()
                for sweep in self._sweeps:
                    earlier = running.get(sweep.name)
                    if due[sweep.name] > now or (earlier is not None and not earlier.done()):
                        continue
                    due[sweep.name] = now + sweep.every.total_seconds()
                    running[sweep.name] = pool.submit(self._sweep, sweep)
                if now >= next_look:
                    next_look = now + _LOOK
                    if not self._lock.holds():
                        log.warning("scheduler_lost_its_lock", service=self.name)
                        return
                self.ending.wait(max(0.05, min(next_look, *due.values()) - time.monotonic()))

    def _sweep(self, sweep: Sweep) -> None:
        outcome = "failed"
        with (
            logs.context(service=self.name, sweep=sweep.name),
            tracing.span(f"sweep {sweep.name}") as span,
        ):
            span.set_attribute("service", self.name)
            try:
                faults.point("scheduler.before_sweep")
                sweep.run(self._service)
                faults.point("scheduler.after_sweep")
                outcome = "done"
            except Exception:
                tracing.failed(span, "failed")
                log.exception("sweep_failed")
        self._service.metrics.count("sweep_runs", sweep=sweep.name, outcome=outcome)
