"""Replace every process of the supervised product, one after another, while requests go on.

It plays what Kubernetes does with a Deployment (`maxUnavailable: 0, maxSurge: 1`): start the
successor, wait until it says that it is ready, then tell the old one to drain. Readers of facts go
first, then the services' web processes, then the gateway, as a release is rolled out.

Guarantees: the old process goes only when its successor is ready, and both serve the same listening
socket meanwhile, so nobody is refused; a successor that does not become ready ends the restart, and
what was there before goes on.
"""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from chassis import budgets
from chassis.runtime import probes
from chassis.runtime.errors import CannotStart
from chassis.runtime.folders import FolderBusy, RunFolder
from chassis.runtime.member import Member
from chassis.runtime.output import Prefixer, complain, say
from chassis.runtime.ports import free_port
from chassis.runtime.settings import GATEWAY
from chassis.runtime.signals import RESTART
from chassis.runtime.spawn import Child

SUPERVISOR = "supervisor"
"""Under this name the run folder's state holds the supervisor's process."""

_READY_WITHIN = 120.0
_LEAVE_WITHIN = budgets.DRAIN + 10.0

Pause = Callable[[], bool]
"""Look after everything else for a moment; True when the product shall stop."""


@dataclass
class Leaving:
    """Processes that were told to go and have not gone yet."""

    children: list[tuple[Child, float]] = field(default_factory=list)

    def add(self, child: Child) -> None:
        """Tell a process to drain."""
        if child.running:
            child.process.send_signal(signal.SIGTERM)
        self.children.append((child, time.monotonic() + _LEAVE_WITHIN))

    def tend(self) -> None:
        """Forget who went; kill who does not go in time."""
        for child, deadline in list(self.children):
            if child.running and time.monotonic() > deadline:
                complain(f"{child.name} did not stop within {_LEAVE_WITHIN:g} s and is killed")
                child.process.kill()
            if not child.running:
                self.children.remove((child, deadline))

    def finish(self) -> None:
        """Wait for everybody who is still leaving."""
        for child, deadline in self.children:
            try:
                child.process.wait(max(0.0, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                child.process.kill()
                child.process.wait()
        self.children.clear()


def ask(run_folder: RunFolder) -> None:
    """Ask the supervisor of this run folder for a restart. Raises :class:`CannotStart`."""
    try:
        with run_folder.held():
            raise CannotStart(f"Nothing runs on {run_folder.path}.")
    except FolderBusy as busy:
        supervisor = run_folder.state.read().get(SUPERVISOR)
        if supervisor is None or f"(process {supervisor})" not in str(busy):
            raise CannotStart(
                "What runs on this folder is `troncal run`: stop it and start it again."
            ) from busy
    os.kill(int(supervisor), RESTART)
    say("Asked: its output tells how it goes.")


def restart(members: Sequence[Member], output: Prefixer, leaving: Leaving, pause: Pause) -> bool:
    """Replace every running process; tell whether all were."""
    began = time.monotonic()
    count = 0
    for member in in_order(members):
        if member.child is None or not member.child.running:
            continue  # it is being started anew as it is
        if not _replace(member, output, leaving, pause):
            return False
        count += 1
    while leaving.children:
        if pause():
            return False
    say(f"Replaced {count} processes in {time.monotonic() - began:.0f} s.")
    return True


def in_order(members: Iterable[Member]) -> list[Member]:
    """Readers of facts, then the services' web processes, then the gateway's."""
    return sorted(members, key=lambda one: (one.role == "web", one.service == GATEWAY))


def _replace(member: Member, output: Prefixer, leaving: Leaving, pause: Pause) -> bool:
    successor = member.successor(health_port=free_port())
    try:
        successor.start(output)
    except CannotStart as error:
        complain(str(error))
        return False
    assert successor.child is not None
    if not _ready(successor, pause):
        complain(f"The successor of {member.name} did not become ready; {member.name} stays.")
        successor.child.stop((signal.SIGTERM, _LEAVE_WITHIN))
        return False
    old = member.child
    member.follow(successor)
    if old is not None:
        leaving.add(old)
    return True


def _ready(successor: Member, pause: Pause) -> bool:
    deadline = time.monotonic() + _READY_WITHIN
    while time.monotonic() < deadline:
        if successor.child is None or not successor.child.running or pause():
            return False
        if probes.answers(successor.health_url):
            return True
    return False
