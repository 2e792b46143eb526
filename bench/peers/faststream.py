"""FastStream set to durability, and as it comes.

Equal: quorum queue, `persist=True`, publisher confirms (its default), acknowledged after the work
(its default); a prefetch of 1,000, messages handled one after the other. Up to 1,000 sends wait for
their confirms together. On uvloop, as its command does when that is installed.
"""

import asyncio
import os
from typing import Any

import uvloop
from faststream import AckPolicy
from faststream.rabbit import Channel, QueueType, RabbitBroker, RabbitQueue

from bench.peers.common import Tally, Task, ready, wait_for_go

TASK = Task.asked()
WINDOW = int(os.environ.get("PEER_PUBLISHERS", "1000"))
PREFETCH = 1_000

queue = RabbitQueue(TASK.queue, queue_type=QueueType.QUORUM, durable=True)
channel = Channel(prefetch_count=PREFETCH)
if not TASK.equal:
    queue, channel = RabbitQueue(TASK.queue), Channel()
broker = RabbitBroker(TASK.amqp, default_channel=channel, logger=None)
tally = Tally(TASK.count)


async def handle(envelope: dict[str, Any]) -> None:
    """Take one message."""
    del envelope
    tally.one()


async def consume() -> None:
    """Take messages until the process ends."""
    policy = {"ack_policy": AckPolicy.NACK_ON_ERROR} if TASK.equal else {}
    broker.subscriber(queue, **policy)(handle)
    await broker.start()
    ready()
    await asyncio.Event().wait()


async def publish() -> None:
    """Send everything in windows."""
    messages = TASK.messages()
    await broker.connect()
    await broker.start()
    wait_for_go()
    left = iter(messages)

    async def send() -> None:
        for one in left:
            await broker.publish(one, queue, persist=TASK.equal)

    await asyncio.gather(*(send() for _ in range(WINDOW)))


if __name__ == "__main__":
    uvloop.run(consume() if TASK.role == "consume" else publish())
