"""The child process that reads one file; it trusts nothing of it. Standard library only.

    python -m chassis.tabular.child <owner's pid> <seconds> <descriptor> <options>

The file is standard input; its records go to the descriptor, one JSON line each (`[number, cells]`
or `[number, cells, fault]`), what was found to standard output. Memory, processor time and files
are bounded by the kernel, and the child dies with its owner.
"""

import json
import os
import resource
import signal
import sys
from collections.abc import Iterator
from typing import Any, BinaryIO, Final

from chassis.runtime.childexec import die_with
from chassis.tabular.cards import cards
from chassis.tabular.encodings import ENCODINGS, LOST, guess_encoding
from chassis.tabular.refusals import Unreadable
from chassis.tabular.sheets import Workbook
from chassis.tabular.texts import Record, guess_delimiter, records

MEMORY: Final = 300 * 1024 * 1024
_FILE: Final = 8 * 1024**3
_HEAD: Final = 60
_VALUES: Final = 100
_LONGEST_VALUE: Final = 100
_ZIP: Final = b"PK\x03\x04"
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0"
_STRAY_NULS: Final = 0.1
_LONGEST_CELL: Final = 100_000
_COLUMNS_COUNTED: Final = 300


def main(arguments: list[str]) -> int:
    """Bound this process, then read what comes in. Ends with 1 when the file is refused."""
    parent, seconds, rows = map(int, arguments[:3])
    given = json.loads(arguments[3])
    die_with(parent, signal.SIGKILL)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (_FILE, _FILE))
    try:
        with os.fdopen(rows, "w", encoding="ascii", buffering=1 << 16) as out:
            found = _read(sys.stdin.buffer, given, out)
    except Unreadable as refused:
        found = {"code": refused.code, "params": refused.params}
    except MemoryError:
        found = {"code": "file_needs_too_much", "params": {}}
    sys.stdout.write(json.dumps(found))
    return 1 if "code" in found else 0


def _read(file: BinaryIO, given: dict[str, Any], out: Any) -> dict[str, Any]:
    head = file.read(512)
    file.seek(0)
    if not head:
        raise Unreadable("file_empty")
    if head.startswith(_OLD_OFFICE):
        raise Unreadable("old_workbook")
    if head.startswith(_ZIP):
        book = Workbook(file)
        sheet = given.get("sheet")
        sheet = sheet if sheet in book.sheets else next(iter(book.sheets))
        said = {"format": "xlsx", "sheet": sheet, "sheets": list(book.sheets)[:200]}
        return said | _write(book.records(sheet), out)
    encoding = given.get("encoding")
    encoding = encoding if encoding in ENCODINGS else guess_encoding(file)
    said = {"encoding": encoding}
    wide = encoding.startswith("utf-16")
    if b"BEGIN:VCARD" in head.upper() and not wide:
        return said | {"format": "vcard"} | _write(cards(file, encoding), out)
    if head.startswith(b"%PDF") or (not wide and head.count(0) > len(head) * _STRAY_NULS):
        raise Unreadable("not_a_table")
    delimiter = given.get("delimiter") or guess_delimiter(file, encoding)
    said |= {"format": "csv", "delimiter": delimiter}
    return said | _write(records(file, encoding, delimiter), out)


def _write(found: Iterator[Record], out: Any) -> dict[str, Any]:
    """Write each record and return what all of them are like."""
    head: list[list[Any]] = []
    values: list[dict[str, int] | None] = []
    count = width = 0
    last_row = 0
    encode = json.JSONEncoder(separators=(",", ":")).encode
    for number, cells, told in found:
        fault = told or _fault(cells)
        line = [number, cells, fault] if fault else [number, cells]
        out.write(encode(line) + "\n")
        count, last_row = count + 1, number
        if cells is None or fault:
            continue
        width = max(width, len(cells))
        if len(head) < _HEAD:
            head.append([number, cells])
        _count_values(values, cells)
    if not count:
        raise Unreadable("file_empty")
    listed = [
        sorted(counts.items(), key=lambda one: -one[1]) if counts is not None else None
        for counts in values
    ]
    return {"rows": count, "last_row": last_row, "width": width, "head": head, "values": listed}


def _fault(cells: list[str] | None) -> str | None:
    for cell in cells or ():
        if LOST in cell:
            return "text_not_of_encoding"
        if "\x00" in cell:
            return "text_with_nul"
        if len(cell) > _LONGEST_CELL:
            return "cell_too_long"
    return None


def _count_values(values: list[dict[str, int] | None], cells: list[str]) -> None:
    """Count the different values of each column, as long as they are few (lists to map)."""
    while len(values) < min(len(cells), _COLUMNS_COUNTED):
        values.append({})
    for at, cell in enumerate(cells[:_COLUMNS_COUNTED]):
        counts = values[at]
        if counts is None or not cell:
            continue
        text = cell.strip()
        if text in counts:
            counts[text] += 1
        elif len(counts) >= _VALUES or len(text) > _LONGEST_VALUE:
            values[at] = None
        elif text:
            counts[text] = 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
