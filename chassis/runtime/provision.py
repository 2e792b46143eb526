"""Make each service's database and its two roles on a PostgreSQL server, embedded or given.

Guarantee: after :func:`provision`, service ``contacts`` has the database ``troncal_contacts``, an
owner role ``troncal_contacts_owner`` (migrations: may change tables) and a runtime role
``troncal_contacts`` (may read and write rows, cannot change a table, nor enter another service's
database). Passwords come by HMAC from the secret key, so every process that has the key computes
the same URLs and none is stored. Running it again, or from several processes at once, changes
nothing and loses nothing; a changed secret key sets the passwords anew.

Limits: the given user must be a superuser or have CREATEDB and CREATEROLE. Existing tables keep
the grants they have; new ones get theirs by default privileges.
"""

import hashlib
import hmac
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

import psycopg
from psycopg import conninfo, sql

from chassis.runtime.errors import CannotStart

_LOCK = 7_203_190_002
EXTENSIONS = ("pg_trgm", "unaccent")
PREFIX = "troncal"


@dataclass(frozen=True, kw_only=True)
class ServiceUrls:
    """Where one service finds its database: at work, for locks and LISTEN, and to migrate."""

    service: str
    runtime: str = field(repr=False)
    direct: str = field(repr=False)
    owner: str = field(repr=False)
    given: bool = False


def provision(
    server_url: str, services: Iterable[str], *, secret: bytes, prefix: str = PREFIX
) -> dict[str, ServiceUrls]:
    """Make databases and roles for ``services`` and return their URLs.

    Raises :class:`CannotStart` when the server does not answer or the user may not make roles.
    """
    names = list(services)
    try:
        with psycopg.connect(server_url, autocommit=True, connect_timeout=10) as server:
            server.execute("SELECT pg_advisory_lock(%s)", (_LOCK,))
            for name in names:
                _make_roles_and_database(server, f"{prefix}_{name}", secret=secret)
        for name in names:
            _prepare_database(server_url, f"{prefix}_{name}")
    except psycopg.errors.InsufficientPrivilege as error:
        raise CannotStart(
            "The user of TRONCAL_DATABASE_URL may not make databases and roles"
            f" ({error.diag.message_primary}): give it CREATEDB and CREATEROLE, or give each"
            " service its own TRONCAL_<SERVICE>_DATABASE_URL."
        ) from error
    except psycopg.OperationalError as error:
        raise CannotStart(f"The database server cannot be used: {_sentence(error)}.") from error
    return {name: urls(server_url, name, secret=secret, prefix=prefix) for name in names}


def urls(server_url: str, service: str, *, secret: bytes, prefix: str = PREFIX) -> ServiceUrls:
    """Return a service's URLs on a server; nothing is asked of the server."""
    database = f"{prefix}_{service}"
    runtime = _role_url(server_url, database, role=database, secret=secret)
    owner = _role_url(server_url, database, role=owner_of(database), secret=secret)
    return ServiceUrls(service=service, runtime=runtime, direct=runtime, owner=owner)


def given_urls(environ: Mapping[str, str], service: str) -> ServiceUrls | None:
    """Return the URLs that the environment gives for one service, which are used as they are."""
    head = f"TRONCAL_{service.upper()}_"
    runtime = environ.get(f"{head}DATABASE_URL")
    if not runtime:
        return None
    direct = environ.get(f"{head}DIRECT_DATABASE_URL") or runtime
    owner = environ.get(f"{head}OWNER_DATABASE_URL") or direct
    return ServiceUrls(service=service, runtime=runtime, direct=direct, owner=owner, given=True)


def role_password(secret: bytes, role: str) -> str:
    """Derive a role's password: whoever has the secret key can compute it, nobody else."""
    return hmac.new(secret, f"postgresql role {role}".encode(), hashlib.sha256).hexdigest()


def owner_of(database: str) -> str:
    """The name of the role that owns a database and its tables."""
    return f"{database}_owner"


def _role_url(server_url: str, database: str, *, role: str, secret: bytes) -> str:
    parts = {name: str(value) for name, value in conninfo.conninfo_to_dict(server_url).items()}
    host, port = parts.pop("host", "localhost"), parts.pop("port", "5432")
    for replaced in ("user", "password", "dbname"):
        parts.pop(replaced, None)
    if host.startswith("/"):  # a socket's folder cannot stand before the port
        parts["host"], host = host, ""
    query = "&".join(f"{name}={quote(value, safe='')}" for name, value in sorted(parts.items()))
    if ":" in host:
        host = f"[{host}]"
    password = role_password(secret, role)
    return f"postgresql://{role}:{password}@{host}:{port}/{database}" + (query and f"?{query}")


def _make_roles_and_database(
    server: "psycopg.Connection[Any]", database: str, *, secret: bytes
) -> None:
    for role in (owner_of(database), database):
        _make_role(server, role, password=role_password(secret, role))
    if not _exists(server, "SELECT 1 FROM pg_database WHERE datname = %s", database):
        # the creator must belong to the role that it makes the owner, unless it is a superuser
        _run(server, "GRANT {} TO CURRENT_USER", owner_of(database))
        _run(server, "CREATE DATABASE {} OWNER {} TEMPLATE template0", database, owner_of(database))
    _run(server, "REVOKE ALL ON DATABASE {} FROM PUBLIC", database)
    _run(server, "GRANT CONNECT, TEMPORARY ON DATABASE {} TO {}", database, database)


def _make_role(server: "psycopg.Connection[Any]", role: str, *, password: str) -> None:
    verb = (
        "ALTER" if _exists(server, "SELECT 1 FROM pg_roles WHERE rolname = %s", role) else "CREATE"
    )
    server.execute(
        sql.SQL(verb + " ROLE {} LOGIN NOCREATEDB NOCREATEROLE PASSWORD {}").format(
            sql.Identifier(role), sql.Literal(password)
        )
    )


def _prepare_database(server_url: str, database: str) -> None:
    """Set what only a session inside the database can: extensions, schema and default rights."""
    owner = owner_of(database)
    with psycopg.connect(server_url, dbname=database, connect_timeout=10) as inside:
        inside.execute("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))
        _run(inside, "SET LOCAL ROLE {}", owner)
        for extension in EXTENSIONS:
            _run(inside, "CREATE EXTENSION IF NOT EXISTS {}", extension)
        _run(inside, "REVOKE CREATE ON SCHEMA public FROM PUBLIC")
        _run(inside, "GRANT USAGE ON SCHEMA public TO {}", database)
        for kind, rights in RUNTIME_RIGHTS.items():
            _run(
                inside,
                f"ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT {rights} ON {kind} TO {{}}",
                database,
            )


# No TRUNCATE, no REFERENCES, no TRIGGER: rows are the runtime's, tables are the owner's.
RUNTIME_RIGHTS = {
    "TABLES": "SELECT, INSERT, UPDATE, DELETE",
    "SEQUENCES": "USAGE, SELECT",
    "FUNCTIONS": "EXECUTE",
}


def _run(connection: "psycopg.Connection[Any]", statement: str, *names: str) -> None:
    text = sql.SQL(statement)
    connection.execute(text.format(*(sql.Identifier(name) for name in names)))


def _exists(server: "psycopg.Connection[Any]", query: Any, name: str) -> bool:
    return server.execute(query, (name,)).fetchone() is not None


def _sentence(error: Exception) -> str:
    text = " ".join(str(error).split())
    return text.rstrip(".")
