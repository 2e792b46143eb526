"""What a module says of its records so that one act can be done on many of them.

    CONTACT_BULK = Bulk(entity="contacts", record=CONTACT, shown=Contact.name, actions=(
        Action(name="assign", permission="contacts.bulk_edit", params=Assign, apply=assign), …))

An action changes the records of a chunk under their locks, states their facts as the single act
does, and says what became of each. Whether the actor may change them is asked before, by the
engine, for each chunk as of then.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from pydantic import BaseModel

from chassis import budgets
from chassis.db import Session
from chassis.errors import FieldError, Refused
from chassis.identity.actor import Actor
from chassis.records.expressions import Expression
from chassis.records.types import RecordType
from chassis.spec import Service

DONE: Final = "done"
UNCHANGED: Final = "unchanged"

Outcomes = Mapping[UUID, str]
"""Of each record `done`, `unchanged`, or the code of why it was refused."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is asked for: in whose name, with what."""

    service: Service
    session: Session
    actor: Actor
    params: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Task(Order):
    """A chunk at work; `total` is how many records the whole run has."""

    total: int


def _nothing_wrong(_: Order) -> list[FieldError]:
    return []


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """What can be done with many records at once.

    `permission` is the profile's. `check` names members of the params that are wrong; it is asked
    once, before anything is written. `apply` gets records that the actor may change (`edits`) or
    sees, in the order of their ids; `one_by_one` says that it changes each for itself, which takes
    longer: fewer of them are in one transaction.
    """

    name: str
    permission: str
    params: type[BaseModel]
    apply: Callable[[Task, Sequence[UUID]], Outcomes]
    check: Callable[[Order], list[FieldError]] = _nothing_wrong
    edits: bool = True
    one_by_one: bool = False

    @property
    def chunk(self) -> int:
        """How many records are dealt with in one transaction."""
        return budgets.BULK_CHUNK_ONE_BY_ONE if self.one_by_one else budgets.BULK_CHUNK


@dataclass(frozen=True, slots=True, kw_only=True)
class Bulk:
    """What can be done with the records of one entity.

    `aliases` are other names in `entity=`. `shown` is what a record is called. `choose` may lead to
    another description of the records (the discarded ones) by who asks and the filters.
    """

    entity: str
    aliases: tuple[str, ...] = ()
    record: RecordType
    shown: Expression
    actions: tuple[Action, ...]
    choose: Callable[[Actor, Mapping[str, str]], RecordType | None] = lambda _actor, _filters: None

    def record_for(self, actor: Actor, filters: Mapping[str, str]) -> RecordType:
        """Return the description by which the records are found."""
        return self.choose(actor, filters) or self.record

    def action(self, name: str) -> Action | None:
        """Return an action by its name."""
        return next((each for each in self.actions if each.name == name), None)


def one_by_one(ids: Sequence[UUID], act: Callable[[UUID], bool]) -> dict[UUID, str]:
    """Do a single act on each record; it returns whether anything changed and may refuse.

    What an act refuses it refuses before it writes, so the others go on.
    """
    found = {}
    for id in ids:
        try:
            found[id] = DONE if act(id) else UNCHANGED
        except Refused as refused:
            found[id] = refused.fields[0].code if refused.fields else refused.code
    return found
