"""Become a program that dies with its owner: the inside half of :mod:`chassis.runtime.spawn`.

Run as a plain script (``python -I -S childexec.py …``), so it may import only the standard library
and starts in a few milliseconds. The order matters: a change of user clears the death signal, so
the user comes first; and the owner may have died before the signal was asked for, so the parent is
checked last, just before exec.
"""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1
REFUSED = 126
NOT_FOUND = 127
_RESTORED = (
    signal.SIGPIPE, signal.SIGXFSZ, signal.SIGINT, signal.SIGQUIT, signal.SIGTERM, signal.SIGHUP,
)  # fmt: skip


def main(arguments: list[str]) -> int:
    """``<parent pid> <signal> <uid|-> <gid|-> <program> [argument …]``; returns on failure."""
    parent, death_signal, uid, gid, *command = arguments
    try:
        _change_user(uid, gid)
        die_with(int(parent), int(death_signal))
        _restore_signals()
        os.execv(command[0], command)  # noqa: S606 - no shell is the point
    except FileNotFoundError as error:
        sys.stderr.write(f"{command[0]}: {error.strerror}\n")
        return NOT_FOUND
    except OSError as error:
        sys.stderr.write(f"{command[0]}: {error.strerror or error}\n")
        return REFUSED


def _change_user(uid: str, gid: str) -> None:
    if gid != "-":
        os.setgroups([])
        os.setresgid(int(gid), int(gid), int(gid))
    if uid != "-":
        os.setresuid(int(uid), int(uid), int(uid))


def die_with(parent: int, death_signal: int) -> None:
    """Get `death_signal` from the kernel when `parent`, which must be our parent, ends."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(PR_SET_PDEATHSIG, death_signal, 0, 0, 0) != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    if os.getppid() != parent:
        os._exit(REFUSED)  # the owner died before the signal was armed: nobody waits for us


def _restore_signals() -> None:
    """Give the program the default handling of what Python, or a shell's `&`, ignores."""
    for number in _RESTORED:
        signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_SETMASK, set())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
