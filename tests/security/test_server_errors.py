"""Schemathesis on the merged document: no request of any shape gets a server error (5xx).

Each operation is called as an administrator, with generated parameters and bodies; where its path
names a record, with the id of one that exists as well. `make fuzz` calls each much more often.
"""

import itertools
import os
from collections.abc import Callable
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import Case
from schemathesis.config import SchemathesisConfig
from structlog.testing import capture_logs

from tests.security.kinds import kind_of
from tests.security.organization import World

EXAMPLES = int(os.environ.get("TRONCAL_FUZZ_EXAMPLES", "3"))
# of schemathesis' own strategies
pytestmark = pytest.mark.filterwarnings("ignore:Do not use the `random` module inside strategies")

ASKS_A_CARRIER = "/api/v1/phone-numbers/available"
"""The answer is the carrier's, who is not here: 503 with Retry-After is right."""
LEFT_OUT = ("/auth/", "/me/password", "/me/sessions")
"""What would end the session that asks; gateway/tests try these by hand."""


@pytest.mark.timeout(600 + 60 * EXAMPLES)
def test_no_request_of_any_shape_gets_a_server_error(
    world: World, record_property: Callable[[str, object], None]
) -> None:
    schema = schemathesis.openapi.from_dict(world.document, config=SchemathesisConfig())
    failures: list[str] = []
    calls = 0
    for result in schema.get_all_operations():
        operation = result.ok()
        if not operation.path.removeprefix("/api/v1").startswith(LEFT_OUT):
            calls += _call_often(world, operation, failures)
    record_property("calls", calls)
    assert not failures, "\n".join(failures)
    assert calls >= 400


def _call_often(world: World, operation: Any, failures: list[str]) -> int:
    """Call one operation with generated cases; every second time with a record that exists."""
    kind = kind_of(operation.path.removeprefix("/api/v1"))
    ids = list(world.records[kind.argument, kind.under].values()) if kind else []
    calls = itertools.count(1)

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy())
    def call(case: Case) -> None:
        number = next(calls)
        if kind is not None and number % 2:
            id = ids[number % len(ids)]
            case.path_parameters = {**(case.path_parameters or {}), kind.argument: id}
        with capture_logs() as logged:
            status = _status(world, case)
        if status >= 500 and (status != 503 or operation.path != ASKS_A_CARRIER):
            why = [repr(entry["exc_info"])[:400] for entry in logged if "exc_info" in entry]
            where = f"{status} {case.method} {case.formatted_path} {case.query!r:.200}"
            failures.append(f"{where} {case.body!r:.300} {why}")

    call()
    return next(calls) - 1


def _status(world: World, case: Case) -> int:
    """Send a case to the applications in this process."""
    sent = case.as_transport_kwargs(base_url="http://localhost")
    headers = {str(name): str(value) for name, value in dict(sent.get("headers") or {}).items()}
    answer = world.admin.client.open(
        case.formatted_path,
        method=case.method,
        query_string=sent.get("params"),
        json=sent.get("json"),
        data=sent.get("data") if sent.get("json") is None else None,
        headers={**headers, "Authorization": f"Bearer {world.admin.token}"},
    )
    return int(answer.status_code)
