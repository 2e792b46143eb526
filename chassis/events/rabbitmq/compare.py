"""Compare what a broker's management tells of bindings, policies and queues with the topology.

Pure: who observed it, by HTTP or by rabbitmqctl, is the runtime's business.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from chassis.events.topology import Topology


@dataclass(frozen=True, slots=True)
class Policy:
    """A policy of the broker: what it changes of the queues whose name fits."""

    name: str
    pattern: str
    applies_to: str
    definition: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Observed:
    """What is bound to the facts' exchange as (queue, key), and the policies there are."""

    bindings: frozenset[tuple[str, str]]
    policies: Sequence[Policy] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference: how bad it is, what it is, what to do."""

    level: Literal["broken", "warning"]
    what: str
    todo: str


_LOSES = {
    "max-length": "refuses facts when the queue is full",
    "max-length-bytes": "refuses facts when the queue is full",
    "message-ttl": "lets facts expire",
    "expires": "deletes the queue when nobody reads it",
}
_LEAST_DELIVERIES = 20


def differences(topology: Topology, observed: Observed) -> Iterator[Difference]:
    """Yield what is bound too little, what too much, and policies that would lose facts."""
    wanted = {(queue.name, key) for queue in topology.queues for key in queue.binds}
    ours = {queue.name for queue in topology.queues}
    exchange = topology.names.exchange
    for queue, key in sorted(wanted - observed.bindings):
        yield Difference(
            "broken",
            f"{queue} is not bound to {exchange} for {key}: its reader does not get it",
            "start a process with the role events, then `troncal redeliver` to that reader",
        )
    for queue, key in sorted(observed.bindings - wanted):
        if queue in ours:
            yield Difference(
                "warning",
                f"{queue} is bound for {key}, which its reader does not know",
                "unbind it: those facts only fill the inbox as unsupported",
            )
        else:
            yield Difference(
                "warning",
                f"{queue}, a queue of somebody else, gets {key}",
                f"unbind it from {exchange} unless you know who reads it",
            )
    yield from _policies(topology, observed)


def _policies(topology: Topology, observed: Observed) -> Iterator[Difference]:
    for policy in observed.policies:
        names = [queue.name for queue in topology.queues if _fits(policy, queue.name)]
        if not names:
            continue
        for key, effect in _LOSES.items():
            if key in policy.definition:
                yield Difference(
                    "broken",
                    f"the policy {policy.name} sets {key} on {names[0]}: it {effect}",
                    f"remove {key} from it, or narrow its pattern {policy.pattern!r}",
                )
        limit = policy.definition.get("delivery-limit")
        if isinstance(limit, int) and limit < _LEAST_DELIVERIES:
            yield Difference(
                "warning",
                f"the policy {policy.name} gives up on a fact after {limit} deliveries",
                f"set delivery-limit to {_LEAST_DELIVERIES} or more: readers count attempts",
            )


def _fits(policy: Policy, queue: str) -> bool:
    if policy.applies_to not in {"all", "queues", "quorum_queues"}:
        return False
    try:
        return re.search(policy.pattern, queue) is not None
    except re.error:  # the broker's dialect knows more; one that ours cannot read may fit
        return True
