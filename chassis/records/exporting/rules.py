"""What a module says of its records so that they can be exported; everything else is the engine's.

    CONTACT_EXPORT = Exports(entity="contacts", record=CONTACT, columns=(
        member("name", ("Nombre completo", "Name")),
        listed("type", ("Tipo", "Type"), of="type_id", names="types"), …), …)

A column reads one member or more of a record as the API shows it, so whatever a list hides from
somebody is not in their file either.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from chassis.db import Session
from chassis.identity.actor import Actor
from chassis.records.copies import Copy
from chassis.records.expressions import Expression
from chassis.records.types import RecordType
from chassis.tabular.cells import CellKind
from chassis.tabular.vcards import Card

Words = tuple[str, str]
"""In Spanish and in English."""

YES: Words = ("Sí", "Yes")
NO: Words = ("No", "No")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One record on its way into a file.

    `members` is the record as the API shows it. `names` are the names of lists by list and id;
    `related` those of other records by id, as far as the reader sees them.
    """

    members: Mapping[str, Any]
    names: Mapping[str, Mapping[str, str]]
    related: Mapping[str, str]
    language: int
    zone: ZoneInfo

    def word(self, words: Words) -> str:
        """Return the word in the file's language."""
        return words[self.language]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a file: its name in the API, its title, what stands in it."""

    name: str
    title: Words
    value: Callable[[Row], str | None]
    kind: CellKind = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """Members that hold the id of another record, which a file shows by its name.

    A reader who does not see that record finds the cell empty.
    """

    members: tuple[str, ...]
    record: RecordType
    shown: Expression


@dataclass(frozen=True, slots=True, kw_only=True)
class Copied:
    """Members that hold the id, or several, of another service's record, shown by its name.

    A reader to whom the owner would not show it finds the cell empty (X-8).
    """

    members: tuple[str, ...]
    model: type[Copy]


def _no_names(_: Session, __: int) -> Mapping[str, Mapping[str, str]]:
    return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Exports:
    """How the records of one entity become files.

    `aliases` are other names in `entity=`. `titles` name the file and its sheet. `choose` may lead
    to another description of the records (the discarded ones) by who asks and the filters. `names`
    returns the organization's lists, read once; `lists` says which of them a filter's value is of,
    so that a saved view knows what is gone. `card` makes a vCard of a record; `people` are the
    filters that hold for vCards.
    """

    entity: str
    aliases: tuple[str, ...] = ()
    titles: Words
    record: RecordType
    columns: Sequence[Column]
    names: Callable[[Session, int], Mapping[str, Mapping[str, str]]] = _no_names
    lists: Mapping[str, str] = field(default_factory=dict)
    related: tuple[Related, ...] = ()
    copied: tuple[Copied, ...] = ()
    choose: Callable[[Actor, Mapping[str, str]], RecordType | None] = lambda _actor, _filters: None
    card: Callable[[Row], Card] | None = None
    people: Mapping[str, Any] = field(default_factory=dict)

    def record_for(self, actor: Actor, filters: Mapping[str, str]) -> RecordType:
        """Return the description by which the records are read."""
        return self.choose(actor, filters) or self.record


def member(name: str, title: Words, *, of: str = "", kind: CellKind = "text") -> Column:
    """Return the column of a member as it is."""
    key = of or name
    return Column(
        name=name, title=title, kind=kind, value=lambda row: as_cell(row.members.get(key))
    )


def choice(name: str, title: Words, words: Mapping[str, Words], *, of: str = "") -> Column:
    """Return the column of a member with fixed values, by their words."""
    key = of or name

    def value(row: Row) -> str | None:
        found = row.members.get(key)
        known = words.get(str(found))
        return as_cell(found) if known is None else row.word(known)

    return Column(name=name, title=title, value=value)


def listed(name: str, title: Words, *, of: str, names: str) -> Column:
    """Return the column of one id, or of several, of a list of the organization, by their names."""

    def value(row: Row) -> str | None:
        found = row.members.get(of)
        known = row.names.get(names, {})
        ids = found if isinstance(found, list) else [found]
        return joined(known.get(str(id)) for id in ids if id)

    return Column(name=name, title=title, value=value)


def related(name: str, title: Words, *, of: str) -> Column:
    """Return the column of another record's id, or of several, by name; see `Related`, `Copied`."""

    def value(row: Row) -> str | None:
        found = row.members.get(of)
        ids = found if isinstance(found, list) else [found]
        return joined(row.related.get(str(id)) for id in ids)

    return Column(name=name, title=title, value=value)


def moment(name: str, title: Words, *, of: str = "") -> Column:
    """Return the column of a moment, in the reader's zone."""
    key = of or name
    return Column(
        name=name, title=title, kind="time", value=lambda row: local(row.members.get(key), row.zone)
    )


def money(name: str, title: Words, *, of: str = "") -> Column:
    """Return the column of an amount, a number; its currency is a column of its own."""
    key = of or name

    def value(row: Row) -> str | None:
        found = row.members.get(key)
        return None if found is None else as_cell(found["amount"])

    return Column(name=name, title=title, kind="number", value=value)


def as_cell(value: Any) -> str | None:
    """Return any value of a record as the text of a cell."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        raise TypeError("a yes or no has words")
    if isinstance(value, list):
        return joined(value)
    return f"{Decimal(str(value)):f}"


def yes_or_no(name: str, title: Words, *, of: str = "") -> Column:
    """Return the column of a yes or no."""
    key = of or name

    def value(row: Row) -> str | None:
        found = row.members.get(key)
        return None if found is None else row.word(YES if found else NO)

    return Column(name=name, title=title, value=value)


def joined(values: Any) -> str | None:
    """Return several values in one cell, as the import reads them again."""
    return ", ".join(str(value) for value in values if value not in (None, "")) or None


def local(value: Any, zone: ZoneInfo) -> str | None:
    """Return a moment of the API as the clock on the reader's wall showed it."""
    if not value:
        return None
    there = datetime.fromisoformat(value).astimezone(zone)
    return there.replace(tzinfo=None).isoformat("T", "seconds")
