"""Files as people send them, and as nobody should."""

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

_RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="x" Target="worksheets/sheet1.xml"/></Relationships>'
)
_BOOK = (
    '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<sheets><sheet name="Hoja1" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
STYLES = (
    f'<styleSheet {_MAIN}><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'
)


def letters(column: int) -> str:
    """Name a column: 0 is A, 26 is AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def workbook(rows: Sequence[Sequence[str | None]]) -> bytes:
    """Make an XLSX of texts; a cell that is None is not there at all."""
    body = "".join(
        f'<row r="{number}">'
        + "".join(
            f'<c r="{letters(at)}{number}" t="inlineStr"><is><t>{escape(cell)}</t></is></c>'
            for at, cell in enumerate(cells)
            if cell is not None
        )
        + "</row>"
        for number, cells in enumerate(rows, 1)
    )
    return packed({"xl/worksheets/sheet1.xml": sheet(body)})


def sheet(rows: str) -> str:
    """Wrap rows as a sheet."""
    return f"<worksheet {_MAIN}><sheetData>{rows}</sheetData></worksheet>"


def packed(parts: dict[str, str | bytes]) -> bytes:
    """Pack parts, with those that every workbook has."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {
            "xl/_rels/workbook.xml.rels": _RELS,
            "xl/workbook.xml": _BOOK,
            "xl/styles.xml": STYLES,
            **parts,
        }.items():
            archive.writestr(name, content)
    return out.getvalue()
