"""What whoever may configure does with the fields of a record type (C-04, G-14).

A field is never deleted: removed, it is in no list, form or filter, and what was typed into it
waits. Type, currency and key are fixed; the title and the options' labels can be any time others.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

import orjson
from sqlalchemy import Text, Uuid, bindparam, column, func, null, select, update
from sqlalchemy import cast as sql_cast
from sqlalchemy.dialects.postgresql import JSON

from chassis.db import Session
from chassis.db.locks import hold
from chassis.errors import Conflict, FieldError, Invalid, NotFound, Stale
from chassis.ids import new_id
from chassis.money import CURRENCIES
from chassis.records.access import Access
from chassis.records.custom import kinds
from chassis.records.custom.definitions import PREFIX, Definition, definition_of, definitions_of
from chassis.records.custom.kinds import Option
from chassis.records.custom.naming import is_key, key_of
from chassis.records.custom.storing import VALUES
from chassis.records.custom.tables import CustomField, RecordLayout
from chassis.records.search import fold
from chassis.records.types import Field, RecordType

MOST_FIELDS: Final = 100
MOST_OPTIONS: Final = 200
MOST_CHECKED: Final = 50_000
"""Values of a field that one request can make unique, or stop being unique."""

CUSTOM_FIELD: Final = RecordType(
    name="custom_field",
    model=CustomField,
    access=Access(),
    json={
        "id": CustomField.id,
        "entity": CustomField.entity,
        "key": CustomField.key,
        "title": CustomField.title,
        "type": CustomField.type,
        "options": CustomField.options,
        "currency": CustomField.currency,
        "position": CustomField.position,
        "required": CustomField.is_required,
        "unique": CustomField.is_unique,
        "active": CustomField.is_active,
        "removed": CustomField.is_removed,
        "version": CustomField.version,
    },
    fields={
        "entity": Field(CustomField.entity),
        "type": Field(CustomField.type, choices=kinds.TYPES),
        "active": Field(CustomField.is_active),
    },
    sorts={"position": CustomField.position},
    default_sort="position",
    live=CustomField.is_removed.is_(False),
)
"""A field as the API shows it; `discarded=true` lists the removed ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomFields:
    """That a record type takes fields; the service lists it with its routes.

    `plural` is the other name that `entity=` may say. `built_in` names the type's own fields in
    their standard order, `essential` those of them that no layout can hide.
    """

    record_type: RecordType
    plural: str
    built_in: tuple[str, ...] = ()
    essential: frozenset[str] = frozenset()

    @property
    def entity(self) -> str:
        """The record type's name, as in `entity=`."""
        return self.record_type.name


def require_field(session: Session, entity: str, field_id: UUID) -> UUID:
    """Return the id if it is a field of the record type; raises NotFound."""
    found = session.scalars(
        select(CustomField.id).where(CustomField.id == field_id, CustomField.entity == entity)
    ).one_or_none()
    if found is None:
        raise NotFound
    return found


def definitions_for_writing(session: Session, entity: str) -> dict[str, Definition]:
    """Return the fields, and keep them as they are until the transaction ends."""
    hold(session, _lock(entity), shared=True)
    return definitions_of(session, entity)


def add_field(session: Session, entity: str, given: Mapping[str, Any]) -> UUID:
    """Add a field behind the others. Raises Invalid, or Conflict when there are too many.

    `given`: title, type, key (None: made from the title), options, currency, required, unique.
    """
    hold(session, _lock(entity))
    rows = session.scalars(select(CustomField).where(CustomField.entity == entity)).all()
    if sum(not row.is_removed for row in rows) >= MOST_FIELDS:
        raise Conflict("too_many_custom_fields", params={"maximum": MOST_FIELDS})
    taken = {row.key for row in rows}
    key = given.get("key") or key_of(given["title"], taken)
    options, wrong = _options((), given.get("options") or ())
    wrong += _wrong_shape(given, options)
    wrong += _taken_title(rows, given["title"])
    if not is_key(key):
        wrong.append(FieldError("key", "invalid_key"))
    elif key in taken:
        wrong.append(FieldError("key", "key_taken"))
    if wrong:
        raise Invalid("invalid_fields", *wrong)
    id = new_id()
    session.add(
        CustomField(
            id=id,
            entity=entity,
            key=key,
            slot=f"{key}~{id.hex[-8:]}",
            title=given["title"],
            type=given["type"],
            options=[_written(option) for option in options],
            currency=given.get("currency") if given["type"] == "money" else None,
            position=max((row.position for row in rows), default=0) + 1,
            is_required=bool(given.get("required")),
            is_unique=bool(given.get("unique")),
        )
    )
    session.flush()
    return id


def change_field(
    session: Session,
    entity: str,
    field_id: UUID,
    given: Mapping[str, Any],
    *,
    expected_version: int | None,
) -> None:
    """Rename a field, arrange its options, make it required, unique or inactive, or not any more.

    Options are named by key; one that the request leaves out stays, out of use, behind the others,
    since records may have it. Raises NotFound, Stale, Invalid, Conflict for values that are not
    unique or are too many to be made so here.
    """
    hold(session, _lock(entity))
    row = _locked(session, entity, field_id, expected_version=expected_version)
    if row.is_removed:
        raise NotFound
    others = session.scalars(
        select(CustomField).where(CustomField.entity == entity, CustomField.id != field_id)
    ).all()
    before = definition_of(row)
    options, wrong = _options(before.options, given.get("options", before.options))
    wrong += _wrong_shape({**given, "type": row.type, "currency": row.currency}, options)
    if "title" in given:
        wrong += _taken_title(others, given["title"])
    if wrong:
        raise Invalid("invalid_fields", *wrong)
    row.title = given.get("title", row.title)
    row.options = [_written(option) for option in options]
    row.is_required = given.get("required", row.is_required)
    row.is_active = given.get("active", row.is_active)
    if given.get("unique", row.is_unique) != row.is_unique:
        row.is_unique = given["unique"]
        _mark_unique(session, definition_of(row))
    row.touch()


def remove_field(
    session: Session, entity: str, field_id: UUID, *, expected_version: int | None
) -> None:
    """Take a field away; what was typed into it is kept. Raises NotFound, Stale."""
    hold(session, _lock(entity))
    row = _locked(session, entity, field_id, expected_version=expected_version)
    if row.is_removed:
        raise NotFound
    row.is_removed = True
    row.touch()


def restore_field(
    session: Session, entity: str, field_id: UUID, *, expected_version: int | None
) -> None:
    """Bring a removed field back with all that was typed into it.

    Raises NotFound, Stale, Conflict when it is not removed or its title has been taken.
    """
    hold(session, _lock(entity))
    row = _locked(session, entity, field_id, expected_version=expected_version)
    if not row.is_removed:
        raise Conflict("custom_field_not_removed")
    rows = session.scalars(select(CustomField).where(CustomField.entity == entity)).all()
    if _taken_title([each for each in rows if each.id != field_id], row.title):
        raise Conflict("title_taken")
    if sum(not each.is_removed for each in rows) >= MOST_FIELDS:
        raise Conflict("too_many_custom_fields", params={"maximum": MOST_FIELDS})
    row.is_removed = False
    row.touch()


def layout_of(session: Session, design: CustomFields) -> list[dict[str, Any]]:
    """Return every field that screens show, in order: `{"name", "visible", "built_in"}`."""
    stored = session.scalars(
        select(RecordLayout).where(RecordLayout.entity == design.entity)
    ).one_or_none()
    names = [*design.built_in]
    names += [field.name for field in definitions_of(session, design.entity).values()]
    said = {} if stored is None else {each["name"]: each["visible"] for each in stored.fields}
    ordered = [name for name in said if name in names]
    ordered += [name for name in names if name not in said]
    return [
        {
            "name": name,
            "visible": said.get(name, True) or name in design.essential,
            "built_in": not name.startswith(PREFIX),
        }
        for name in ordered
    ]


def arrange(session: Session, design: CustomFields, fields: Sequence[Mapping[str, Any]]) -> None:
    """Set order and visibility of the fields; those that are not named follow as they were.

    Raises Invalid for a name that is unknown or said twice, or an essential field that is hidden.
    """
    hold(session, _lock(design.entity))
    present = layout_of(session, design)
    known = {each["name"] for each in present}
    names = [each["name"] for each in fields]
    wrong = [
        FieldError(f"fields.{place}.name", "invalid_value")
        for place, name in enumerate(names)
        if name not in known or name in names[:place]
    ]
    wrong += [
        FieldError(f"fields.{place}.visible", "essential_field")
        for place, each in enumerate(fields)
        if each["name"] in design.essential and not each["visible"]
    ]
    if wrong:
        raise Invalid("invalid_fields", *wrong)
    said = [{"name": each["name"], "visible": each["visible"]} for each in fields]
    said += [
        {"name": each["name"], "visible": each["visible"]}
        for each in present
        if each["name"] not in names
    ]
    _write_layout(session, design.entity, said)


def _write_layout(session: Session, entity: str, said: list[dict[str, Any]]) -> None:
    row = session.scalars(select(RecordLayout).where(RecordLayout.entity == entity)).one_or_none()
    if row is None:
        session.add(RecordLayout(entity=entity, organization_id=session.organization, fields=said))
    else:
        row.fields = said
    places = {each["name"]: place for place, each in enumerate(said, 1)}
    for field in session.scalars(select(CustomField).where(CustomField.entity == entity)):
        place = places.get(f"{PREFIX}{field.key}")
        if place is not None and place != field.position:
            field.position = place
            field.touch()


def _lock(entity: str) -> str:
    return f"custom-fields/{entity}"


def _locked(
    session: Session, entity: str, field_id: UUID, *, expected_version: int | None
) -> CustomField:
    row = session.lock(CustomField, field_id)
    if row.entity != entity:
        raise NotFound
    if expected_version is not None and row.version != expected_version:
        raise Stale(params={"version": row.version})
    return row


def _taken_title(rows: Sequence[CustomField], title: str) -> list[FieldError]:
    wanted = fold(title)
    if any(fold(row.title) == wanted for row in rows if not row.is_removed):
        return [FieldError("title", "title_taken")]
    return []


def _wrong_shape(given: Mapping[str, Any], options: Sequence[Option]) -> list[FieldError]:
    """Name what a field of this type cannot have."""
    type_, wrong = given["type"], []
    if type_ in kinds.WITH_OPTIONS and not any(option.active for option in options):
        wrong.append(FieldError("options", "needs_options"))
    if type_ not in kinds.WITH_OPTIONS and options:
        wrong.append(FieldError("options", "not_of_this_type"))
    if type_ == "money" and given.get("currency") not in CURRENCIES:
        wrong.append(FieldError("currency", "invalid_currency"))
    if given.get("unique") and type_ not in kinds.UNIQUE:
        wrong.append(FieldError("unique", "not_of_this_type"))
    if given.get("required") and type_ == "heading":
        wrong.append(FieldError("required", "not_of_this_type"))
    return wrong


def _options(
    known: Sequence[Option], given: Sequence[Any]
) -> tuple[list[Option], list[FieldError]]:
    """Return the options in the order that was sent, and what is wrong with them.

    One is known by its key, or by the label that it has; any other is new.
    """
    by_key = {option.key: option for option in known}
    by_label = {fold(option.label): option for option in known}
    listed: list[Option] = []
    wrong: list[FieldError] = []
    for place, each in enumerate(given):
        key, label, active = each.key, each.label, each.active
        present = by_key.get(key) if key else by_label.get(fold(label))
        if key and present is None and not is_key(key):
            wrong.append(FieldError(f"options.{place}.key", "invalid_key"))
            continue
        taken = {*by_key, *(option.key for option in listed)}
        made = present.key if present else key or key_of(label, taken, otherwise="opcion")
        labels = {fold(option.label) for option in listed}
        if fold(label) in labels or made in {option.key for option in listed}:
            wrong.append(FieldError(f"options.{place}.label", "repeated_option"))
            continue
        listed.append(Option(made, label, active))
    kept = {option.key for option in listed}
    listed += [Option(each.key, each.label, active=False) for each in known if each.key not in kept]
    if len(listed) > MOST_OPTIONS:
        wrong.append(FieldError("options", "too_many_options", {"maximum": MOST_OPTIONS}))
    return listed, wrong


def _written(option: Option) -> dict[str, Any]:
    return {"key": option.key, "label": option.label, "active": option.active}


def _mark_unique(session: Session, field: Definition) -> None:
    """Write by what the values that are there count as the same, or that nothing does any more."""
    mine = [VALUES.c.organization_id == session.organization, VALUES.c.field_id == field.id]
    rows = session.chassis_execute(
        select(VALUES.c.record_id, VALUES.c.text, VALUES.c.number, VALUES.c.words)
        .where(*mine)
        .limit(MOST_CHECKED + 1)
    ).all()
    if len(rows) > MOST_CHECKED:
        raise Conflict("too_many_values", params={"maximum": MOST_CHECKED})
    if not field.unique:
        session.chassis_execute(update(VALUES).where(*mine).values(unique_key=null()))
        return
    keys = {row.record_id: _key(field, row) for row in rows}
    if len(set(keys.values())) < len(keys):
        raise Conflict("values_not_unique")
    given = orjson.dumps([{"id": id, "key": key} for id, key in keys.items()]).decode()
    source = (
        func.json_to_recordset(sql_cast(bindparam(None, given, type_=Text()), JSON))
        .table_valued(column("id", Uuid()), column("key", Text()), name="source")
        .render_derived(with_types=True)
    )
    session.chassis_execute(
        update(VALUES)
        .where(*mine, VALUES.c.record_id == source.c.id)
        .values(unique_key=source.c.key)
    )


def _key(field: Definition, row: Any) -> str | None:
    stored = {"text": row.words, "date": row.text, "number": row.number}[field.type]
    return kinds.unique_key(field.type, stored)
