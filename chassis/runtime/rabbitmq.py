"""A private RabbitMQ node for development and tests: a plain child process of its owner.

Guarantees: several nodes run side by side, also as root, each with its own folders, ports, cookie
and port mapper; everything, the Erlang distribution included, listens on 127.0.0.1 only;
:meth:`RabbitNode.start` returns after the node answered an AMQP handshake; the node ends with its
owner. Messages in durable queues survive a stop; a kill may cost what was not yet confirmed.

Limits: for one machine. Production has a cluster and gives ``TRONCAL_AMQP_URL``. A kill in the
first seconds after a quorum queue was declared can leave that queue without a leader (3.10); the
topology check and ``redeliver`` repair that, not this module.
"""

import os
import secrets
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self
from urllib.parse import quote

import psutil

from chassis.runtime.errors import CannotStart, explain_output
from chassis.runtime.folders import Record, RunFolder, private_folder, write_whole
from chassis.runtime.ports import LOOPBACK, free_port
from chassis.runtime.rabbitserver import require_server, speaks_amqp
from chassis.runtime.spawn import Child, run, spawn

_USER = "troncal"
_READY_WITHIN = 120.0
_OLD_NODE_WAIT = 30.0
_START_TRIES = 3

_CONFIGURATION = """\
loopback_users = none
default_user = {user}
default_pass = {password}
disk_free_limit.absolute = 50MB
log.file.level = warning
"""


@dataclass(frozen=True, kw_only=True)
class _Ports:
    amqp: int
    distribution: int
    mapper: int

    @classmethod
    def choose(cls, known: Mapping[str, int]) -> Self:
        """Return the remembered ports where they are free, else free ones."""
        names = ("amqp", "distribution", "mapper")
        while True:
            ports = {name: free_port(known.get(name)) for name in names}
            if len(set(ports.values())) == len(names):
                return cls(**ports)


class RabbitNode:
    """One node in one folder. ``start`` and ``restart`` belong to the main thread."""

    def __init__(self, run_folder: RunFolder, *, environ: Mapping[str, str] | None = None) -> None:
        self._folder = run_folder.private("mq")
        self._logs = run_folder.logs
        self._environ = dict(os.environ if environ is None else environ)
        self._record = Record(self._folder / "node.json")
        self._server: Path | None = None
        self._ports: _Ports | None = None
        self._node: Child | None = None
        self._mapper: Child | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def url(self, vhost: str = "/") -> str:
        """Return the AMQP URL of one virtual host of this node."""
        port, password = self._settled().amqp, self._record.read()["password"]
        return f"amqp://{_USER}:{password}@{LOOPBACK}:{port}/{quote(vhost, safe='')}"

    @property
    def child(self) -> Child:
        """The node's own process: the Erlang machine."""
        if self._node is None:
            raise RuntimeError("the node is not running")
        return self._node

    @property
    def running(self) -> bool:
        """Whether the node was started and its process lives."""
        return self._node is not None and self._node.running

    def start(self) -> None:
        """Start the node and return when it answers; raises :class:`CannotStart` when it cannot."""
        self._server = require_server(self._environ)
        self._wait_for_old_node()
        self._write_configuration()
        for _ in range(_START_TRIES):
            self._ports = _Ports.choose(self._record.read().get("ports", {}))
            if self._launch():
                self._record.update({"ports": vars(self._ports), "pid": self.child.pid})
                return
            self._record.update({"ports": {}})
        raise CannotStart("Cannot start RabbitMQ: every port that was free got taken.")

    def restart(self) -> None:
        """Start the node again on the same ports, after a stop, a kill or its own death."""
        if self.running:
            return
        self._settled()
        if not self._launch():
            raise CannotStart("RabbitMQ's port was taken by another program.")
        self._record.update({"pid": self.child.pid})

    def attach(self) -> str | None:
        """Return the URL of the node that another process runs in this folder, if it does.

        Afterwards `control` asks that node; nothing is started.
        """
        known = self._record.read()
        ports = known.get("ports")
        if not ports or not speaks_amqp(ports["amqp"]):
            return None
        self._server = require_server(self._environ)
        self._ports = _Ports(**ports)
        return self.url()

    def stop(self) -> None:
        """Stop the node in good order, then its port mapper. Harmless twice."""
        self.stop_node()
        if self._mapper is not None:
            self._mapper.stop()
            self._mapper = None

    def stop_node(self) -> None:
        """Stop the node only, as an upgrade of the broker would; :meth:`restart` brings it back."""
        if self._node is not None:
            self._node.stop((signal.SIGTERM, 30.0))
            self._node = None

    def kill(self) -> None:
        """Kill the node as a power cut would."""
        self.child.process.kill()
        self.child.process.wait()
        self._node = None

    def pause(self) -> None:
        """Freeze the node: connections stay open and nothing answers. See :meth:`resume`."""
        self.child.process.send_signal(signal.SIGSTOP)

    def resume(self) -> None:
        """Let a frozen node go on."""
        self.child.process.send_signal(signal.SIGCONT)

    def evaluate(self, expression: str) -> str:
        """Evaluate an Erlang expression inside the node; about 2 seconds, so do much in one."""
        return self.control("eval", expression)

    def control(self, *arguments: str) -> str:
        """Run ``rabbitmqctl`` against this node and return what it prints."""
        if self._server is None:
            raise RuntimeError("the node has not been started")
        command = [str(self._server.with_name("rabbitmqctl")), "-q", "-n", _node(), *arguments]
        ended = run(command, name="rabbitmqctl", env=self._environment())
        if ended.returncode != 0:
            raise RuntimeError(f"rabbitmqctl {arguments[0]}: {ended.stdout}")
        return ended.stdout

    def add_vhosts(self, names: Sequence[str]) -> None:
        """Make virtual hosts that the node's user owns, all in one go."""
        each = ", ".join(f'<<"{name}">>' for name in names)
        self.evaluate(
            f'[begin ok = rabbit_vhost:add(V, <<"{_USER}">>), '
            f'ok = rabbit_auth_backend_internal:set_permissions(<<"{_USER}">>, V, '
            f'<<".*">>, <<".*">>, <<".*">>, <<"{_USER}">>) end || V <- [{each}]].'
        )

    def _launch(self) -> bool:
        """Start mapper and node; True when it answers, False when a port was taken."""
        if self._mapper is None or not self._mapper.running:
            self._mapper = self._spawn_mapper()
        log = self._logs / "rabbitmq.log"
        start = log.stat().st_size if log.exists() else 0
        with log.open("ab") as output:
            self._node = spawn(
                [str(self._server)],
                name="RabbitMQ",
                env=self._environment(),
                cwd=self._folder,
                output=output,
            )
        deadline = time.monotonic() + _READY_WITHIN
        while self._node.running and time.monotonic() < deadline:
            if speaks_amqp(self._settled().amqp):
                return True
            time.sleep(0.1)
        alive = self._node.running
        self.stop()
        with log.open("rb") as file:
            file.seek(start)
            said = file.read().decode(errors="replace")
        if "eaddrinuse" in said or "address_in_use" in said or "already in use" in said:
            return False
        reason = "does not answer" if alive else "ended"
        raise explain_output(said, "start RabbitMQ", f"it {reason}; see {log} and {self._folder}")

    def _spawn_mapper(self) -> Child:
        arguments = ["-port", str(self._settled().mapper), "-address", LOOPBACK]
        return spawn(
            ["epmd", *arguments, "-relaxed_command_check"],
            name="epmd",
            env=self._environment(),
            output=subprocess.DEVNULL,
        )

    def _environment(self) -> dict[str, str]:
        """Nothing of the user's shell or of /etc/rabbitmq may steer the private node."""
        ports, folder = self._settled(), self._folder
        return {
            "PATH": self._environ.get("PATH", os.defpath),
            "LANG": "C.UTF-8",
            "HOME": str(folder / "home"),
            "ERL_EPMD_PORT": str(ports.mapper),
            "ERL_EPMD_ADDRESS": LOOPBACK,
            "RABBITMQ_NODENAME": _node(),
            "RABBITMQ_NODE_IP_ADDRESS": LOOPBACK,
            "RABBITMQ_NODE_PORT": str(ports.amqp),
            "RABBITMQ_DIST_PORT": str(ports.distribution),
            "RABBITMQ_MNESIA_BASE": str(folder / "mnesia"),
            "RABBITMQ_LOG_BASE": str(folder / "log"),
            "RABBITMQ_ENABLED_PLUGINS_FILE": str(folder / "enabled_plugins"),
            "RABBITMQ_CONF_ENV_FILE": str(folder / "environment.conf"),
            "RABBITMQ_CONFIG_FILE": str(folder / "rabbit.conf"),
            "RABBITMQ_CONFIG_FILES": str(folder / "conf.d"),
            "RABBITMQ_ADVANCED_CONFIG_FILE": str(folder / "advanced.config"),
            "RABBITMQ_ALLOW_INPUT": "1",  # no shell stands between us and the Erlang machine
            "RABBITMQ_SERVER_START_ARGS": "-noinput",
            "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": (
                "-start_epmd false -kernel inet_dist_use_interface {127,0,0,1}"
            ),
        }

    def _write_configuration(self) -> None:
        for name in ("home", "mnesia", "log", "conf.d"):
            private_folder(self._folder / name)
        password = self._record.read().get("password") or secrets.token_urlsafe(24)
        self._record.update({"password": password})
        contents = {
            "rabbit.conf": _CONFIGURATION.format(user=_USER, password=password),
            "enabled_plugins": "[].\n",
            "advanced.config": "[].\n",
            "environment.conf": "",
        }
        for name, content in contents.items():
            write_whole(self._folder / name, content.encode())

    def _wait_for_old_node(self) -> None:
        """A node whose owner was killed may still be stopping: two must not share the folder."""
        process = _node_process(self._record.read().get("pid"), self._folder)
        if process is None:
            return
        process.terminate()
        try:
            process.wait(_OLD_NODE_WAIT)
        except psutil.TimeoutExpired:
            process.kill()
            process.wait(_OLD_NODE_WAIT)

    def _settled(self) -> _Ports:
        if self._ports is None:
            raise RuntimeError("the node has not been started")
        return self._ports


def _node() -> str:
    """One name is enough: each node has a port mapper of its own."""
    return "troncal@localhost"


def _node_process(pid: int | None, folder: Path) -> psutil.Process | None:
    try:
        process = psutil.Process(pid) if pid else None
        if process is not None and str(folder) in process.environ().get("HOME", ""):
            return process
    except psutil.Error:
        pass
    return None
