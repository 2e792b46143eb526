"""The whole product, running as a user runs it, for journeys and browsers."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

import requests

from chassis.runtime.ports import free_ports
from chassis.runtime.spawn import spawn
from chassis.testing.waiting import eventually

ROOT = Path(__file__).parents[2]
Topology = Literal["run", "services"]
_START = 180.0
_STOP = 60.0
_SETTLED = 60.0


class Product:
    """A started copy: its address, its administrator, its processes' output."""

    def __init__(self, *, topology: Topology, base: str, folder: Path, pid: int) -> None:
        self.topology = topology
        self.base = base
        self.folder = folder
        self.pid = pid

    @property
    def login(self) -> tuple[str, str]:
        """The administrator's address and password, as the first start made them."""
        kept = json.loads((self.folder / "keys" / "first-login.json").read_text())
        return kept["email"], kept["password"]

    def sign_in(self, email: str = "", password: str = "") -> "Client":
        """Log in over HTTP; as the administrator unless somebody is named."""
        if not email:
            email, password = self.login
        return Client(self.base, email, password)


class Client:
    """A signed-in user of the public API."""

    def __init__(self, base: str, email: str, password: str) -> None:
        self.base = base
        self.session = requests.Session()
        body = {"email": email, "password": password}
        answer = self.session.post(f"{base}/api/v1/auth/login", json=body, timeout=30)
        assert answer.status_code == 200, answer.text  # noqa: PLR2004
        self.user: dict[str, Any] = answer.json()["user"]
        self.session.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"

    def __call__(self, method: str, path: str, **more: Any) -> requests.Response:
        """Send one request to `/api/v1` + path."""
        more.setdefault("timeout", 30)
        return self.session.request(method, f"{self.base}/api/v1{path}", **more)

    def get(self, path: str, **more: Any) -> Any:
        """Read something that must be there."""
        answer = self("GET", path, **more)
        assert answer.ok, f"GET {path}: {answer.status_code} {answer.text[:500]}"
        return answer.json()

    def do(self, method: str, path: str, body: Any = None, **more: Any) -> Any:
        """Send a command that must succeed."""
        answer = self(method, path, json=body, **more)
        assert answer.ok, f"{method} {path}: {answer.status_code} {answer.text[:500]}"
        return answer.json() if answer.content else None

    def create_for_contact(self, path: str, body: Any) -> dict[str, Any]:
        """Create a record that names a contact, once its service has heard of the contact.

        It learns of contacts by their facts, a moment after they were made.
        """

        def answered() -> list[requests.Response]:
            answer = self("POST", path, json=body)
            return [] if "unknown_contact" in answer.text else [answer]

        (answer,) = eventually(answered, deadline=30)
        assert answer.ok, f"POST {path}: {answer.status_code} {answer.text[:500]}"
        record: dict[str, Any] = answer.json()
        return record


@contextmanager
def running_product(
    topology: Topology, folder: Path, environment: Mapping[str, str] | None = None
) -> Iterator[Product]:
    """Start the product as `make run` or `make services` does, and drain it at the end."""
    (port,) = free_ports(1)
    values = {
        **os.environ,
        "TRONCAL_PORT": str(port),
        "TRONCAL_RUN_DIR": str(folder),
        "DEMO": "0",
        **(environment or {}),
    }
    for given in ("TRONCAL_DATABASE_URL", "TRONCAL_AMQP_URL"):
        if given not in (environment or {}):
            values.pop(given, None)
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "product.log").open("wb") as log:
        command = [sys.executable, "-m", "chassis.runtime", topology]
        # it ends with whoever runs the tests, however that ends
        child = spawn(command, name="the product", cwd=ROOT, env=values, output=log).process
    base = f"http://localhost:{port}"
    try:
        eventually(
            lambda: _ready(child, base, folder), deadline=_START, saying="the product starts"
        )
        product = Product(topology=topology, base=base, folder=folder, pid=child.pid)
        # the first facts cross the bus: telephony learns of the organization and its people
        administrator = product.sign_in()
        eventually(
            lambda: administrator.get("/agents/me")["is_operator"],
            deadline=_SETTLED,
            saying="the administrator becomes an operator",
        )
        yield product
    finally:
        if child.poll() is None:
            child.send_signal(signal.SIGINT)
        try:
            child.wait(_STOP)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
            raise


def _ready(child: subprocess.Popen[bytes], base: str, folder: Path) -> bool:
    if child.poll() is not None:
        raise RuntimeError((folder / "product.log").read_text()[-3_000:])
    if "Troncal is ready" not in (folder / "product.log").read_text(errors="replace"):
        return False
    return requests.get(f"{base}/api/openapi.json", timeout=30).ok
