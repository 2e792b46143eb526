"""One process of the fault suite: some services of the test world on one bus, until its input ends.

    python -m tests.faults.child '{"urls": {…}, "bus": {…}, "runs": ["origin"], "mutant": ""}'

Prints `ready` once it runs. The environment's TRONCAL_FAULT says where it dies. The mutants are the
defects that the suite must catch: they live here, the product has no switch for them.
"""

import json
import sys
from collections.abc import Sequence

import structlog

from chassis.events import consumer, handler, inbox, incoming
from chassis.events.bus import Delivery
from chassis.events.start import OneProcess, RabbitMQ
from chassis.testing.bus import World


def _without_the_inbox_check(
    self: handler.Handler, session: object, facts: Sequence[incoming.Incoming], *, stored: bool
) -> tuple[list[incoming.Incoming], list[incoming.Incoming]]:
    """Mutant: every delivery has its effect, known or not."""
    if not stored:
        inbox.insert_done(session, facts)
    else:
        inbox.mark_done(session, [fact.id for fact in facts])
    return list(facts), []


def _with_the_ack_before_the_commit(
    self: consumer.Consumer, deliveries: Sequence[Delivery]
) -> bool:
    """Mutant: acknowledged as soon as it arrives. The ack is on the wire before the work."""
    import time

    self._source.settle(deliveries[-1])
    time.sleep(0.2)  # the connection's thread sends it
    return self._persist(lambda: self._handle(deliveries))


MUTANTS = {
    "inbox": (handler.Handler, "_admit", _without_the_inbox_check),
    "ack": (consumer.Consumer, "carry", _with_the_ack_before_the_commit),
}


def main(text: str) -> None:
    order = json.loads(text)
    # Standard output is for `ready` alone: a log line in between would hide it.
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    if order["mutant"]:
        owner, name, function = MUTANTS[order["mutant"]]
        setattr(owner, name, function)
    bus = RabbitMQ(**order["bus"]) if order["bus"] else OneProcess()
    world = World(order["urls"], bus, runs=order["runs"])
    world.start()
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.read()
    world.close()


if __name__ == "__main__":
    main(sys.argv[1])
