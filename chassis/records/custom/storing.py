"""From what somebody sent to the record's document and to the rows of the indexes.

`merge` is pure; `store` writes inside the transaction of the record, which the caller holds locked.
Values of fields that were removed, or that this request does not name, stay as they are.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from psycopg.errors import UniqueViolation
from sqlalchemy import Table, delete, select
from sqlalchemy.exc import IntegrityError

from chassis.db import Session
from chassis.db.bulk import insert_many
from chassis.errors import FieldError, Invalid
from chassis.records.custom import kinds
from chassis.records.custom.definitions import PREFIX, Definition, Definitions
from chassis.records.custom.tables import CustomValue

VALUES = cast("Table", CustomValue.__table__)
_UNIQUE_KEY = "uq_custom_value_unique_key"
_IDS = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class Merged:
    """A record's document after a request, and the fields whose value it changed."""

    document: dict[str, Any]
    changed: tuple[Definition, ...] = ()

    @property
    def members(self) -> list[str]:
        """The changed members, as the API names them."""
        return [field.name for field in self.changed]


def merge(
    definitions: Definitions,
    document: Mapping[str, Any],
    given: Mapping[str, Any] | None,
    *,
    is_new: bool,
) -> tuple[Merged, list[FieldError]]:
    """Return the document with the given values in place of its own, and what is wrong with them.

    `given` is by key and holds only what was sent (RFC 7396: None empties). A new record needs
    every required field; of a known one only a field that is sent is asked again, so that a field
    which became required does not stand in the way of every other change.
    """
    sent = given or {}
    after = dict(document)
    errors: list[FieldError] = []
    changed: list[Definition] = []
    for key, value in sent.items():
        field = definitions.get(key)
        if field is None:
            errors.append(FieldError(f"{PREFIX}{key}", "unknown_custom_field"))
            continue
        before = document.get(field.slot)
        now, wrong = _read(field, value, before)
        if wrong is not None:
            errors.append(wrong)
        elif now != before:
            changed.append(field)
            after[field.slot] = now
            if now is None:
                del after[field.slot]
    required = (field for field in definitions.values() if field.required and field.active)
    errors += [
        FieldError(field.name, "required")
        for field in required
        if (is_new or field.key in sent)
        and after.get(field.slot) is None
        and not any(error.field == field.name for error in errors)
    ]
    return Merged(after, tuple(changed)), errors


def _read(field: Definition, value: Any, before: Any) -> tuple[Any, FieldError | None]:
    try:
        now = kinds.read(field.type, value, options=field.options, currency=field.currency)
    except kinds.Refused as refused:
        return None, FieldError(
            field.name,
            str(refused),
            {"title": field.title, "currency": field.currency, "maximum": _longest(field)},
        )
    if now is None or now == before:
        return now, None
    if not field.active:
        return None, FieldError(field.name, "inactive_custom_field", {"title": field.title})
    if _retired(field, now, before):
        return None, FieldError(field.name, "inactive_option", {"title": field.title})
    return now, None


def _longest(field: Definition) -> int:
    return kinds.LONGEST_AREA if field.type == "area" else kinds.LONGEST_TEXT


def _retired(field: Definition, now: Any, before: Any) -> bool:
    """Whether an option is chosen anew that is out of use."""
    if field.type not in kinds.WITH_OPTIONS:
        return False
    retired = {option.key for option in field.options if not option.active}
    chosen = set(now) if isinstance(now, list) else {now}
    had = set(before) if isinstance(before, list) else {before}
    return bool((chosen - had) & retired)


def taken(session: Session, merged: Merged, *, record_id: UUID | None) -> list[FieldError]:
    """Name each unique field whose new value another record has, a discarded one included.

    The refusal does not say which record: it may be one that the actor may not see. What another
    transaction has not committed yet only the database sees: see `unique_values`.
    """
    found = []
    for field in merged.changed:
        key = _unique_key(field, merged.document)
        if key is None:
            continue
        other = select(CustomValue.record_id).where(
            CustomValue.field_id == field.id, CustomValue.unique_key == key
        )
        if record_id is not None:
            other = other.where(CustomValue.record_id != record_id)
        if session.scalars(other.limit(1)).first() is not None:
            found.append(_taken(field))
    return found


@contextmanager
def unique_values(definitions: Definitions) -> Iterator[None]:
    """Around writes: the second of two people who write one value at once is told so."""
    try:
        yield
    except IntegrityError as error:
        cause = error.orig
        if not isinstance(cause, UniqueViolation) or cause.diag.constraint_name != _UNIQUE_KEY:
            raise
        named = _IDS.findall(cause.diag.message_detail or "")
        fields = [each for each in definitions.values() if str(each.id) in named]
        raise Invalid("invalid_fields", *map(_taken, fields)) from None


def store(session: Session, record_id: UUID, merged: Merged, *, is_new: bool = False) -> None:
    """Write the index rows of the changed fields; the caller writes the document itself.

    Raises IntegrityError for a value that is taken: `unique_values` words it.
    """
    changed = [field.id for field in merged.changed]
    if changed and not is_new:
        session.chassis_execute(
            delete(VALUES).where(
                VALUES.c.organization_id == session.organization,
                VALUES.c.field_id.in_(changed),
                VALUES.c.record_id == record_id,
            )
        )
    insert_many(session, CustomValue, rows_of(record_id, merged.changed, merged.document))


def rows_of(
    record_id: UUID, fields: Collection[Definition], document: Mapping[str, Any]
) -> Iterator[dict[str, Any]]:
    """Yield what `custom_value` holds of these fields of a document; imports write many at once."""
    for field in fields:
        held = kinds.indexed(field.type, document.get(field.slot))
        if held == kinds.Indexed():
            continue
        yield {
            "field_id": field.id,
            "record_id": record_id,
            "text": held.text,
            "number": None if held.number is None else f"{held.number:f}",
            "words": held.words,
            "unique_key": _unique_key(field, document),
        }


def _unique_key(field: Definition, document: Mapping[str, Any]) -> str | None:
    return kinds.unique_key(field.type, document.get(field.slot)) if field.unique else None


def _taken(field: Definition) -> FieldError:
    return FieldError(field.name, "value_taken", {"title": field.title})
