"""Hands facts to a service's reactions inside one transaction."""

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from pydantic import ValidationError

from chassis.db.session import Session
from chassis.events.facts import Received
from chassis.events.incoming import Incoming
from chassis.events.reactions import Reaction, caused_by
from chassis.observability import tracing

_LINKS = 16


class Unreadable(Exception):
    """An envelope whose content does not fit its type's model."""


class Reactions:
    """A service's reactions by type.

    Guarantee: facts are handed over per organization, each one's session bound to it alone; the
    facts of one aggregate keep their order, also across types. A list reaction gets its facts of
    one organization in as few calls as that allows.
    """

    def __init__(self, reactions: Iterable[Reaction]) -> None:
        self._by_type = {reaction.fact.event_type: reaction for reaction in reactions}

    @property
    def types(self) -> frozenset[str]:
        """The types that this release handles."""
        return frozenset(self._by_type)

    def knows(self, fact: Incoming) -> bool:
        """Whether this release can handle the fact."""
        return fact.envelope is not None and fact.envelope.type in self._by_type

    def run(self, session: Session, facts: Sequence[Incoming]) -> None:
        """React to these facts on the session; what a reaction raises passes through."""
        groups: dict[Any, list[Received[Any]]] = {}
        for fact in facts:
            received = self._open(fact)
            groups.setdefault(received.organization_id, []).append(received)
        for organization_id, group in groups.items():
            session.bind_organization(organization_id)
            links = list(islice((one.traceparent for one in group if one.traceparent), _LINKS))
            with tracing.span("react", kind=tracing.CONSUMER, links=links):
                self._run_group(session, group)
        session.flush()

    def _open(self, fact: Incoming) -> Received[Any]:
        if fact.envelope is None:
            raise Unreadable(fact.error)
        try:
            return fact.envelope.open(self._by_type[fact.envelope.type].fact)
        except ValidationError as error:
            places = [".".join(map(str, one["loc"])) + ": " + one["type"] for one in error.errors()]
            raise Unreadable(f"{fact.envelope.type} does not fit: {'; '.join(places)}") from None

    def _run_group(self, session: Session, group: Sequence[Received[Any]]) -> None:
        for reaction, facts in stages(group, self._by_type):
            if reaction.batch:
                caused_by(session, facts[0] if len(facts) == 1 else None)
                reaction.handle(session, facts)
                continue
            for received in facts:
                caused_by(session, received)
                reaction.handle(session, received)
        caused_by(session, None)


def stages(
    group: Sequence[Received[Any]], by_type: dict[str, Reaction]
) -> list[tuple[Reaction, list[Received[Any]]]]:
    """Split the facts into lists of one type, as few as keep each aggregate's own order.

    A fact joins the newest list of its type unless a later list holds its aggregate already.
    """
    lists: list[tuple[Reaction, list[Received[Any]]]] = []
    newest: dict[str, int] = {}
    holds: dict[str, int] = {}
    for received in group:
        index = newest.get(received.type, -1)
        if index < 0 or index < holds.get(received.subject, 0):
            index = newest[received.type] = len(lists)
            lists.append((by_type[received.type], []))
        lists[index][1].append(received)
        holds[received.subject] = index
    return lists
