"""The product under load: a copy of its own on a fresh run folder, gone at the end."""

import json
import os
import secrets
import shutil
import signal
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from uuid import UUID

import psutil

from bench.carrier import carrier
from chassis.runtime.folders import RunFolder
from chassis.runtime.ports import free_port
from chassis.runtime.postgres import EmbeddedPostgres
from chassis.runtime.spawn import Child, spawn

ROOT = Path(__file__).parents[1]
ACCOUNT_SID = "AC" + "0" * 32
AUTH_TOKEN = "f" * 32
EMAIL = "admin@troncal.local"
_START = 120.0


@dataclass(frozen=True, slots=True)
class Product:
    """A running copy: its gateway's port, its databases, the administrator's token."""

    port: int
    pid: int
    server_url: str = field(repr=False)
    contacts_url: str = field(repr=False)
    administrator: str
    organization_id: UUID
    password: str = field(repr=False)

    def call(self, method: str, path: str, body: Any = None, *, token: str | None = None) -> Any:
        """Send one JSON request and return the parsed answer."""
        return _call(self.port, method, path, body, token or self.administrator)

    def log_in(self) -> str:
        """Return a new access token of the administrator; one lasts a quarter of an hour."""
        token: str = _log_in(self.port, EMAIL, self.password)["access_token"]
        return token

    def cpu_seconds(self) -> float:
        """The processor time that the product's own processes have used, PostgreSQL's apart."""
        first = psutil.Process(self.pid)
        times = [one.cpu_times() for one in (first, *first.children())]
        return float(sum(one.user + one.system for one in times))

    def agent(self) -> tuple[UUID, str]:
        """Make a sales agent and return their id and access token."""
        profiles = self.call("GET", "/api/v1/profiles?limit=200")["items"]
        roles = self.call("GET", "/api/v1/roles?limit=200")["items"]
        password = f"Agente-{secrets.token_urlsafe(12)}"
        user = {
            "email": "agente@troncal.local",
            "name": "Agente de Ventas",
            "password": password,
            "profile_id": next(row["id"] for row in profiles if row["key"] == "sales_agent"),
            "role_id": next(row["id"] for row in roles if row["name"] == "Ventas"),
        }
        made = self.call("POST", "/api/v1/users", user)
        return UUID(made["id"]), _log_in(self.port, user["email"], password)["access_token"]


@contextmanager
def product() -> Iterator[Product]:
    """Start the whole product (`troncal run`) on a PostgreSQL of its own; yield it when it answers.

    Raises RuntimeError with the end of its log when it does not come up within two minutes.
    """
    folder = Path(tempfile.mkdtemp(prefix="troncal-bench-"))
    folder.chmod(0o711)
    password = f"Bench-{secrets.token_urlsafe(12)}"
    port = free_port()
    try:
        with EmbeddedPostgres(RunFolder(folder / "postgres")) as server, carrier() as carrier_url:
            environ = {
                **{k: v for k, v in os.environ.items() if not k.startswith("TRONCAL_")},
                "TRONCAL_RUN_DIR": str(folder / "run"),
                "TRONCAL_PORT": str(port),
                "TRONCAL_PUBLIC_URL": f"http://127.0.0.1:{port}",
                "TRONCAL_DATABASE_URL": server.url,
                "TRONCAL_ADMIN_EMAIL": EMAIL,
                "TRONCAL_ADMIN_PASSWORD": password,
                "TRONCAL_TWILIO_ACCOUNT_SID": ACCOUNT_SID,
                "TRONCAL_TWILIO_AUTH_TOKEN": AUTH_TOKEN,
                "TRONCAL_TWILIO_BASE_URL": carrier_url,
                "DEMO": "0",
            }
            log = folder / "product.log"
            command = (sys.executable, "-m", "chassis.runtime", "run")
            with program(command, name="the product", env=environ, cwd=ROOT, log=log) as child:
                login = _wait(port, password, child, log)
                yield Product(
                    port=port,
                    pid=child.pid,
                    server_url=server.url,
                    contacts_url=server.url.rsplit("/", 1)[0] + "/troncal_contacts",
                    administrator=login["access_token"],
                    organization_id=_organization(port, login["access_token"]),
                    password=password,
                )
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def program(
    command: Sequence[str], *, name: str, env: Mapping[str, str], cwd: Path, log: Path
) -> Iterator[Child]:
    """Run a server that writes into `log`; it ends with the block, and with this process."""
    with log.open("ab") as output:
        child = spawn(command, name=name, env=env, cwd=cwd, output=output)
    try:
        yield child
    finally:
        child.stop((signal.SIGTERM, 30.0))


def _wait(port: int, password: str, child: Child, log: Path) -> Any:
    until = time.monotonic() + _START
    refused = "no answer"
    while time.monotonic() < until and child.running:
        try:
            login = _log_in(port, EMAIL, password)
            # The first facts have crossed the bus: telephony knows whose its account is.
            if _call(port, "GET", "/api/v1/agents/me", None, login["access_token"])["is_operator"]:
                return login
        except HTTPError as error:
            refused = f"{error.code} {error.read()[:500]!r}"
        except OSError as error:
            refused = repr(error)
        time.sleep(0.5)
    raise RuntimeError(f"the product did not come up: {refused}\n{log.read_text()[-3000:]}")


def _log_in(port: int, email: str, password: str) -> Any:
    return _call(port, "POST", "/api/v1/auth/login", {"email": email, "password": password}, None)


def _organization(port: int, token: str) -> UUID:
    me = _call(port, "GET", "/api/v1/me", None, token)
    return UUID(me.get("organization_id") or me["organization"]["id"])


def _call(port: int, method: str, path: str, body: Any, token: str | None) -> Any:
    origin = f"http://127.0.0.1:{port}"
    headers = {"Content-Type": "application/json", "Origin": origin}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(origin + path, data=data, headers=headers, method=method)
    try:
        with urllib.request.urlopen(request, timeout=30) as response:
            return json.loads(response.read() or b"null")
    except HTTPError as refused:
        refused.add_note(refused.read().decode())
        raise
