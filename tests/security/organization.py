"""One organization with people and records of every relation, and an outsider; and what is due."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from werkzeug.test import TestResponse

from tests.security.bodies import ABSENT, body_of
from tests.security.kinds import KINDS, VALUES, Kind, kind_of
from tests.security.world import ADMIN, PASSWORD, Person, Product, settled

OF_ADMINISTRATORS = ("/ops/", "/audit")
"""Paths that no permission opens, only being an administrator."""

QUERIES = {
    "/contacts/lookup": "q=Prueba",
    "/tags": "entity=contacts",
    "/tags/{tag_id}": "entity=contacts",
    **dict.fromkeys(
        (
            "/imports",
            "/imports/{import_id}",
            "/imports/{import_id}/layout",
            "/imports/{import_id}/preview",
            "/imports/{import_id}/errors.csv",
            "/imports/{import_id}/start",
            "/imports/{import_id}/undo",
        ),
        "entity=contacts",
    ),
}
"""Routes that need a query to answer at all."""
ENTITIES = {
    "/custom-fields": "entity=contact",
    "/exports": "entity=contacts",
    "/bulk-runs": "entity=contacts",
    "/views": "entity=contacts",
}
"""Collections that several services have: whose is said in every call below them."""

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
        self.admin = product.sign_in(ADMIN)
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
        founder = self.product.sign_in(ADMIN)
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
        shared = next((said for under, said in ENTITIES.items() if path.startswith(under)), None)
        query = QUERIES.get(route.path) or shared
        headers = {"If-Match": '"999999"'} if route.matches else {}
        body = more.get("body", body_of(route.operation, self.document))
        return self.people[person](
            route.method,
            f"{path}?{query}" if query else path,
            headers=headers,
            **({} if body is None else {"json": body}),
        )
