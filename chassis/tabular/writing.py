"""Writing a table row by row: a child process makes the file, the caller only hands rows over.

Guarantee: neither process holds more than some rows, however many there are; the interpreter that
serves requests does not spend its time on cells. A file is whole or there is none.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, BinaryIO, Final, Literal

import orjson

from chassis.tabular import writer
from chassis.tabular.cells import CellKind

_ROOT: Final = Path(__file__).parents[2]
_FORBIDDEN_IN_NAMES: Final = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_LONGEST_NAME: Final = 28
_BEAT: Final = 1.0

Row = Sequence[str | None]


class NotWritten(Exception):
    """The child could not write the file: no room on the disk, or it was stopped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """What a file is to be: its titles, the kinds of its columns, how a CSV file is written."""

    format: Literal["csv", "xlsx"]
    titles: Sequence[str]
    kinds: Sequence[CellKind]
    delimiter: str = ","
    decimal: str = "."
    sheet: str = "Datos"


class Rows:
    """Where rows go."""

    def __init__(self, pipe: IO[bytes]) -> None:
        self._pipe = pipe

    def add(self, rows: Iterable[Row]) -> None:
        """Hand over some rows. Raises NotWritten when nobody takes them."""
        self._send(b"\n".join([*map(orjson.dumps, rows), b""]))

    def end(self) -> None:
        """Say that there are no more."""
        self._send(orjson.dumps(writer.END) + b"\n")

    def _send(self, lines: bytes) -> None:
        try:
            self._pipe.write(lines)
            self._pipe.flush()
        except OSError:
            raise NotWritten from None


def _nothing() -> None:
    return


@contextmanager
def written(
    out: BinaryIO, table: Table, *, waiting: Callable[[], None] = _nothing
) -> Iterator[Rows]:
    """Write a table into `out` (a real file); it is whole when the block has ended.

    Putting a long XLSX together takes the child a while after the last row: `waiting` is called
    each second of it. Raises NotWritten. Leaving the block by another raise stops the child.
    """
    with tempfile.TemporaryDirectory(prefix="troncal-table-") as folder:
        process = _start(out, table, folder)
        pipe = process.stdin
        assert pipe is not None
        try:
            rows = Rows(pipe)
            yield rows
            rows.end()
            pipe.close()
            while process.poll() is None:
                try:
                    process.wait(_BEAT)
                except subprocess.TimeoutExpired:
                    waiting()
            if process.returncode != 0:
                raise NotWritten
        finally:
            process.kill()
            process.wait()
            _close(pipe)


def _start(out: BinaryIO, table: Table, folder: str) -> subprocess.Popen[bytes]:
    options: dict[str, Any] = {
        "format": table.format,
        "titles": list(table.titles),
        "kinds": list(table.kinds),
        "delimiter": table.delimiter,
        "decimal": table.decimal,
        "sheet": table.sheet.translate(_FORBIDDEN_IN_NAMES)[:_LONGEST_NAME].strip() or "Datos",
        "folder": folder,
    }
    command = [sys.executable, "-m", writer.__name__, str(os.getpid()), str(out.fileno())]
    return subprocess.Popen(  # noqa: S603 - our own interpreter and module
        [*command, json.dumps(options)],
        cwd=_ROOT,
        env={"PATH": os.environ.get("PATH", ""), "PYTHONDONTWRITEBYTECODE": "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        pass_fds=(out.fileno(),),
    )


def _close(pipe: IO[bytes]) -> None:
    try:
        pipe.close()
    except OSError:
        return  # the child is gone: what waited for it goes too
