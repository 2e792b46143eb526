"""What changed in a row, member by member, fit to be kept: no secret, no bytes, no endless text."""

from datetime import date, datetime
from typing import Any

import orjson
from sqlalchemy import inspect

from chassis.observability.masking import HIDDEN, is_secret

_OF_THE_CHASSIS = frozenset(
    {"id", "organization_id", "version", "created_at", "updated_at", "search_text", "sort_key"}
)
_NOT_SHOWN = frozenset({"ciphertext", "encrypted", "hash", "digest", "salt"})
_LONGEST_TEXT = 300
_LONGEST_VALUE = 2_000


def changed_members(row: Any, kind: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the members before and after; of a new row what it has, of a removed one what it had.

    A value that was overwritten without having been loaded is not known and left out of `before`.
    """
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    state = inspect(row)
    for attribute in state.mapper.column_attrs:
        name = attribute.key
        if name in _OF_THE_CHASSIS or name not in state.dict:
            continue
        if kind == "changed":
            history = state.attrs[name].history
            if not history.has_changes():
                continue
            if history.deleted:
                before[name] = kept(name, history.deleted[0])
            after[name] = kept(name, history.added[0] if history.added else None)
        elif state.dict[name] is not None:
            (before if kind == "removed" else after)[name] = kept(name, state.dict[name])
    return before, after


def kept(name: str, value: Any) -> Any:
    """Return a value as JSON may hold it for good."""
    if value is None or isinstance(value, bool | int):
        return value
    if is_secret(name) or not _NOT_SHOWN.isdisjoint(name.split("_")):
        return HIDDEN
    if isinstance(value, bytes):
        return f"<{len(value)} bytes>"
    if isinstance(value, dict | list | tuple | set | frozenset):
        plain = _plain(value)
        return plain if len(orjson.dumps(plain)) <= _LONGEST_VALUE else "…"
    return _text(value)


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(name): _member(str(name), item) for name, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(item) for item in value]
    return value if value is None or isinstance(value, bool | int) else _text(value)


def _member(name: str, value: Any) -> Any:
    if is_secret(name) or not _NOT_SHOWN.isdisjoint(name.split("_")):
        return HIDDEN
    return _plain(value)


def _text(value: Any) -> str:
    text = value.isoformat() if isinstance(value, datetime | date) else str(value)
    return text if len(text) <= _LONGEST_TEXT else f"{text[:_LONGEST_TEXT]}…"
