"""Tables that are written: typed, guarded, whole or not at all, in bounded memory (R-13)."""

import csv
import io
import tempfile
import zipfile
from itertools import repeat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis.tabular import writer, writing
from chassis.tabular.cards import cards
from chassis.tabular.cells import FORMULA, begins_formula, guarded
from chassis.tabular.sheets import Workbook
from chassis.tabular.vcards import Card, Channel, Place, vcard
from chassis.tabular.writing import NotWritten, Table, written

PRINTED = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t"), max_size=60
)


def table(format_: str, **more: object) -> Table:
    return Table(format=format_, titles=["A", "B"], kinds=["text", "number"], **more)


def xlsx(rows: list[list[str | None]], kinds: list[str], **more: object) -> bytes:
    out = io.BytesIO()
    with tempfile.TemporaryDirectory() as folder:
        options = {"titles": kinds, "kinds": kinds, "sheet": "Datos", "folder": folder} | more
        writer._write_xlsx(out, options, iter(rows))
    return out.getvalue()


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        ("=1+1", True),
        ("+57 300 123", True),
        ("+57-300", True),
        ("-cmd|' /C calc'!A0", True),
        ("@SUM(A1)", True),
        ("\t=1", True),
        ("\r=1", True),
        ("+573001234567", False),
        ("-12.50", False),
        ("-12,50", False),
        ("texto", False),
        ("", False),
    ],
)
def test_what_a_spreadsheet_could_compute_is_known(text: str, *, formula: bool):
    assert begins_formula(text) is formula


@given(
    st.one_of(PRINTED, st.builds(lambda sign, rest: sign + rest, st.sampled_from(FORMULA), PRINTED))
)
def test_a_guarded_cell_begins_no_formula_and_loses_nothing(text: str):
    """R-13: the apostrophe is all that comes, and it can be taken away again."""
    cell = guarded(text)
    assert not begins_formula(cell)
    assert cell.removeprefix("'") == text.removeprefix("'") or cell[1:] == text
    assert (cell.removeprefix("'")) == text


def test_cells_of_a_workbook_have_types():
    """R-13: dates are dates, long numbers keep their digits, texts are never computed."""
    kinds = ["text", "number", "number", "date", "time"]
    row = ["=1+1", "-12.5", "12345678901234567890", "2026-11-30", "2026-11-30T09:05:00"]
    content = xlsx([row, [None] * 5, ["x", "1", "2", "0999-01-01", None]], kinds)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        xml = archive.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in xml
    assert "<v>-12.5</v>" in xml
    book = Workbook(io.BytesIO(content))
    rows = [cells for _, cells, _ in book.records("Datos")]
    assert rows[1] == ["=1+1", "-12.5", "12345678901234567890", "2026-11-30", "2026-11-30 09:05:00"]
    assert rows[-1][3] == "0999-01-01"


def test_a_sheet_that_is_full_is_followed_by_another():
    """R-13: a sheet has 1,048,576 rows; each begins with the titles."""
    content = xlsx([[str(place)] for place in range(5)], ["text"], sheet_rows=3)
    book = Workbook(io.BytesIO(content))
    assert list(book.sheets) == ["Datos", "Datos 2", "Datos 3"]
    found = [[cells[0] for _, cells, _ in book.records(name)] for name in book.sheets]
    assert found == [["text", "0", "1"], ["text", "2", "3"], ["text", "4"]]


def test_a_csv_file_is_what_excel_opens():
    """R-13: byte order mark, the delimiter and the decimal sign of the reader's language."""
    with tempfile.TemporaryFile() as out:
        with written(out, table("csv", delimiter=";", decimal=",")) as rows:
            rows.add([["a;b", "12.5"], ["línea\notra", None]])
        out.seek(0)
        content = out.read()
    assert content == b'\xef\xbb\xbfA;B\r\n"a;b";12,5\r\n"l\xc3\xadnea\notra";\r\n'


@pytest.mark.parametrize("format_", ["csv", "xlsx"])
def test_a_long_table_is_written_in_bounded_memory(format_: str):
    """R-13: the kernel bounds the child at 200 MB; sixty thousand long rows are 60 MB of text."""
    with tempfile.TemporaryFile() as out:
        with written(out, table(format_)) as rows:
            for _ in range(60):
                rows.add(repeat(["x" * 1_000, "1"], 1_000))
        out.seek(0)
        if format_ == "csv":
            text = io.TextIOWrapper(out, "utf-8-sig", newline="")
            assert sum(1 for _ in csv.reader(text)) == 60_001


def test_a_child_that_ends_early_leaves_no_table(monkeypatch: pytest.MonkeyPatch):
    started = []
    start = writing._start

    def remembered(*arguments: object) -> object:
        started.append(start(*arguments))
        return started[-1]

    monkeypatch.setattr(writing, "_start", remembered)
    with (
        tempfile.TemporaryFile() as out,
        pytest.raises(NotWritten),
        written(out, table("csv")) as rows,
    ):
        rows.add([["a", "1"]])
        started[0].kill()
        started[0].wait()
        rows.add([["b", "2"]] * 100_000)


def test_rows_that_stop_without_their_end_are_no_table():
    with pytest.raises(writer.Incomplete):
        list(writer.rows_of(io.BytesIO(b'["a"]\n')))
    assert list(writer.rows_of(io.BytesIO(b'["a"]\n"end"\n'))) == [["a"]]


@pytest.mark.parametrize("version", ["3.0", "4.0"])
@given(name=PRINTED, note=PRINTED, street=PRINTED)
def test_no_text_of_a_card_becomes_a_property(version, name: str, note: str, street: str):
    """R-13: whatever is typed, a card has the lines that it should and says what was typed."""
    card = Card(
        uid="018f0000-0000-7000-8000-000000000000",
        name=name,
        first_name=name,
        last_name="Núñez",
        phones=[Channel("+573001234567", "mobile", preferred=True)],
        places=[Place(street=street)],
        note=note,
    )
    content = vcard(card, version)
    lines = content.decode().split("\r\n")
    assert lines[-1] == ""
    assert all(len(line.encode()) <= 75 for line in lines)
    properties = [line.partition(":")[0].partition(";")[0] for line in lines if line[:1] != " "]
    assert set(properties) <= {
        "BEGIN", "VERSION", "UID", "KIND", "FN", "N", "TEL", "ADR", "NOTE", "END", "",
    }  # fmt: skip
    ((_, header, _), (_, cells, fault)) = cards(io.BytesIO(content), "utf-8")
    read = dict(zip(header, cells, strict=True))
    assert fault is None
    assert read["First name"] == name.strip()
    assert read["Notes"] == note.strip()
    assert read["Phone 1"] == "+573001234567"
