"""Reading a file that somebody sent: in a child process, within limits.

Guarantee: a file of up to four megabytes costs at most 8 s of processor, 10 s in all and 300 MB,
whatever is in it; a larger one is given a second and a half more for each megabyte. Whatever
happens to the child, the caller gets records or an `Unreadable` with a code.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Final

from chassis.tabular import child
from chassis.tabular.refusals import Unreadable

_ROOT: Final = Path(__file__).parents[2]
_SECONDS: Final = 8
_GRACE: Final = 2
_FREE: Final = 4 * 1024 * 1024
_SECONDS_A_MEGABYTE: Final = 1.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a file is, its records being written: how it was read and what its columns hold.

    `head` are the first records that could be read, with their numbers; `values` the different
    values of each column with their counts, None where they are too many to be a list.
    """

    format: str
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    sheets: tuple[str, ...] = ()
    rows: int
    last_row: int
    width: int
    head: tuple[tuple[int, list[str]], ...]
    values: tuple[list[tuple[str, int]] | None, ...]


def read_table(source: BinaryIO, rows: BinaryIO, options: Mapping[str, Any]) -> Found:
    """Read a file into `rows` (a real file): one JSON line per record, as `child` says.

    `options` may state `encoding`, `delimiter` and `sheet`; what is not stated is guessed. Raises
    Unreadable.
    """
    with tempfile.TemporaryFile() as copy:
        shutil.copyfileobj(source, copy, 1 << 20)
        size = copy.tell()
        copy.seek(0)
        seconds = _SECONDS + int(max(0, size - _FREE) / 1024**2 * _SECONDS_A_MEGABYTE)
        answer = _run(copy, rows, json.dumps(dict(options)), seconds)
    if "code" in answer:
        raise Unreadable(answer["code"], **answer["params"])
    answer["sheets"] = tuple(answer.get("sheets", ()))
    answer["head"] = tuple((number, cells) for number, cells in answer["head"])
    answer["values"] = tuple(
        None if values is None else [(text, count) for text, count in values]
        for values in answer["values"]
    )
    return Found(**answer)


def _run(source: Any, rows: BinaryIO, options: str, seconds: int) -> dict[str, Any]:
    command = [sys.executable, "-m", child.__name__, str(os.getpid()), str(seconds)]
    command += [str(rows.fileno()), options]
    process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
        command,
        cwd=_ROOT,
        env={"PATH": os.environ.get("PATH", ""), "PYTHONDONTWRITEBYTECODE": "1"},
        stdin=source,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        pass_fds=(rows.fileno(),),
    )
    try:
        answer, _ = process.communicate(timeout=seconds + _GRACE)
    except subprocess.TimeoutExpired:
        return {"code": "file_takes_too_long", "params": {}}
    finally:
        process.kill()
        process.wait()
    try:
        found: dict[str, Any] = json.loads(answer)
    except ValueError:
        # The kernel ended it: for its memory or for its time.
        code = (
            "file_takes_too_long"
            if process.returncode == -signal.SIGXCPU
            else "file_needs_too_much"
        )
        return {"code": code, "params": {}}
    return found
