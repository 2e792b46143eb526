"""``troncal db upgrade``: move the embedded data to the newest PostgreSQL that is installed.

Guarantee: the old data folder is only read, and stays beside the new one under its version's
number; the new one takes its place when everything was restored into it without an error. A run
that is interrupted or refused leaves the old data where it was.

Limits: Troncal must not be running; both versions' programs are needed (``TRONCAL_PG_BIN`` may name
the old one's folder), and room for a dump and a second copy of the data.
"""

import os
import shutil
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from chassis.runtime import pgbinaries, pghome
from chassis.runtime.errors import CannotStart, explain_output
from chassis.runtime.folders import RunFolder, settle_on_disk
from chassis.runtime.output import say
from chassis.runtime.pgbinaries import Binaries
from chassis.runtime.pgdata import SUPERUSER, data_version
from chassis.runtime.postgres import EmbeddedPostgres
from chassis.runtime.settings import RuntimeSettings
from chassis.runtime.spawn import run

_SECONDS = 6 * 3600.0


def upgrade(settings: RuntimeSettings) -> None:
    """Upgrade the run folder's data. Raises :class:`CannotStart`; says so when it is current."""
    with settings.run_folder.held():
        home = pghome.settle(settings.run_folder)
        old = data_version(home.data)
        new = pgbinaries.newest(settings.environ)
        if old is None or old == new.major:
            say("There is nothing to upgrade.")
            return
        if old > new.major:
            raise CannotStart(f"The data is of PostgreSQL {old}, newer than {new.version} here.")
        work = home.folder / "upgrade"
        shutil.rmtree(work, ignore_errors=True)
        try:
            dump = _dump(settings, new, work)
            _restore(settings, new, work, dump, password=home.password_file.read_text().strip())
            _swap(home.data, work / "pg" / "data", kept=home.folder / f"data.{old}")
        finally:
            shutil.rmtree(work, ignore_errors=True)
        say(f"The data is now of PostgreSQL {new.major}; the old is kept in data.{old} beside it.")


def _dump(settings: RuntimeSettings, new: Binaries, work: Path) -> Path:
    """Write everything down with the new version's own program, which knows the old formats."""
    RunFolder(work).make()
    dump = work / "everything.sql"
    with EmbeddedPostgres(settings.run_folder, environ=settings.environ) as server:
        command = [new["pg_dumpall"], "--file", str(dump)]
        _require(command, server.url, "write the old data down")
    return dump


def _restore(
    settings: RuntimeSettings, new: Binaries, work: Path, dump: Path, *, password: str
) -> None:
    """Restore into a new data folder, whose superuser gets the old one's password at the end."""
    superuser = (f"CREATE ROLE {SUPERUSER};", f"ALTER ROLE {SUPERUSER} WITH ")
    script = work / "restore.sql"
    with dump.open() as source, script.open("w") as target:
        target.writelines(line for line in source if not line.startswith(superuser))
    environ = {**settings.environ, "TRONCAL_PG_BIN": str(new.bin)}
    with EmbeddedPostgres(RunFolder(work), environ=environ) as server:
        options = ["--no-psqlrc", "--quiet", "--set", "ON_ERROR_STOP=1"]
        command = [new["psql"], *options, "--file", str(script)]
        _require(command, server.url, "restore the data into the new version")
        with psycopg.connect(server.url) as connection:
            name, secret = sql.Identifier(SUPERUSER), sql.Literal(password)
            connection.execute(sql.SQL("ALTER ROLE {} PASSWORD {}").format(name, secret))


def _require(command: list[str], url: str, doing: str) -> None:
    """Run a client program; the password goes by its environment, which other users cannot read."""
    server = urlsplit(url)
    environ = {
        "PATH": os.defpath,
        "LC_ALL": "C",
        "PGHOST": str(server.hostname),
        "PGPORT": str(server.port),
        "PGUSER": str(server.username),
        "PGPASSWORD": str(server.password),
        "PGDATABASE": "postgres",
    }
    ended = run(command, name=Path(command[0]).name, env=environ, seconds=_SECONDS)
    if ended.returncode != 0:
        raise explain_output(ended.stdout, doing, "the program failed")


def _swap(data: Path, new: Path, *, kept: Path) -> None:
    if kept.exists():
        raise CannotStart(f"{kept} of an earlier upgrade is in the way: move it elsewhere.")
    data.rename(kept)
    new.rename(data)
    settle_on_disk(data.parent)
