"""Public forms at the door: nobody signs in, and their own policy is theirs alone (C-13)."""

from collections.abc import Callable
from typing import Any

import pytest

from gateway.headers import SecurityHeaders
from gateway.routing import forwarding, table
from gateway.settings import read_settings

FORM = "/api/v1/public/forms/abc"
POLICY = "default-src 'none'; frame-ancestors https://roble.example"


def test_a_form_is_passed_on_without_a_token_with_where_it_comes_from(shared):
    """C-13: the page's site and browser go on here, and to no other route."""
    sent = {
        "Origin": "https://roble.example",
        "Referer": "https://roble.example/demo",
        "User-Agent": "Navegador/1",
        "Cookie": "troncal_refresh=secret",
    }
    nobody = shared.world.person()
    answer = nobody.call("POST", FORM, data={"email": "a@b.example"}, headers=sent)
    assert answer.status_code == 200, answer.text
    seen = shared.world.behind["contacts"].seen[-1]
    assert shared.world.behind["contacts"].actors[-1] is None
    assert seen["body"] == b"email=a@b.example"
    assert (seen["HTTP_ORIGIN"], seen["HTTP_REFERER"]) == (sent["Origin"], sent["Referer"])
    assert seen["HTTP_USER_AGENT"] == "Navegador/1"
    assert seen["HTTP_X_FORWARDED_FOR"] == "192.0.2.10"
    assert "HTTP_COOKIE" not in seen
    shared.admin.get("/contacts", headers=sent)
    other = shared.world.behind["contacts"].seen[-1]
    assert "HTTP_ORIGIN" not in other
    assert nobody.get("/forms").status_code == 401


def test_a_form_takes_a_page_of_text_and_no_more(shared):
    """C-13: what is larger does not reach the service."""
    before = len(shared.world.behind["contacts"].seen)
    nobody = shared.world.person()
    answer = nobody.call("POST", FORM, data=b"x" * (forwarding.MAX_FORM_BYTES + 1))
    assert (answer.status_code, answer.json["code"]) == (413, "body_too_large")
    assert len(shared.world.behind["contacts"].seen) == before
    assert table.find(FORM, "").public


@pytest.fixture
def answered(tmp_path) -> Callable[..., dict[str, str]]:
    settings = read_settings(
        {
            "TRONCAL_SECRET_KEY": "s" * 64,
            "TRONCAL_SIGNING_KEY_FILE": str(tmp_path / "key"),
            "TRONCAL_PUBLIC_URL": "https://crm.example",
        }
    )

    def answer(kind: Any, **headers: str) -> dict[str, str]:
        found: dict[str, str] = {}
        start = SecurityHeaders(settings).on(
            lambda _status, pairs, _info=None: found.update(dict(pairs)), kind
        )
        start("200 OK", [(name.replace("_", "-"), value) for name, value in headers.items()])
        return found

    return answer


def test_only_a_form_says_who_may_frame_it_and_read_its_answers(answered):
    """C-13: any other answer keeps the closed policy, whatever a service says."""
    said = {
        "Content_Security_Policy": POLICY,
        "Access_Control_Allow_Origin": "https://roble.example",
        "Server": "secret/1.0",
    }
    form = answered("form", **said)
    assert form["Content-Security-Policy"] == POLICY
    assert form["Access-Control-Allow-Origin"] == "https://roble.example"
    assert form["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert form["Cache-Control"] == "no-store"
    assert "Strict-Transport-Security" in form
    assert "X-Frame-Options" not in form
    assert "Server" not in form
    api = answered("api", **said)
    assert "frame-ancestors 'none'" in api["Content-Security-Policy"]
    assert "Access-Control-Allow-Origin" not in api
    assert api["X-Frame-Options"] == "DENY"
    silent = answered("form")
    assert "default-src 'none'" in silent["Content-Security-Policy"]
