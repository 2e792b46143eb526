"""One process of the fault suite: some services of the shop in some roles, until its input ends.

    python -m tests.faults.child '{"urls": {…}, "bus": {…}, "runs": ["origin"], "roles": ["web"]}'

Prints `ready` once it runs. The environment's TRONCAL_FAULT says where it dies.
"""

import json
import sys
from collections.abc import Callable
from typing import Any

from chassis import budgets
from chassis.events.start import OneProcess, RabbitMQ, start_events, start_notifier
from chassis.identity.tokens import TokenVerifier
from chassis.jobs import Waker, start_jobs, start_scheduler
from chassis.observability import logs
from chassis.spec import Service
from chassis.testing.bus import QUICK
from chassis.web.application import build_application
from chassis.web.server import serve
from tests.faults import mutants
from tests.faults.keys import KEY
from tests.faults.shop import Shop


def main(text: str) -> None:
    order = json.loads(text)
    # Standard output is for `ready` alone: a log line in between would hide it.
    logs.configure(service="shop", role=",".join(order["roles"]), level="info", stream=sys.stderr)
    budgets.SCHEDULER_RETRY = 0.3
    if order["mutant"]:
        mutants.plant(order["mutant"])
    stops = start(order)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.read()
    for stop in stops:
        stop()


def start(order: dict[str, Any]) -> list[Callable[[], object]]:
    """Start the roles in the runtime's order; returns what stops them, in its order."""
    bus = RabbitMQ(**order["bus"]) if order["bus"] else OneProcess()
    shop = Shop(order["urls"], bus, runs=order["runs"])
    services = shop.services()
    origin = next((one for one in services if one.name == "origin"), None)
    broker = order["bus"]["url"] if order["bus"] else None
    roles = order["roles"]
    stops: list[Callable[[], object]] = []
    if "events" in roles:
        events = start_events(services, bus, limits=QUICK)
        stops.append(lambda: events.stop(10))
    if origin is None:
        return [*stops, shop.close]
    waker = Waker(broker, [origin.metrics])
    origin.database.effects = waker.send
    if "jobs" in roles:
        stops.insert(0, start_jobs([origin], broker).stop)
    if "scheduler" in roles:
        stops.insert(0, start_scheduler([origin]).stop)
    if "web" in roles:
        if "events" not in roles:
            stops.append(start_notifier(origin.database).stop)
        stops.insert(0, _open(origin, order["port"]))
    return [*stops, waker.close, shop.close]


def _open(service: Service, port: int) -> Callable[[], object]:
    service.token_keys = TokenVerifier("origin", {KEY.key_id: ("gateway", KEY.public())})
    return serve(build_application(service), host="127.0.0.1", port=port).stop


if __name__ == "__main__":
    main(sys.argv[1])
