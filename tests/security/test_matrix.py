"""Every route × everybody × whose record: who may not, gets nothing and changes nothing.

The routes come from the merged document of the product that is installed, so a new one is asked
too. What is expected follows from three tables alone: the permission in the document, who stands
above whom, and the kinds of `kinds.py`; the product's own access rules are not asked.

"Nothing changed" is exact: every row of every table of every service, outbox included, before and
after the refusals of a route. Only the audit may grow.
"""

from collections.abc import Callable, Iterator

import pytest
from werkzeug.test import TestResponse

from tests.security.bodies import ABSENT
from tests.security.organization import Route, World
from tests.security.world import Snapshot, changed

UNASKED = ("/auth/", "/telephony/simulator/", "/public/")
"""Where no record is named and no permission asked: logging in and out, the development carrier,
what strangers send.
"""


@pytest.fixture(scope="module")
def snapshot(world: World) -> Iterator[Snapshot]:
    made = Snapshot(world.product)
    yield made
    made.close()


def test_every_route_of_the_document_is_in_the_matrix(world: World) -> None:
    """A route that names a kind of record that kinds.py does not describe fails here."""
    assert "x-missing" not in world.document
    unknown = []
    for route in world.routes:
        try:
            route.kind  # noqa: B018 - looked up
        except LookupError as error:
            unknown.append(str(error))
    assert unknown == []
    named = [route for route in world.routes if route.kind is not None]
    assert len(named) >= 40
    assert all(world.records[route.kind.argument, route.kind.under] for route in named)  # type: ignore[union-attr]


def test_nobody_gets_or_changes_what_they_may_not(
    world: World, snapshot: Snapshot, record_property: Callable[[str, object], None]
) -> None:
    """Each refusal has its status and its table's state; each allowed request is not refused."""
    wrong: list[str] = []
    asked = refused = 0
    before = snapshot.take()
    for route in world.routes:
        if route.path.startswith(UNASKED):
            continue
        records: dict[str | None, str | None] = {None: None}
        if route.kind is not None:
            records = dict(world.records[route.kind.argument, route.kind.under])
        for person in world.people:
            for whose, id in records.items():
                due = world.refusal(route, person, whose)
                if due is None and not _harmless(route):
                    continue
                answer = _tried(world, route, person, id, refused=due is not None)
                asked += 1
                refused += due is not None
                if not _as_due(answer, due, route):
                    code = answer.json.get("code") if answer.is_json else ""
                    wrong.append(
                        f"{route} by {person} on {whose}: {answer.status_code} {code}, not {due}"
                    )
        after = snapshot.take()
        if after != before:
            wrong.append(f"{route} changed {changed(before, after)}")
            before = after
    for name, count in (("routes", len(world.routes)), ("requests", asked), ("refusals", refused)):
        record_property(name, count)
    assert not wrong, "\n".join(wrong)
    assert refused >= 500


def _harmless(route: Route) -> bool:
    """Whether an allowed request can be sent without an effect: a read, a stale or a wrong one."""
    if route.method == "GET":
        return True
    return route.matches or "requestBody" in route.operation


def _tried(
    world: World, route: Route, person: str, id: str | None, *, refused: bool
) -> TestResponse:
    if refused or route.method == "GET" or route.matches:
        return world.send(route, person, id)
    return world.send(route, person, id, body={"no_such_member": 1})


def _as_due(answer: TestResponse, due: int | None, route: Route) -> bool:
    if due is not None:
        return answer.status_code == due
    if route.method == "GET":
        return answer.status_code in {200, 204} or _below(answer, route)
    code = answer.json.get("code") if answer.is_json else ""
    return (
        400 <= answer.status_code < 500
        and answer.status_code not in {401, 404}
        and (code not in {"missing_permission", "administrators_only"})
    ) or _below(answer, route)


def _below(answer: TestResponse, route: Route) -> bool:
    """Whether what is absent is the second record of the path, which is not there for anybody."""
    return answer.status_code in {404, 412} and route.path.count("{") > 1


def test_no_collection_shows_what_is_hidden(world: World) -> None:
    leaks: list[str] = []
    asked = 0
    for route in world.routes:
        if route.method != "GET" or route.kind is not None or route.path.startswith(UNASKED):
            continue
        for person, somebody in world.people.items():
            if not somebody.token or world.refusal(route, person, None) is not None:
                continue
            answer = world.send(route, person, None)
            asked += 1
            if answer.status_code != 200:
                leaks.append(f"{route} by {person}: {answer.status_code} {answer.text[:200]}")
            text = answer.text
            if route.path == "/audit":  # what people asked for in vain names what they sent
                text = str([one for one in answer.json["items"] if one["outcome"] < 400])
            shown = {id for id in world.hidden_from(person) if id in text}
            if shown:
                leaks.append(f"{route} shows {person} {sorted(shown)}")
    assert not leaks, "\n".join(leaks)
    assert asked >= 100


def test_what_is_hidden_looks_like_what_is_absent(world: World) -> None:
    """Nobody learns from a refusal whether a record exists."""
    told: list[str] = []
    for route in world.routes:
        if route.kind is None or route.kind.sees != "access":
            continue
        hidden = world.records[route.kind.argument, route.kind.under]["admin"]
        for person in ("agent", "stranger"):
            if world.refusal(route, person, "admin") != 404:
                continue
            answers = [world.send(route, person, id).json for id in (hidden, ABSENT)]
            for answer in answers:
                answer.pop("trace_id")
            if answers[0] != answers[1]:
                told.append(f"{route} by {person}: {answers}")
    assert not told, "\n".join(told)
