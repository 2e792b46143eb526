"""The files of an import: what was sent, and its rows; and the reading of one into the other."""

import dataclasses
import json
import tempfile
from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO, Final
from uuid import UUID

from chassis.ids import new_id
from chassis.records.importing.headers import guess_fields, guess_header_row, plain
from chassis.records.importing.rules import Rules
from chassis.records.importing.tables import ImportRun
from chassis.storage import Storage
from chassis.tabular.reading import read_table

_SAMPLES: Final = 3
_LONGEST_SAMPLE: Final = 80
_HEAD: Final = 30
_COLUMNS: Final = 1_000


def source_key(organization_id: UUID, import_id: UUID) -> str:
    """Name the file that was sent."""
    return f"imports/{organization_id}/{import_id}/source"


def read_source(storage: Storage, run: ImportRun) -> dict[str, Any]:
    """Read the file that was sent, as `given` says; return what is to be kept of it as `found`.

    The rows get a key of their own each time, so that a transaction that fails leaves the old ones.
    Raises Unreadable.
    """
    key = f"imports/{run.organization_id}/{run.id}/rows-{new_id()}"
    with (
        storage.open(source_key(run.organization_id, run.id)) as source,
        tempfile.TemporaryFile() as rows,
    ):
        found = read_table(source, rows, run.given)
        rows.seek(0)
        storage.put(key, rows)
    kept = dataclasses.asdict(found)
    kept["head"] = [
        [number, [cell[:_LONGEST_SAMPLE] for cell in cells[:_COLUMNS]]]
        for number, cells in found.head[:_HEAD]
    ]
    return kept | {"rows_key": key}


def delete_files(storage: Storage, run: ImportRun) -> None:
    """Delete all files of an import."""
    for key in (source_key(run.organization_id, run.id), run.found.get("rows_key")):
        if key:
            storage.delete(key)


def lay_out(run: ImportRun, rules: Rules, *, header_row: int | None = None) -> None:
    """Guess the header row, unless it is said, and the field of each column."""
    head = [(number, cells) for number, cells in run.found["head"]]
    run.header_row = guess_header_row(head, rules) if header_row is None else header_row
    headers = next((list(cells) for number, cells in head if number == run.header_row), [])
    if not run.header_row:
        headers = [""] * run.found["width"]
    data = [cells for number, cells in head if number > run.header_row]
    guessed = guess_fields(headers, rules)
    counts: dict[str, int] = {}
    for header in headers:
        counts[plain(header)] = counts.get(plain(header), 0) + 1
    run.columns = [
        {
            "index": at,
            "header": header,
            "field": guessed[at],
            "repeated": bool(header.strip()) and counts[plain(header)] > 1,
            "samples": _samples(data, at),
        }
        for at, header in enumerate(headers)
    ]
    run.found = {**run.found, "total": rows_below(run)}


def rows_below(run: ImportRun) -> int:
    """Return how many rows lie below the header, as far as the head tells which lie above."""
    above = sum(number <= run.header_row for number, _ in run.found["head"])
    return int(run.found["rows"]) - int(above)


def _samples(data: Sequence[Sequence[str]], at: int) -> list[str]:
    texts = (cells[at].strip() for cells in data if at < len(cells))
    return list(dict.fromkeys(text for text in texts if text))[:_SAMPLES]


Line = tuple[int, list[str], str | None]


def lines_of(file: BinaryIO, *, after: int, most: int) -> Iterator[Line]:
    """Yield so many rows below the header, from where the file stands: number, cells, fault."""
    taken = 0
    while taken < most and (line := file.readline()):
        number, cells, *fault = json.loads(line)
        if number > after:
            taken += 1
            yield number, cells or [], fault[0] if fault else None
