"""One service's database as one process sees it: its engines, and the only place that commits."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import orjson
import psycopg
from sqlalchemy import Engine, create_engine, event, select
from sqlalchemy.engine import make_url

from chassis import budgets, faults, precedence
from chassis.db.base import Owned
from chassis.db.session import Effect, Session
from chassis.identity.actor import Actor

# Of a cable that was pulled an idle connection learns by keep-alives, one that has sent something
# by the user timeout. Without it the kernel sends again for a quarter of an hour.
_NETWORK: dict[str, Any] = {
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "keepalives_interval": 3,
    "keepalives_count": 3,
    "tcp_user_timeout": budgets.DATABASE_SILENCE_MS,
}

EffectSink = Callable[[str, Sequence[Effect]], None]


def _psycopg_url(url: str) -> Any:
    return make_url(url).set(drivername="postgresql+psycopg")


class Database:
    """Sessions of one service. `transaction` commits or rolls back whole; nothing else commits.

    `url` may lead through a transaction-mode pooler; `direct_url` never does and serves locks,
    LISTEN and migrations. Timeouts hold for every statement of every session.
    """

    def __init__(
        self,
        service: str,
        url: str,
        *,
        direct_url: str | None = None,
        statement_timeout_ms: int = budgets.WEB_STATEMENT_TIMEOUT_MS,
        lock_timeout_ms: int = budgets.WEB_LOCK_TIMEOUT_MS,
        pool_size: int = budgets.POOL_SIZE,
        pool_overflow: int = budgets.POOL_OVERFLOW,
    ) -> None:
        self.service = service
        self.url = url
        self.direct_url = direct_url or url
        self._pool = {
            "pool_size": pool_size,
            "max_overflow": pool_overflow,
            "pool_timeout": budgets.POOL_WAIT,
            "pool_use_lifo": True,
        }
        self._timeouts = (
            f"-c statement_timeout={statement_timeout_ms} -c lock_timeout={lock_timeout_ms}"
            f" -c idle_in_transaction_session_timeout=60000 -c timezone=UTC"
        )
        self.engine = self._engine("")
        self.read_engine = self._engine(
            " -c default_transaction_read_only=on", isolation_level="AUTOCOMMIT"
        )
        self._incarnations: dict[str, int] = {}
        self.effects: EffectSink | None = None
        self.recorded: Callable[[], None] | None = None

    def _engine(self, options: str, **more: Any) -> Engine:
        engine = create_engine(
            _psycopg_url(self.url),
            hide_parameters=True,  # values would stand in the logs of failing statements
            json_serializer=lambda value: orjson.dumps(value).decode(),
            json_deserializer=orjson.loads,
            connect_args={
                "options": self._timeouts + options,
                "application_name": f"troncal-{self.service}",
                **_NETWORK,
            },
            **self._pool,
            **more,
        )
        # Several rows in one INSERT also where nothing is returned: a statement per row costs
        # four times as much.
        engine.dialect.use_insertmanyvalues_wo_returning = True
        event.listen(engine, "begin", lambda _: precedence.PROCESS.begin())
        event.listen(engine, "before_cursor_execute", lambda *_: precedence.PROCESS.step())
        return engine

    @contextmanager
    def transaction(
        self, organization_id: UUID | None, *, actor: Actor | None = None
    ) -> Iterator[Session]:
        """Open a transaction for one organization; commit at the end, roll back on any raise.

        Effects collected by the session are handed over after the commit, so a rolled-back
        transaction has none and a committed one is never undone by a failing effect.
        """
        session = Session(
            self.engine,
            service=self.service,
            organization_id=organization_id,
            actor=actor,
            expire_on_commit=False,
            info={"incarnations": self._incarnations},
        )
        try:
            yield session
            session.flush()
            faults.point("database.before_commit")
            session.commit()
            faults.point("database.after_commit")
        except BaseException:
            session.rollback()
            raise
        finally:
            session.close()
        self.release_effects(session)

    def release_effects(self, session: Session) -> None:
        """Hand over what a committed session collected."""
        if session.info.pop("recorded", False) and self.recorded is not None:
            self.recorded()
        effects, session.effects = session.effects, []
        callbacks, session.callbacks = session.callbacks, []
        if effects and self.effects is not None:
            self.effects(self.service, effects)
        for act in callbacks:
            act()

    @contextmanager
    def reading(
        self, organization_id: UUID | None, *, actor: Actor | None = None
    ) -> Iterator[Session]:
        """Open a session that can only read; each statement sees its own moment."""
        session = Session(
            self.read_engine,
            service=self.service,
            organization_id=organization_id,
            actor=actor,
            autoflush=False,
        )
        try:
            yield session
        finally:
            session.close()

    @contextmanager
    def snapshot(self, organization_id: UUID, *, actor: Actor | None = None) -> Iterator[Session]:
        """Open a session that can only read, and sees all the time what was there when it began.

        It keeps what is deleted meanwhile from being cleared away: minutes, not hours.
        """
        session = Session(
            self.engine,
            service=self.service,
            organization_id=organization_id,
            actor=actor,
            autoflush=False,
        )
        try:
            session.connection(
                execution_options={
                    "isolation_level": "REPEATABLE READ",
                    "postgresql_readonly": True,
                }
            )
            yield session
        finally:
            session.rollback()
            session.close()

    @contextmanager
    def system(self) -> Iterator[Session]:
        """Open a transaction of the chassis itself, across organizations: relay, claims, sweeps.

        Owned rows can be reached only by statements with the chassis' own execution options.
        """
        with self.transaction(None) as session:
            yield session

    def organizations(self, model: type[Owned]) -> list[UUID]:
        """Return the organizations that have rows of a model: where a sweep over all begins."""
        column = model.organization_id
        with self.system() as session:
            found = session.chassis_execute(select(column).distinct().order_by(column))
            return list(found.scalars())

    def connect_direct(self, *, autocommit: bool = True) -> psycopg.Connection[Any]:
        """Open a connection of its own beside the pool, for advisory locks and LISTEN."""
        url = make_url(self.direct_url).set(drivername="postgresql")
        return psycopg.connect(
            url.render_as_string(hide_password=False),
            autocommit=autocommit,
            application_name=f"troncal-{self.service}-direct",
            **_NETWORK,
        )

    def close(self) -> None:
        """Close every pooled connection."""
        self.engine.dispose()
        self.read_engine.dispose()
