"""Find RabbitMQ's server on this machine, or get it; and ask whether one answers."""

import shutil
import socket
from collections.abc import Mapping
from pathlib import Path

from chassis.runtime import apt
from chassis.runtime.errors import CannotStart
from chassis.runtime.ports import LOOPBACK

_INSTALLED = Path("/usr/lib/rabbitmq/lib")
_HANDSHAKE = b"AMQP\x00\x00\x09\x01"
_CONNECTION_START = b"\x00\x0a\x00\x0a"  # class 10, method 10, after type, channel and size


def find_server() -> Path | None:
    """Return the newest installed server script, the versioned one that does not change user."""
    found = sorted(_INSTALLED.glob("rabbitmq_server-*/sbin/rabbitmq-server"), key=_version)
    if not found or shutil.which("erl") is None or shutil.which("epmd") is None:
        return None
    return found[-1]


def require_server(environ: Mapping[str, str]) -> Path:
    """Return the server script; install RabbitMQ when it is missing and that is permitted."""
    if (server := find_server()) is None:
        apt.install(
            "rabbitmq-server",
            purpose="RabbitMQ is needed and not installed",
            otherwise=", or set TRONCAL_AMQP_URL to a running one",
            environ=environ,
        )
        server = find_server()
    if server is None:
        raise CannotStart(f"RabbitMQ was installed but is not in {_INSTALLED}.")
    return server


def _version(script: Path) -> tuple[int, ...]:
    number = script.parent.parent.name.removeprefix("rabbitmq_server-")
    return tuple(int(part) for part in number.split(".") if part.isdigit())


def speaks_amqp(port: int) -> bool:
    """Whether something on the loopback port opens an AMQP 0-9-1 connection."""
    try:
        with socket.create_connection((LOOPBACK, port), timeout=5) as connection:
            connection.sendall(_HANDSHAKE)
            return connection.recv(32)[7:11] == _CONNECTION_START
    except OSError:
        return False
