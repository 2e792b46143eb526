import socket
import time

import pytest
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from chassis.observability import tracing


@pytest.fixture
def spans():
    exporter = InMemorySpanExporter()
    tracing.configure(
        service="contacts", role="web", environ={}, processors=[SimpleSpanProcessor(exporter)]
    )
    yield exporter
    tracing.shutdown()


def test_a_traceparent_continues_the_trace_and_malformed_ones_start_anew(spans):
    parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
    with tracing.span("in", parent=parent):
        assert tracing.traceparent().split("-")[1] == parent.split("-")[1]
    with tracing.span("in", parent="00-garbage"):
        assert tracing.traceparent().split("-")[1] != parent.split("-")[1]


def test_a_batch_links_to_each_fact_in_a_trace_of_its_own(spans):
    with tracing.span("one"):
        first = tracing.traceparent()
    with tracing.span("two"):
        second = tracing.traceparent()
        with tracing.span("batch", links=[first, second, "nonsense"]):
            pass
    batch = next(span for span in spans.get_finished_spans() if span.name == "batch")
    linked = {f"{link.context.trace_id:032x}" for link in batch.links}
    assert linked == {first.split("-")[1], second.split("-")[1]}
    assert f"{batch.context.trace_id:032x}" not in linked


def test_a_failed_span_names_the_kind_of_error_and_not_its_text(spans):
    with pytest.raises(ValueError, match="ana"), tracing.span("operation"):
        raise ValueError("ana@empresa.com")
    (span,) = spans.get_finished_spans()
    assert span.status.description == "ValueError"
    assert "ana" not in span.to_json()


def test_outside_of_a_span_there_is_no_traceparent():
    assert tracing.traceparent() is None
    assert tracing.current_ids() is None


def test_an_exporter_that_is_down_costs_the_request_nothing():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        endpoint = f"http://127.0.0.1:{taken.getsockname()[1]}"
        tracing.configure(
            service="contacts", role="web", environ={"OTEL_EXPORTER_OTLP_ENDPOINT": endpoint}
        )
        began = time.perf_counter()
        for _ in range(10_000):
            with tracing.span("request"):
                pass
        spent = time.perf_counter() - began
        began = time.perf_counter()
        tracing.shutdown()
        assert time.perf_counter() - began < 10
    assert spent / 10_000 < 0.001
