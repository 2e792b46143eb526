"""Free TCP ports on the loopback address.

A port is chosen a while before its server binds it. The kernel gives ports of its own range to
whoever connects somewhere, at any moment; ours come from below that range, so that only another
server could take one meanwhile.
"""

import errno
import os
import random
import socket
from collections.abc import Sequence

LOOPBACK = "127.0.0.1"
_BACKLOG = 2_048
_RANGE = range(20_000, 32_000)  # Linux connects from 32,768 upwards, other systems from 49,152
# not the module's own numbers: who seeds those would choose the same ports as all who did
_CHANCE = random.SystemRandom()


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
    """Return ``preferred`` when it is free, else another one. Raises OSError when none is."""
    if preferred and is_free(preferred):
        return preferred
    return free_ports(1)[0]


def free_ports(count: int) -> Sequence[int]:
    """Return ``count`` different free ports, held together while choosing so that none repeats.

    Raises OSError when there are not so many.
    """
    held: list[socket.socket] = []
    try:
        for port in _CHANCE.sample(_RANGE, len(_RANGE)):
            probe = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
            held.append(probe)
            try:
                probe.bind((LOOPBACK, port))
            except OSError:
                held.pop().close()
            if len(held) == count:
                return [each.getsockname()[1] for each in held]
        raise OSError(errno.EADDRINUSE, os.strerror(errno.EADDRINUSE))
    finally:
        for probe in held:
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
