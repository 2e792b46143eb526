"""Reactions: what a service does when another states a fact; a table of data per service."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

from chassis.db.session import Session
from chassis.events.facts import Fact, Received


@dataclass(frozen=True, slots=True, kw_only=True)
class Reaction:
    """One fact type and the function that handles it.

    `kind="state"`: an upsert guarded by (incarnation, version), so a late one is harmless.
    `kind="each"`: every fact exactly once, in any order. The function gets `(session, received)`,
    or with `batch` `(session, [received, …])` of one organization. It touches only the session.
    """

    fact: type[Fact]
    handle: Callable[..., None]
    kind: Literal["state", "each"]
    batch: bool = False


def newer(received: Received[Any], incarnation: int | None, version: int | None) -> bool:
    """Whether the fact says more than what is stored; True where nothing is stored yet."""
    if incarnation is None or version is None:
        return True
    return (received.incarnation, received.version) > (incarnation, version)


def caused_by(session: Session, received: Received[Any] | None) -> None:
    """Let what is recorded from now on name its cause.

    A list has no single one: a reaction that takes a list and states facts says it for each.
    """
    session.causation_id = received.id if received else None
    session.correlation_id = received.correlation_id if received else None


def newest(facts: Iterable[Received[Any]]) -> dict[UUID, Received[Any]]:
    """Return the last word on each aggregate that a list speaks of, in the order of their ids."""
    last: dict[UUID, Received[Any]] = {}
    for received in facts:
        id = received.subject_id
        known = last.get(id)
        if known is None or newer(received, known.incarnation, known.version):
            last[id] = received
    return dict(sorted(last.items()))
