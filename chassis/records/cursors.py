"""Cursors: where the next page begins, as an opaque text that is checked when it comes back.

A cursor holds the sort values and id of a page's last row and a digest of the list that it belongs
to. It needs no signature: every value is read as its column's type and bound as a parameter, and
the access clause holds for the next page as for the first, so a forged cursor can only point to
another place in a list that its forger may read anyway.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import orjson

from chassis.records import values
from chassis.records.types import Order

_LONGEST = 4_000


def write(key: str, last: Sequence[Any]) -> str:
    """Return the cursor that stands after a row with these sort values and this id."""
    text = orjson.dumps([key, *(_written(value) for value in last)])
    return urlsafe_b64encode(text).rstrip(b"=").decode()


def read(text: str, order: Order, key: str) -> tuple[Any, ...]:
    """Return the sort values and the id; ValueError for a cursor of another list or of nobody."""
    if len(text) > _LONGEST or not text.isascii():
        raise ValueError("length")
    parts = orjson.loads(urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    if not isinstance(parts, list) or len(parts) != len(order.columns) + 2 or parts[0] != key:
        raise ValueError("another list")
    types = [column.type.python_type for column, _ in order.columns]
    return tuple(_as(type_, part) for type_, part in zip([*types, UUID], parts[1:], strict=True))


def _written(value: Any) -> Any:
    return str(value) if isinstance(value, Decimal) else value


def _as(type_: type, part: Any) -> Any:
    if type_ in (int, bool, str):
        if type(part) is not type_ or "\x00" in str(part):
            raise ValueError(type_.__name__)
        return part
    if not isinstance(part, str):
        raise ValueError(type_.__name__)
    if issubclass(type_, datetime):
        found = datetime.fromisoformat(part)
        if found.tzinfo is None:
            raise ValueError(part)
        return found
    if issubclass(type_, date):
        return date.fromisoformat(part)
    if type_ is Decimal:
        return values.decimal(part)
    if type_ is UUID:
        return values.identity(part)
    raise ValueError(type_.__name__)
