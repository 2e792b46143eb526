"""Cells of a table that is written: what no spreadsheet takes for a formula. Standard library only.

A cell arrives as text, or as None. Its column's kind says what it stands for: `number` is a plain
decimal with a point, `date` is ISO, `time` a wall-clock moment without a zone
(`2026-11-30T09:05:00`), anything else is text.
"""

import re
from collections.abc import Sequence
from typing import Final, Literal

CellKind = Literal["text", "number", "date", "time"]

FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_PLAIN_NUMBER: Final = re.compile(r"[+-]?\d+(?:[.,]\d+)?")


def begins_formula(text: str) -> bool:
    """Whether a spreadsheet could take the text for a formula.

    A plain number with its sign is none: `+573001234567` stays a telephone number that can be
    dialled and imported, `-12.50` stays an amount. `+57-300` would be a subtraction.
    """
    return text.startswith(FORMULA) and not _PLAIN_NUMBER.fullmatch(text)


def guarded(text: str) -> str:
    """Return a cell of a CSV file that no spreadsheet takes for a formula.

    It gets an apostrophe in front, which the import takes away again; so does a text that begins
    with one.
    """
    return f"'{text}" if begins_formula(text) or text.startswith("'") else text


def csv_row(
    cells: Sequence[str | None], kinds: Sequence[CellKind], *, decimal: str = "."
) -> list[str]:
    """Return the cells of one row as a CSV file has them."""
    return [_csv_cell(cell, kind, decimal) for cell, kind in zip(cells, kinds, strict=True)]


def _csv_cell(cell: str | None, kind: CellKind, decimal: str) -> str:
    if cell is None:
        return ""
    if kind == "number":
        return cell if decimal == "." else cell.replace(".", decimal)
    if kind == "time":
        return cell[:19].replace("T", " ")
    return cell if kind == "date" else guarded(cell)
