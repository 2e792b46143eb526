"""XLSX as records, cell by cell as the file is read: memory holds one row and the shared texts.

Standard library only. A file that declares entities, or that is a hundred times larger inside than
outside, is refused before it costs anything. Each cell goes where its address says, so that an
empty one shifts nothing. A formula is never computed: its stored result is read, and where there
is none the formula itself, as text.
"""

import re
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any, BinaryIO, Final
from xml.parsers import expat

from chassis.tabular.refusals import Unreadable
from chassis.tabular.texts import MOST_COLUMNS, Record

_MOST_PARTS: Final = 5_000
_LARGEST_PART: Final = 2 * 1024**3
_RATIO: Final = 150
_SMALL: Final = 16 * 1024**2
_PIECE: Final = 262_144
_DATES: Final = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
_QUOTED: Final = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
_ADDRESS: Final = re.compile(r"^([A-Z]{1,3})(\d{1,7})$")
_EPOCH: Final = datetime(1899, 12, 30, tzinfo=UTC)
_EPOCH_1904: Final = datetime(1904, 1, 1, tzinfo=UTC)
_MIDNIGHT: Final = "00:00:00"

Handlers = tuple[
    Callable[[str, dict[str, str]], None], Callable[[str], None], Callable[[str], None]
]


class Workbook:
    """An opened XLSX: which sheets it has, and the records of one."""

    def __init__(self, file: BinaryIO) -> None:
        try:
            self._zip = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, OSError, ValueError) as error:
            raise Unreadable("not_a_workbook") from error
        self._require_honest()
        self._parts = {info.filename.lstrip("/"): info for info in self._zip.infolist()}
        self._since_1904 = False
        self.sheets: dict[str, str] = {}
        self._list_sheets()

    def records(self, sheet: str) -> Iterator[Record]:
        """Yield the rows of a sheet that are not blank, numbered as the sheet numbers them."""
        shared = self._shared()
        dates = self._date_styles()
        reader = _Sheet(shared, dates, since_1904=self._since_1904)
        for _ in self._parsed(self.sheets[sheet], reader.handlers):
            rows, reader.rows = reader.rows, []
            yield from rows
        yield from reader.rows

    def _require_honest(self) -> None:
        parts = self._zip.infolist()
        if len(parts) > _MOST_PARTS:
            raise Unreadable("packed_too_tightly")
        for part in parts:
            if part.flag_bits & 1:
                raise Unreadable("file_has_password")
            if part.file_size > _LARGEST_PART or (
                part.file_size > _SMALL and part.file_size > _RATIO * max(1, part.compress_size)
            ):
                raise Unreadable("packed_too_tightly")

    def _list_sheets(self) -> None:
        targets: dict[str, str] = {}
        named: list[tuple[str, str]] = []

        def relation(name: str, values: dict[str, str]) -> None:
            if name == "Relationship":
                target = values.get("Target", "")
                target = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
                targets[values.get("Id", "")] = target

        def sheet(name: str, values: dict[str, str]) -> None:
            if name == "sheet" and values.get("state", "visible") == "visible":
                named.append((values.get("name", ""), values.get("id", "")))
            elif name == "workbookPr":
                self._since_1904 = values.get("date1904") in {"1", "true"}

        self._read("xl/_rels/workbook.xml.rels", relation)
        self._read("xl/workbook.xml", sheet)
        self.sheets = {
            name: targets[id] for name, id in named if targets.get(id, "") in self._parts
        }
        if not self.sheets:
            raise Unreadable("not_a_workbook")

    def _shared(self) -> list[str]:
        texts = _Texts()
        if "xl/sharedStrings.xml" in self._parts:
            for _ in self._parsed("xl/sharedStrings.xml", texts.handlers):
                pass
        return texts.found

    def _date_styles(self) -> set[str]:
        """Return the numbers of the cell styles that show dates."""
        codes: dict[str, str] = {}
        styles: list[str] = []
        inside = {"cells": False}

        def begin(name: str, values: dict[str, str]) -> None:
            if name == "numFmt":
                codes[values.get("numFmtId", "")] = values.get("formatCode", "")
            elif name == "cellXfs":
                inside["cells"] = True
            elif name == "xf" and inside["cells"]:
                styles.append(values.get("numFmtId", "0"))

        def end(name: str) -> None:
            if name == "cellXfs":
                inside["cells"] = False

        if "xl/styles.xml" in self._parts:
            for _ in self._parsed("xl/styles.xml", (begin, end, _nothing)):
                pass
        return {str(at) for at, format in enumerate(styles) if _is_date(format, codes)}

    def _read(self, part: str, begin: Callable[[str, dict[str, str]], None]) -> None:
        if part not in self._parts:
            raise Unreadable("not_a_workbook")
        for _ in self._parsed(part, (begin, _nothing, _nothing)):
            pass

    def _parsed(self, part: str, handlers: Handlers) -> Iterator[None]:
        """Parse a part piece by piece; the caller takes what came of each."""
        parser = expat.ParserCreate(namespace_separator=" ")
        begin, end, parser.CharacterDataHandler = handlers
        parser.StartElementHandler = lambda name, values: begin(
            name.rpartition(" ")[2],
            {key.rpartition(" ")[2]: value for key, value in values.items()},
        )
        parser.EndElementHandler = lambda name: end(name.rpartition(" ")[2])
        parser.StartDoctypeDeclHandler = _refuse_entities
        parser.buffer_text = True
        try:
            with self._zip.open(self._parts[part]) as stream:
                while piece := stream.read(_PIECE):
                    parser.Parse(piece)
                    yield
                parser.Parse(b"", True)
                yield
        except (expat.ExpatError, zipfile.BadZipFile, OSError, EOFError, RuntimeError) as error:
            raise Unreadable("broken_workbook") from error
        except NotImplementedError as error:
            raise Unreadable("broken_workbook") from error


class _Texts:
    """Collects the texts that cells share; how a text is spoken (`rPh`) is left out."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self.handlers: Handlers = (self._begin, self._end, self._text)
        self._pieces: list[str] = []
        self._inside = self._spoken = False

    def _begin(self, name: str, _: dict[str, str]) -> None:
        if name == "si":
            self._pieces = []
        elif name == "rPh":
            self._spoken = True
        self._inside = name == "t" and not self._spoken

    def _end(self, name: str) -> None:
        if name == "si":
            self.found.append("".join(self._pieces))
        elif name == "rPh":
            self._spoken = False
        self._inside = False

    def _text(self, piece: str) -> None:
        if self._inside:
            self._pieces.append(piece)


class _Sheet:
    """Collects the rows of a sheet from its elements."""

    def __init__(self, shared: list[str], dates: set[str], *, since_1904: bool) -> None:
        self.rows: list[Record] = []
        self.handlers: Handlers = (self._begin, self._end, self._text)
        self._shared = shared
        self._dates = dates
        self._epoch = _EPOCH_1904 if since_1904 else _EPOCH
        self._number = 0
        self._cells: dict[int, str] = {}
        self._column = -1
        self._kind = self._style = ""
        self._into: list[str] | None = None
        self._value: list[str] = []
        self._formula: list[str] = []

    def _begin(self, name: str, values: dict[str, str]) -> None:
        if name == "c":
            self._begin_cell(values)
        elif name in {"v", "t"}:
            self._into = self._value
        elif name == "f":
            self._into = self._formula
        elif name == "row":
            stated = values.get("r", "")
            self._number = int(stated) if stated.isdigit() else self._number + 1
            self._cells, self._column = {}, -1

    def _begin_cell(self, values: dict[str, str]) -> None:
        found = _ADDRESS.match(values.get("r", ""))
        self._column = _column(found[1]) if found else self._column + 1
        self._kind, self._style = values.get("t", "n"), values.get("s", "0")
        self._value, self._formula = [], []

    def _text(self, piece: str) -> None:
        if self._into is not None:
            self._into.append(piece)

    def _end(self, name: str) -> None:
        if name == "c":
            text = self._shown("".join(self._value))
            if not text and self._formula:
                text = "=" + "".join(self._formula)
            if text:
                if self._column >= MOST_COLUMNS:
                    raise Unreadable("too_many_columns", row=self._number, most=MOST_COLUMNS)
                self._cells[self._column] = text
        elif name == "row" and self._cells:
            width = max(self._cells) + 1
            cells = [self._cells.get(at, "") for at in range(width)]
            if any(cell.strip() for cell in cells):
                self.rows.append((self._number, cells, None))
        if name in {"v", "t", "f"}:
            self._into = None

    def _shown(self, value: str) -> str:
        if self._kind == "s":
            return (
                self._shared[int(value)]
                if value.isdigit() and int(value) < len(self._shared)
                else ""
            )
        if self._kind == "b":
            return {"1": "true", "0": "false"}.get(value, value)
        if self._kind != "n" or not value:
            return value
        try:
            number = Decimal(value)
        except InvalidOperation:
            return value
        if self._style in self._dates:
            return self._date(number)
        return f"{number:f}" if number == number.to_integral_value() else f"{number.normalize():f}"

    def _date(self, serial: Decimal) -> str:
        try:
            moment = self._epoch + timedelta(days=float(serial))
        except (OverflowError, ValueError):
            return str(serial)
        moment = (moment + timedelta(milliseconds=500)).replace(microsecond=0)
        day, _, time = moment.replace(tzinfo=None).isoformat(" ").partition(" ")
        return day if time == _MIDNIGHT else f"{day} {time}"


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _is_date(format: str, codes: dict[str, str]) -> bool:
    if format in codes:
        return bool(re.search(r"[dmyhs]", _QUOTED.sub("", codes[format]).lower()))
    return format.isdigit() and int(format) in _DATES


def _refuse_entities(*_: Any) -> None:
    raise Unreadable("file_has_entities")


def _nothing(*_: Any) -> None:
    return None
