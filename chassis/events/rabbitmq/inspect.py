"""Look at a broker over AMQP and compare it with the topology, without changing it.

Limit: AMQP lets nobody list bindings; `compare` does, where the broker's management can be asked.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import pika
from pika.exceptions import AMQPError, ChannelClosedByBroker

from chassis.events.topology import Queue, Topology

_NOT_FOUND = 404
_DIFFERENT = 406
_START = "start a process with the role events, which makes it"


class Depth(NamedTuple):
    """How much waits in a queue and how many read it."""

    messages: int
    consumers: int
    is_inbox: bool


@dataclass(slots=True)
class Look:
    """What was seen: whether the broker answers, differences as (what, what to do), depths."""

    answers: bool = True
    differences: list[tuple[str, str]] = field(default_factory=list)
    depths: dict[str, Depth] = field(default_factory=dict)


def look(url: str, topology: Topology) -> Look:
    """Ask for every exchange and queue: is it there, is it ours, how full is it."""
    seen = Look()
    try:
        connection = pika.BlockingConnection(pika.URLParameters(url))
    except (AMQPError, OSError) as error:
        reason = type(error).__name__
        seen.answers = False
        seen.differences.append((f"RabbitMQ does not answer ({reason})", "check TRONCAL_AMQP_URL"))
        return seen
    with connection:
        kinds: Mapping[str, str] = {
            topology.names.exchange: "direct",
            topology.names.live_exchange: "fanout",
        }
        for name, kind in kinds.items():
            if (found := _exchange(connection, name, kind)) is not None:
                seen.differences.append(found)
        for queue in topology.queues:
            _queue(connection, queue, seen)
    return seen


def _exchange(connection: pika.BlockingConnection, name: str, kind: str) -> tuple[str, str] | None:
    channel = connection.channel()
    try:
        channel.exchange_declare(name, passive=True)
        # it exists, so this changes nothing and is refused when it is of another kind
        channel.exchange_declare(name, kind, durable=True)
    except ChannelClosedByBroker as error:
        if error.reply_code == _NOT_FOUND:
            return f"the exchange {name} is missing", _START
        if error.reply_code == _DIFFERENT:
            return f"the exchange {name} is of another kind", "stop the product and delete it"
        raise
    channel.close()
    return None


def _queue(connection: pika.BlockingConnection, queue: Queue, seen: Look) -> None:
    channel = connection.channel()
    try:
        answer = channel.queue_declare(queue.name, passive=True)
        # it exists, so this changes nothing and is refused when its arguments are other ones
        channel.queue_declare(queue.name, durable=True, arguments=dict(queue.arguments))
    except ChannelClosedByBroker as error:
        if error.reply_code == _NOT_FOUND:
            seen.differences.append((f"the queue {queue.name} is missing", _START))
        elif error.reply_code == _DIFFERENT:
            todo = "stop its reader, delete the queue and redeliver to it"
            what = f"the queue {queue.name} has other arguments than this release gives it"
            seen.differences.append((what, todo))
        else:
            raise
        return
    method = answer.method
    seen.depths[queue.name] = Depth(method.message_count, method.consumer_count, queue.is_inbox)
    channel.close()
