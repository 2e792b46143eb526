"""Write one service's database down and put it back, by PostgreSQL's own programs."""

import os
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

import psycopg

from chassis.runtime import pgbinaries
from chassis.runtime.errors import CannotStart, explain_output
from chassis.runtime.pgbinaries import Binaries
from chassis.runtime.spawn import run

_SECONDS = 6 * 3600.0
_OF_LIBPQ = {"sslmode": "PGSSLMODE", "sslrootcert": "PGSSLROOTCERT", "host": "PGHOST"}
_THOUSANDS = 10_000


def programs_for(url: str, environ: Mapping[str, str]) -> Binaries:
    """Choose the programs of the server's own major version, else the next newer ones.

    An archive of a newer version's program cannot always be restored into an older server.
    """
    try:
        with psycopg.connect(url, connect_timeout=10) as connection:
            major = connection.info.server_version // _THOUSANDS
    except psycopg.OperationalError as error:
        reason = " ".join(str(error).split()).rstrip(".")
        raise CannotStart(f"The database server cannot be used: {reason}.") from error
    return pgbinaries.at_least(environ, major)


def dump(programs: Binaries, url: str, file: Path) -> None:
    """Write the database at `url` into `file`, as it is at one moment; writers go on meanwhile."""
    options = ["--format=custom", "--compress=6", "--no-owner", "--file", str(file)]
    _run(programs, "pg_dump", options, url, f"write down {_database(url)}")


def restore(programs: Binaries, url: str, file: Path, *, with_rights: bool) -> None:
    """Fill the empty database at `url` from `file`: all of it or nothing.

    `with_rights` restores the grants too, where the roles have the names that they had.
    """
    options = ["--exit-on-error", "--single-transaction", "--no-owner", "--no-comments"]
    options += [] if with_rights else ["--no-privileges"]
    target = ["--dbname", _database(url), str(file)]
    _run(programs, "pg_restore", [*options, *target], url, f"restore {_database(url)}")


def _run(programs: Binaries, program: str, options: list[str], url: str, doing: str) -> None:
    """The password goes by the environment, which other users cannot read."""
    ended = run([programs[program], *options], name=program, env=_environ(url), seconds=_SECONDS)
    if ended.returncode != 0:
        raise explain_output(ended.stdout, doing, f"{program} failed")


def _environ(url: str) -> dict[str, str]:
    parts = urlsplit(url)
    given = {
        "PGHOST": parts.hostname or "",
        "PGPORT": str(parts.port or ""),
        "PGUSER": unquote(parts.username or ""),
        "PGPASSWORD": unquote(parts.password or ""),
        "PGDATABASE": _database(url),
    }
    given |= {_OF_LIBPQ[name]: value for name, value in parse_qsl(parts.query) if name in _OF_LIBPQ}
    return {"PATH": os.defpath, "LC_ALL": "C", **{name: one for name, one in given.items() if one}}


def _database(url: str) -> str:
    return unquote(urlsplit(url).path.lstrip("/"))
