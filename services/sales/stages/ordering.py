"""The order of a list that people arrange by hand."""

from collections.abc import Sequence
from typing import Protocol, TypeVar
from uuid import UUID

from chassis.errors import FieldError, Invalid


class Placed(Protocol):
    """An entry with its place in the list."""

    id: UUID
    position: int


P = TypeVar("P", bound=Placed)


def reordered(entries: Sequence[P], ids: Sequence[UUID]) -> list[P]:
    """Give the entries the places that `ids` says, from 1 on; return those that moved.

    Raises Invalid unless `ids` names every entry once: somebody else added or deleted one.
    """
    known = {entry.id: entry for entry in entries}
    if len(ids) != len(known) or set(ids) != set(known):
        raise Invalid("invalid_fields", FieldError("ids", "incomplete_order"))
    moved = [known[id] for place, id in enumerate(ids, 1) if known[id].position != place]
    for place, id in enumerate(ids, 1):
        known[id].position = place
    return moved
