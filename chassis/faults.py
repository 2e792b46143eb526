"""Faults have names: a test or a demonstration asks for one and it happens there, nowhere else.

`TRONCAL_FAULT=relay.after_confirm:kill` kills the process at that point. Several are separated by
commas; `name:action@3` acts only at the third pass. Actions: `kill` (SIGKILL, as the kernel would),
`exit` (code 70), `raise` (InjectedFault), `die` (ends the thread as a crash would, without its
clean-up by `except Exception`), `hang` (until killed). Without the variable a point
costs one look-up in an empty dictionary.
"""

import os
import signal
import threading
from dataclasses import dataclass


class InjectedFault(Exception):
    """Raised at a fault point whose action is `raise`."""


@dataclass(slots=True)
class _Fault:
    action: str
    at_pass: int
    passes: int = 0


_lock = threading.Lock()
_faults: dict[str, _Fault] = {}


def configure(text: str) -> None:
    """Replace the active faults by those that the text names. An empty text removes all."""
    faults: dict[str, _Fault] = {}
    for part in filter(None, (piece.strip() for piece in text.split(","))):
        name, _, action = part.partition(":")
        action, _, nth = (action or "kill").partition("@")
        if action not in {"kill", "exit", "raise", "die", "hang"}:
            raise ValueError(f"unknown fault action: {action}")
        faults[name] = _Fault(action, int(nth or 0))
    with _lock:
        _faults.clear()
        _faults.update(faults)


def point(name: str) -> None:
    """Act here when this point was named; otherwise do nothing."""
    fault = _faults.get(name)
    if fault is None:
        return
    with _lock:
        fault.passes += 1
        due = fault.at_pass in (0, fault.passes)
    if due:
        _act(name, fault.action)


def _act(name: str, action: str) -> None:
    if action == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    elif action == "exit":
        os._exit(70)
    elif action == "raise":
        raise InjectedFault(name)
    elif action == "die":
        raise SystemExit(name)  # the one exception that a thread may end by in silence
    threading.Event().wait()


configure(os.environ.get("TRONCAL_FAULT", ""))
