"""Which row names the columns, and which field each column is: guesses that somebody confirms.

Pure. Headers are compared as folded words: `  Teléfono_Móvil (1)` is `telefono movil 1`.
"""

import re
from collections.abc import Mapping, Sequence
from statistics import mode
from typing import Final

from chassis.records.importing.rules import Rules
from chassis.records.search import fold

_SIGNS: Final = re.compile(r"[^a-z0-9]+")
_NO_HEADER: Final = re.compile(r"@|^[\d\s+().,/-]{4,}$")
_LOOKED_AT: Final = 40

Head = Sequence[tuple[int, Sequence[str]]]


def plain(header: str) -> str:
    """Return a header as it is compared."""
    return _SIGNS.sub(" ", fold(header)).strip()


def guess_header_row(head: Head, rules: Rules) -> int:
    """Return the number of the row that names the columns; 0 when none does.

    The row in which most headers are known; where none is, the first of the usual width that holds
    words only, if what follows does not look the same.
    """
    known = _words(rules)
    rows = list(head[:_LOOKED_AT])
    if not rows:
        return 0
    scores = [
        (sum(plain(cell) in known for cell in cells), -place)
        for place, (_, cells) in enumerate(rows)
    ]
    best, place = max(scores)
    if best and _named(rows[-place][1]):
        return rows[-place][0]
    width = mode(len([cell for cell in cells if cell.strip()]) for _, cells in rows)
    for at, (number, cells) in enumerate(rows):
        if len([cell for cell in cells if cell.strip()]) >= width:
            words = _named(cells) and not any(_NO_HEADER.search(cell) for cell in cells)
            others = [cell for _, later in rows[at + 1 :] for cell in later]
            return number if words and any(_NO_HEADER.search(cell) for cell in others) else 0
    return 0


def guess_fields(headers: Sequence[str], rules: Rules) -> list[str | None]:
    """Return a field for each header that is known, each field once, the first column winning."""
    known = _words(rules)
    taken: set[str] = set()
    guessed: list[str | None] = []
    for header in headers:
        names = known.get(plain(header), ())
        name = next((each for each in names if each not in taken), None)
        if name:
            taken.add(name)
        guessed.append(name)
    return rules.settle(guessed)


def _words(rules: Rules) -> Mapping[str, Sequence[str]]:
    """Return the fields of each known header; several take it in their order (a second phone)."""
    known: dict[str, list[str]] = {}
    for field in rules.fields:
        for word in (field.name, *field.words):
            names = known.setdefault(plain(word), [])
            if field.name not in names:
                names.append(field.name)
    return known


def _named(cells: Sequence[str]) -> bool:
    return sum(bool(cell.strip()) for cell in cells) > len(cells) / 2
