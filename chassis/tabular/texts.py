"""Delimited text as records, none shifted and none swallowed. Standard library only.

A quotation mark that is never closed would make the rest of a file one cell. So a record is let run
over some lines only; if it does not end there, its first line alone is flagged and reading goes on
with the next one.
"""

import csv
import io
import re
from collections import deque
from collections.abc import Iterator
from statistics import mode
from typing import BinaryIO, Final

from chassis.tabular.encodings import MARKING, mark_of
from chassis.tabular.refusals import Unreadable

DELIMITERS: Final = (",", ";", "\t", "|", "^", "~", ":")
MOST_COLUMNS: Final = 1_000
_MOST_LINES: Final = 200
_LONGEST_LINE: Final = 1_000_000
_SAMPLED: Final = 60
_SEPARATOR_LINE: Final = re.compile(r"^\ufeff?sep=(.)\r?\n?$", re.IGNORECASE)

csv.field_size_limit(_LONGEST_LINE * 2)

Record = tuple[int, list[str] | None, str | None]
"""Number of the record as a spreadsheet counts, its cells; or None and what is wrong with it."""


class Lines:
    """The lines of a text, some of which may be given back."""

    def __init__(self, file: BinaryIO, encoding: str) -> None:
        marked = mark_of(file.read(4))
        file.seek(marked[1] if marked and marked[0] == encoding else 0)
        self._text = io.TextIOWrapper(file, encoding, errors=MARKING, newline="")
        self._back: deque[str] = deque()

    def next(self) -> str:
        """Return the next line with its end, or an empty text after the last.

        Raises Unreadable for a line that is no line of a table.
        """
        if self._back:
            return self._back.popleft()
        line = self._text.readline(_LONGEST_LINE)
        if len(line) == _LONGEST_LINE and line[-1] not in "\r\n":
            raise Unreadable("line_too_long")
        return line

    def give_back(self, lines: list[str]) -> None:
        """Put lines back in front of the others."""
        self._back.extendleft(reversed(lines))

    def release(self) -> None:
        """Leave the file open for the next reader."""
        self._text.detach()


def guess_delimiter(file: BinaryIO, encoding: str) -> str:
    """Return what most likely separates cells: it gives many records of one width above one."""
    lines = Lines(file, encoding)
    sample = [line for _ in range(_SAMPLED) if (line := lines.next())]
    lines.release()
    file.seek(0)
    if sample and (named := _SEPARATOR_LINE.match(sample[0])):
        return named[1]
    text = "".join(sample)
    return max(DELIMITERS, key=lambda sign: _fitness(text, sign))


def _fitness(text: str, sign: str) -> float:
    rows = [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=sign) if any(row)]
    widths = [len(row) for row in rows if len(row) > 1]
    if not widths:
        return 0.0
    width = mode(sorted(widths, reverse=True))
    share = widths.count(width) / len(rows)
    # A colon stands in times and addresses: it has to be far better than the others.
    return share * (1 + min(width, 40) / 40) * (0.4 if sign == ":" else 1.0)


def records(file: BinaryIO, encoding: str, delimiter: str) -> Iterator[Record]:
    """Yield every record that is not blank. Raises Unreadable for a text that is no table."""
    lines = Lines(file, encoding)
    number = 0
    while line := lines.next():
        number += 1
        if number == 1 and _SEPARATOR_LINE.match(line):
            continue
        if '"' in line:
            cells, fault = _quoted(lines, line, delimiter)
        else:
            cells, fault = line.rstrip("\r\n").split(delimiter), None
        if cells is not None and len(cells) > MOST_COLUMNS:
            raise Unreadable("too_many_columns", row=number, most=MOST_COLUMNS)
        if fault:
            yield number, cells, fault
        elif any(cell.strip() for cell in cells or ()):
            yield number, cells, None


def _quoted(lines: Lines, first: str, delimiter: str) -> tuple[list[str] | None, str | None]:
    """Read a record with quotation marks, over several lines if need be."""
    taken = [first]
    unfinished = False

    def supply() -> Iterator[str]:
        nonlocal unfinished
        yield first
        while len(taken) < _MOST_LINES and (line := lines.next()):
            taken.append(line)
            yield line
        unfinished = True

    try:
        cells = next(csv.reader(supply(), delimiter=delimiter))
    except csv.Error:
        unfinished = True
        cells = []
    if not unfinished:
        return cells, None
    lines.give_back(taken[1:])
    return first.rstrip("\r\n").split(delimiter), "quote_not_closed"
