"""The child process that writes one table; rows come in, a file comes out, memory stays.

    python -m chassis.tabular.writer <owner's pid> <descriptor> <options>

Standard input holds one JSON line per row (`["Ana", "12.50", null]`); the file goes to the
descriptor. An XLSX row is on disk before the next one is read. Ends with 0 only when the last line
was `"end"`: a table whose owner died is no table.
"""

import csv
import io
import json
import os
import resource
import signal
import sys
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any, BinaryIO, Final

from xlsxwriter import Workbook

from chassis.runtime.childexec import die_with
from chassis.tabular.cells import CellKind, begins_formula, csv_row

MEMORY: Final = 200 * 1024 * 1024
END: Final = "end"
SHEET_ROWS: Final = 1_048_576
_LONGEST_CELL: Final = 32_767
_EXACT_DIGITS: Final = 15
_LINES: Final = 500
_WIDTHS: Final[dict[CellKind, int]] = {"text": 24, "number": 14, "date": 12, "time": 18}

Row = list[str | None]


class Incomplete(Exception):
    """The rows ended before their owner said so."""


def main(arguments: list[str]) -> int:
    """Bound this process, then write what comes in."""
    parent, descriptor = map(int, arguments[:2])
    options = json.loads(arguments[2])
    die_with(parent, signal.SIGKILL)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    write = _write_xlsx if options["format"] == "xlsx" else _write_csv
    with os.fdopen(descriptor, "wb") as out:
        try:
            write(out, options, rows_of(sys.stdin.buffer))
        except Incomplete:
            return 1
    return 0


def rows_of(source: BinaryIO) -> Iterator[Row]:
    """Yield the rows; raises Incomplete when they end without their end."""
    for line in source:
        row = json.loads(line)
        if row == END:
            return
        yield row
    raise Incomplete


def csv_text(
    rows: Sequence[Sequence[str | None]],
    kinds: Sequence[CellKind],
    *,
    delimiter: str = ",",
    decimal: str = ".",
) -> bytes:
    """Return rows as a piece of a CSV file."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(
        [csv_row(row, kinds, decimal=decimal) for row in rows]
    )
    return out.getvalue().encode()


def csv_head(titles: Sequence[str], delimiter: str) -> bytes:
    """Return how a CSV file begins: the mark by which Excel knows its encoding, the titles."""
    return b"\xef\xbb\xbf" + csv_text([titles], ["text"] * len(titles), delimiter=delimiter)


def _write_csv(out: BinaryIO, options: dict[str, Any], rows: Iterator[Row]) -> None:
    delimiter, decimal = options["delimiter"], options["decimal"]
    out.write(csv_head(options["titles"], delimiter))
    waiting: list[Row] = []
    for row in rows:
        waiting.append(row)
        if len(waiting) == _LINES:
            out.write(csv_text(waiting, options["kinds"], delimiter=delimiter, decimal=decimal))
            waiting.clear()
    out.write(csv_text(waiting, options["kinds"], delimiter=delimiter, decimal=decimal))


def _write_xlsx(out: BinaryIO, options: dict[str, Any], rows: Iterator[Row]) -> None:
    """Write sheets of as many rows as a sheet may have; each begins with the titles."""
    settings = {"constant_memory": True, "tmpdir": options["folder"]}
    most = options.get("sheet_rows", SHEET_ROWS)
    with Workbook(out, settings) as book:
        sheet = _Sheet(book, options, 1)
        for row in rows:
            if sheet.row == most:
                sheet = _Sheet(book, options, sheet.number + 1)
            sheet.write(row)


class _Sheet:
    """One sheet: texts are typed as texts, so nothing in them is computed."""

    def __init__(self, book: Any, options: dict[str, Any], number: int) -> None:
        name = options["sheet"] if number == 1 else f"{options['sheet'][:25]} {number}"
        self.number = number
        self.row = 1
        self._kinds: list[CellKind] = options["kinds"]
        self._sheet = book.add_worksheet(name)
        self._text = book.add_format({"quote_prefix": True})
        self._formats = {
            "date": book.add_format({"num_format": "yyyy-mm-dd"}),
            "time": book.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
        }
        for at, kind in enumerate(self._kinds):
            self._sheet.set_column(at, at, _WIDTHS[kind])
        self._sheet.freeze_panes(1, 0)
        bold = book.add_format({"bold": True})
        for at, title in enumerate(options["titles"]):
            self._sheet.write_string(0, at, title[:_LONGEST_CELL], bold)

    def write(self, row: Row) -> None:
        """Write the next row."""
        for at, (cell, kind) in enumerate(zip(row, self._kinds, strict=True)):
            if cell is None or cell == "":
                continue
            if kind == "number" and len(cell.lstrip("-").replace(".", "")) <= _EXACT_DIGITS:
                self._sheet.write_number(self.row, at, float(cell))
            elif kind == "date" and cell >= "1900-03-01":
                self._sheet.write_datetime(
                    self.row, at, date.fromisoformat(cell), self._formats["date"]
                )
            elif kind == "time":
                moment = datetime.fromisoformat(cell)
                self._sheet.write_datetime(self.row, at, moment, self._formats["time"])
            else:
                self._write_text(at, cell[:_LONGEST_CELL])
        self.row += 1

    def _write_text(self, at: int, text: str) -> None:
        """Write a text; one that looks like a formula keeps being none when it is edited."""
        if begins_formula(text):
            self._sheet.write_string(self.row, at, text, self._text)
        else:
            self._sheet.write_string(self.row, at, text)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
