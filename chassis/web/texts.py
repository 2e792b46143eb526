"""Texts that no database keeps: a NUL, or half of a surrogate pair. They are refused by name."""

from collections.abc import Iterator
from typing import Any

from chassis.errors import FieldError, Invalid

# A body without these escapes holds no such text, and nearly none has them.
_SIGNS = (b"\\u0000", b"\\ud", b"\\uD")


def require_storable(value: Any, *, raw: bytes | None = None) -> None:
    """Raise Invalid naming each member whose text cannot be stored. `raw` spares most the walk."""
    if raw is not None and not any(sign in raw for sign in _SIGNS):
        return
    found = tuple(FieldError(path, "invalid_text") for path in _unstorable(value, ""))
    if found:
        raise Invalid("invalid_fields", *found)


def _unstorable(value: Any, path: str) -> Iterator[str]:
    if isinstance(value, str):
        if "\x00" in value or any("\ud800" <= sign <= "\udfff" for sign in value):
            yield path
    elif isinstance(value, dict):
        for name, item in value.items():
            shown = str(name).encode("utf-8", "replace").decode().replace("\x00", "?")
            yield from _unstorable(str(name), path)
            yield from _unstorable(item, f"{path}.{shown}" if path else shown)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _unstorable(item, f"{path}.{index}" if path else str(index))
