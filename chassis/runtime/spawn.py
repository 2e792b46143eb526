"""Start child processes that die with their owner.

Guarantee: when the process that called :func:`spawn` ends, however it ends (``kill -9`` included),
the kernel sends the child ``death_signal`` at once. So no PostgreSQL, RabbitMQ or service process
is left behind by a crash, and the next start finds free ports and folders.

Limits: the kernel ties the signal to the *thread* that started the child, so :func:`spawn` refuses
any thread but the main one, which lives as long as its process. Grandchildren are the child's
business: PostgreSQL ends its own on SIGQUIT, the Erlang machine on SIGTERM or when its pipes close.
A program that changes its own user, or is set-uid, clears the signal; none of ours does.
"""

import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from chassis.runtime.errors import explain

_WRAPPER = Path(__file__).with_name("childexec.py")


@dataclass(frozen=True, kw_only=True)
class User:
    """A user that a child becomes before its program starts; only root can ask for one."""

    uid: int
    gid: int


@dataclass(frozen=True, kw_only=True)
class Child:
    """A started child: its process, and the name under which people know it."""

    name: str
    process: "subprocess.Popen[bytes]" = field(repr=False)

    @property
    def pid(self) -> int:
        """The program's own pid: the wrapper became the program, it does not stand before it."""
        return self.process.pid

    @property
    def running(self) -> bool:
        """Whether the program has not ended yet."""
        return self.process.poll() is None

    def stop(self, *steps: tuple[signal.Signals, float]) -> int:
        """Send each signal and wait its seconds, until the program ends; then SIGKILL.

        Returns the exit status. Calling it again, or on a program that ended, is harmless.
        """
        for number, patience in steps or ((signal.SIGTERM, 10.0),):
            if self.process.poll() is None:
                self.process.send_signal(number)
            try:
                return self.process.wait(patience)
            except subprocess.TimeoutExpired:
                continue
        self.process.kill()
        return self.process.wait()


def spawn(  # noqa: PLR0913 - what Popen takes, by the same names where it can be
    command: Sequence[str],
    *,
    name: str,
    death_signal: signal.Signals = signal.SIGTERM,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    user: User | None = None,
    output: IO[Any] | int | None = None,
    errors: IO[Any] | int | None = subprocess.STDOUT,
    keep: Sequence[int] = (),
) -> Child:
    """Start ``command`` as a child that gets ``death_signal`` when this process ends.

    The child leads a session of its own, so that Ctrl-C in the terminal reaches only the owner,
    which then stops its children in the right order. ``output`` takes a file or
    ``subprocess.PIPE``; by default the child writes where its owner writes. ``keep`` are file
    descriptors that the child has too, under the same numbers. Raises
    :class:`RuntimeError` off the main thread and :class:`CannotStart` when no process can be made;
    a program that is missing shows as exit status 127 of the child.
    """
    if threading.current_thread() is not threading.main_thread():
        raise RuntimeError("spawn children from the main thread: their death signal follows it")
    try:
        process = subprocess.Popen(  # noqa: S603 - our own programs, no shell, no user's text
            wrapped(command, death_signal=death_signal, user=user),
            env=dict(env) if env is not None else None,
            cwd=cwd,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=errors if output is not None else None,
            start_new_session=True,
            pass_fds=keep,
        )
    except OSError as error:
        raise explain(error, f"start {name}") from error
    return Child(name=name, process=process)


def run(
    command: Sequence[str],
    *,
    name: str,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    user: User | None = None,
    seconds: float = 120.0,
) -> "subprocess.CompletedProcess[str]":
    """Run a program to its end under the same guarantee; its output and errors come back together.

    A program that takes longer than ``seconds`` is killed, and its status is that of SIGKILL.
    """
    child = spawn(
        command,
        name=name,
        death_signal=signal.SIGKILL,
        env=env,
        cwd=cwd,
        user=user,
        output=subprocess.PIPE,
    )
    try:
        output, _ = child.process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        child.process.kill()
        output, _ = child.process.communicate()
    return subprocess.CompletedProcess(
        list(command), child.process.returncode, output.decode(errors="replace")
    )


def wrapped(
    command: Sequence[str], *, death_signal: signal.Signals, user: User | None
) -> list[str]:
    """The command line that starts ``command`` through the wrapper, for this process as owner."""
    uid, gid = (str(user.uid), str(user.gid)) if user else ("-", "-")
    head = [sys.executable, "-I", "-S", str(_WRAPPER)]
    program = shutil.which(command[0]) or command[0]
    return [*head, str(os.getpid()), str(int(death_signal)), uid, gid, program, *command[1:]]
