"""The merged audit: one order over every service, pages without gaps or repeats."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from gateway.audit.merging import Place, merged
from gateway.tests.world import PASSWORD

BEGAN = datetime(2026, 11, 30, tzinfo=UTC)


def entry(service: str, position: int, second: int) -> dict[str, Any]:
    at = BEGAN + timedelta(seconds=second)
    return {"service": service, "position": position, "at": at.isoformat()}


class Inline:
    """An executor that works at once."""

    def submit(self, act: Any, *arguments: Any) -> Any:
        from concurrent.futures import Future

        future: Future[Any] = Future()
        future.set_result(act(*arguments))
        return future


HELD = {
    "cases": [entry("cases", n, n // 3) for n in range(1, 12)],
    "contacts": [entry("contacts", n, n // 2) for n in range(1, 9)],
    "sales": [],
}


def ask(service: str, query: Any) -> list[dict[str, Any]]:
    """Answer as chassis.audit.reading does."""
    found = sorted(HELD[service], key=lambda one: (one["at"], one["position"]), reverse=True)
    if "until" in query:
        until, below = query["until"], int(query["below"])
        found = [
            one
            for one in found
            if one["at"] < until or (one["at"] == until and one["position"] < below)
        ]
    return found[: int(query["limit"])]


@pytest.mark.parametrize("limit", [1, 2, 3, 7, 50])
def test_pages_join_to_the_whole_in_one_order(limit):
    seen: list[tuple[str, int]] = []
    moments: list[str] = []
    place = None
    while True:
        page = merged(HELD, ask, Inline(), filters={}, limit=limit, place=place)
        seen += [(one["service"], one["position"]) for one in page["items"]]
        moments += [one["at"] for one in page["items"]]
        if page["next_cursor"] is None:
            break
        place = Place.read(page["next_cursor"])
    assert len(seen) == len(set(seen)) == sum(map(len, HELD.values()))
    assert moments == sorted(moments, reverse=True)


def test_an_administrator_sees_who_did_and_who_was_refused_what(team):
    made = team.admin.post("/groups", {"name": "Cobranza"}).json
    team.admin.patch(f"/groups/{made['id']}", {"name": "Cartera"}, version=1)
    items = team.admin.get(f"/audit?record_id={made['id']}").json["items"]
    assert [one["action"] for one in items] == [
        "PATCH /api/v1/groups/{group_id}",
        "POST /api/v1/groups",
    ]
    assert items[0]["service"] == "gateway"
    assert items[0]["record"] == items[1]["record"]
    assert items[0]["record"] == {"type": "group", "id": made["id"]}
    renamed = next(one for one in items[0]["changes"] if one["type"] == "user_group")
    assert (renamed["before"]["name"], renamed["after"]["name"]) == ("Cobranza", "Cartera")
    assert items[0]["actor"]["id"] == team.admin.user["id"]


def test_nobody_else_reads_it_and_the_attempt_is_no_secret(team):
    member = team.agent("ana")
    refused = member.get("/audit")
    assert (refused.status_code, refused.json["code"]) == (403, "administrators_only")
    assert member.post("/groups", {"name": "x"}).status_code == 403
    items = team.admin.get("/audit?refused=true").json["items"]
    assert (items[0]["outcome"], items[0]["actor"]["id"]) == (403, member.user["id"])
    assert items[0]["code"] == "missing_permission"


def test_a_service_that_is_down_is_named_and_the_others_are_shown(team):
    team.admin.post("/groups", {"name": "Cobranza"})
    team.world.behind["telephony"].running = False
    page = team.admin.get("/audit").json
    assert page["missing"] == ["telephony"]
    assert page["items"]


@pytest.mark.parametrize(
    "query",
    ["cursor=x", "cursor=WzEsMiwzXQ==", "service=nothing", "from=yesterday", "limit=0", "more=1"],
)
def test_an_unreadable_question_is_422(shared, query):
    assert shared.admin.get(f"/audit?{query}").status_code == 422


def test_the_filters_reach_every_service(shared):
    shared.admin.get("/audit?from=2026-11-01T00:00:00Z&refused=true&action=POST")
    sent = shared.world.behind["contacts"].seen[-1]["QUERY_STRING"]
    for part in ("since=2026-11-01", "refused=true", "action=POST", "limit=51"):
        assert part in sent


def test_passwords_and_tokens_never_reach_the_audit(team):
    changed = {"current_password": PASSWORD, "new_password": "otra-clave-muy-larga"}
    assert team.admin.post("/me/password", changed).status_code == 204
    text = team.admin.get("/audit").text
    assert "POST /api/v1/me/password" in text
    assert "otra-clave" not in text
    assert "argon2" not in text
