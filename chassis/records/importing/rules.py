"""What a module says of its records so that they can be imported; everything else is the engine's.

    RULES = Rules(entity="contacts", fields=(ImportField("email", kind="email", …), …), …)

`prepare` is pure and may run while another chunk is being written; `write` runs in the transaction
of its chunk and must not commit; `undo` runs in a transaction of its own for some of what was made.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

from chassis.db import Session
from chassis.errors import FieldError
from chassis.identity.actor import Actor

Kind = Literal["text", "phone", "email", "choice", "many", "number", "date", "boolean"]
Result = Literal["created", "updated", "skipped", "rejected"]
Then = Literal["create", "update", "skip"]


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a list: what is stored, its names in Spanish and English, other words for it."""

    value: str
    names: tuple[str, str]
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportField:
    """A field that a column may go to.

    `words` are the headers by which it is recognised, in any case and without accents. `choices`
    are those of a closed list; a list of the organization's comes from `Rules.choices`. A field of
    kind `choice` takes one value of its list, `many` texts separated by commas or semicolons.
    """

    name: str
    kind: Kind = "text"
    words: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    longest: int = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What one import goes by: the country of its numbers, what happens to duplicates, defaults."""

    import_id: UUID
    file_name: str
    region: str
    match_by: tuple[str, ...]
    then: Then
    defaults: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A row of which all was read that can be read without the database.

    `errors` name fields; a row with errors is not written. `record` is the module's own.
    """

    row: int
    record: Any
    errors: tuple[FieldError, ...] = ()


@dataclass(frozen=True, slots=True)
class Made:
    """A record that was written: its version afterwards; what was changed, None for a new one."""

    id: UUID
    version: int
    before: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a row. `made` also names records beside the row's own, such as its company.

    `record` is the record as the module has it; `Rules.show` makes of it what a preview shows.
    """

    result: Result
    made: tuple[Made, ...] = ()
    errors: tuple[FieldError, ...] = ()
    record: Any = None


@dataclass(frozen=True, slots=True)
class Undone:
    """Which records an undoing took away, which it gave back as they were; others it kept."""

    removed: frozenset[UUID] = frozenset()
    restored: frozenset[UUID] = frozenset()


Prepare = Callable[[int, Mapping[str, Any], Terms], Prepared]
Write = Callable[[Session, Actor, Terms, Sequence[Prepared]], list[Outcome]]
Undo = Callable[[Session, Terms, Sequence[Made]], Undone]


def _as_guessed(names: Sequence[str | None]) -> list[str | None]:
    return list(names)


def _no_choices(_: Session) -> Mapping[str, Sequence[Choice]]:
    return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The rules of one entity.

    `aliases` are other names in `entity=`. `match_by` says by which fields a duplicate can be
    found, the default order. `choices` returns the lists that an organization lays out itself.
    `settle` may correct the guess of all columns together. `defaults` names the members that a
    person may state for all rows, with the function that refuses a wrong one.
    """

    entity: str
    aliases: tuple[str, ...] = ()
    fields: tuple[ImportField, ...]
    match_by: tuple[str, ...]
    prepare: Prepare
    write: Write
    undo: Undo
    show: Callable[[Any], Mapping[str, Any]]
    choices: Callable[[Session], Mapping[str, Sequence[Choice]]] = _no_choices
    settle: Callable[[Sequence[str | None]], list[str | None]] = _as_guessed
    check_defaults: Callable[[Session, Mapping[str, Any]], list[FieldError]] = (
        lambda _session, given: [FieldError(f"defaults.{name}", "unknown_member") for name in given]
    )
    region: Callable[[Session], str]

    def field(self, name: str) -> ImportField | None:
        """Return a field by its name."""
        return next((each for each in self.fields if each.name == name), None)
