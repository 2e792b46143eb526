"""What the peers' small programs share; it runs in their environments, so it imports nothing.

A program is called `<consume|publish> <amqp> <queue> <count> <equal|default> <envelope file>`. It
prints `ready` when it stands; a publisher then waits for a line, a consumer prints the time at
which it handled the last message. Both end by SIGTERM.
"""

import json
import sys
import threading
import time
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Task:
    """What one program is asked to do."""

    role: str
    amqp: str
    queue: str
    count: int
    equal: bool
    envelope: Path

    @classmethod
    def asked(cls) -> Self:
        """Read the command line."""
        role, amqp, queue, count, durability, envelope = sys.argv[1:]
        return cls(role, amqp, queue, int(count), durability == "equal", Path(envelope))

    def messages(self) -> list[dict[str, Any]]:
        """Return the messages: the envelope of one fact, each time with an id of its own."""
        envelope = json.loads(self.envelope.read_text())
        return [{**envelope, "id": str(uuid.uuid4())} for _ in range(self.count)]


class Tally:
    """Counts what was handled and prints the time of the last one."""

    def __init__(self, count: int) -> None:
        self._left = count
        self._lock = threading.Lock()

    def one(self) -> None:
        """Count one message."""
        with self._lock:
            self._left -= 1
            if not self._left:
                print(time.time(), flush=True)


def ready() -> None:
    """Say that everything stands."""
    print("ready", flush=True)


def wait_for_go() -> None:
    """Say that everything stands, and wait for the word."""
    ready()
    sys.stdin.readline()
