"""Every route × everybody × whose record: who may not, gets nothing and changes nothing.

The routes come from the merged document of the product that is installed, so a new one is asked
too. What is expected follows from three tables alone: the permission in the document, who stands
above whom, and the kinds of `kinds.py`; the product's own access rules are not asked.

"Nothing changed" is exact: every row of every table of every service, outbox included, before and
after the refusals of a route. Only the audit may grow.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pytest
from werkzeug.test import TestResponse

from tests.security.bodies import ABSENT, body_of
from tests.security.kinds import KINDS, VALUES, Kind, kind_of
from tests.security.world import PASSWORD, Person, Product, Snapshot, changed, settled, started

pytestmark = pytest.mark.timeout(400)

OF_ADMINISTRATORS = ("/ops/", "/audit")
"""Paths that no permission opens, only being an administrator."""

QUERIES = {"/contacts/lookup": "q=Prueba"}
"""Collections that need a question to answer at all."""

UNASKED = ("/auth/", "/telephony/simulator/")
"""Where no record is named and no permission asked: logging in and out, the development carrier."""

SEEN_BY = {
    # whose record -> who sees it, where the record's own access decides
    "agent": {"admin", "supervisor", "agent"},
    "colleague": {"admin", "supervisor", "colleague"},
    "admin": {"admin"},
    "shared": {"admin", "agent"},
}


@dataclass(frozen=True)
class Route:
    """One operation of the document."""

    method: str
    path: str
    operation: Mapping[str, Any]

    @cached_property
    def kind(self) -> Kind | None:
        return kind_of(self.path)

    @property
    def matches(self) -> bool:
        """Whether it takes If-Match."""
        return any(one["name"] == "If-Match" for one in self.operation.get("parameters", ()))

    @property
    def for_administrators(self) -> bool:
        return self.path.startswith(OF_ADMINISTRATORS)

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


class World:
    """Six people and an outsider, and of each kind of record one of each relation to them."""

    def __init__(self, product: Product) -> None:
        self.product = product
        self.admin = product.sign_in("admin@seguridad.example")
        self.admin.name = "admin"
        self.people = {"admin": self.admin, **self._colleagues()}
        self.people["stranger"] = self._stranger()
        self.people["nobody"] = Person("nobody", product)
        settled(product)
        self.document = self.admin.client.get("/api/openapi.json").json
        self.routes = [
            Route(method.upper(), path.removeprefix("/api/v1"), operation)
            for path, operations in self.document["paths"].items()
            for method, operation in operations.items()
        ]
        self.records = {
            (kind.argument, kind.under): self._records(kind)
            for kind in KINDS
            if any(self._names(route, kind) for route in self.routes)
        }
        settled(product)

    @staticmethod
    def _names(route: Route, kind: Kind) -> bool:
        return f"{{{kind.argument}}}" in route.path and route.path.startswith(kind.under)

    def _colleagues(self) -> dict[str, Person]:
        roles = {one["name"]: one["id"] for one in self.admin.get("/roles")["items"]}
        profiles = {one["name"]: one["id"] for one in self.admin.get("/profiles")["items"]}
        bare = {"name": "Sin permisos", "permissions": [], "scope": "all"}
        profiles["Sin permisos"] = self.admin.do("POST", "/profiles", bare)["id"]
        return {
            name: self._joined(name, role_id=roles[role], profile_id=profiles[profile])
            for name, role, profile in (
                ("supervisor", "Supervisión", "Supervisor"),
                ("agent", "Ventas", "Agente de Ventas"),
                ("colleague", "Ventas", "Agente de Ventas"),
                ("powerless", "Ventas", "Sin permisos"),
            )
        }

    def _joined(self, name: str, **place: str) -> Person:
        email = f"{name}@seguridad.example"
        body = {"email": email, "name": name.title(), "password": PASSWORD, **place}
        self.admin.do("POST", "/users", body)
        return self.product.sign_in(email)

    def _stranger(self) -> Person:
        made = self.admin.do("POST", "/organizations", {"name": "Otra empresa"})
        founder = self.product.sign_in("admin@seguridad.example")
        switched = founder.do("POST", "/auth/switch", {"organization_id": made["id"]})
        founder.token = switched["access_token"]
        profiles = founder.get("/profiles")["items"]
        email = "otra@otra.example"
        body = {
            "email": email,
            "name": "Administradora de otra empresa",
            "password": PASSWORD,
            "profile_id": next(one["id"] for one in profiles if one["is_administrator"]),
            "role_id": founder.get("/roles")["items"][0]["id"],
        }
        founder.do("POST", "/users", body)
        stranger = self.product.sign_in(email)
        stranger.name = "stranger"
        return stranger

    def _records(self, kind: Kind) -> dict[str, str]:
        if kind.sees != "access":
            return {"admin": kind.make(self.admin)}
        made = {name: kind.make(self.people[name]) for name in ("agent", "colleague", "admin")}
        if kind.share is not None:
            made["shared"] = kind.make(self.admin)
            kind.share(self.admin, made["shared"], self.people["agent"].id)
        return made

    def sees(self, person: str, kind: Kind, whose: str) -> bool:
        """Whether somebody of the organization gets the record at all."""
        if kind.sees == "everybody":
            return True
        if kind.sees in {"owner", "administrators"}:
            return person == "admin"
        return person in SEEN_BY[whose]

    def hidden_from(self, person: str) -> set[str]:
        """The ids that this person must never see in a collection."""
        if person == "stranger":
            return {id for ids in self.records.values() for id in ids.values()}
        return {
            id
            for kind in KINDS
            for whose, id in self.records.get((kind.argument, kind.under), {}).items()
            if not self.sees(person, kind, whose)
        }

    def refusal(self, route: Route, person: str, whose: str | None) -> int | None:
        """Return the status of the refusal that is due; None where it is allowed."""
        if person == "nobody":
            return 401
        permission = route.operation.get("x-permission")
        administers = person in {"admin", "stranger"}
        if permission and not administers and permission not in self.people[person].permissions:
            return 403
        if route.for_administrators and not administers:
            return 403
        if route.kind is None or whose is None:
            return None
        if person == "stranger" or not self.sees(person, route.kind, whose):
            return 404
        return None

    def send(self, route: Route, person: str, id: str | None, **more: Any) -> TestResponse:
        """Send the request with a valid body and an If-Match of long ago."""
        path = route.path
        if route.kind is not None and id is not None:
            path = path.replace(f"{{{route.kind.argument}}}", id)
        for name, value in VALUES.items():
            path = path.replace(f"{{{name}}}", value)
        while "{" in path:  # a second record below the first: one that is not there
            path = f"{path[: path.index('{')]}{ABSENT}{path[path.index('}') + 1 :]}"
        query = QUERIES.get(route.path)
        headers = {"If-Match": '"999999"'} if route.matches else {}
        body = more.get("body", body_of(route.operation, self.document))
        return self.people[person](
            route.method,
            f"{path}?{query}" if query else path,
            headers=headers,
            **({} if body is None else {"json": body}),
        )


@pytest.fixture(scope="module")
def world(postgres_server: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with started(postgres_server, tmp_path_factory.mktemp("product")) as (product, beside):
        world = World(product)
        beside.stop()
        yield world


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


def test_nobody_gets_or_changes_what_they_may_not(world: World, snapshot: Snapshot) -> None:
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
    print(f"{len(world.routes)} routes, {asked} requests, {refused} refusals")
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
        if route.method != "GET" or route.kind is not None:
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
