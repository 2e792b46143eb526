import http.client
import json

import pytest

from chassis.db import Database
from chassis.observability.metrics import Metrics
from chassis.web.health import Readiness, database_answers, serve_health


@pytest.fixture
def ask():
    opened = []

    def start(readiness: Readiness, *metrics: Metrics):
        server = serve_health(readiness, metrics)
        opened.append(server)

        def get(path: str):
            connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=5)
            connection.request("GET", path)
            response = connection.getresponse()
            body = response.read()
            connection.close()
            return response.status, body

        return get

    yield start
    for server in opened:
        server.close()


def test_a_process_with_its_database_is_ready_and_one_without_is_live_only(ask, database_url):
    there, away = (
        Database("contacts", database_url),
        Database("contacts", "postgresql://x@[::1]:1/x"),
    )
    get = ask(Readiness({"contacts": database_answers(there)}))
    assert get("/readyz")[0] == 200
    get = ask(Readiness({"contacts": database_answers(away)}))
    status, body = get("/readyz")
    assert status == 503
    assert json.loads(body) == {"status": "not_ready", "failing": ["contacts"]}
    assert get("/livez")[0] == 200
    there.close()
    away.close()


def test_a_draining_process_is_live_and_not_ready(ask):
    readiness = Readiness({})
    get = ask(readiness)
    assert get("/readyz")[0] == 200
    readiness.drain()
    assert get("/readyz")[0] == 503
    assert get("/livez")[0] == 200


def test_metrics_of_all_services_stand_on_one_page_and_nothing_else_is_there(ask):
    one, two = Metrics("contacts"), Metrics("telephony")
    one.set("outbox_pending", 3)
    two.set("outbox_pending", 4)
    get = ask(Readiness({}), one, two)
    status, body = get("/metrics")
    assert status == 200
    assert b'troncal_outbox_pending{service="telephony"} 4.0' in body
    assert get("/api/v1/contacts")[0] == 404


def test_probes_ask_the_database_at_most_once_a_second(ask):
    asked = []
    get = ask(Readiness({"x": lambda: bool(asked.append(1)) or True}))
    for _ in range(10):
        get("/readyz")
    assert len(asked) == 1
