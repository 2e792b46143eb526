"""The broker's topology as data: who reads what gives every exchange, queue and binding.

Guarantee: two processes of one release derive the same topology, whatever the order of the
catalog, and declaring it again changes nothing. Names come from here and nowhere else. A prefix
keeps parallel tests apart on one broker; the product has none.

Limit: RabbitMQ fixes a queue's arguments when it is made. Another delivery limit is a policy (which
may only tighten it) or a new queue, never a changed constant alone.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from chassis import budgets


@dataclass(frozen=True, slots=True)
class Names:
    """What everything on the broker is called."""

    prefix: str = ""

    @property
    def exchange(self) -> str:
        """The direct exchange that all facts go through: the key is the type."""
        return f"{self.prefix}troncal.events"

    @property
    def live_exchange(self) -> str:
        """The fanout exchange of live messages."""
        return f"{self.prefix}troncal.live"

    def inbox(self, reader: str) -> str:
        """The queue of one reading service."""
        return f"{self.prefix}{reader}.inbox"

    def dead(self, reader: str) -> str:
        """Where a reader's messages end when the broker itself gives up on them."""
        return f"{self.prefix}{reader}.dead"


@dataclass(frozen=True, slots=True)
class Queue:
    """One durable quorum queue with the types that fill it."""

    name: str
    arguments: Mapping[str, str | int | bool]
    binds: tuple[str, ...] = ()
    is_inbox: bool = False


@dataclass(frozen=True, slots=True)
class Topology:
    """All that relay and consumer declare on every (re)connect, in this order."""

    names: Names
    queues: tuple[Queue, ...]
    readers: Mapping[str, frozenset[str]]

    def read(self, type: str) -> bool:
        """Whether any service reads this type; what nobody reads is not sent."""
        return bool(self.readers.get(type))


def derive(
    readers: Mapping[str, Iterable[str]],
    names: Names | None = None,
    *,
    owners: Iterable[str] = (),
) -> Topology:
    """Make the topology from a table `type -> names of the services that read it`.

    Owners have a queue too, also when they read nothing: readers ask there for redelivery.

    The inbox queue keeps order with one active consumer at a time, has no length limit, and hands
    a message that was delivered a thousand times to the dead queue at least once.
    """
    names = names or Names()
    table = {type: frozenset(services) for type, services in readers.items()}
    services = sorted({*owners}.union(*table.values()))
    queues: list[Queue] = []
    for service in services:
        types = sorted(type for type, read_by in table.items() if service in read_by)
        queues.append(Queue(names.dead(service), {"x-queue-type": "quorum"}))
        queues.append(
            Queue(
                names.inbox(service),
                inbox_arguments(names, service),
                tuple(types),
                is_inbox=True,
            )
        )
    return Topology(names, tuple(queues), table)


def inbox_arguments(names: Names, reader: str) -> dict[str, str | int | bool]:
    """Return the arguments of a reader's queue. At-least-once dead letters need the overflow."""
    return {
        "x-queue-type": "quorum",
        "x-single-active-consumer": True,
        "x-delivery-limit": budgets.QUEUE_DELIVERY_LIMIT,
        "x-dead-letter-exchange": "",
        "x-dead-letter-routing-key": names.dead(reader),
        "x-dead-letter-strategy": "at-least-once",
        "x-overflow": "reject-publish",
    }
