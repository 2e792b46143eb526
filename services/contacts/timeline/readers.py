"""Whose entries somebody reads: the ids that stand in `TimelineEntry.readers`, and their meaning.

| id | who reads the entry |
|---|---|
| the contact's own | everybody who sees the contact |
| the organization's | everybody whose profile reaches all records: the record is open to them |
| a user's | that user and their superiors |
| a group's | its members |
| `only(user)` | that user alone: a record that was shared with them |
| `RESPONSIBLE` | who is responsible for the contact, and their superiors |

Pure rule; `operations.readers_for` says which of them an actor holds.
"""

from collections.abc import Iterable
from typing import Final, Protocol
from uuid import UUID, uuid5

RESPONSIBLE: Final = UUID(int=0)
_ONLY: Final = UUID("6e0b7a52-8a5d-5d0c-9a0e-3f4f6f2b7c11")


class Guarded(Protocol):
    """What a foreign record says of who may see it."""

    @property
    def owner_id(self) -> UUID | None:
        """Whose it is."""

    @property
    def shared_user_ids(self) -> list[UUID]:
        """The users whom it was shared with."""

    @property
    def shared_group_ids(self) -> list[UUID]:
        """The groups that it was shared with."""

    @property
    def visibility(self) -> str:
        """`private`, `read` or `write`."""


def only(user_id: UUID) -> UUID:
    """Return the id that stands for a user without their superiors."""
    return uuid5(_ONLY, user_id.hex)


def readers_of(
    record: Guarded, organization_id: UUID, *, also: Iterable[UUID | None] = ()
) -> list[UUID]:
    """Return who reads the entries of a record; `also` are responsible for it beside its owner."""
    found = {user_id for user_id in (record.owner_id, *also) if user_id is not None}
    found |= {only(user_id) for user_id in record.shared_user_ids}
    found |= set(record.shared_group_ids)
    if record.visibility != "private":
        found.add(organization_id)
    return sorted(found)
