import io
import json
import logging

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis.observability import logs, tracing


@pytest.fixture
def lines():
    before = logging.getLogger().handlers[:], logging.getLogger().level
    out = io.StringIO()
    logs.configure(service="contacts", role="web", stream=out)
    yield out
    logging.getLogger().handlers[:], level = before
    logging.getLogger().setLevel(level)


def test_a_line_is_one_json_object_with_service_role_and_trace(lines):
    with tracing.span("GET /contacts") as span, logs.context(route="/api/v1/contacts"):
        logs.logger("x").info("request", status=200, duration=0.012)
    line = json.loads(lines.getvalue())
    assert line["event"] == "request"
    assert (line["service"], line["role"], line["level"]) == ("contacts", "web", "info")
    assert (line["status"], line["route"]) == (200, "/api/v1/contacts")
    assert line["trace_id"] == f"{span.get_span_context().trace_id:032x}"
    assert line["ts"].endswith("Z")


def test_a_library_line_goes_through_the_same_renderer(lines):
    logging.getLogger("some.module").warning("cannot reach %s", "ana@empresa.com")
    line = json.loads(lines.getvalue())
    assert line["event"] == "cannot reach ***@empresa.com"
    assert (line["service"], line["logger"]) == ("contacts", "some.module")


def test_an_exception_is_one_line_without_the_values_of_variables(lines):
    secret = "hunter2"
    try:
        int(f"no such phone +573001234567\nadmin {secret!r}"[:-9])
    except ValueError:
        logs.logger("x").exception("failed")
    text = lines.getvalue()
    assert text.count("\n") == 1
    assert secret not in text
    assert "3001234567" not in text
    assert "ValueError" in json.loads(text)["exception"]


def test_a_value_that_cannot_be_written_does_not_raise(lines):
    logs.logger("x").info(
        "odd", value=object(), number=2**80, half="\ud800", nan=float("nan"), mapping={1: {2: 3}}
    )
    assert json.loads(lines.getvalue())["event"] == "odd"


def test_a_closed_stream_does_not_raise_into_the_caller(lines):
    lines.close()
    logs.logger("x").info("request")


@pytest.mark.parametrize("console", [False, True])
@given(text=st.text(), name=st.text(min_size=1).filter(lambda n: not n.startswith("_")))
def test_no_text_can_start_a_second_line_or_command_the_terminal(console, text, name):
    before = logging.getLogger().handlers[:], logging.getLogger().level
    out = io.StringIO()
    logs.configure(service="contacts", role="web", stream=out, console=console)
    try:
        logs.logger("x").info("request", agent=f"a\r\n\x1b[2J\u2028{text}", extra={name: text})
    finally:
        logging.getLogger().handlers[:], level = before
        logging.getLogger().setLevel(level)
    line = out.getvalue()
    assert len(line.splitlines()) == 1
    assert not any(ord(c) < 32 and c != "\t" for c in line[:-1])
    if not console:
        assert json.loads(line)["event"] == "request"


def test_an_unknown_level_is_refused():
    with pytest.raises(ValueError, match="loud"):
        logs.configure(service="contacts", role="web", level="loud")
