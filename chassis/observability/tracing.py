"""Traces: W3C trace context from HTTP through outbox rows, bus and jobs.

Every process makes spans, so that log lines, outbox rows and outgoing requests carry a trace id.
They leave the process only when an OTLP endpoint is configured (OpenTelemetry's own variables);
an exporter that is down costs a bounded queue in memory and one log line, never a request.

A span has a `parent` (a traceparent: the request that called, the fact being handled, the job's
message) or `links` to several (a batch of facts). OpenTelemetry's global provider is not used:
a library cannot add spans to ours by being imported.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from opentelemetry import trace
from opentelemetry.context import Context
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import ReadableSpan, SpanProcessor, TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SpanExporter, SpanExportResult
from opentelemetry.trace import Link, Span, SpanKind, Status, StatusCode
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

SERVER = SpanKind.SERVER
CLIENT = SpanKind.CLIENT
PRODUCER = SpanKind.PRODUCER
CONSUMER = SpanKind.CONSUMER
INTERNAL = SpanKind.INTERNAL

QUEUE = 4_096  # spans that wait for a slow exporter; more are dropped
EXPORT_TIMEOUT_SECONDS = 5

Value = str | bool | int | float

_W3C = TraceContextTextMapPropagator()


class Ids(NamedTuple):
    """The current span's ids as lower-case hex."""

    trace_id: str
    span_id: str


class _Process:
    """The one provider of this process; replaced by `configure`, never by a library."""

    provider: TracerProvider | None = None
    tracer: trace.Tracer | None = None
    exporter: "_Bounded | None" = None


def configure(
    *,
    service: str,
    role: str,
    environ: Mapping[str, str],
    processors: Sequence[SpanProcessor] = (),
) -> None:
    """Make this process's provider. Call after the last fork: exporter threads do not survive one.

    With an OTLP endpoint in the environment spans are exported in batches from a thread of their
    own; without one they are only counted on for their ids. `processors` are added (tests).
    """
    shutdown()
    provider = TracerProvider(
        resource=Resource({"service.name": f"troncal-{service}", "troncal.role": role}),
        shutdown_on_exit=False,
    )
    endpoint = _endpoint(environ)
    if endpoint is not None:
        _Process.exporter = _Bounded(endpoint)
        provider.add_span_processor(
            BatchSpanProcessor(
                _Process.exporter,
                max_queue_size=QUEUE,
                schedule_delay_millis=2_000,
                export_timeout_millis=EXPORT_TIMEOUT_SECONDS * 1_000,
            )
        )
    for processor in processors:
        provider.add_span_processor(processor)
    _install(provider)


def _install(provider: TracerProvider) -> None:
    _Process.provider = provider
    _Process.tracer = provider.get_tracer("troncal")


def _endpoint(environ: Mapping[str, str]) -> str | None:
    exact = environ.get("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")
    if exact:
        return exact
    base = environ.get("OTEL_EXPORTER_OTLP_ENDPOINT")
    return f"{base.rstrip('/')}/v1/traces" if base else None


class _Bounded(SpanExporter):
    """OTLP over HTTP that gives up at once when the process ends and the collector is down."""

    def __init__(self, endpoint: str) -> None:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter

        self._exporter = OTLPSpanExporter(endpoint=endpoint, timeout=EXPORT_TIMEOUT_SECONDS)
        self._failed = False
        self.closing = False

    def export(self, spans: Sequence[ReadableSpan]) -> SpanExportResult:
        if self._failed and self.closing:
            return SpanExportResult.FAILURE
        result = self._exporter.export(spans)
        self._failed = result is not SpanExportResult.SUCCESS
        return result

    def shutdown(self) -> None:
        self._exporter.shutdown()


def shutdown() -> None:
    """Send what waits (bounded by the exporter's timeout) and stop the exporter's thread."""
    if _Process.exporter is not None:
        _Process.exporter.closing = True
    if _Process.provider is not None:
        _Process.provider.shutdown()
    _Process.provider = _Process.tracer = _Process.exporter = None


@contextmanager
def span(
    name: str,
    *,
    kind: SpanKind = INTERNAL,
    parent: str | None = None,
    links: Sequence[str] = (),
    attributes: Mapping[str, Value] | None = None,
) -> Iterator[Span]:
    """Run the block inside a new span; an exception marks it failed and passes on.

    `parent` is a W3C traceparent; without one the span continues the current span, unless `links`
    are given: then it starts a trace of its own that points at each of them. A malformed
    traceparent counts as none.
    """
    if _Process.tracer is None:
        _install(TracerProvider(shutdown_on_exit=False))
    tracer = _Process.tracer
    if tracer is None:  # pragma: no cover - _install has set it
        raise RuntimeError("no tracer")
    context: Context | None = None
    if parent is not None:
        context = _context(parent)
    elif links:
        context = Context()
    with tracer.start_as_current_span(
        name,
        context=context,
        kind=kind,
        attributes=attributes,
        links=[link for link in map(_link, links) if link is not None],
        record_exception=False,  # its text may name a person; the log line carries it, masked
        set_status_on_exception=False,
    ) as current:
        try:
            yield current
        except Exception as error:
            current.set_status(Status(StatusCode.ERROR, type(error).__name__))
            raise


def _context(traceparent: str) -> Context:
    return _W3C.extract({"traceparent": traceparent}, Context())


def _link(traceparent: str) -> Link | None:
    found = trace.get_current_span(_context(traceparent)).get_span_context()
    return Link(found) if found.is_valid else None


def failed(current: Span, reason: str) -> None:
    """Mark a span failed that no exception leaves (a 500 that was answered)."""
    current.set_status(Status(StatusCode.ERROR, reason))


def traceparent() -> str | None:
    """Return the current span as a W3C traceparent, or None outside of any span."""
    carrier: dict[str, str] = {}
    _W3C.inject(carrier)
    return carrier.get("traceparent")


def current_ids() -> Ids | None:
    """Return the ids of the current span, or None outside of any span."""
    found = trace.get_current_span().get_span_context()
    if not found.is_valid:
        return None
    return Ids(f"{found.trace_id:032x}", f"{found.span_id:016x}")
