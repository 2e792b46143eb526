"""The embedded PostgreSQL's data folder: made whole or not at all, never shared by two servers."""

import os
import secrets
import shutil
import time
from collections.abc import Mapping
from pathlib import Path

import psutil

from chassis.runtime.errors import CannotStart, explain_output
from chassis.runtime.folders import settle_on_disk, write_whole
from chassis.runtime.pgbinaries import Binaries
from chassis.runtime.pghome import Home
from chassis.runtime.spawn import run

SUPERUSER = "troncal"
STALE_WAIT = 15.0


def data_version(data: Path) -> int | None:
    """Return the major version that made the data folder, or nothing when there is none."""
    try:
        return int((data / "PG_VERSION").read_text())
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise CannotStart(f"Cannot read the data folder {data}: {error}.") from error


def initialise(home: Home, binaries: Binaries, environment: Mapping[str, str]) -> None:
    """Make a data folder beside its final place, then move it there in one step.

    Text compares by code point and folds case by Unicode (the product sorts by keys of its own).
    """
    shutil.rmtree(home.staging, ignore_errors=True)  # of a start that was interrupted
    password = secrets.token_urlsafe(24)
    write_whole(home.password_file, password.encode())
    given = home.folder / "superuser.initdb"
    write_whole(given, password.encode())
    if home.user is not None:
        os.chown(given, home.user.uid, home.user.gid)
    try:
        ended = run(
            [
                binaries["initdb"],
                *("-D", str(home.staging), "-U", SUPERUSER, "--pwfile", str(given)),
                *("--auth=scram-sha-256", "--encoding=UTF8", "--no-instructions"),
                *_locale(binaries.major),
            ],
            name="initdb",
            env=environment,
            cwd=home.folder,
            user=home.user,
        )
        if ended.returncode != 0:
            raise explain_output(ended.stdout, "make the database folder", "initdb failed")
        home.staging.rename(home.data)
        settle_on_disk(home.folder)
    finally:
        given.unlink(missing_ok=True)
        shutil.rmtree(home.staging, ignore_errors=True)


def _locale(major: int) -> tuple[str, ...]:
    builtin_since = 17
    if major >= builtin_since:
        return ("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")
    return ("--locale=C.UTF-8",)


def wait_for_orphans(data: Path) -> None:
    """Deal with the lock file of a server that did not stop: wait for it, or remove the file.

    PostgreSQL itself refuses to start when the recorded pid belongs to any process of the same
    user, which after a reboot may be a stranger; here the process must really be a server in this
    data folder. Raises :class:`CannotStart` when such a server does not end.
    """
    lock = data / "postmaster.pid"
    deadline = time.monotonic() + STALE_WAIT
    while (pid := _recorded_pid(lock)) is not None:
        if not _serves(pid, data):
            lock.unlink(missing_ok=True)
            return
        if time.monotonic() > deadline:
            raise CannotStart(
                f"Another PostgreSQL server (process {pid}) already runs on {data}; stop it first."
            )
        time.sleep(0.05)


def _recorded_pid(lock: Path) -> int | None:
    try:
        return int(lock.read_text().split("\n", 1)[0])
    except (FileNotFoundError, ValueError):
        return None


def _serves(pid: int, data: Path) -> bool:
    try:
        process = psutil.Process(pid)
        return process.status() != psutil.STATUS_ZOMBIE and Path(process.cwd()) == data.resolve()
    except psutil.Error:
        return False
