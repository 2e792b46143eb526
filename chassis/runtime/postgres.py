"""The embedded PostgreSQL: a private server that lives and dies with one run folder.

Guarantees: it listens on the loopback address only and asks for a password (SCRAM); what was
committed survives ``kill -9`` of the server, of its owner, and of both (fsync stays on outside
tests); it never outlives its owner (SIGQUIT by the kernel); the port is remembered, so addresses
survive a restart; a data folder appears whole or not at all. A data folder of another major
version is refused with one sentence and left alone.

Limits: one server per run folder, held by the run folder's lock. ``start`` and ``restart`` belong
to the main thread (see :mod:`chassis.runtime.spawn`).
"""

import os
import signal
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import psycopg

from chassis.runtime import pgbinaries, pghome
from chassis.runtime.errors import CannotStart, explain_output
from chassis.runtime.folders import RunFolder
from chassis.runtime.pgbinaries import Binaries
from chassis.runtime.pgdata import STALE_WAIT, SUPERUSER, data_version, initialise, wait_for_orphans
from chassis.runtime.pghome import Home
from chassis.runtime.ports import LOOPBACK, free_port
from chassis.runtime.spawn import Child, spawn

MAX_CONNECTIONS = 400  # services mode: 5 services × 2 processes × (pool + overflow) × 2 engines
_READY_WITHIN = 300.0  # crash recovery may replay much; while the server lives, it is waited for
_PORT_TRIES = 5

_SETTINGS = {
    "listen_addresses": LOOPBACK,
    "unix_socket_directories": "",
    "max_connections": str(MAX_CONNECTIONS),
    "shared_buffers": "128MB",
    "max_wal_size": "1GB",
    "password_encryption": "scram-sha-256",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_destination": "stderr",
    "logging_collector": "off",
    "log_min_messages": "warning",
    "lc_messages": "C",
    "cluster_name": "troncal",
}
# For tests only: what a crash of the machine could lose is worth less than the time.
VOLATILE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


@dataclass(frozen=True, kw_only=True)
class _Running:
    child: Child
    port: int
    log: Path


class EmbeddedPostgres:
    """One server on one run folder. ``with EmbeddedPostgres(folder) as server: server.url``."""

    def __init__(
        self,
        run_folder: RunFolder,
        *,
        environ: Mapping[str, str] | None = None,
        settings: Mapping[str, str] | None = None,
        shelf: Path = pghome.SHELF,
    ) -> None:
        self._run_folder = run_folder
        self._environ = dict(os.environ if environ is None else environ)
        self._settings = {**_SETTINGS, **(settings or {})}
        self._shelf = shelf
        self._home: Home | None = None
        self._binaries: Binaries | None = None
        self._running: _Running | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def url(self) -> str:
        """The superuser's URL of the maintenance database."""
        return url_for(self._require().port, SUPERUSER, self._password(), "postgres")

    @property
    def child(self) -> Child:
        """The server's own process."""
        return self._require().child

    @property
    def running(self) -> bool:
        """Whether the server was started and its process lives."""
        return self._running is not None and self._running.child.running

    @property
    def binaries(self) -> Binaries:
        """The programs of this server's version, for dumps and restores."""
        if self._binaries is None:
            raise RuntimeError("the server has not been started")
        return self._binaries

    def start(self) -> None:
        """Make the data folder on the first start, start the server, return when it answers.

        Raises :class:`CannotStart`; nothing half-made is left behind then.
        """
        home = self._home = pghome.settle(self._run_folder, shelf=self._shelf)
        major = data_version(home.data)
        self._binaries = pgbinaries.reachable(
            pgbinaries.choose(self._environ, major=major), user=home.user, shelf=self._shelf
        )
        if major is None:
            initialise(home, self._binaries, self._environment())
        wait_for_orphans(home.data)
        port = free_port(home.record.read().get("port"))
        for _ in range(_PORT_TRIES):
            if self._launch(port):
                break
            port = free_port()
        else:
            raise CannotStart("Cannot start PostgreSQL: every port that was free got taken.")
        home.record.update({"port": port, "complete": True})

    def restart(self) -> None:
        """Start the same server again on the same port after it died; wait for its recovery."""
        running, home = self._require(), self._settled()
        if running.child.running:
            return
        wait_for_orphans(home.data)
        if not self._launch(running.port):
            raise CannotStart(
                f"PostgreSQL died and its port {running.port} was taken by another program."
            )

    def stop(self) -> None:
        """Stop the server: roll back what is open, write a checkpoint, end. Harmless twice."""
        if self._running is not None:
            self._running.child.stop((signal.SIGINT, 30.0), (signal.SIGQUIT, 10.0))
            self._running = None

    def kill(self) -> None:
        """Kill the server as a power cut would; its sessions notice and end by themselves."""
        child = self._require().child
        child.process.kill()
        child.process.wait()

    def _launch(self, port: int) -> bool:
        """Start the server on ``port`` and wait until it answers; False when the port is taken."""
        log = self._run_folder.logs / "postgres.log"
        deadline = time.monotonic() + STALE_WAIT
        while True:
            start = log.stat().st_size if log.exists() else 0
            self._running = _Running(child=self._spawn(port, log), port=port, log=log)
            if self._answers():
                return True
            with log.open("rb") as file:
                file.seek(start)
                said = file.read().decode(errors="replace")
            if "could not bind" in said:
                return False
            # sessions of a killed server hold its shared memory until they notice its death
            if "pre-existing shared memory" not in said or time.monotonic() > deadline:
                raise explain_output(said, "start PostgreSQL", f"it ended; see {log}")
            time.sleep(0.1)

    def _spawn(self, port: int, log: Path) -> Child:
        home = self._settled()
        options = {**self._settings, "port": str(port)}
        with log.open("ab") as output:
            return spawn(
                [
                    self.binaries["postgres"],
                    "-D",
                    str(home.data),
                    *(part for name in options for part in ("-c", f"{name}={options[name]}")),
                ],
                name="PostgreSQL",
                death_signal=signal.SIGQUIT,
                env=self._environment(),
                cwd=home.folder,
                user=home.user,
                output=output,
            )

    def _answers(self) -> bool:
        """Wait until the server takes a connection (True) or ends (False)."""
        running = self._require()
        deadline = time.monotonic() + _READY_WITHIN
        while running.child.running:
            try:
                psycopg.connect(self.url, connect_timeout=5).close()
            except psycopg.OperationalError as error:
                if time.monotonic() > deadline:
                    self.stop()
                    raise CannotStart(f"PostgreSQL does not answer; see {running.log}.") from error
                time.sleep(0.03)
            else:
                return True
        return False

    def _environment(self) -> dict[str, str]:
        """No PG… variable of the user's shell may steer the private server."""
        kept = {"PATH": os.defpath, "LC_ALL": "C", "HOME": str(self._settled().folder)}
        if library_path := self._environ.get("LD_LIBRARY_PATH"):
            kept["LD_LIBRARY_PATH"] = library_path
        return kept

    def _password(self) -> str:
        return self._settled().password_file.read_text().strip()

    def _settled(self) -> Home:
        if self._home is None:
            raise RuntimeError("the server has not been started")
        return self._home

    def _require(self) -> _Running:
        if self._running is None:
            raise RuntimeError("the server is not running")
        return self._running


def running_url(run_folder: RunFolder) -> str | None:
    """Return the superuser's URL of the server that another process runs on a run folder."""
    home = pghome.settle(run_folder)
    known = home.record.read()
    if "port" not in known or not home.password_file.exists():
        return None
    password = home.password_file.read_text().strip()
    return url_for(int(known["port"]), SUPERUSER, password, "postgres")


def url_for(port: int, user: str, password: str, database: str) -> str:
    """Return a libpq URL on the loopback address."""
    return f"postgresql://{user}:{password}@{LOOPBACK}:{port}/{database}"
