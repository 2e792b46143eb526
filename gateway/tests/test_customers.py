"""The composed view of a customer."""

import threading
import time

import pytest

from chassis.ids import new_id
from gateway.tests.world import Behind

CONTACT = str(new_id())


@pytest.fixture
def known(shared):
    """Every service that has a part, whether or not the other tests' world has it."""
    world, behind = shared.world, shared.world.behind
    added = [name for name in ("sales", "cases", "billing") if name not in behind]
    behind |= {name: Behind(name, world.verifier(name)) for name in added}
    clients, world.service.clients = world.service.clients, world._clients(world.service)
    _answer(behind)
    yield shared
    world.service.clients = clients
    for name in added:
        del behind[name]


def _answer(behind):
    behind["contacts"].answers[f"/api/v1/contacts/{CONTACT}"] = (
        200,
        {"id": CONTACT, "name": "Ana"},
    )
    behind["contacts"].answers[f"/api/v1/contacts/{CONTACT}/timeline"] = (200, {"items": [1]})
    behind["sales"].answers["/api/v1/opportunities"] = (200, {"items": [4]})
    behind["cases"].answers["/api/v1/cases"] = (200, {"items": [5]})
    behind["billing"].answers["/api/v1/invoices"] = (200, {"items": [6]})
    behind["telephony"].answers["/api/v1/calls"] = (200, {"items": [2]})
    behind["notifications"].answers["/api/v1/messages"] = (200, {"items": [3]})


def test_the_view_puts_together_what_the_services_say(known):
    answer = known.admin.get(f"/customers/{CONTACT}")
    assert answer.status_code == 200
    assert answer.json == {
        "id": CONTACT,
        "contact": {"state": "ok", "data": {"id": CONTACT, "name": "Ana"}},
        "timeline": {"state": "ok", "data": {"items": [1]}},
        "opportunities": {"state": "ok", "data": {"items": [4]}},
        "cases": {"state": "ok", "data": {"items": [5]}},
        "invoices": {"state": "ok", "data": {"items": [6]}},
        "calls": {"state": "ok", "data": {"items": [2]}},
        "messages": {"state": "ok", "data": {"items": [3]}},
        "partial": False,
    }
    for name in ("sales", "cases", "billing", "telephony", "notifications"):
        asked = known.world.behind[name].seen[-1]["QUERY_STRING"]
        assert asked == f"contact_id={CONTACT}&limit=10"
    asked_as = known.world.behind["telephony"].actors[-1]
    assert str(asked_as.user_id) == known.admin.user["id"]
    assert asked_as.permissions


@pytest.mark.parametrize(
    ("down", "missing"),
    [
        ("sales", {"opportunities"}),
        ("cases", {"cases"}),
        ("billing", {"invoices"}),
        ("telephony", {"calls"}),
        ("notifications", {"messages"}),
        ("contacts", {"contact", "timeline"}),
    ],
)
def test_a_service_that_is_down_marks_its_parts_and_leaves_the_others(known, down, missing):
    known.world.behind[down].running = False
    view = known.admin.get(f"/customers/{CONTACT}").json
    assert view["partial"] is True
    parts = {name: part for name, part in view.items() if isinstance(part, dict)}
    assert {name for name, part in parts.items() if part["state"] == "unavailable"} == missing
    assert all(parts[name]["data"] is None for name in missing)
    assert all(part["state"] == "ok" for name, part in parts.items() if name not in missing)


def test_a_failing_service_marks_its_part(known):
    known.world.behind["telephony"].answers["/api/v1/calls"] = (500, b"<html>oops")
    view = known.admin.get(f"/customers/{CONTACT}").json
    assert view["calls"] == {"state": "unavailable", "data": None}
    assert view["partial"] is True


def test_a_part_that_the_profile_does_not_allow_is_forbidden_not_missing(known):
    known.world.behind["telephony"].answers["/api/v1/calls"] = (403, {})
    view = known.admin.get(f"/customers/{CONTACT}").json
    assert view["calls"] == {"state": "forbidden", "data": None}
    assert view["partial"] is False


def test_a_contact_that_is_absent_or_not_visible_is_404(known):
    known.world.behind["contacts"].answers[f"/api/v1/contacts/{CONTACT}"] = (404, {})
    assert known.admin.get(f"/customers/{CONTACT}").status_code == 404


def test_a_service_that_is_not_installed_has_no_part(known):
    del known.world.service.clients._transports["notifications"]
    view = known.admin.get(f"/customers/{CONTACT}").json
    assert "messages" not in view
    assert view["partial"] is False


def test_the_parts_are_asked_at_the_same_time(known, monkeypatch):
    """Each waits for the others to have begun; one after the other would never end."""
    all_here = threading.Barrier(7)
    for behind in known.world.behind.values():
        plain = behind.__class__.__call__

        def meet(self, environ, start_response, plain=plain):
            if "/users" not in environ["PATH_INFO"]:
                all_here.wait(1.5)
            return plain(self, environ, start_response)

    monkeypatch.setattr(behind.__class__, "__call__", meet)
    began = time.monotonic()
    assert known.admin.get(f"/customers/{CONTACT}").json["partial"] is False
    assert time.monotonic() - began < 1.5
