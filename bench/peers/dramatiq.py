"""dramatiq set to durability, and as it comes.

Equal: its queue declared as a quorum queue (there is no option: one method is overridden),
`confirm_delivery`, persistent as always, acknowledged after the work as always; a prefetch of
1,000. Publishing threads have a connection each.
"""

import os
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from bench.peers.common import Tally, Task, ready, wait_for_go

TASK = Task.asked()
PUBLISHERS = int(os.environ.get("PEER_PUBLISHERS", "32")) if TASK.equal else 1
THREADS = int(os.environ.get("PEER_THREADS", "8"))
if TASK.equal:
    os.environ["dramatiq_queue_prefetch"] = "1000"  # noqa: SIM112 - its name; read at import

import dramatiq  # noqa: E402
from dramatiq.brokers.rabbitmq import RabbitmqBroker  # noqa: E402


class QuorumBroker(RabbitmqBroker):  # type: ignore[misc,unused-ignore]
    """dramatiq's broker with quorum queues."""

    def _build_queue_arguments(self, queue_name: str) -> dict[str, Any]:
        arguments: dict[str, Any] = super()._build_queue_arguments(queue_name)
        return arguments | {"x-queue-type": "quorum"}


broker = (
    QuorumBroker(url=TASK.amqp, confirm_delivery=True)
    if TASK.equal
    else RabbitmqBroker(url=TASK.amqp)
)
dramatiq.set_broker(broker)
tally = Tally(TASK.count)


@dramatiq.actor(queue_name=TASK.queue)
def handle(envelope: dict[str, Any]) -> None:
    """Take one message."""
    del envelope
    tally.one()


def consume() -> None:
    """Run a worker until the process ends."""
    broker.declare_queue(TASK.queue, ensure=True)
    dramatiq.Worker(broker, worker_threads=THREADS).start()
    ready()
    while True:
        time.sleep(3600)


def publish() -> None:
    """Send everything; in threads, for a confirmed send waits for its own confirm."""
    messages = TASK.messages()
    broker.declare_queue(TASK.queue, ensure=True)
    with ThreadPoolExecutor(PUBLISHERS) as pool:
        wait_for_go()
        for _ in pool.map(handle.send, messages):
            pass


if __name__ == "__main__":
    consume() if TASK.role == "consume" else publish()
