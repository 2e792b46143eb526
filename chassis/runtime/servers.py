"""The servers that one run of Troncal stands on, given or its own, and the services' databases."""

import time
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

from sqlalchemy import create_engine, exc
from sqlalchemy.engine import make_url

from chassis import budgets
from chassis.db import migrate
from chassis.observability import logs
from chassis.runtime import provision
from chassis.runtime.errors import CannotStart
from chassis.runtime.keys import Keys
from chassis.runtime.postgres import EmbeddedPostgres
from chassis.runtime.provision import ServiceUrls
from chassis.runtime.rabbitmq import RabbitNode
from chassis.runtime.settings import RuntimeSettings
from chassis.spec import ServiceSpec

log = logs.logger(__name__)

_ASK_EVERY = 1.0


@dataclass
class Servers:
    """PostgreSQL and, when asked for, RabbitMQ: started on entry where they are our own.

    ``mend`` starts an own server again that died; call it from the main thread now and then.
    """

    settings: RuntimeSettings
    keys: Keys
    services: tuple[str, ...]
    own_broker: bool = False
    postgres: EmbeddedPostgres | None = None
    broker: RabbitNode | None = None
    _stack: ExitStack = field(default_factory=ExitStack)

    def __enter__(self) -> Self:
        with ExitStack() as starting:
            if self._needs_own_postgres():
                self.postgres = starting.enter_context(
                    EmbeddedPostgres(self.settings.run_folder, environ=self.settings.environ)
                )
            if self.own_broker and self.settings.amqp_url is None:
                self.broker = starting.enter_context(
                    RabbitNode(self.settings.run_folder, environ=self.settings.environ)
                )
            self._stack = starting.pop_all()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stack.__exit__(kind, error, trace)

    @property
    def amqp_url(self) -> str | None:
        """Where the broker is; nothing when facts stay in this process."""
        return self.broker.url() if self.broker is not None else self.settings.amqp_url

    def databases(self) -> dict[str, ServiceUrls]:
        """Make what is missing on the server and return each service's URLs.

        A service whose URL is given is used as it is: its database is its administrator's work. Who
        may not migrate makes nothing either, so the server's URL then needs no login.
        """
        given = self._given()
        ours = [name for name in self.services if name not in given]
        server = self.postgres.url if self.postgres is not None else self.settings.database_url
        if not ours or server is None:
            return given
        if not self.settings.migrates:
            secret = self.keys.secret_bytes
            return given | {name: provision.urls(server, name, secret=secret) for name in ours}
        return given | provision.provision(server, ours, secret=self.keys.secret_bytes)

    def mend(self) -> None:
        """Start an own server again that died by itself or was killed."""
        for server in (self.postgres, self.broker):
            if server is not None and not server.running:
                log.error("server_died", server=type(server).__name__)
                server.restart()
                log.warning("server_restarted", server=type(server).__name__)

    def _given(self) -> dict[str, ServiceUrls]:
        found = (
            (name, provision.given_urls(self.settings.environ, name)) for name in self.services
        )
        return {name: urls for name, urls in found if urls is not None}

    def _needs_own_postgres(self) -> bool:
        if self.settings.database_url is not None:
            return False
        missing = set(self.services) - set(self._given())
        if missing and self.settings.production:
            raise CannotStart("TRONCAL_DATABASE_URL is missing: production brings its own servers.")
        return bool(missing)


def migrate_all(specs: Iterable[ServiceSpec], urls: Mapping[str, ServiceUrls]) -> None:
    """Bring every service's database to this release, one after another, each under its lock."""
    for spec in specs:
        try:
            migrate.upgrade(
                urls[spec.name].owner, metadata=spec.base.metadata, migrations=spec.migrations
            )
        except exc.OperationalError as error:
            reason = " ".join(str(error.orig).split())
            raise CannotStart(f"Cannot migrate the database of {spec.name}: {reason}.") from error


def await_release(
    specs: Iterable[ServiceSpec],
    urls: Mapping[str, ServiceUrls],
    *,
    seconds: float = budgets.MIGRATION_WAIT,
) -> None:
    """Wait until every service's database has the migrations of this release.

    For processes that may not change tables (TRONCAL_MIGRATIONS=wait): a job of the release does it
    with the owner's login. A database of a newer release is good: the older one works on it. Raises
    :class:`CannotStart` after ``seconds``.
    """
    deadline = time.monotonic() + seconds
    for spec in specs:
        while (lacking := _lacking(spec, urls[spec.name].direct)) is not None:
            if time.monotonic() > deadline:
                raise CannotStart(
                    f"The database of {spec.name} is not of this release ({lacking}): run"
                    f" `troncal migrate --target {spec.name}` with the owner's login."
                )
            log.info("waits_for_migration", target=spec.name, lacking=lacking)
            time.sleep(_ASK_EVERY)


def _lacking(spec: ServiceSpec, url: str) -> str | None:
    """Say what a database lacks; nothing when it is of this release."""
    engine = create_engine(make_url(url).set(drivername="postgresql+psycopg"))
    try:
        with engine.connect() as connection:
            tables = migrate.behind(
                connection, metadata=spec.base.metadata, migrations=spec.migrations
            )
    except exc.OperationalError as error:
        return " ".join(str(error.orig).split())
    finally:
        engine.dispose()
    return ", ".join(tables) or None
