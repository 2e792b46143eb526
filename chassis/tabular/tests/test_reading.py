"""Files become records: encodings, delimiters, workbooks, cards; and what is refused (C-12)."""

import csv
import io
import json
import tempfile
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis.tabular.encodings import SINGLE_BYTE, guess_encoding
from chassis.tabular.reading import Found, read_table
from chassis.tabular.refusals import Unreadable
from chassis.tabular.tests.files import packed, sheet, workbook
from chassis.tabular.texts import guess_delimiter, records

PEOPLE = "Nombre;Teléfono;Ciudad\nMaría Núñez;3001234567;Bogotá\nJosé Peña;3017654321;Medellín\n"
ROWS = [
    ["Nombre", "Teléfono", "Ciudad"],
    ["María Núñez", "3001234567", "Bogotá"],
    ["José Peña", "3017654321", "Medellín"],
]


def read(content: bytes, **options: Any) -> tuple[Found, list[list[Any]]]:
    with tempfile.TemporaryFile() as rows:
        found = read_table(io.BytesIO(content), rows, options)
        rows.seek(0)
        return found, [json.loads(line) for line in rows]


def cells(content: bytes, **options: Any) -> list[list[str]]:
    return [line[1] for line in read(content, **options)[1]]


@pytest.mark.parametrize(
    ("encoding", "guessed"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("cp1252", "cp1252"),
        ("mac_roman", "mac_roman"),
        ("cp850", "cp850"),
        ("utf-16", "utf-16-le"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
    ],
)
def test_the_encoding_of_spanish_text_is_guessed(encoding: str, guessed: str):
    """C-12: as Excel, DOS programs and old Macs write it, with a mark or without."""
    found, _ = read(PEOPLE.encode(encoding))
    assert (found.encoding, found.delimiter) == (guessed, ";")
    assert cells(PEOPLE.encode(encoding)) == ROWS


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|", "^", "~", ":"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_any_delimiter_and_any_newline(delimiter: str, newline: str):
    """C-12."""
    text = PEOPLE.replace(";", delimiter).replace("\n", newline)
    found, _ = read(text.encode())
    assert found.delimiter == delimiter
    assert cells(text.encode()) == ROWS


def test_a_line_that_names_the_separator_is_no_row():
    """C-12: Excel writes `sep=`."""
    assert cells(b"sep=|\r\na|b;c\r\n1|2;3\r\n") == [["a", "b;c"], ["1", "2;3"]]


def test_rows_are_numbered_as_a_spreadsheet_numbers_them_and_blank_ones_are_left_out():
    found, lines = read(b'a,b\n\n"x\ny",1\n , \nz,2\n')
    assert [line[0] for line in lines] == [1, 3, 5]
    assert lines[1][1] == ["x\ny", "1"]
    assert found.rows == 3


def test_a_quotation_mark_that_is_never_closed_costs_its_row_alone():
    """C-12: the rows behind it are neither swallowed nor shifted."""
    text = 'a,b\n1,"open\n' + "".join(f"{n},x\n" for n in range(2, 400))
    _, lines = read(text.encode(), delimiter=",")
    assert lines[1] == [2, ["1", '"open'], "quote_not_closed"]
    assert [line[1] for line in lines[2:]] == [[str(n), "x"] for n in range(2, 400)]


def test_a_measure_in_inches_is_no_quotation():
    assert cells(b'a,b\n12" tube,1\nx,2\n') == [["a", "b"], ['12" tube', "1"], ["x", "2"]]


def test_bytes_that_are_not_of_the_encoding_and_nuls_flag_their_row_alone():
    """C-12: a mis-declared encoding never invents letters."""
    content = "a;b\nMaría;1\n".encode("cp1252") + b"x;2\ny\x00;3\n"
    found, lines = read(content, encoding="utf-8")
    assert found.encoding == "utf-8"
    assert [line[2:] for line in lines] == [[], ["text_not_of_encoding"], [], ["text_with_nul"]]


@given(
    st.lists(
        st.lists(st.text(st.characters(blacklist_categories=("Cs", "Cc"))), min_size=2, max_size=5),
        min_size=1,
        max_size=8,
    ),
    st.sampled_from(",;\t|"),
)
def test_what_a_csv_writer_wrote_is_read_back(rows: list[list[str]], delimiter: str):
    """C-12, by property: cells never shift."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(rows)
    file = io.BytesIO(out.getvalue().encode())
    wanted = [row for row in rows if any(cell.strip() for cell in row)]
    if wanted and wanted[0][0].lower().startswith("sep="):
        return
    assert [found[1] for found in records(file, "utf-8", delimiter)] == wanted


@given(st.text("áéíóúñÁÉÍÓÚÑüabcdefghi \n", min_size=20))
def test_a_guess_of_the_encoding_never_fails_and_utf_8_is_always_recognised(text: str):
    assert guess_encoding(io.BytesIO(text.encode())) == "utf-8"
    for name in SINGLE_BYTE:
        assert guess_encoding(io.BytesIO(text.encode(name, "ignore")))
    assert guess_delimiter(io.BytesIO(text.encode()), "utf-8")


def test_a_workbook_is_read_cell_by_its_address():
    """C-12: an empty cell shifts nothing; a formula that was never computed stays text."""
    rows = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>Nombre</t></is></c><c r="C1" t="s"><v>0</v></c>'
        '<c r="D1" t="str"><v>Alta</v></c></row>'
        '<row r="4"><c r="B4"><v>5.73001234567E11</v></c><c r="C4"><f>1+1</f></c>'
        '<c r="D4" s="1"><v>45000</v></c><c r="E4" t="b"><v>1</v></c>'
        '<c r="F4"><f>2+2</f><v>4</v></c>'
        "</row>"
    )
    parts: dict[str, str | bytes] = {
        "xl/worksheets/sheet1.xml": sheet(rows),
        "xl/sharedStrings.xml": (
            "<sst><si><r><t>Ciu</t></r><r><t>dad</t></r><rPh><t>x</t></rPh></si></sst>"
        ),
    }
    found, lines = read(packed(parts))
    assert (found.format, found.sheet) == ("xlsx", "Hoja1")
    assert lines == [
        [1, ["Nombre", "", "Ciudad", "Alta"]],
        [4, ["", "573001234567", "=1+1", "2023-03-15", "true", "4"]],
    ]


VCARDS = """BEGIN:VCARD
VERSION:2.1
N;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:N=FA=F1ez;Mar=ED=
a
TEL;CELL;PREF:300 123 4567
TEL;WORK:601 555 0100
ORG:Acme;Ventas
END:VCARD
BEGIN:VCARD
VERSION:3.0
FN:José Peña
N:Peña;José;;;
EMAIL;TYPE=INTERNET:jose@ejem
 plo.com
item1.TEL:+57 301 765 4321
ADR;TYPE=WORK:;;Calle 1\\, 2;Bogotá;Cundinamarca;110111;Colombia
NOTE:una\\nnota
END:VCARD
BEGIN:VCARD
VERSION:4.0
FN:Ana
TEL;VALUE=uri;PREF=1:tel:+573009998877
CATEGORIES:feria,vip
END:VCARD
BEGIN:VCARD
FN:Sin fin
"""


def test_cards_of_three_versions_become_rows():
    """C-12: vCard 2.1, 3.0 and 4.0."""
    found, lines = read(VCARDS.encode())
    assert found.format == "vcard"
    header, maria, jose, ana, last = lines
    shown = [
        {name: cell for name, cell in zip(header[1], line[1], strict=True) if cell}
        for line in (maria, jose, ana)
    ]
    assert shown[0] == {
        "First name": "María",
        "Last name": "Núñez",
        "Company": "Acme",
        "Department": "Ventas",
        "Phone 1": "300 123 4567",
        "Phone 2": "601 555 0100",
    }
    assert shown[1] == {
        "Full name": "José Peña",
        "First name": "José",
        "Last name": "Peña",
        "Phone 1": "+57 301 765 4321",
        "E-mail 1": "jose@ejemplo.com",
        "Street": "Calle 1, 2",
        "City": "Bogotá",
        "State": "Cundinamarca",
        "Postal code": "110111",
        "Country": "Colombia",
        "Notes": "una\nnota",
    }
    assert shown[2] == {"Full name": "Ana", "Phone 1": "+573009998877", "Categories": "feria,vip"}
    assert last[2] == "card_not_closed"


def _bomb() -> bytes:
    row = '<row><c t="inlineStr"><is><t>' + "a" * 1_000 + "</t></is></c></row>"
    return packed({"xl/worksheets/sheet1.xml": sheet(row * 60_000)})


_ENTITIES = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY b{n} "{"&a;" * 10}">' for n in range(9))
    + "]>"
)
BAD = {
    "an empty file": (b"", "file_empty"),
    "only blank lines": (b"\n \n\t\n", "file_empty"),
    "a million columns": (b"x" + b",x" * 1_000_000, "line_too_long"),
    "ten thousand columns": (b"a,b\n" + b"x" + b",x" * 10_000, "too_many_columns"),
    "a program": (b"\x7fELF\x00\x00\x00\x00" * 50, "not_a_table"),
    "a PDF": (b"%PDF-1.7\n%\xe2\xe3", "not_a_table"),
    "a ZIP that is no workbook": (b"PK\x03\x04 and so on", "not_a_workbook"),
    "an old workbook": (b"\xd0\xcf\x11\xe0" + b"\x00" * 600, "old_workbook"),
    "a bomb of rows": (_bomb, "packed_too_tightly"),
    "a bomb of texts": (
        lambda: packed(
            {
                "xl/worksheets/sheet1.xml": sheet(""),
                "xl/sharedStrings.xml": f"<sst><si><t>{'x' * 60_000_000}</t></si></sst>",
            }
        ),
        "packed_too_tightly",
    ),
    "entities": (
        lambda: packed({"xl/worksheets/sheet1.xml": _ENTITIES + sheet("")}),
        "file_has_entities",
    ),
    "a broken part": (
        lambda: packed({"xl/worksheets/sheet1.xml": "<worksheet><row>"}),
        "broken_workbook",
    ),
    "a cell in a far column": (
        lambda: packed(
            {"xl/worksheets/sheet1.xml": sheet('<row r="7"><c r="XFD7" t="str"><v>x</v></c></row>')}
        ),
        "too_many_columns",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_what_no_table_is_gets_a_reason_and_costs_little(name: str):
    """G-30: bombs, entities, a million columns: a code, below 10 s and 300 MB."""
    made, code = BAD[name]
    content = made if isinstance(made, bytes) else made()
    began = time.monotonic()
    with pytest.raises(Unreadable) as refused:
        read(content)
    assert refused.value.code == code
    assert time.monotonic() - began < 11


def test_many_rows_of_a_workbook_stay_within_the_memory():
    rows = [["Nombre", None, "Ciudad"]] + [[f"Persona {n}", None, "Bogotá"] for n in range(5_000)]
    found, lines = read(workbook(rows))
    assert (found.rows, len(lines)) == (5_001, 5_001)
    assert lines[-1] == [5_001, ["Persona 4999", "", "Bogotá"]]
