import io
import json
import logging

import pytest
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from werkzeug.test import Client

from chassis.observability import logs, tracing
from chassis.web.application import build_application
from chassis.web.tests.world import make_service, token

PARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"


def signed(**more: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token()}", **more}


@pytest.fixture
def spans():
    exporter = InMemorySpanExporter()
    tracing.configure(
        service="things", role="web", environ={}, processors=[SimpleSpanProcessor(exporter)]
    )
    yield exporter
    tracing.shutdown()


@pytest.fixture
def lines():
    root = logging.getLogger()
    before = root.handlers[:], root.level
    out = io.StringIO()
    logs.configure(service="things", role="web", stream=out)
    yield lambda: [json.loads(line) for line in out.getvalue().splitlines()]
    root.handlers[:] = before[0]
    root.setLevel(before[1])


def test_a_request_is_one_span_one_measurement_and_one_line_under_its_route(spans, lines):
    service = make_service()
    client = Client(build_application(service))
    assert client.get("/api/v1/things/count", headers=signed()).json == {"count": 3}
    (span,) = spans.get_finished_spans()
    assert span.name == "GET /api/v1/things/count"
    labels = {"method": "GET", "route": "/api/v1/things/count", "status": "200"}
    assert service.metrics.value("http_request_seconds", **labels) == 1
    (line,) = lines()
    assert (line["event"], line["status"], line["service"]) == ("request", 200, "things")
    assert line["trace_id"] == f"{span.context.trace_id:032x}"
    assert service.metrics.value("http_in_progress") == 0


def test_paths_nobody_serves_share_one_route_and_names_do_not_reach_metrics(spans, lines):
    service = make_service()
    client = Client(build_application(service))
    for number in range(3):
        client.open(f"/api/v1/nothing/{number}", method="BREW")
    labels = {"method": "OTHER", "route": "unmatched", "status": "404"}
    assert service.metrics.value("http_request_seconds", **labels) == 3
    assert "nothing" not in str(lines())


def test_an_internal_service_continues_the_callers_trace(spans):
    Client(build_application(make_service())).get(
        "/api/v1/things/count", headers=signed(traceparent=PARENT)
    )
    assert f"{spans.get_finished_spans()[0].context.trace_id:032x}" == PARENT.split("-")[1]


def test_a_public_service_believes_no_trace_of_the_internet(spans):
    Client(build_application(make_service(public=True))).get(
        "/api/v1/things/count", headers=signed(traceparent=PARENT)
    )
    assert f"{spans.get_finished_spans()[0].context.trace_id:032x}" != PARENT.split("-")[1]


def test_a_failure_carries_the_trace_that_its_log_lines_carry(spans, lines):
    answer = Client(build_application(make_service())).get(
        "/api/v1/things/broken", headers=signed()
    )
    assert answer.status_code == 500
    assert {line["trace_id"] for line in lines()} == {answer.json["trace_id"]}
    assert "ana@" not in str(lines())
    assert spans.get_finished_spans()[0].status.description == "500"


def test_every_service_describes_itself():
    answer = Client(build_application(make_service())).get("/internal/openapi.json")
    assert answer.json["openapi"] == "3.1.0"
