"""The bad rows of an import as a file: each as it was, with its row, columns and reasons before it.

It opens in a spreadsheet (byte order mark, the delimiter of the file that was sent) and no cell of
it is a formula: whatever begins like one gets an apostrophe, which importing it again takes away.
"""

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import select

from chassis.db import Session
from chassis.records.importing.tables import ImportBadRow, ImportRun

_PAGE: Final = 1_000
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "'")

Wording = Callable[[str, Mapping[str, Any]], str]
TITLES: Final = (("Fila", "Columna", "Motivo"), ("Row", "Column", "Reason"))


def bad_rows(session: Session, run: ImportRun, *, after: int) -> Sequence[ImportBadRow]:
    """Return the next page of bad rows, in their order."""
    return session.scalars(
        select(ImportBadRow)
        .where(ImportBadRow.import_id == run.id, ImportBadRow.row > after)
        .order_by(ImportBadRow.row)
        .limit(_PAGE)
    ).all()


def error_file(
    pages: Iterator[Sequence[ImportBadRow]],
    run: ImportRun,
    wording: Wording,
    titles: tuple[str, str, str],
) -> Iterator[bytes]:
    """Yield the file piece by piece."""
    delimiter = run.found.get("delimiter") or ";"
    headers = [each["header"] for each in run.columns]
    yield b"\xef\xbb\xbf" + _written([[*titles, *headers]], delimiter)
    for page in pages:
        yield _written([[row.row, *_reasons(row, wording), *row.cells] for row in page], delimiter)


def guarded(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _reasons(row: ImportBadRow, wording: Wording) -> tuple[str, str]:
    columns = dict.fromkeys(error["column"] or error["field"] for error in row.errors)
    reasons = dict.fromkeys(wording(error["code"], error["params"]) for error in row.errors)
    return ", ".join(filter(None, columns)), " ".join(reasons)


def _written(rows: Sequence[Sequence[Any]], delimiter: str) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerows([[guarded(str(cell)) for cell in row] for row in rows])
    return out.getvalue().encode()
