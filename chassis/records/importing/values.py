"""From a cell to the value of a field, in the notation of the region. Pure.

A cell is text whatever it looks like: a formula is never computed. `'=…` and the like, as our own
error files and spreadsheets write them, lose the apostrophe again.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from chassis.errors import FieldError
from chassis.records.importing.rules import Choice, ImportField
from chassis.records.search import fold

_GUARDED: Final = re.compile(r"^'(?=[=+\-@\t\r'0-9])")
_SEPARATORS: Final = re.compile(r"\s*(?:[;,|\n]|:::)\s*")
_SPACES: Final = re.compile(r"[\s\u00a0\u202f'’]")
_COMMA_REGIONS: Final = frozenset(
    ["AR", "BO", "BR", "CL", "CO", "CR", "CU", "EC", "ES", "PY", "UY", "VE"]
)
"""Where a comma separates decimals; elsewhere in the Americas a point does."""
_MONTH_FIRST: Final = frozenset({"US"})
_DAY: Final = re.compile(r"^(\d{1,4})[-/. ](\d{1,2})[-/. ](\d{1,4})(?:[T ].*)?$")
_TRUE: Final = frozenset(
    ["1", "true", "t", "yes", "y", "si", "s", "x", "verdadero", "v", "sim", "activo"]
)
_FALSE: Final = frozenset(["0", "false", "f", "no", "n", "falso", "nao", "inactivo"])


def text_of(cell: str) -> str:
    """Return what a cell says, without space around it and without a spreadsheet's apostrophe."""
    return _GUARDED.sub("", cell.lstrip(" ")).strip()


def read_cell(
    field: ImportField,
    text: str,
    *,
    region: str,
    choices: Mapping[str, str],
    mapped: Mapping[str, str | None],
) -> tuple[Any, FieldError | None]:
    """Return the value of a cell that is not empty, or what is wrong with it.

    `choices` are the values of the field's list by folded word; `mapped` what somebody said of
    single texts: another value, or None for nothing.
    """
    if field.kind in {"choice", "many"} and text in mapped:
        said = mapped[text]
        return ([said] if said and field.kind == "many" else said), None
    value, code, params = _value(field, text, region, choices)
    return value, FieldError(field.name, code, params) if code else None


def _value(
    field: ImportField, text: str, region: str, choices: Mapping[str, str]
) -> tuple[Any, str, Mapping[str, Any]]:
    """Return the value, or what is wrong with it."""
    told = {"value": text[:60]}
    if field.kind == "many":
        return [part for part in _SEPARATORS.split(text) if part], "", {}
    if field.kind == "choice":
        found = choices.get(fold(text))
        return found, "" if found is not None else "not_in_list", told
    if field.kind in _READERS:
        value = _READERS[field.kind](text, region)
        return value, "" if value is not None else f"unreadable_{field.kind}", told
    if len(text) > field.longest:
        return None, "too_long", {"max_length": field.longest}
    return text, "", {}


def words_of(choices: Sequence[Choice]) -> dict[str, str]:
    """Return the values of a list by each word that stands for one, folded."""
    found: dict[str, str] = {}
    for choice in choices:
        for word in (choice.value, *choice.names, *choice.words):
            found.setdefault(fold(word), choice.value)
    return found


def read_number(text: str, region: str) -> Decimal | None:
    """Read an amount as the region writes it: `1.234,50` in Bogotá, `1,234.50` in Mexico.

    Where both signs stand, the last one separates decimals. A single sign that is followed by
    three digits separates thousands if the region writes so. Currency signs are left out.
    """
    bare = _SPACES.sub("", re.sub(r"^(?:[A-Z]{2,3})?\$?|[€$%]|[A-Z]{3}$", "", text.strip()))
    sign, bare = ("-", bare[1:-1]) if bare.startswith("(") and bare.endswith(")") else ("", bare)
    decimal = "," if region in _COMMA_REGIONS else "."
    if "," in bare and "." in bare:
        decimal = max(",.", key=bare.rfind)
    elif any(bare.count(mark) == 1 and not _is_thousands(bare, mark) for mark in ",."):
        decimal = "," if "," in bare else "."
    thousands = "." if decimal == "," else ","
    grouped, _, _ = bare.partition(decimal)
    if thousands in grouped and not re.fullmatch(rf"-?\d{{1,3}}(?:\{thousands}\d{{3}})+", grouped):
        return None
    try:
        number = Decimal(sign + bare.replace(thousands, "").replace(decimal, "."))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def read_date(text: str, region: str) -> date | None:
    """Read a day: the year first, or day and month as the region orders them."""
    found = _DAY.match(text.strip())
    if found is None:
        return None
    first, second, third = (int(part) for part in found.groups())
    if len(found[1]) == 4:  # noqa: PLR2004 - a year
        parts = (first, second, third)
    else:
        year = third + (2000 if third < 50 else 1900) if third < 100 else third  # noqa: PLR2004
        day, month = (second, first) if region in _MONTH_FIRST else (first, second)
        parts = (year, month, day)
    try:
        return date(*parts)
    except ValueError:
        return None


def read_boolean(text: str, _region: str) -> bool | None:
    """Read a yes or no in Spanish, English or Portuguese."""
    word = fold(text)
    return True if word in _TRUE else False if word in _FALSE else None


def _is_thousands(bare: str, mark: str) -> bool:
    return bool(re.fullmatch(rf"-?\d{{1,3}}\{mark}\d{{3}}", bare))


_READERS: Final[Mapping[str, Any]] = {
    "number": read_number,
    "date": read_date,
    "boolean": read_boolean,
}
