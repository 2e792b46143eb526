"""Spanish text without ICU: what is searched and what is sorted, computed in Python.

The embedded PostgreSQL has no ICU and a bare machine only C locales, so nothing here depends on a
collation: folded text is plain, a sort key compares right byte by byte (COLLATE "C").
"""

import re
import unicodedata
from collections.abc import Iterable

from sqlalchemy import ColumnElement, Index, Table, Text, func, text
from sqlalchemy.orm import InstrumentedAttribute, Mapped, mapped_column

_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
_ENYE = "\ue000"
_AFTER_N = "n\x7f"
_KEY_LENGTH = 200
_PHONE = re.compile(r"[\d\s+().\-]*")
_DIGITS = re.compile(r"[0-9]{4,}")
_LEAST_DIGITS = 3
_MOST_WORDS = 8


def fold(text: str) -> str:
    """Return the text in small base letters with single spaces: `  Ñandú  S.A. ` → `nandu s.a.`.

    Accents, the tilde of ñ and case are gone, so `munoz` and `Muñoz` are the same word.
    """
    if text.isascii():
        return " ".join(text.lower().replace("\x00", "").split())
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(bare.translate(_LETTERS).replace("\x00", "").split())


def sort_key(text: str) -> str:
    """Return the key by which Spanish readers expect a list: `Ñ` after `N`, accents ignored.

    Compared byte by byte. Only the first 200 letters count, so that the key always fits an index
    entry; equal keys are told apart by the record's id.
    """
    marked = unicodedata.normalize("NFC", text).replace("ñ", _ENYE).replace("Ñ", _ENYE)
    return fold(marked).replace(_ENYE, _AFTER_N)[:_KEY_LENGTH]


def search_text(*parts: str | None, phones: Iterable[str] = ()) -> str:
    """Return what a record is found by: its words folded, and its numbers as digits.

    Each word begins after a space, so that short queries can be held to the beginnings of words.
    """
    words = [fold(part) for part in parts if part]
    digits = [re.sub(r"\D", "", phone) for phone in phones]
    return " " + " ".join(word for word in [*words, *digits] if word)


def patterns(query: str) -> tuple[str, ...]:
    """Return the LIKE patterns that a record's search text must all match.

    Words are found anywhere, those of one or two letters at the beginning of a word. A query that
    is written like a telephone number (three digits or more) is one run of digits. Nothing is left
    of a query without letters and digits: then no record matches by text and the result is empty.
    """
    digits = re.sub(r"\D", "", query)
    if len(digits) >= _LEAST_DIGITS and _PHONE.fullmatch(query):
        return (f"%{digits}%",)
    words = fold(query).split()[:_MOST_WORDS]
    return tuple(
        f"%{escape_like(word)}%" if len(word) >= _LEAST_DIGITS else f"% {escape_like(word)}%"
        for word in dict.fromkeys(words)
    )


def digit_grams(patterns: Iterable[str]) -> list[int]:
    """Return each four digits in a row of the patterns, as the SQL function of this name does."""
    runs = [run for pattern in patterns for run in _DIGITS.findall(pattern)]
    return sorted({int(run[at : at + 4]) for run in runs for at in range(len(run) - 3)})


def escape_like(text: str) -> str:
    """Return the text so that LIKE takes each of its characters as itself."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def folded(column: ColumnElement[str]) -> ColumnElement[str]:
    """Return the column in small letters without accents, as SQL computes it (indexable)."""
    return func.lower(func.f_unaccent(column))


def search_column() -> Mapped[str]:
    """Declare a record's search text; the operation that writes the record fills it."""
    return mapped_column(Text, default="", server_default=" ")


def sort_column() -> Mapped[str]:
    """Declare a stored sort key; compared byte by byte whatever the database's locale is."""
    return mapped_column(Text(collation="C"), default="", server_default="")


def search_index(table: str, column: str = "search_text") -> Index:
    """Return the trigram index of a search column, for `__table_args__`."""
    return Index(
        f"ix_{table}_{column}_trgm",
        column,
        postgresql_using="gin",
        postgresql_ops={column: "gin_trgm_ops"},
    )


def digits_index(table: str, column: str = "search_text") -> Index:
    """Return the index of the numbers in a search column, for `__table_args__`.

    A piece of a number of four digits or more is found by it without the trigram index, whose lists
    are as long for digits as the table: there are only a thousand trigrams of them.
    """
    grams = text(f"digit_grams({column})")
    return Index(_digits_index(table, column), grams, postgresql_using="gin")


def has_digits_index(table: Table, column: str) -> bool:
    """Whether the table was declared with `digits_index`."""
    name = _digits_index(table.name, column)
    return any(index.name == name for index in table.indexes)


def _digits_index(table: str, column: str) -> str:
    return f"ix_{table}_{column}_digits"


def matches(
    column: InstrumentedAttribute[str] | ColumnElement[str], query: str
) -> list[ColumnElement[bool]]:
    """Return the conditions under which the search text matches the query."""
    return [column.like(pattern) for pattern in patterns(query)]
