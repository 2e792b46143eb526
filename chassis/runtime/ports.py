"""Free TCP ports on the loopback address."""

import socket
from collections.abc import Sequence

LOOPBACK = "127.0.0.1"
_BACKLOG = 2_048


def is_free(port: int, host: str = LOOPBACK) -> bool:
    """Whether a server could bind ``port`` now. Another program may still take it first."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        # as servers do: a port whose old connections are in TIME_WAIT counts as free
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def free_port(preferred: int | None = None) -> int:
    """Return ``preferred`` when it is free, else a free port that the kernel chooses."""
    if preferred and is_free(preferred):
        return preferred
    return free_ports(1)[0]


def free_ports(count: int) -> Sequence[int]:
    """Return ``count`` different free ports, held together while choosing so that none repeats."""
    probes = [socket.socket(socket.AF_INET, socket.SOCK_STREAM) for _ in range(count)]
    try:
        for probe in probes:
            probe.bind((LOOPBACK, 0))
        return [probe.getsockname()[1] for probe in probes]
    finally:
        for probe in probes:
            probe.close()


def listen(port: int, host: str = LOOPBACK) -> socket.socket:
    """Open a port that a child shall serve; who connects meanwhile waits. Raises OSError."""
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(_BACKLOG)
    except OSError:
        listener.close()
        raise
    return listener
