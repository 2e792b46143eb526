"""Celery as its manual sets it up for durability, and as it comes.

Equal: quorum queue, `task_acks_late`, `confirm_publish`, persistent; no events, gossip, mingle or
results; a prefetch of 1,000. Pool and publishing threads are those that were fastest here.
"""

import os
import time
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import Value
from typing import Any

from celery import Celery, signals

from bench.peers.common import Task, wait_for_go

TASK = Task.asked()
POOL = os.environ.get("PEER_POOL", "solo")
PUBLISHERS = int(os.environ.get("PEER_PUBLISHERS", "32")) if TASK.equal else 1
PREFETCH = 1_000
LEFT = Value("l", TASK.count)  # the pool may be processes

app = Celery("peer", broker=TASK.amqp)
app.conf.update(task_ignore_result=True, task_default_queue=TASK.queue)
if TASK.equal:
    app.conf.update(
        task_default_queue_type="quorum",
        task_acks_late=True,
        task_reject_on_worker_lost=True,
        worker_prefetch_multiplier=PREFETCH,
        broker_transport_options={"confirm_publish": True},
        broker_pool_limit=PUBLISHERS + 2,
    )


@app.task(name="handle")
def handle(envelope: dict[str, Any]) -> None:
    """Take one message."""
    del envelope
    with LEFT.get_lock():
        LEFT.value -= 1
        if not LEFT.value:
            os.write(1, f"{time.time()}\n".encode())  # Celery turns print into a log line


def consume() -> None:
    """Run a worker until it is told to end."""
    signals.worker_ready.connect(lambda **_: os.write(1, b"ready\n"), weak=False)
    quiet = ["--without-gossip", "--without-mingle", "--without-heartbeat", "-P", POOL]
    app.worker_main(["worker", "-l", "ERROR", *(quiet if TASK.equal else [])])


def publish() -> None:
    """Send everything; in threads, for a confirmed send waits for its own confirm."""
    messages = TASK.messages()
    with ThreadPoolExecutor(PUBLISHERS) as pool:
        app.connection_for_write().ensure_connection()
        wait_for_go()
        for _ in pool.map(lambda one: handle.apply_async((one,)), messages):
            pass


if __name__ == "__main__":
    consume() if TASK.role == "consume" else publish()
