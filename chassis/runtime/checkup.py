"""What the doctor asks one service's database: schema, rights, clock, outbox and inbox."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import psycopg
from sqlalchemy import create_engine
from sqlalchemy.engine import make_url

from chassis.clock import now
from chassis.db import migrate
from chassis.runtime.findings import Finding, broken, warning
from chassis.runtime.provision import EXTENSIONS, ServiceUrls
from chassis.spec import ServiceSpec

_CLOCK_WARNS, _CLOCK_BREAKS = 2.0, 30.0
_OUTBOX_WARNS, _OUTBOX_BREAKS = 60.0, 900.0
_LAG_WARNS, _LAG_BREAKS = 60.0, 900.0

_ROLE = """
SELECT rolsuper, rolcreatedb, rolcreaterole, has_schema_privilege('public', 'CREATE'),
    has_database_privilege(current_database(), 'CREATE'),
    (SELECT count(*) FROM pg_tables WHERE schemaname = 'public' AND tableowner = current_user)
FROM pg_roles WHERE rolname = current_user
"""
_OUTBOX = """
SELECT count(*), coalesce(extract(epoch FROM clock_timestamp() - min(recorded_at)), 0)::float
FROM outbox WHERE published_at IS NULL
"""
_INBOX = """
SELECT CASE WHEN state = 'parked' AND organization_id IS NULL THEN 'unreadable' ELSE state END,
    count(*), extract(epoch FROM clock_timestamp() - min(received_at))::float
FROM inbox WHERE state NOT IN ('done', 'dropped') GROUP BY 1
"""
_OPEN = {
    "restatement": "SELECT count(*) FROM restatement WHERE done_at IS NULL",
    "redelivery": "SELECT count(*) FROM redelivery WHERE done_at IS NULL",
    "ask": "SELECT count(*) FROM redelivery_ask",
}


def examine(
    spec: ServiceSpec, urls: ServiceUrls, *, clock: Callable[[], datetime] = now
) -> Iterator[Finding]:
    """Yield what is wrong with one service's database; a lost one is one finding."""
    where = f"database {spec.name}"
    try:
        if found := _schema(spec, urls, where):
            yield found
            return
        with psycopg.connect(urls.runtime, autocommit=True, connect_timeout=10) as connection:
            yield from _rights(connection, urls, where)
            yield from _extensions(connection, where)
            yield from _clock(connection, where, clock)
            yield from _outbox(connection, spec.name)
            yield from _inbox(connection, spec.name)
            yield from _open(connection, spec.name)
    except psycopg.Error as error:
        reason = " ".join(str(error).split()).rstrip(".")
        yield broken(
            where, f"it does not answer ({reason})", "bring it back, or run `troncal migrate`"
        )


def _schema(spec: ServiceSpec, urls: ServiceUrls, where: str) -> Finding | None:
    engine = create_engine(make_url(urls.owner).set(drivername="postgresql+psycopg"))
    try:
        with engine.raw_connection() as raw:  # psycopg's own errors, for one way to say them
            raw.close()
        with engine.connect() as connection:
            behind = migrate.pending(
                connection, metadata=spec.base.metadata, migrations=spec.migrations
            )
    except Exception as error:
        original = getattr(error, "orig", error)
        if isinstance(original, psycopg.Error):
            raise original from error
        raise
    finally:
        engine.dispose()
    if behind:
        return broken(
            where, f"it is not of this release ({', '.join(behind)})", "run `troncal migrate`"
        )
    return None


def _rights(connection: Any, urls: ServiceUrls, where: str) -> Iterator[Finding]:
    """The role that serves requests may change rows and no table."""
    if urlsplit(urls.runtime).username == urlsplit(urls.owner).username and urls.given:
        yield warning(
            where,
            "requests are served by the role that owns the tables",
            "give a role without DDL, and the owner in TRONCAL_<SERVICE>_OWNER_DATABASE_URL",
        )
        return
    rights = connection.execute(_ROLE).fetchone()
    names = ("superuser", "CREATEDB", "CREATEROLE", "CREATE in public", "CREATE in the database")
    held = [name for name, holds in zip(names, rights, strict=False) if holds]
    if rights[5]:
        held.append(f"owner of {rights[5]} tables")
    if held:
        role = urlsplit(urls.runtime).username
        yield broken(
            where,
            f"the runtime role {role} may change tables ({', '.join(held)})",
            "revoke it: requests need rows only",
        )


def _extensions(connection: Any, where: str) -> Iterator[Finding]:
    rows = connection.execute("SELECT extname FROM pg_extension").fetchall()
    missing = sorted(set(EXTENSIONS) - {row[0] for row in rows})
    if missing:
        yield broken(
            where,
            f"extensions are missing: {', '.join(missing)}",
            f"CREATE EXTENSION {missing[0]} as the owner, or start the product, which makes them",
        )


def _clock(connection: Any, where: str, clock: Callable[[], datetime]) -> Iterator[Finding]:
    """Due rows go by the database's clock, tokens by the process's."""
    before = clock()
    (theirs,) = connection.execute("SELECT clock_timestamp()").fetchone()
    after = clock()
    ours = before + (after - before) / 2
    seconds = abs((theirs - ours) / timedelta(seconds=1))
    if seconds > _CLOCK_WARNS:
        make = broken if seconds > _CLOCK_BREAKS else warning
        yield make(
            where,
            f"its clock and this machine's differ by {seconds:.0f} s",
            "synchronise both (chrony, systemd-timesyncd)",
        )


def _outbox(connection: Any, name: str) -> Iterator[Finding]:
    count, age = connection.execute(_OUTBOX).fetchone()
    if count and age > _OUTBOX_WARNS:
        make = broken if age > _OUTBOX_BREAKS else warning
        yield make(
            f"outbox {name}",
            f"{count} facts wait to be published, the oldest for {_span(age)}",
            "is a process with the role events running, and the broker up?",
        )


def _inbox(connection: Any, name: str) -> Iterator[Finding]:
    where = f"inbox {name}"
    for state, count, age in connection.execute(_INBOX).fetchall():
        desk = "see Administration → Stopped events, mend the reason, retry or drop"
        if state == "parked":
            yield warning(where, f"{count} facts are parked, the first {_span(age)} ago", desk)
        elif state == "unreadable":
            yield warning(
                where,
                f"{count} messages that are no facts are parked",
                "find who else publishes to this broker; the logs name their event_id",
            )
        elif state == "unsupported":
            yield warning(
                where,
                f"{count} facts are of a type or version that this release does not know",
                "start the release that knows them: it handles them by itself",
            )
        elif state == "retry" and age > _LAG_BREAKS:
            yield warning(where, f"{count} facts fail and are retried since {_span(age)}", desk)
        elif state in ("received", "in_hand") and age > _LAG_WARNS:
            make = broken if age > _LAG_BREAKS else warning
            yield make(
                where,
                f"{count} facts wait to be handled, the oldest for {_span(age)}",
                "is a process with the role events running? its log says what it does",
            )


def _open(connection: Any, name: str) -> Iterator[Finding]:
    said = {
        "restatement": "it has not stated its records again yet",
        "redelivery": "it has not delivered again yet what a reader asked for",
        "ask": "it lost its queue and has not reached every owner yet",
    }
    for kind, query in _OPEN.items():
        (count,) = connection.execute(query).fetchone()
        if count:
            yield warning(
                f"facts of {name}", said[kind], "let the product run; if it does, see its log"
            )


def _span(seconds: float) -> str:
    for size, unit in ((86_400, "d"), (3_600, "h"), (60, "min")):
        if seconds >= size:
            return f"{seconds / size:.0f} {unit}"
    return f"{seconds:.0f} s"
