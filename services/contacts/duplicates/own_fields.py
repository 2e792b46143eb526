"""What a merge does with the values of an organization's own fields.

A value is the survivor's, or the other's where it has none or the other's was chosen. A unique
value leaves the index of the absorbed contact while the survivor has it.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from chassis.db import Session
from chassis.errors import Invalid
from chassis.records.custom import storing
from chassis.records.custom.definitions import Definition, Definitions, definitions_of
from chassis.records.custom.designing import definitions_for_writing
from services.contacts.directory.models import Contact
from services.contacts.directory.records import CONTACT

Changes = dict[str, list[Any]]
"""By slot: the survivor's value before, and after."""


def definitions(session: Session) -> Definitions:
    """Return the fields, held against a change of them."""
    if not definitions_of(session, CONTACT.name):
        return {}
    return definitions_for_writing(session, CONTACT.name)


def names(fields: Definitions) -> set[str]:
    """Return what choices call the fields."""
    return {field.name for field in fields.values()}


def unite(
    session: Session,
    survivor: Contact,
    other: Contact,
    choices: Mapping[str, UUID],
    fields: Definitions,
) -> Changes:
    """Give the survivor the other's values; return what changed. `store` writes the index."""
    document = dict(survivor.custom)
    changes: Changes = {}
    for field in fields.values():
        mine, others = document.get(field.slot), other.custom.get(field.slot)
        chosen = choices.get(field.name)
        is_others = chosen == other.id or (chosen is None and mine is None)
        wanted = others if is_others else mine
        if wanted != mine:
            changes[field.slot] = [mine, wanted]
            document[field.slot] = wanted
    survivor.custom = {slot: value for slot, value in document.items() if value is not None}
    freed = _of(fields, [slot for slot, (_, now) in changes.items() if now is not None])
    unique = tuple(field for field in freed if field.unique)
    if unique:
        slots = {field.slot for field in unique}
        left = {slot: value for slot, value in other.custom.items() if slot not in slots}
        storing.store(session, other.id, storing.Merged(left, unique))
    return changes


def changed(merges: Iterable[tuple[Contact, Mapping[str, Any]]], fields: Definitions) -> list[str]:
    """Name the fields that changed, as the API names them."""
    slots = {slot for _, memory in merges for slot in memory["custom"]}
    return [field.name for field in _of(fields, slots)]


def store(
    session: Session,
    survivor: Contact,
    merges: Sequence[tuple[Contact, Mapping[str, Any]]],
    fields: Definitions,
) -> None:
    """Write the index of what changed."""
    slots = {slot for _, memory in merges for slot in memory["custom"]}
    if slots:
        storing.store(session, survivor.id, storing.Merged(survivor.custom, _of(fields, slots)))


def separate(
    session: Session, survivor: Contact, contact: Contact, changes: Mapping[str, Sequence[Any]]
) -> list[str]:
    """Give back what a merge changed and nobody has changed since; name the fields.

    Raises Invalid when a unique value of the contact is another's by now.
    """
    fields = definitions(session) if changes else {}
    back = {
        slot: was for slot, (was, became) in changes.items() if survivor.custom.get(slot) == became
    }
    given = _of(fields, back)
    document = {**survivor.custom, **{field.slot: back[field.slot] for field in given}}
    survivor.custom = {slot: value for slot, value in document.items() if value is not None}
    if given:
        storing.store(session, survivor.id, storing.Merged(survivor.custom, given))
    own = storing.Merged(contact.custom, tuple(f for f in _of(fields, changes) if f.unique))
    wrong = storing.taken(session, own, record_id=contact.id)
    if wrong:
        raise Invalid("invalid_fields", *wrong)
    storing.store(session, contact.id, own)
    return [field.name for field in given]


def _of(fields: Definitions, slots: Iterable[str]) -> tuple[Definition, ...]:
    wanted = set(slots)
    return tuple(field for field in fields.values() if field.slot in wanted)
