"""A process that another one starts and tends: its command, and what happens when it ends."""

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from chassis.runtime.errors import CannotStart, explain
from chassis.runtime.keys import Keys
from chassis.runtime.output import Prefixer, complain
from chassis.runtime.ports import LOOPBACK, listen
from chassis.runtime.provision import ServiceUrls
from chassis.runtime.settings import GATEWAY, RuntimeSettings
from chassis.runtime.spawn import Child, spawn

_FIRST_PAUSE = 0.5
_LONGEST_PAUSE = 15.0
_PROVEN_AFTER = 60.0


@dataclass(kw_only=True)
class Member:
    """One process of the product: how it is started and how it has fared.

    `keep` are file descriptors that it has too, under the same numbers.
    """

    name: str
    service: str
    role: str
    environ: Mapping[str, str] = field(repr=False)
    keep: tuple[int, ...] = ()
    child: Child | None = None
    listener: socket.socket | None = None
    started: float = 0.0
    pause: float = _FIRST_PAUSE
    due: float = 0.0

    @property
    def health_url(self) -> str:
        """Where the process says whether it is ready."""
        return f"http://{LOOPBACK}:{self.environ['TRONCAL_HEALTH_PORT']}/readyz"

    def start(self, output: Prefixer | None) -> None:
        """Start the process and copy what it prints, or let it print where this one does.

        Raises :class:`CannotStart`.
        """
        command = [sys.executable, "-m", "chassis.runtime", "run", "--supervised"]
        environ, keep = dict(self.environ), list(self.keep)
        if self.role == "web":
            keep.append(self._listening())
            environ["TRONCAL_LISTENER"] = str(keep[-1])
        self.child = spawn(
            [*command, "--target", self.service, "--role", self.role],
            name=self.name,
            # a drain without broker and database would only hold ports that the next start needs
            death_signal=signal.SIGKILL,
            env=environ,
            output=subprocess.PIPE if output is not None else None,
            keep=keep,
        )
        self.started = time.monotonic()
        if output is not None:
            assert self.child.process.stdout is not None
            output.follow(self.name, self.child.process.stdout)

    def tend(self, output: Prefixer | None) -> None:
        """Start the process again when it has ended and its pause is over."""
        now = time.monotonic()
        if self.child is not None and not self.child.running:
            if now - self.started > _PROVEN_AFTER:
                self.pause = _FIRST_PAUSE
            status = self.child.process.returncode
            complain(f"{self.name} ended with status {status}; starts again in {self.pause:g} s")
            self.child, self.due = None, now + self.pause
            failing = status != 0 and self.pause > _FIRST_PAUSE
            if self.service != GATEWAY or failing:
                self.shut()
            self.pause = min(self.pause * 2, _LONGEST_PAUSE)
        elif self.child is None and now >= self.due:
            try:
                self.start(output)
            except CannotStart as error:  # its port was taken meanwhile, or no process can be made
                complain(str(error))
                self.due, self.pause = now + self.pause, min(self.pause * 2, _LONGEST_PAUSE)

    def successor(self, *, health_port: int) -> "Member":
        """Describe the process that shall take this one's place, on the same listening socket."""
        environ = {**self.environ, "TRONCAL_HEALTH_PORT": str(health_port)}
        return replace(self, environ=environ, child=None, pause=_FIRST_PAUSE, due=0.0)

    def follow(self, successor: "Member") -> None:
        """Go on as the successor, which is ready."""
        self.environ, self.child = successor.environ, successor.child
        self.started, self.pause = successor.started, _FIRST_PAUSE

    def shut(self) -> None:
        """Let the port go; who connects is refused until a process serves it again."""
        if self.listener is not None:
            self.listener.close()
            self.listener = None

    def _listening(self) -> int:
        """Return the descriptor of the port, opened when it is not."""
        if self.listener is None:
            try:
                self.listener = listen(int(self.environ["TRONCAL_PORT"]), self._host)
            except OSError as error:
                raise explain(error, f"open the port of {self.name}") from error
        return self.listener.fileno()

    @property
    def _host(self) -> str:
        return self.environ.get("TRONCAL_HOST") or LOOPBACK


def key_environ(settings: RuntimeSettings, keys: Keys) -> dict[str, str]:
    """Return where a member finds the run folder and the keys."""
    return {
        "TRONCAL_RUN_DIR": str(settings.run_folder.path),
        "TRONCAL_SECRET_KEY": keys.secret,
        "TRONCAL_SIGNING_KEY_FILE": str(keys.signing_file.absolute()),
    }


def database_environ(urls: ServiceUrls) -> dict[str, str]:
    """Return where a member finds one service's database."""
    head = f"TRONCAL_{urls.service.upper()}_"
    return {f"{head}DATABASE_URL": urls.runtime, f"{head}DIRECT_DATABASE_URL": urls.direct}
