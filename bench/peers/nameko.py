"""nameko set to durability, and as it comes.

Equal: quorum queue; persistent, confirmed and acknowledged after the work are its defaults. Workers
(its prefetch too) and publishing green threads are those that were fastest here.
"""

import eventlet

eventlet.monkey_patch()

import os  # noqa: E402
from typing import Any  # noqa: E402

from kombu import Exchange, Queue  # noqa: E402
from kombu.pools import set_limit  # noqa: E402
from nameko.amqp.publish import Publisher  # noqa: E402
from nameko.containers import ServiceContainer  # noqa: E402
from nameko.messaging import consume as consumes  # noqa: E402

from bench.peers.common import Tally, Task, ready, wait_for_go  # noqa: E402

TASK = Task.asked()
PUBLISHERS = int(os.environ.get("PEER_PUBLISHERS", "4"))
WORKERS = int(os.environ.get("PEER_THREADS", "50"))
EXCHANGE = Exchange(TASK.queue, type="direct", durable=True)
ARGUMENTS = {"x-queue-type": "quorum"} if TASK.equal else None
QUEUE = Queue(TASK.queue, EXCHANGE, routing_key=TASK.queue, queue_arguments=ARGUMENTS)
tally = Tally(TASK.count)


class Service:
    """Takes the messages."""

    name = "peer"

    @consumes(queue=QUEUE)
    def handle(self, envelope: dict[str, Any]) -> None:
        """Take one message."""
        del envelope
        tally.one()


def consume() -> None:
    """Run the service until the process ends."""
    config = {"AMQP_URI": TASK.amqp} | ({"max_workers": WORKERS} if TASK.equal else {})
    container = ServiceContainer(Service, config)
    container.start()
    ready()
    container.wait()


def publish() -> None:
    """Send everything; in green threads, for a confirmed send waits for its own confirm."""
    set_limit(PUBLISHERS + 2)
    publisher = Publisher(TASK.amqp, exchange=EXCHANGE, routing_key=TASK.queue)
    pool = eventlet.GreenPool(PUBLISHERS)
    messages = TASK.messages()
    wait_for_go()
    for _ in pool.imap(publisher.publish, messages):
        pass


if __name__ == "__main__":
    consume() if TASK.role == "consume" else publish()
