"""What passes the door, how it looks on the other side, and what comes back."""

import io

import pytest

from chassis.db import Database
from gateway.routing import forwarding, table


def test_a_read_is_passed_on_with_an_internal_token_and_comes_back_as_it_was(shared):
    body = b'{"items":[ ],"next_cursor":null}'
    shared.world.behind["contacts"].answers["/api/v1/contacts"] = (200, body)
    answer = shared.admin.get(
        "/contacts?q=pe%C3%B1a&sort=-created_at", headers={"Accept-Language": "en"}
    )
    assert (answer.status_code, answer.data) == (200, body)
    assert answer.headers["ETag"] == '"7"'
    seen = shared.world.behind["contacts"].seen[-1]
    assert seen["QUERY_STRING"] == "q=pe%C3%B1a&sort=-created_at"
    assert seen["HTTP_ACCEPT_LANGUAGE"] == "en"
    actor = shared.world.behind["contacts"].actors[-1]
    assert str(actor.organization_id) == str(shared.organization_id)
    assert str(actor.user_id) == shared.admin.user["id"]
    assert actor.is_administrator
    assert actor.name == "Administrador"
    assert str(actor.role_id) == shared.role("Dirección")


def test_a_write_is_passed_on_with_its_body_key_and_version(shared):
    body = '{"first_name": "José",  "last_name":"Ñandú"}'.encode()
    shared.admin.call(
        "PATCH",
        "/contacts/1",
        data=body,
        content_type="application/json; charset=utf-8",
        headers={"Idempotency-Key": "k-1", "If-Match": '"3"'},
    )
    seen = shared.world.behind["contacts"].seen[-1]
    assert seen["REQUEST_METHOD"] == "PATCH"
    assert seen["body"] == body
    assert seen["CONTENT_TYPE"] == "application/json; charset=utf-8"
    assert seen["HTTP_IDEMPOTENCY_KEY"] == "k-1"
    assert seen["HTTP_IF_MATCH"] == '"3"'


def test_credentials_and_posing_headers_do_not_pass(shared):
    shared.admin.get(
        "/contacts",
        headers={
            "Cookie": "troncal_refresh=secret",
            "X-Forwarded-For": "10.0.0.1",
            "X-Forwarded-Host": "evil.example",
            "X-Actor": "root",
            "Troncal-Budget-Ms": "1",
            "traceparent": "00-" + "1" * 32 + "-" + "2" * 16 + "-01",
        },
    )
    seen = shared.world.behind["contacts"].seen[-1]
    assert shared.admin.token not in str(seen)
    assert "secret" not in str(seen)
    assert seen["HTTP_X_FORWARDED_FOR"] == "192.0.2.10"
    assert "HTTP_X_FORWARDED_HOST" not in seen
    assert "HTTP_X_ACTOR" not in seen
    assert seen.get("HTTP_TROUNCAL_BUDGET_MS") != "1"
    assert "1" * 32 not in seen.get("HTTP_TRACEPARENT", "")


@pytest.mark.parametrize(
    ("path", "service"),
    [
        ("/contacts", "contacts"),
        ("/contacts/lookup?q=300", "contacts"),
        ("/activities/1/complete", "contacts"),
        ("/calls/current", "telephony"),
        ("/agents/me/state", "telephony"),
        ("/telephony/settings", "telephony"),
        ("/notifications", "notifications"),
        ("/templates/1/preview", "notifications"),
        ("/kpis", "reporting"),
        ("/jobs/contacts/1", "contacts"),
        ("/custom-fields?entity=contacts", "contacts"),
        ("/custom-fields?entity=contact", "contacts"),
        ("/views?x=1&entity=calls", "telephony"),
        ("/notes/1?entity=phone_numbers", "telephony"),
    ],
)
def test_each_path_reaches_the_service_that_owns_it(shared, path, service):
    assert shared.admin.get(path).json == {"service": service}


@pytest.mark.parametrize("path", ["/tags", "/tags?entity=", "/imports?entity=dragons"])
def test_a_shared_collection_without_a_record_type_is_refused(shared, path):
    answer = shared.admin.get(path)
    assert (answer.status_code, answer.json["code"]) == (422, "entity_required")


@pytest.mark.parametrize(
    "path",
    [
        "/api/v1/dragons",
        "/api/v1/opportunities",  # a service of a later release
        "/api/v1",
        "/api/v2/contacts",
        "/api/v1/contacts/../users",
        "/api/v1/contacts/./1",
        "/api/v1/contacts//1",
        "/api/v1/contacts%2F..%2F..%2Finternal",
        "/internal/redeliver",
        "/internal/openapi.json",
        "/ops/contacts/contacts",
        "/ops/dragons/parked-events",
        "/api/v1/ops/contacts",
        "/api/metrics",
        "/hooks/dragons/voice",
    ],
)
def test_what_no_route_names_is_not_there(shared, path):
    answer = shared.admin.get(path)
    assert answer.status_code == 404, answer.data
    assert answer.json["code"] == "not_found"
    assert not any(one.seen for one in shared.world.behind.values())


def test_health_and_metrics_are_not_for_the_public_port(shared):
    for path in ("/metrics", "/livez", "/readyz"):
        answer = shared.world.person().client.get(path)
        assert b"troncal_" not in answer.data


def test_parked_events_of_a_service_are_reached_by_its_name(shared):
    for prefix in ("/ops", "/api/v1/ops"):
        shared.admin.post(f"{prefix}/telephony/parked-events/7/retry")
        seen = shared.world.behind["telephony"].seen[-1]
        assert seen["PATH_INFO"] == "/api/v1/parked-events/7/retry"
        assert shared.world.behind["telephony"].actors[-1].is_administrator


def test_every_prefix_belongs_to_one_service():
    prefixes = [prefix for owned in table.OWNERS.values() for prefix in owned]
    assert len(prefixes) == len(set(prefixes))
    assert not set(prefixes) & set(table.BY_ENTITY)
    assert set(table.ENTITIES.values()) <= set(table.OWNERS)


def test_an_internal_token_is_made_once_in_ten_seconds_and_anew_after_a_change(team):
    agent = team.agent("ana")
    behind = team.world.behind["contacts"]

    def tokens(person) -> str:
        person.get("/contacts")
        return behind.seen[-1]["HTTP_AUTHORIZATION"]

    first = tokens(agent)
    assert tokens(agent) == first
    assert tokens(team.admin) != first
    team.admin.patch(f"/users/{agent.user['id']}", {"name": "Otra"}, version=1)
    assert tokens(agent) != first
    assert behind.actors[-1].name == "Otra"


def test_a_service_that_is_down_is_503_and_its_neighbours_answer(shared):
    shared.world.behind["telephony"].running = False
    down = shared.admin.get("/calls")
    assert down.status_code == 503
    assert int(down.headers["Retry-After"]) >= 1
    assert down.json["detail"] not in ("", down.json["code"])
    assert shared.admin.get("/contacts").status_code == 200


def test_without_its_database_the_gateway_says_so_and_webhooks_still_pass(team):
    lost = Database("gateway", "postgresql://nobody@127.0.0.1:1/none")
    team.world.service.resources.principals._database = lost
    team.world.service.resources.principals.forget()
    for path in ("/contacts", "/me"):
        answer = team.admin.get(path)
        assert (answer.status_code, answer.json["code"]) == (503, "unavailable")
        assert "Retry-After" in answer.headers
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert team.world.person().post("/hooks/twilio/voice/status").status_code == 200
    lost.close()


def test_a_defect_is_a_problem_that_tells_nothing_of_its_inside(team, monkeypatch):
    def broken(*_: object) -> None:
        raise RuntimeError("the secret inside")

    monkeypatch.setattr(team.world.service.clients, "forward", broken)
    answer = team.admin.get("/contacts")
    assert (answer.status_code, answer.json["code"]) == (500, "internal_error")
    assert "secret" not in answer.text


ODD = b"Body=Hola%20%26+adi%C3%B3s&From=%2B573001234567&Body=&x\x00\xff=%zz&&="


def test_a_webhook_passes_untouched_without_a_token(shared):
    person = shared.world.person()
    answer = person.call(
        "POST",
        "/hooks/twilio/voice/incoming?bodySHA256=ab%2Fc&flag&flag=%2B",
        data=ODD,
        content_type="application/x-www-form-urlencoded; charset=UTF-8",
        headers={"X-Twilio-Signature": "sig+/=", "I-Twilio-Idempotency-Token": "t-1"},
    )
    assert answer.status_code == 200
    seen = shared.world.behind["telephony"].seen[-1]
    assert seen["PATH_INFO"] == "/hooks/twilio/voice/incoming"
    assert seen["QUERY_STRING"] == "bodySHA256=ab%2Fc&flag&flag=%2B"
    assert seen["body"] == ODD
    assert seen["CONTENT_TYPE"] == "application/x-www-form-urlencoded; charset=UTF-8"
    assert seen["HTTP_X_TWILIO_SIGNATURE"] == "sig+/="
    assert seen["HTTP_I_TWILIO_IDEMPOTENCY_TOKEN"] == "t-1"
    assert "HTTP_AUTHORIZATION" not in seen


def test_a_webhook_that_is_too_large_is_refused_before_it_is_passed_on(shared):
    for options in (
        {"data": b"x" * (forwarding.MAX_HOOK_BYTES + 1)},
        {
            "input_stream": io.BytesIO(b"x" * (forwarding.MAX_HOOK_BYTES + 1)),
            "headers": {"Transfer-Encoding": "chunked"},
            "environ_overrides": {"wsgi.input_terminated": True},
        },
    ):
        answer = shared.world.person().call("POST", "/hooks/twilio/voice/status", **options)
        assert (answer.status_code, answer.json["code"]) == (413, "hook_too_large")
    assert not shared.world.behind["telephony"].seen


def test_a_public_form_passes_without_a_token_and_a_bearer_is_not_passed_with_it(shared):
    shared.admin.post("/public/forms/abc", {"name": "X"})
    seen = shared.world.behind["contacts"].seen[-1]
    assert "HTTP_AUTHORIZATION" not in seen


@pytest.mark.parametrize("path", ["/contacts", "/users"])
def test_a_body_over_the_limit_is_413(shared, path):
    answer = shared.admin.call("POST", path, data=b"x" * 1_048_577, content_type="application/json")
    assert answer.status_code == 413
    assert not shared.world.behind["contacts"].seen


def test_an_upload_may_be_larger_than_a_json_body(shared):
    data = b"x" * 3_000_000
    shared.admin.call(
        "POST",
        "/imports?entity=contacts",
        data=data,
        content_type="multipart/form-data; boundary=abc",
    )
    assert shared.world.behind["contacts"].seen[-1]["body"] == data
