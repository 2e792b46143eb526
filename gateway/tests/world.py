"""A gateway as the runtime builds it, with services behind it that only note what reaches them."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import select
from werkzeug.test import Client, TestResponse

from chassis.clients import Clients
from chassis.clients.inprocess import InProcessTransport
from chassis.db import Database
from chassis.db.migrate import upgrade
from chassis.errors import Unauthenticated
from chassis.events.tables import Outbox
from chassis.identity.actor import Actor
from chassis.identity.tokens import SigningKey, TokenVerifier
from chassis.live import LocalLive
from chassis.spec import Service
from chassis.web.application import build_application
from gateway.accounts.passwords import Passwords
from gateway.base import NOWHERE
from gateway.bootstrap import FirstStart, first_start
from gateway.organizations.models import Installation
from gateway.profiles.models import Profile
from gateway.roles.models import Role
from gateway.service import SERVICE

ADMIN = "admin@troncal.local"
PASSWORD = "una clave bastante larga"
SECRET = "s" * 40


def migrated(url: str) -> None:
    upgrade(url, metadata=SERVICE.base.metadata, migrations=SERVICE.migrations)


def started(url: str) -> None:
    """Migrate and make the first organization: what most tests begin with."""
    migrated(url)
    with TemporaryDirectory() as folder:
        world = World(url, Path(folder))
        assert world.start() is not None
        world.close()


@dataclass
class Behind:
    """A service behind the gateway: checks the internal token and says what it was sent."""

    name: str
    verifier: TokenVerifier
    seen: list[dict[str, Any]] = field(default_factory=list)
    actors: list[Actor | None] = field(default_factory=list)
    answers: dict[str, tuple[int, Any]] = field(default_factory=dict)
    running: bool = True

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
        length = int(environ.get("CONTENT_LENGTH") or 0)
        self.seen.append({**environ, "body": environ["wsgi.input"].read(length)})
        token = environ.get("HTTP_AUTHORIZATION", "").removeprefix("Bearer ")
        try:
            self.actors.append(self.verifier.verify(token) if token else None)
        except Unauthenticated:
            start_response("401 Unauthorized", [("Content-Type", "application/problem+json")])
            return [b'{"code":"invalid_token"}']
        usual: dict[str, Any] = {"service": self.name}
        if environ["PATH_INFO"] == "/api/v1/audit-entries":
            usual = {"items": []}
        status, body = self.answers.get(environ["PATH_INFO"], (200, usual))
        headers = [
            ("Content-Type", "application/json"),
            ("ETag", '"7"'),
            ("Server", "secret-server/1.0"),
            ("Access-Control-Allow-Origin", "*"),
        ]
        start_response(f"{status} X", headers)
        return [body if isinstance(body, bytes) else orjson.dumps(body)]


@dataclass
class Person:
    """Somebody at a browser: cookies of their own and the access token of their last login."""

    world: "World"
    client: Client
    address: str = "192.0.2.10"
    token: str | None = None
    user: dict[str, Any] = field(default_factory=dict)

    def call(self, method: str, path: str, **options: Any) -> TestResponse:
        headers = dict(options.pop("headers", {}))
        if self.token and "Authorization" not in headers:
            headers["Authorization"] = f"Bearer {self.token}"
        full = path if path.startswith(("/api", "/hooks", "/ops")) else f"/api/v1{path}"
        return self.client.open(
            full,
            method=method,
            headers=headers,
            environ_base={"REMOTE_ADDR": self.address},
            **options,
        )

    def get(self, path: str, **options: Any) -> TestResponse:
        return self.call("GET", path, **options)

    def post(self, path: str, json: Any = None, **options: Any) -> TestResponse:
        return self.call("POST", path, json={} if json is None else json, **options)

    def patch(self, path: str, json: Any, *, version: int | None = None, **options: Any):
        headers = {**options.pop("headers", {}), **_match(version)}
        return self.call("PATCH", path, json=json, headers=headers, **options)

    def delete(self, path: str, *, version: int | None = None):
        return self.call("DELETE", path, headers=_match(version))

    def log_in(self, email: str, password: str = PASSWORD, **more: Any) -> TestResponse:
        response = self.post("/auth/login", {"email": email, "password": password, **more})
        if response.status_code == 200:
            self.token = response.json["access_token"]
            self.user = response.json["user"]
        return response


def _match(version: int | None) -> dict[str, str]:
    return {} if version is None else {"If-Match": f'"{version}"'}


class World:
    """One gateway process with a database of its own."""

    def __init__(self, database_url: str, folder: Path, **environment: str) -> None:
        self.key = SigningKey.generate()
        key_file = folder / "gateway.pem"
        key_file.write_bytes(self.key.private_pem())
        self.environment = {
            "TRONCAL_SECRET_KEY": SECRET,
            "TRONCAL_SIGNING_KEY_FILE": str(key_file),
            "TRONCAL_PUBLIC_URL": "http://localhost",
            "TRONCAL_ADMIN_EMAIL": ADMIN,
            "TRONCAL_ADMIN_PASSWORD": PASSWORD,
            "TRONCAL_WEB_DIST": str(folder / "dist"),
            **environment,
        }
        self.database = Database("gateway", database_url, pool_size=5, pool_overflow=55)
        self.behind = {
            name: Behind(name, self.verifier(name))
            for name in ("contacts", "telephony", "notifications", "reporting")
        }
        self.service = self.process()
        self.application = build_application(self.service)

    def process(self) -> Service:
        """Another process of the same gateway: the same database, its own caches."""
        service = Service(
            spec=SERVICE,
            settings=SERVICE.settings(self.environment),
            database=self.database,
            live=LocalLive(),
            token_keys=self.verifier("gateway"),
            environment=self.environment,
        )
        service.clients = self._clients(service)
        built = SERVICE.resources(service)
        # The real cost is held to its word in test_passwords; a hundred logins need not pay it.
        service.resources = replace(built, passwords=Passwords(memory_kib=64, passes=1))
        return service

    def _clients(self, service: Service) -> Clients:
        transports = {name: InProcessTransport(self._running(name)) for name in self.behind}
        return Clients("gateway", transports, key=self.key, metrics=service.metrics)

    def _running(self, name: str) -> Callable[[], Behind | None]:
        return lambda: self.behind[name] if self.behind[name].running else None

    def verifier(self, audience: str) -> TokenVerifier:
        return TokenVerifier(audience, {self.key.key_id: ("gateway", self.key.public())})

    def start(self) -> FirstStart | None:
        return first_start(self.service, self.service.resources.passwords)

    def forget_calls(self) -> None:
        """Let the services behind, and what this process remembers of them, be as at first."""
        for behind in self.behind.values():
            behind.seen.clear()
            behind.actors.clear()
            behind.answers.clear()
            behind.running = True
        self.service.clients = self._clients(self.service)
        self.application = build_application(self.service)

    def first_organization(self) -> UUID:
        with self.database.reading(NOWHERE) as session:
            return session.scalars(select(Installation.first_organization_id)).one()

    def person(self, address: str = "192.0.2.10") -> Person:
        # Not the application itself: it may be built anew.
        browser = Client(lambda *request: self.application(*request))  # noqa: PLW0108
        return Person(self, browser, address)

    def administrator(self) -> Person:
        person = self.person()
        assert person.log_in(ADMIN).status_code == 200
        return person

    def profile(self, organization_id: UUID, key: str) -> UUID:
        with self.database.reading(organization_id) as session:
            return session.scalars(select(Profile.id).where(Profile.key == key)).one()

    def role(self, organization_id: UUID, name: str) -> UUID:
        with self.database.reading(organization_id) as session:
            return session.scalars(select(Role.id).where(Role.name == name)).one()

    def facts(self, organization_id: UUID | None = None) -> list[dict[str, Any]]:
        with self.database.reading(NOWHERE) as session:
            rows = session.scalars(select(Outbox).order_by(Outbox.position)).all()
        envelopes = [orjson.loads(row.envelope) for row in rows]
        return [one for one in envelopes if organization_id in (None, UUID(one["organization"]))]

    def close(self) -> None:
        self.service.clients.close()
        self.service.resources.composing.shutdown()
        self.database.close()


@dataclass
class Team:
    """The first organization and its administrator, who makes the people that a test needs."""

    world: World
    organization_id: UUID
    admin: Person

    def profile(self, key: str) -> str:
        return str(self.world.profile(self.organization_id, key))

    def role(self, name: str) -> str:
        return str(self.world.role(self.organization_id, name))

    def new_user(self, name: str, **members: Any) -> dict[str, Any]:
        """Make a user as the administrator; an agent in Ventas unless told otherwise."""
        body = {
            "email": f"{name}@troncal.local",
            "name": name.title(),
            "password": PASSWORD,
            "role_id": self.role("Ventas"),
            "profile_id": self.profile("sales_agent"),
            **members,
        }
        response = self.admin.post("/users", body)
        assert response.status_code == 201, response.json
        return response.json

    def agent(self, name: str = "ana", **members: Any) -> Person:
        return self._in(self.new_user(name, **members))

    def supervisor(self, name: str = "sofia", **members: Any) -> Person:
        place = {
            "role_id": self.role("Supervisión"),
            "profile_id": self.profile("supervisor"),
        }
        return self._in(self.new_user(name, **{**place, **members}))

    def _in(self, user: dict[str, Any]) -> Person:
        person = self.world.person()
        assert person.log_in(user["email"]).status_code == 200
        return person


def code(answer: Any) -> tuple[int, str]:
    """The status of a refusal and its stable code."""
    return answer.status_code, answer.json["code"]


def headers_of(answer: Any) -> dict[str, str]:
    """The headers of an answer by their names in small letters."""
    return {name.lower(): value for name, value in answer.headers}


def facts_of(team: "Team", kind: str) -> list[dict[str, Any]]:
    """What the gateway stated of one kind: `user.created`."""
    return [one for one in team.world.facts() if one["type"] == f"troncal.gateway.{kind}.v1"]
