"""vCard 2.1, 3.0 and 4.0 as records of a table with fixed columns. Standard library only.

Lines are unfolded, quoted-printable and backslash escapes undone, each property in the encoding
that it names, else in the file's. A card that never ends is one flagged record.
"""

import quopri
import re
from collections.abc import Iterator
from typing import BinaryIO, Final

from chassis.tabular.encodings import MARKING
from chassis.tabular.texts import Record

PHONES: Final = 5
EMAILS: Final = 3
HEADER: Final = (
    "Full name", "Prefix", "First name", "Middle name", "Last name", "Company", "Department",
    "Job title", *(f"Phone {place}" for place in range(1, PHONES + 1)),
    *(f"E-mail {place}" for place in range(1, EMAILS + 1)),
    "Street", "City", "State", "Postal code", "Country", "Website", "Notes", "Categories",
)  # fmt: skip
_PROPERTY: Final = re.compile(
    r"^(?:[\w-]+\.)?([\w-]+)((?:;[^:\"]*(?:\"[^\"]*\"[^:\"]*)*)?):(.*)$", re.DOTALL
)
_ESCAPE: Final = re.compile(r"\\(.)", re.DOTALL)
_PART: Final = re.compile(r"(?:\\.|[^\\;]|\\$)*", re.DOTALL)
_LONGEST_CARD: Final = 5_000
_LONGEST_PROPERTY: Final = 1_000_000


def cards(file: BinaryIO, encoding: str) -> Iterator[Record]:
    """Yield the header, then a record for each card."""
    yield 1, list(HEADER), None
    number, inside = 1, False
    lines: list[bytes] = []
    for line in _unfolded(file):
        word = line.strip().upper()
        if word == b"BEGIN:VCARD":
            if inside:
                yield number, [_readable(lines[0], encoding) if lines else ""], "card_not_closed"
            number, lines, inside = number + 1, [], True
        elif word == b"END:VCARD" and inside:
            cells = _cells(lines, encoding)
            if any(cells):
                yield number, cells, None
            inside = False
        elif inside and len(lines) < _LONGEST_CARD:
            lines.append(line)
    if inside:
        yield number, [_readable(lines[0], encoding) if lines else ""], "card_not_closed"


def _unfolded(file: BinaryIO) -> Iterator[bytes]:
    """Join what was folded: a line that begins with a space, or that follows a soft line break."""
    waiting = b""
    for raw in file:
        line = raw.rstrip(b"\r\n")
        if line[:1] in {b" ", b"\t"} and waiting:
            waiting += line[1:]
        elif waiting.endswith(b"=") and b"QUOTED-PRINTABLE" in waiting[:200].upper():
            waiting = waiting[:-1] + line
        else:
            yield waiting
            waiting = line
        if len(waiting) > _LONGEST_PROPERTY:
            waiting = waiting[:100]  # a photograph: nothing of it is read
    yield waiting


def _readable(line: bytes, encoding: str) -> str:
    return line.decode(encoding, MARKING)


def _cells(lines: list[bytes], encoding: str) -> list[str]:
    found: dict[str, str] = {}
    phones: list[str] = []
    emails: list[str] = []
    for line in lines:
        parsed = _property(line, encoding)
        if parsed is None:
            continue
        name, preferred, value = parsed
        if name in {"TEL", "EMAIL"}:
            plain = _plain(value).removeprefix("tel:").removeprefix("mailto:").strip()
            listed = phones if name == "TEL" else emails
            if plain and plain not in listed:
                listed.insert(0, plain) if preferred else listed.append(plain)
        elif name not in found:
            found[name] = value
    last, first, middle, prefix = (_parts(found.get("N", "")) + [""] * 4)[:4]
    company, department = (_parts(found.get("ORG", "")) + [""] * 2)[:2]
    _, _, street, city, state, code, country = (_parts(found.get("ADR", "")) + [""] * 7)[:7]
    single = {
        name: _plain(found.get(name, "")) for name in ("FN", "TITLE", "URL", "NOTE", "CATEGORIES")
    }
    return [
        single["FN"], prefix, first, middle, last, company, department, single["TITLE"],
        *(phones + [""] * PHONES)[:PHONES], *(emails + [""] * EMAILS)[:EMAILS],
        street, city, state, code, country, single["URL"], single["NOTE"], single["CATEGORIES"],
    ]  # fmt: skip


def _property(line: bytes, encoding: str) -> tuple[str, bool, str] | None:
    """Return name, whether it is preferred, and the value with its escapes."""
    found = _PROPERTY.match(line.decode("latin-1"))
    if found is None:
        return None
    marks = found[2].upper()
    value = found[3].encode("latin-1")
    if "QUOTED-PRINTABLE" in marks:
        value = quopri.decodestring(value)
    charset = re.search(r"CHARSET=\"?([\w-]+)", marks)
    try:
        text = value.decode(charset[1] if charset else encoding, MARKING)
    except LookupError:
        text = value.decode(encoding, MARKING)
    return found[1].upper(), bool(re.search(r"\bPREF\b", marks)), text


def _parts(value: str) -> list[str]:
    parts, at = [], 0
    while found := _PART.match(value, at):
        parts.append(_plain(found[0]))
        at = found.end() + 1
        if at > len(value):
            break
    return parts


def _plain(value: str) -> str:
    shown = _ESCAPE.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)
    return shown.strip()
