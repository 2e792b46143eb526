"""Metrics: one Prometheus registry per service, every metric declared in a table.

    metrics = Metrics("contacts")
    metrics.count("jobs_finished", job="deliver", outcome="done")
    metrics.set("outbox_pending", 12)

Names and the `service` label are derived: `outbox_pending` of contacts is
`troncal_outbox_pending{service="contacts"}`. An undeclared name or label is a LookupError or
ValueError at once, so a test finds it. Organizations, users and raw paths are never labels.

Several services in one process: `exposition([...])` joins their registries. Several processes of
one service (gunicorn): set PROMETHEUS_MULTIPROC_DIR before this module is imported, wipe it before
the start, call `forget_process` when a worker ends; counters are then summed over the workers.
"""

import os
import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.metrics_core import Metric as Family
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead
from sqlalchemy import Engine, event

CONTENT_TYPE = "text/plain; version=1.0.0; charset=utf-8; escaping=underscores"
MULTIPROCESS = "PROMETHEUS_MULTIPROC_DIR"

LATENCY = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
DELAY = (0.005, 0.025, 0.1, 0.5, 1.0, 5.0, 30.0, 120.0, 600.0, 3600.0)


@dataclass(frozen=True, kw_only=True)
class Metric:
    """A declared metric. `across`: how a gauge of several worker processes is joined."""

    name: str
    kind: Literal["counter", "gauge", "histogram"]
    help: str
    labels: tuple[str, ...] = ()
    buckets: tuple[float, ...] = LATENCY
    across: Literal["livesum", "livemax", "livemostrecent"] = "livesum"


def _counter(name: str, text: str, *labels: str) -> Metric:
    return Metric(name=name, kind="counter", help=text, labels=labels)


def _gauge(name: str, text: str, *labels: str) -> Metric:
    return Metric(name=name, kind="gauge", help=text, labels=labels)


def _newest(name: str, text: str, *labels: str) -> Metric:
    return Metric(name=name, kind="gauge", help=text, labels=labels, across="livemostrecent")


def _histogram(name: str, text: str, *labels: str, buckets: tuple[float, ...] = LATENCY) -> Metric:
    return Metric(name=name, kind="histogram", help=text, labels=labels, buckets=buckets)


# Every metric of the chassis. A service adds its own by `Metrics(name, (Metric(...),))`.
CHASSIS = (
    _histogram("http_request_seconds", "Requests by route template.", "method", "route", "status"),
    _gauge("http_in_progress", "Requests being answered."),
    _gauge("http_streams", "Open live streams."),
    _histogram("client_request_seconds", "Requests to other services.", "target", "outcome"),
    _counter("client_retries", "Requests to other services sent again.", "target"),
    _gauge("client_breaker_open", "1 while calls to the target are refused at once.", "target"),
    _gauge("db_connections_in_use", "Database connections checked out of the pool."),
    _gauge("db_connections_open", "Database connections of the pool."),
    _newest("outbox_pending", "Facts recorded and not yet published."),
    _newest("outbox_oldest_seconds", "Age of the oldest unpublished fact."),
    _counter("outbox_published", "Facts confirmed by the bus."),
    _counter("outbox_returned", "Facts that the broker could not route."),
    _counter("outbox_unconfirmed", "Facts published again because no confirm came in time."),
    _counter("inbox_handled", "Facts handled, by type and outcome.", "type", "outcome"),
    _counter("inbox_duplicates", "Deliveries dropped because the fact was handled before."),
    _newest("reader_lag_seconds", "Age of the oldest fact that this reader has not handled."),
    _newest("inbox_parked", "Facts that wait for an operator."),
    _newest("inbox_waiting", "Facts that wait for their next attempt."),
    _histogram("inbox_delay_seconds", "From record to handled.", "type", buckets=DELAY),
    _gauge("bus_connected", "1 while the connection to the broker stands.", "side"),
    _counter("live_messages", "Live messages by what became of them.", "outcome"),
    _counter("job_wakes", "Wake-ups for jobs by what became of them.", "job", "outcome"),
    _histogram("job_seconds", "Jobs by outcome.", "job", "outcome", buckets=DELAY),
    _counter("sweep_runs", "Runs of a sweep by outcome.", "sweep", "outcome"),
    _gauge("scheduler_active", "1 in the process that runs this service's sweeps."),
    _counter("webhook_refused", "Provider callbacks refused, by reason.", "reason"),
)


class Metrics:
    """The metrics of one service in this process. Thread-safe; cheap enough for a hot path."""

    def __init__(self, service: str, extra: Iterable[Metric] = ()) -> None:
        self.service = service
        self.registry = CollectorRegistry()
        self._declared = {metric.name: metric for metric in (*CHASSIS, *extra)}
        self._built: dict[str, Counter | Gauge | Histogram] = {}
        self._building = threading.Lock()

    def count(self, name: str, by: float = 1, /, **labels: str) -> None:
        """Add to a counter."""
        found = self._child(name, "counter", labels)
        if not isinstance(found, Counter):  # pragma: no cover - the kind was checked
            raise TypeError(name)
        found.inc(by)

    def set(self, name: str, value: float, /, **labels: str) -> None:
        """Set a gauge."""
        self._gauge(name, labels).set(value)

    def add(self, name: str, by: float, /, **labels: str) -> None:
        """Move a gauge up or down."""
        self._gauge(name, labels).inc(by)

    def observe(self, name: str, value: float, /, **labels: str) -> None:
        """Put a value (seconds) into a histogram."""
        found = self._child(name, "histogram", labels)
        if not isinstance(found, Histogram):  # pragma: no cover - the kind was checked
            raise TypeError(name)
        found.observe(value)

    def value(self, name: str, /, **labels: str) -> float:
        """Read a counter, a gauge or a histogram's count in this process; 0 when never set."""
        suffix = {"counter": "_total", "gauge": "", "histogram": "_count"}[
            self._declared[name].kind
        ]
        wanted = {"service": self.service, **labels}
        return self.registry.get_sample_value(f"troncal_{name}{suffix}", wanted) or 0.0

    def _gauge(self, name: str, labels: dict[str, str]) -> Gauge:
        found = self._child(name, "gauge", labels)
        if not isinstance(found, Gauge):  # pragma: no cover - the kind was checked
            raise TypeError(name)
        return found

    def _child(self, name: str, kind: str, labels: dict[str, str]) -> Counter | Gauge | Histogram:
        built = self._built.get(name)
        if built is None:
            built = self._build(name)
        if self._declared[name].kind != kind:
            raise LookupError(f"metric {name} is a {self._declared[name].kind}, not a {kind}")
        return built.labels(service=self.service, **labels)

    def _build(self, name: str) -> Counter | Gauge | Histogram:
        with self._building:
            if name in self._built:
                return self._built[name]
            declared = self._declared.get(name)
            if declared is None:
                raise LookupError(f"metric {name} is not declared")
            full, labels = f"troncal_{name}", ("service", *declared.labels)
            made: Counter | Gauge | Histogram
            if declared.kind == "counter":
                made = Counter(full, declared.help, labels, registry=self.registry)
            elif declared.kind == "gauge":
                made = Gauge(
                    full,
                    declared.help,
                    labels,
                    registry=self.registry,
                    multiprocess_mode=declared.across,
                )
            else:
                made = Histogram(
                    full, declared.help, labels, registry=self.registry, buckets=declared.buckets
                )
            self._built[name] = made
            return made


class _Joined:
    """A collector over several registries: families of one name become one family."""

    def __init__(self, registries: Sequence[CollectorRegistry]) -> None:
        self._registries = registries

    def collect(self) -> Iterable[Family]:
        families: dict[str, Family] = {}
        for registry in self._registries:
            for family in registry.collect():
                known = families.setdefault(family.name, family)
                if known is not family:
                    known.samples.extend(family.samples)
        return families.values()


def exposition(metrics: Sequence[Metrics]) -> bytes:
    """Render the metrics of this process, or of all workers when gunicorn shares them by file."""
    registry = CollectorRegistry()
    if os.environ.get(MULTIPROCESS):
        MultiProcessCollector(registry)
    else:
        registry.register(_Joined([one.registry for one in metrics]))
    return generate_latest(registry)


def prepare_multiprocess(folder: Path) -> None:
    """Empty the folder that workers share. Call in gunicorn's parent, before the first fork."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.db"):
        old.unlink(missing_ok=True)
    os.environ[MULTIPROCESS] = str(folder)


def forget_process(pid: int) -> None:
    """Drop the live gauges of a worker that ended; its counters stay in the sums."""
    if os.environ.get(MULTIPROCESS):
        mark_process_dead(pid)


def watch_pool(engine: Engine, metrics: Metrics) -> None:
    """Keep the pool gauges of an engine up to date from its own events."""

    def moved(name: str, by: int) -> Callable[..., None]:
        return lambda *_: metrics.add(name, by)

    event.listen(engine, "checkout", moved("db_connections_in_use", 1))
    event.listen(engine, "checkin", moved("db_connections_in_use", -1))
    event.listen(engine, "connect", moved("db_connections_open", 1))
    event.listen(engine, "close", moved("db_connections_open", -1))
    event.listen(engine, "detach", moved("db_connections_open", -1))
