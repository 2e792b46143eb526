"""Compare a broker with the topology that the contracts derive, without changing it.

Limit: AMQP lets nobody list bindings, so a binding that is missing is not seen here; relay and
consumer declare all of them on every connect.
"""

from collections.abc import Iterator

import pika
from pika.exceptions import AMQPError, ChannelClosedByBroker

from chassis.events.topology import Queue, Topology

_NOT_FOUND = 404
_DIFFERENT = 406


def differences(url: str, topology: Topology) -> Iterator[str]:
    """Yield one sentence for each exchange or queue that is missing or of other arguments."""
    try:
        connection = pika.BlockingConnection(pika.URLParameters(url))
    except (AMQPError, OSError) as error:
        yield f"RabbitMQ does not answer ({type(error).__name__}): check TRONCAL_AMQP_URL."
        return
    with connection:
        for name in (topology.names.exchange, topology.names.live_exchange):
            if _missing_exchange(connection, name):
                yield f"The exchange {name} is missing: start a process with the role events."
        for queue in topology.queues:
            if (finding := _queue_finding(connection, queue)) is not None:
                yield finding


def _missing_exchange(connection: pika.BlockingConnection, name: str) -> bool:
    channel = connection.channel()
    try:
        channel.exchange_declare(name, passive=True)
    except ChannelClosedByBroker as error:
        if error.reply_code != _NOT_FOUND:
            raise
        return True
    channel.close()
    return False


def _queue_finding(connection: pika.BlockingConnection, queue: Queue) -> str | None:
    channel = connection.channel()
    try:
        channel.queue_declare(queue.name, passive=True)
        # it exists, so this changes nothing and is refused when its arguments are other ones
        channel.queue_declare(queue.name, durable=True, arguments=dict(queue.arguments))
    except ChannelClosedByBroker as error:
        if error.reply_code == _NOT_FOUND:
            return f"The queue {queue.name} is missing: start a process with the role events."
        if error.reply_code == _DIFFERENT:
            return (
                f"The queue {queue.name} has other arguments than this release gives it:"
                " stop its reader, delete the queue and redeliver to it."
            )
        raise
    channel.close()
    return None
