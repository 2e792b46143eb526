"""Sending wake-ups: after the commit, off the request's thread, and lost rather than waited for."""

import queue
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from kombu.exceptions import KombuError
from kombu.utils import json

from chassis import budgets, faults
from chassis.db import Effect
from chassis.jobs.messages import celery_for, queue_name, queue_of, task_name
from chassis.observability import logs, tracing
from chassis.observability.metrics import Metrics

log = logs.logger(__name__)

TRACE_HEADER = "traceparent"
_PAUSE = 1.0
_STOP = None
_ONE_TRY = {"max_retries": 1, "interval_start": 0, "connect_retries_timeout": 4}


@dataclass(frozen=True, slots=True)
class _Wake:
    service: str
    job: str
    arguments: Mapping[str, Any]
    traceparent: str | None


def _wakes_of(service: str, effects: Sequence[Effect]) -> Iterator[_Wake]:
    for effect in effects:
        if effect.kind == "job":
            content = effect.content
            # The trace is the one in which the wake-up was asked for: the commit comes later.
            yield _Wake(service, content["job"], content["arguments"], content.get("traceparent"))


class FarWaker:
    """Sends wake-ups to the jobs of the other process of this product; `send` leads there.

    Guarantee: it never waits and never raises. What is dropped is counted, and found by a sweep.
    """

    def __init__(
        self, send: Callable[[Mapping[str, Any]], bool], metrics: Sequence[Metrics]
    ) -> None:
        self._send = send
        self._metrics = {one.service: one for one in metrics}

    def send(self, service: str, effects: Sequence[Effect]) -> None:
        """Hand over the job effects of a committed transaction (`Database.effects`)."""
        for wake in _wakes_of(service, effects):
            # kombu's JSON, as over a broker: an id arrives as an id
            outcome = "sent" if self._send({"wake": json.dumps(asdict(wake))}) else "dropped"
            self._metrics[service].count("job_wakes", job=wake.job, outcome=outcome)

    def close(self) -> None:
        """Nothing waits here."""


class Waker:
    """Sends wake-ups of this process from one thread; the queue before it is bounded.

    Guarantee: `send` never waits and never raises. A wake-up may be lost: the broker is down (then
    what waits is dropped too, each one counted), the queue is full, the process dies. The job's
    sweep finds the row. Wake-ups of one service keep their order.
    """

    def __init__(self, broker: str | None, metrics: Sequence[Metrics]) -> None:
        self._metrics = {one.service: one for one in metrics}
        self._waiting: queue.Queue[_Wake | None] = queue.Queue(budgets.WAKES_WAITING)
        self._app = celery_for(broker, [])
        self._app.conf.broker_transport_options = _ONE_TRY
        self._queues = {one.service: queue_of(one.service) for one in metrics}
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._run, name="wakes", daemon=True)
        self._thread.start()

    def send(self, service: str, effects: Sequence[Effect]) -> None:
        """Take the job effects of a committed transaction (`Database.effects`)."""
        for wake in _wakes_of(service, effects):
            self._put(wake)

    def take(self, message: Mapping[str, Any]) -> None:
        """Take a wake-up that a `FarWaker` of the other process handed over."""
        self._put(_Wake(**json.loads(message["wake"])))

    def wake(self, service: str, job: str, arguments: Mapping[str, Any]) -> None:
        """Wake one job from outside a transaction (a sweep that found rows)."""
        self._put(_Wake(service, job, arguments, tracing.traceparent()))

    def _put(self, wake: _Wake) -> None:
        try:
            self._waiting.put_nowait(wake)
        except queue.Full:
            self._count(wake, "dropped")

    def close(self, *, grace: float = 2.0) -> None:
        """Send what waits for up to `grace` seconds, then stop."""
        self._ending.set()
        try:
            self._waiting.put(_STOP, timeout=grace)
        except queue.Full:
            return
        self._thread.join(grace)
        self._app.close()

    def _run(self) -> None:
        while (wake := self._waiting.get()) is not _STOP:
            try:
                faults.point("wake.before_send")
                self._publish(wake)
                faults.point("wake.after_send")
            except (KombuError, OSError) as error:
                self._count(wake, "dropped")
                log.warning("wakes_dropped", reason=type(error).__name__, also=self._drop_waiting())
                self._ending.wait(_PAUSE)
            except Exception:  # a job's arguments that JSON cannot carry must not end the thread
                self._count(wake, "dropped")
                log.exception("wake_failed", job=wake.job)
            else:
                self._count(wake, "sent")

    def _publish(self, wake: _Wake) -> None:
        headers = {} if wake.traceparent is None else {TRACE_HEADER: wake.traceparent}
        self._app.send_task(
            task_name(wake.service, wake.job),
            kwargs=dict(wake.arguments),
            queue=self._queues[wake.service],
            routing_key=queue_name(wake.service),
            headers=headers,
            retry=False,
            ignore_result=True,
        )

    def _drop_waiting(self) -> int:
        """Forget what waits for a broker that is down: its rows wait in the database anyway."""
        dropped = 0
        while True:
            try:
                wake = self._waiting.get_nowait()
            except queue.Empty:
                return dropped
            if wake is _STOP:
                self._waiting.put_nowait(_STOP)
                return dropped
            self._count(wake, "dropped")
            dropped += 1

    def _count(self, wake: _Wake, outcome: str) -> None:
        metrics = self._metrics.get(wake.service)
        if metrics is not None:
            metrics.count("job_wakes", job=wake.job, outcome=outcome)
