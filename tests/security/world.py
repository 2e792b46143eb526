"""The whole product in this process, with people of every kind, then left quiet.

Everything runs while the records are made (bus, jobs, carrier); then all of it stops but the
applications, so that nothing changes a row any more except a request that the test makes.
"""

import secrets
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from werkzeug.test import Client as WsgiClient
from werkzeug.test import TestResponse

from chassis.runtime import discovery, keys, servers
from chassis.runtime import settings as runtime_settings
from chassis.runtime.assembly import Assembly, assemble, bare, environment
from chassis.runtime.ports import free_ports
from chassis.runtime.process import _Roles
from chassis.runtime.provision import ServiceUrls, owner_of, provision
from chassis.testing import eventually
from chassis.testing.servers import TestServer

PASSWORD = "una-clave-bastante-larga"
ADMIN = "admin@seguridad.example"
API = "/api/v1"


@dataclass
class Person:
    """Somebody with a token, or nobody."""

    name: str
    product: "Product"
    token: str | None = None
    user: Mapping[str, Any] = field(default_factory=dict)
    client: WsgiClient = field(init=False)

    def __post_init__(self) -> None:
        self.client = WsgiClient(self.product.gateway)

    @property
    def id(self) -> str:
        """The user's id."""
        return str(self.user["id"])

    @property
    def permissions(self) -> frozenset[str]:
        """What the profile allows, as the product says it to the screens."""
        return frozenset(self.user.get("permissions", ()))

    def __call__(self, method: str, path: str, **more: Any) -> TestResponse:
        """Send one request to `/api/v1` + path."""
        headers = dict(more.pop("headers", {}))
        if self.token:
            headers.setdefault("Authorization", f"Bearer {self.token}")
        return self.client.open(f"{API}{path}", method=method, headers=headers, **more)

    def get(self, path: str) -> Any:
        """Read something that must be there."""
        answer = self("GET", path)
        assert answer.status_code == 200, f"GET {path}: {answer.text[:400]}"
        return answer.json

    def do(self, method: str, path: str, body: Any = None, **more: Any) -> Any:
        """Send a command that must succeed."""
        answer = self(method, path, json=body, **more)
        assert answer.status_code < 300, f"{method} {path}: {answer.text[:400]}"
        return answer.json if answer.data else None


class Product:
    """The product's applications and databases."""

    def __init__(self, assembly: Assembly, urls: Mapping[str, ServiceUrls], prefix: str) -> None:
        self.assembly = assembly
        self.gateway: Any = assembly.applications["gateway"]
        self.urls = urls
        self.services = tuple(service.name for service in assembly.services)
        self.prefix = prefix

    def sign_in(self, email: str, password: str = PASSWORD) -> Person:
        """Log in."""
        person = Person(email.partition("@")[0], self)
        answer = person("POST", "/auth/login", json={"email": email, "password": password})
        assert answer.status_code == 200, answer.text
        person.token, person.user = answer.json["access_token"], answer.json["user"]
        return person

    def execute(self, service: str, statement: str, values: Any = None) -> list[tuple[Any, ...]]:
        """Run SQL in one service's database as its owner."""
        with psycopg.connect(self.urls[service].owner) as connection:
            cursor = connection.execute(statement, values)
            return cursor.fetchall() if cursor.description else []


@contextmanager
def started(server: TestServer, folder: Path) -> Iterator[tuple[Product, "Stoppable"]]:
    """Run the whole product; `Stoppable.stop` ends all of it but the applications."""
    prefix = f"s{secrets.token_hex(4)}"
    port, health = free_ports(2)
    settings = runtime_settings.load(
        {
            "TRONCAL_PORT": str(port),
            "TRONCAL_HEALTH_PORT": str(health),
            "TRONCAL_RUN_DIR": str(folder),
            "TRONCAL_ADMIN_EMAIL": ADMIN,
            "TRONCAL_ADMIN_PASSWORD": PASSWORD,
            "DEMO": "0",
            # nothing that a test enters leads out of this machine
            "TRONCAL_TWILIO_BASE_URL": "http://127.0.0.1:1",
        }
    )
    held = keys.load(settings.environ, settings.run_folder, production=False)
    specs = discovery.chosen(("all",))
    names = [spec.name for spec in specs]
    urls = provision(server.url, names, secret=held.secret_bytes, prefix=prefix)
    with ExitStack() as stack:
        stack.callback(_drop, server.url, prefix, names)
        servers.migrate_all(specs, urls)
        environ = environment(settings, held)
        for spec in specs:
            if spec.first_start is not None:
                service = bare(spec, urls[spec.name], environ)
                spec.first_start(service)
                service.database.close()
        assembly = assemble(specs, urls, settings=settings, keys=held, amqp_url=None)
        stack.callback(assembly.close)
        roles = _Roles(assembly, settings, None)
        stack.callback(roles.stop)
        roles.start({"gateway": port})
        yield Product(assembly, urls, prefix), Stoppable(roles)


@dataclass
class Stoppable:
    """What runs beside the applications."""

    roles: _Roles

    def stop(self) -> None:
        """Finish what is in hand and stop. The applications go on answering."""
        self.roles.stop()


def settled(product: Product) -> None:
    """Wait until no service has a fact to send or to handle."""
    waiting = (
        "SELECT (SELECT count(*) FROM outbox WHERE published_at IS NULL)"
        " + (SELECT count(*) FROM inbox WHERE state IN ('received', 'in_hand', 'retry'))"
    )
    eventually(
        lambda: all(product.execute(name, waiting)[0][0] == 0 for name in product.services),
        deadline=60,
        saying="every fact is handled",
    )


def _drop(server_url: str, prefix: str, names: list[str]) -> None:
    with psycopg.connect(server_url, autocommit=True) as server:
        for name in names:
            database = f"{prefix}_{name}"
            for statement, value in (
                ("DROP DATABASE IF EXISTS {} WITH (FORCE)", database),
                ("DROP ROLE IF EXISTS {}", database),
                ("DROP ROLE IF EXISTS {}", owner_of(database)),
            ):
                server.execute(sql.SQL(statement).format(sql.Identifier(value)))


class Snapshot:
    """Every row of every table of every service, as one number a table.

    Left out is what no request owns: the audit, which must grow, and the versions of migrations.
    """

    _LEFT_OUT = ("audit_entry", "audit_unsealed", "audit_block")

    def __init__(self, product: Product) -> None:
        self._connections: dict[str, Any] = {}
        self._queries: dict[str, str] = {}
        for name in product.services:
            connection = psycopg.connect(product.urls[name].owner, autocommit=True)
            tables = connection.execute(
                "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
            ).fetchall()
            self._connections[name] = connection
            self._queries[name] = " UNION ALL ".join(
                f"SELECT '{table}', count(*), sum(hashtextextended(t::text, 0)) FROM {table} t"
                for (table,) in tables
                if table not in self._LEFT_OUT
            )

    def take(self) -> dict[str, Any]:
        """Return the state."""
        return {
            f"{name}.{table}": (count, digest)
            for name, connection in self._connections.items()
            for table, count, digest in connection.execute(self._queries[name])
        }

    def close(self) -> None:
        """Let go of the connections."""
        for connection in self._connections.values():
            connection.close()


def changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """Name the tables that differ."""
    return sorted(table for table in after if before.get(table) != after[table])
