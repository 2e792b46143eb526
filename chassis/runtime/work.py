"""The second process of `troncal run`: it carries facts, does jobs and keeps the clock.

Requests and this work would take the one interpreter of a process from each other; two processes
have two (docs/adr/0097). The second is the same program with the other roles. Guarantees: it
starts when the databases are migrated, is started again when it ends, drains on `stop`, and dies
with the first. What it prints is in ``logs/work.log``, in production on standard error.
"""

import signal
import time
from collections.abc import Mapping

from chassis import budgets, precedence
from chassis.runtime import probes
from chassis.runtime.errors import CannotStart
from chassis.runtime.keys import Keys
from chassis.runtime.link import Link
from chassis.runtime.member import Member, database_environ, key_environ
from chassis.runtime.output import Prefixer
from chassis.runtime.ports import free_port
from chassis.runtime.provision import ServiceUrls
from chassis.runtime.settings import RuntimeSettings
from chassis.runtime.signals import StopRequest

_NAME = "work"
_LOOK_EVERY = 0.1
_READY_WITHIN = 120.0
_STOP_WITHIN = budgets.DRAIN + 10.0


class Work:
    """The second process as the first one sees it; `link` leads there."""

    def __init__(
        self,
        settings: RuntimeSettings,
        keys: Keys,
        urls: Mapping[str, ServiceUrls],
        *,
        amqp_url: str | None,
    ) -> None:
        self.link, self._far = Link.pair()
        self._memory = precedence.Precedence.memory()
        precedence.PROCESS.share(self._memory, second=False)
        logs = settings.run_folder.logs
        self._output = None if settings.production else Prefixer([_NAME], logs, shown=False)
        self._said = "standard error" if settings.production else logs / f"{_NAME}.log"
        self._member = Member(
            name=_NAME,
            service=",".join(settings.targets),
            role=",".join(role for role in settings.roles if role != "web"),
            environ=_environ(settings, keys, urls, amqp_url=amqp_url)
            | {
                "TRONCAL_LINK": str(self._far.fileno()),
                "TRONCAL_PRECEDENCE": str(self._memory),
            },
            keep=(self._far.fileno(), self._memory),
        )

    @property
    def health_url(self) -> str:
        """Where it says whether it is ready."""
        return self._member.health_url

    def start(self) -> None:
        """Start it; returns at once. Raises :class:`CannotStart`."""
        self._member.start(self._output)

    def await_ready(self, stop: StopRequest) -> None:
        """Wait until facts and jobs are taken. Raises :class:`CannotStart`."""
        deadline = time.monotonic() + _READY_WITHIN
        while not stop.made and not probes.answers(self.health_url):
            child = self._member.child
            if child is None or not child.running:
                raise CannotStart(f"The process for facts and jobs ended: {self._said} says why.")
            if time.monotonic() > deadline:
                raise CannotStart(
                    f"The process for facts and jobs is not ready after {_READY_WITHIN:g} s:"
                    f" {self._said} may say why."
                )
            stop.wait(_LOOK_EVERY)

    def tend(self) -> bool:
        """Start it again when it has ended; tell whether it has just been found so."""
        before = self._member.child
        self._member.tend(self._output)
        return before is not None and self._member.child is None

    def stop(self) -> None:
        """Let it finish what it has in hand; harmless twice."""
        if self._member.child is not None:
            self._member.child.stop((signal.SIGTERM, _STOP_WITHIN))
        self._far.close()


def _environ(
    settings: RuntimeSettings,
    keys: Keys,
    urls: Mapping[str, ServiceUrls],
    *,
    amqp_url: str | None,
) -> dict[str, str]:
    """Say what the first process knows: where the databases, the keys and its own door are."""
    environ = dict(settings.environ) | key_environ(settings, keys)
    for one in urls.values():
        environ |= database_environ(one)
    if amqp_url is not None:
        environ["TRONCAL_AMQP_URL"] = amqp_url
    health = settings.health_port + 1 if settings.health_port else free_port()
    return environ | {
        "TRONCAL_PORT": str(settings.port),
        "TRONCAL_PUBLIC_URL": settings.public_url,
        "TRONCAL_HEALTH_PORT": str(health),
        "PYTHONUNBUFFERED": "1",
    }
