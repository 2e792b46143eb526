"""What processes print: to the terminal with the process's name before each line, and to files."""

import contextlib
import io
import sys
import threading
from pathlib import Path
from typing import IO

_COLOURS = (36, 33, 35, 32, 34, 96, 93, 95, 92, 94)
_LARGEST_FILE = 20_000_000


def say(text: str = "") -> None:
    """Tell the person at the terminal something, at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def complain(text: str) -> None:
    """Tell the person at the terminal what went wrong."""
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


class LogFile(io.TextIOBase):
    """A log file of this process: appended to line by line, set aside once when it grew large.

    A full disk costs lines, never the process.
    """

    def __init__(self, path: Path) -> None:
        super().__init__()
        set_aside_when_large(path)
        self._file = path.open("a", buffering=1, encoding="utf-8", errors="replace")

    def write(self, text: str) -> int:
        """Append; what cannot be written is dropped."""
        with contextlib.suppress(OSError):
            self._file.write(text)
        return len(text)

    def flush(self) -> None:
        """Hand what is buffered to the system."""
        with contextlib.suppress(OSError, ValueError):
            self._file.flush()


def set_aside_when_large(path: Path) -> None:
    """Keep one older log beside the current one, so that logs never fill the disk."""
    if path.exists() and path.stat().st_size > _LARGEST_FILE:
        path.replace(path.with_suffix(".log.1"))


class Prefixer:
    """Copies lines of several processes to one terminal, whole lines only, and to a file each.

    A file that grew past 20 MB is set aside once (``.1``) when its process starts anew. A full
    disk or a closed terminal costs the line, never the process: the pipe is always emptied. Where
    they are not `shown`, lines go to the files only.
    """

    def __init__(self, names: list[str], logs: Path, *, shown: bool = True) -> None:
        self._width = max((len(name) for name in names), default=0)
        self._logs = logs
        self._shown = shown
        self._coloured = sys.stdout.isatty()
        self._colours = {name: _COLOURS[i % len(_COLOURS)] for i, name in enumerate(names)}
        self._lock = threading.Lock()

    def follow(self, name: str, stream: IO[bytes]) -> threading.Thread:
        """Copy ``stream`` until it ends, from a thread."""
        thread = threading.Thread(
            target=self._copy, args=(name, stream), name=f"log-{name}", daemon=True
        )
        thread.start()
        return thread

    def _copy(self, name: str, stream: IO[bytes]) -> None:
        path = self._logs / f"{name}.log"
        set_aside_when_large(path)
        prefix = self._prefix(name)
        with stream, path.open("ab", buffering=0) as file:
            for line in stream:
                with contextlib.suppress(OSError):
                    file.write(line)
                if self._shown:
                    self._show(prefix, line)

    def _prefix(self, name: str) -> str:
        padded = name.ljust(self._width)
        if not self._coloured:
            return f"{padded} | "
        return f"\x1b[{self._colours.get(name, 37)}m{padded} |\x1b[0m "

    def _show(self, prefix: str, line: bytes) -> None:
        text = line.decode(errors="replace").rstrip("\n")
        with contextlib.suppress(OSError, ValueError), self._lock:
            sys.stdout.write(f"{prefix}{text}\n")
            sys.stdout.flush()
