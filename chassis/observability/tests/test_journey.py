"""One request, seen as one trace: caller, service, outbox, bus, reaction, job."""

from contextlib import ExitStack

import pytest
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from chassis.clients import Clients
from chassis.clients.inprocess import InProcessTransport
from chassis.db import Database
from chassis.events import Catalog
from chassis.events.reactions import Reaction
from chassis.events.start import OneProcess, start_events
from chassis.jobs import Waker, start_jobs
from chassis.observability import tracing
from chassis.observability.metrics import Metrics
from chassis.spec import Job, Service
from chassis.testing import eventually, notes
from chassis.web.application import build_application

CATALOG = Catalog(readers={notes.NoteChanged: ("reader",)})


def wake(session, received) -> None:
    session.wake("shorten", text=received.data.text)


def shorten(service: Service, *, text: str) -> None:
    with tracing.span("shorten"):
        pass


@pytest.fixture
def spans():
    exporter = InMemorySpanExporter()
    tracing.configure(
        service="all", role="all", environ={}, processors=[SimpleSpanProcessor(exporter)]
    )
    yield exporter
    tracing.shutdown()


@pytest.fixture
def stack():
    with ExitStack() as opened:
        yield opened


def reachable(spans: InMemorySpanExporter, start: int) -> set[str]:
    """Name every span that hangs on a trace, by parent or by link."""
    finished = spans.get_finished_spans()
    traces, grown = set(), {start}
    while grown - traces:
        traces |= grown
        grown = {
            span.context.trace_id
            for span in finished
            if span.context.trace_id in traces
            or any(link.context.trace_id in traces for link in span.links)
        }
    return {span.name for span in finished if span.context.trace_id in traces}


def test_a_request_and_all_that_follows_from_it_are_one_trace(
    database_factory, database_template, spans, stack
):
    template = database_template("notes", notes.build)
    writer = notes.running(Database("notes", database_factory(template=template)), catalog=CATALOG)
    reader = notes.running(
        Database("reader", database_factory(template=template)),
        name="reader",
        catalog=CATALOG,
        routes=(),
        reactions=(Reaction(fact=notes.NoteChanged, handle=wake, kind="each"),),
        jobs=(Job(name="shorten", run=shorten),),
    )
    for service in (writer, reader):
        stack.callback(service.database.close)
    waker = Waker(None, [reader.metrics])
    stack.callback(waker.close)
    reader.database.effects = waker.send
    stack.callback(start_jobs([reader], None).stop)
    stack.callback(start_events([writer, reader], OneProcess()).stop, 10)
    app = build_application(writer)
    clients = Clients(
        "gateway",
        {"notes": InProcessTransport(lambda: app)},
        key=notes.KEY,
        metrics=Metrics("gateway"),
    )
    with tracing.span("POST at the door", kind=tracing.SERVER) as door:
        answer = clients.post("notes", "/api/v1/notes", {"text": "hola"}, actor=notes.member())
    assert answer.status == 201
    start = door.get_span_context().trace_id
    expected = {
        "POST at the door",
        "POST notes",
        "POST /api/v1/notes",
        "react",
        "job shorten",
        "shorten",
    }
    eventually(lambda: expected <= reachable(spans, start))
