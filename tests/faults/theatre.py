"""Servers and processes of its own for a long run: what `make soak` and the recovery bench use."""

import contextlib
import secrets
import signal
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit, urlunsplit

from sqlalchemy.exc import DBAPIError

from chassis.events.start import RabbitMQ
from chassis.runtime.folders import RunFolder
from chassis.runtime.postgres import EmbeddedPostgres
from chassis.runtime.rabbitmq import RabbitNode
from chassis.testing import bus as world_of
from chassis.testing import eventually
from chassis.testing.servers import TestServer
from tests.faults.harness import SHOP, Part, Stage
from tests.faults.proxy import Proxy
from tests.faults.shop import Shop


def through(url: str, proxy: Proxy) -> str:
    """Return the same address with the proxy's port."""
    parts = urlsplit(url)
    login, at, _ = parts.netloc.rpartition("@")
    return urlunsplit(parts._replace(netloc=f"{login}{at}127.0.0.1:{proxy.port}"))


def target(url: str) -> tuple[str, int]:
    """Return host and port of an address."""
    parts = urlsplit(url)
    assert parts.hostname
    assert parts.port
    return parts.hostname, parts.port


def stop_postgres(postgres: EmbeddedPostgres, how: str) -> None:
    """Stop the server `fast` or `immediate`, or `kill` it, and start it; it answers then."""
    if how == "fast":
        postgres.stop()
        postgres.start()
        return
    process = postgres.child.process
    process.send_signal(signal.SIGQUIT if how == "immediate" else signal.SIGKILL)
    process.wait()
    postgres.restart()


class Theatre:
    """A durable PostgreSQL, a RabbitMQ node, a proxy before each, and a stage behind them.

    Without `proxied` the stage reaches the servers themselves: the proxy takes its time for every
    statement, which is nothing to a fault and much to a figure in seconds.
    """

    def __init__(self, parts: Mapping[str, Part] = SHOP, *, proxied: bool = True) -> None:
        self._parts = parts
        self._proxied = proxied
        self._stack = contextlib.ExitStack()

    def __enter__(self) -> Self:
        enter = self._stack.enter_context
        folder = Path(enter(tempfile.TemporaryDirectory(prefix="troncal-faults-")))
        folder.chmod(0o711)
        self.postgres = enter(EmbeddedPostgres(RunFolder(folder / "pg")))
        self.broker = enter(RabbitNode(RunFolder(folder / "mq")))
        server = TestServer(self.postgres.url)
        template = server.template("shop", world_of.build)
        urls = {name: server.create(template=template) for name in world_of.SERVICES}
        self.rabbit = RabbitMQ(url=self.broker.url(), prefix=f"{secrets.token_hex(3)}.")
        self.proxies = {
            "broker": enter(Proxy(target(self.rabbit.url))),
            "database": enter(Proxy(target(self.postgres.url))),
        }
        reached = {self.rabbit.url: through(self.rabbit.url, self.proxies["broker"])}
        reached |= {url: through(url, self.proxies["database"]) for url in urls.values()}
        given = reached if self._proxied else {}
        self.stage = Stage(Shop(urls, self.rabbit), parts=self._parts, through=given)
        self._stack.callback(self._leave)
        self.stage.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def _leave(self) -> None:
        for proxy in self.proxies.values():
            proxy.heal()
        self.stage.end()
        for child in self.stage.children.values():
            child.log.close()
        self.stage.world.close()

    def stop_postgres(self, how: str) -> None:
        """Stop the database `fast` or `immediate`, or `kill` it; start it; it answers then."""
        stop_postgres(self.postgres, how)
        for database in self.stage.world.databases.values():
            database.close()  # what lies in our own pools is dead

    def state(self, count: int) -> bool:
        """State facts in one transaction; False when the database gave no answer to its commit."""
        try:
            self.stage.world.state_many(count)
        except DBAPIError:
            for database in self.stage.world.databases.values():
                database.close()
            return False
        return True

    def drained(self) -> bool:
        """Whether everything that is in the outbox has had its effect."""
        world = self.stage.world
        return world.unpublished() == 0 and world.missing() == 0

    def wait_drained(self, deadline: float) -> None:
        """Wait for it; the database may be on its way back."""
        eventually(self.drained, deadline=deadline, ignoring=(DBAPIError,), saying="drained")
