"""Reading one value of a query string as the kind that a field has; ValueError when it is not."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY

from chassis.records.expressions import plain
from chassis.records.types import Field, Kind

_LONGEST = 500
_WHOLE = re.compile(r"[+-]?\d{1,18}")
_DECIMAL = re.compile(r"[+-]?\d{1,24}(\.\d{1,12})?")


def read(field: Field, text: str) -> Any:
    """Return the value that the text stands for; raises ValueError."""
    if len(text) > _LONGEST or "\x00" in text:
        raise ValueError(text[:20])
    if field.choices and text not in field.choices:
        raise ValueError(text)
    if field.read is not None:
        return field.read(text)
    if field.kind == "many":
        array = plain(field.column).type
        assert isinstance(array, ARRAY)
        return _READERS["id" if array.item_type.python_type is UUID else "text"](text)
    return _READERS[field.kind](text)


def boolean(text: str) -> bool:
    """Read `true` or `false`."""
    if text not in ("true", "false"):
        raise ValueError(text)
    return text == "true"


def identity(text: str) -> UUID:
    """Read an id in its one written form (no braces, no URN)."""
    found = UUID(text)
    if str(found) != text.lower():
        raise ValueError(text)
    return found


def whole(text: str) -> int:
    """Read a whole number that fits eight bytes."""
    if not _WHOLE.fullmatch(text):
        raise ValueError(text)
    return int(text)


def decimal(text: str) -> Decimal:
    """Read a decimal number without exponent."""
    if not _DECIMAL.fullmatch(text):
        raise ValueError(text)
    try:
        return Decimal(text)
    except InvalidOperation as error:
        raise ValueError(text) from error


def moment(text: str) -> datetime:
    """Read an RFC 3339 moment with its offset and return it in UTC.

    A `+` that arrived as a space (an unescaped query string) is taken for what was meant.
    """
    found = datetime.fromisoformat(re.sub(r" (\d\d:\d\d)$", r"+\1", text))
    if found.tzinfo is None:
        raise ValueError(text)
    try:
        return found.astimezone(UTC)
    except OverflowError as error:
        raise ValueError(text) from error


_READERS: Mapping[Kind, Callable[[str], Any]] = {
    "text": str,
    "choice": str,
    "id": identity,
    "boolean": boolean,
    "integer": whole,
    "decimal": decimal,
    "date": date.fromisoformat,
    "time": moment,
}
