"""What the doctor asks a broker: queues over AMQP, bindings and policies of its management."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, unquote, urlsplit

import urllib3

from chassis.events.rabbitmq import compare
from chassis.events.rabbitmq.compare import Observed, Policy
from chassis.events.rabbitmq.inspect import Depth, look
from chassis.events.topology import Topology
from chassis.runtime.findings import Finding, broken, warning
from chassis.runtime.rabbitmq import RabbitNode
from chassis.runtime.settings import RuntimeSettings

_MANY = 10_000
_SECONDS = 10.0


@dataclass(frozen=True, kw_only=True)
class Reached:
    """The broker to look at; `node` is set when it is the one of a running copy of ours."""

    url: str
    node: RabbitNode | None = None


def reach(settings: RuntimeSettings) -> Reached | None:
    """Return the given broker, or the one that a copy runs on this run folder; else nothing."""
    if settings.amqp_url is not None:
        return Reached(url=settings.amqp_url)
    if not (settings.run_folder.path / "mq").exists():
        return None
    node = RabbitNode(settings.run_folder, environ=settings.environ)
    url = node.attach()
    return None if url is None else Reached(url=url, node=node)


def examine(
    broker: Reached, topology: Topology, *, management: str | None = None
) -> Iterator[Finding]:
    """Yield what is wrong with the broker. `management` is the address of its HTTP API."""
    seen = look(broker.url, topology)
    for what, todo in seen.differences:
        yield broken("broker", what, todo)
    if not seen.answers:
        return
    for queue, depth in seen.depths.items():
        yield from _depth(f"queue {queue}", depth)
    if broker.node is not None:
        observed = _by_control(broker.node, topology)
    else:
        observed = _by_http(broker.url, topology, management)
    if observed is None:
        yield warning(
            "broker",
            "its bindings and policies could not be read",
            "enable rabbitmq_management and set TRONCAL_AMQP_MANAGEMENT_URL",
        )
        return
    for one in compare.differences(topology, observed):
        yield Finding(level=one.level, where="broker", what=one.what, todo=one.todo)


def _depth(where: str, depth: Depth) -> Iterator[Finding]:
    if not depth.is_inbox:
        if depth.messages:
            yield warning(
                where,
                f"the broker gave up on {depth.messages} messages",
                "read them with the broker's management, mend the reason, redeliver to the reader",
            )
        return
    if depth.messages > _MANY:
        yield warning(
            where,
            f"{depth.messages} messages wait in it",
            "its reader is slower than its owners: see the reader's log and inbox",
        )
    if not depth.consumers:
        yield broken(where, "nobody reads it", "start the service with the role events")


def _by_control(node: RabbitNode, topology: Topology) -> Observed | None:
    try:
        names = ("source_name", "destination_name", "routing_key")
        bindings = json.loads(node.control("list_bindings", "--formatter", "json", *names))
        policies = json.loads(node.control("list_policies", "--formatter", "json"))
    except (RuntimeError, ValueError):
        return None
    return observe(bindings, policies, topology)


def _by_http(url: str, topology: Topology, given: str | None) -> Observed | None:
    parts = urlsplit(url)
    scheme = "https" if parts.scheme == "amqps" else "http"
    base = urlsplit(given or f"{scheme}://{parts.hostname}:15672")
    user, password = (
        unquote(one or other or "guest")
        for one, other in ((base.username, parts.username), (base.password, parts.password))
    )
    vhost = quote(unquote(parts.path.removeprefix("/")) or "/", safe="")
    root = f"{base.scheme}://{base.hostname}:{base.port or 15672}{base.path.rstrip('/')}/api"
    headers = urllib3.make_headers(basic_auth=f"{user}:{password}")
    try:
        with urllib3.PoolManager(headers=headers, timeout=_SECONDS, retries=False) as pool:
            return observe(
                _get(pool, f"{root}/bindings/{vhost}"),
                _get(pool, f"{root}/policies/{vhost}"),
                topology,
            )
    except (urllib3.exceptions.HTTPError, ValueError):
        return None


def _get(pool: urllib3.PoolManager, url: str) -> Any:
    answer = pool.request("GET", url)
    if answer.status != 200:  # noqa: PLR2004 - anything else is no answer
        raise ValueError(answer.status)
    return answer.json()


def observe(
    bindings: list[Mapping[str, Any]], policies: list[Mapping[str, Any]], topology: Topology
) -> Observed:
    """Read both lists, as HTTP and rabbitmqctl write them."""
    found = frozenset(
        (one.get("destination") or one.get("destination_name", ""), one.get("routing_key", ""))
        for one in bindings
        if (one.get("source") or one.get("source_name")) == topology.names.exchange
    )
    return Observed(
        bindings=found,
        policies=[
            Policy(
                name=one["name"],
                pattern=one["pattern"],
                applies_to=one.get("apply-to", "all"),
                definition=_definition(one["definition"]),
            )
            for one in policies
        ],
    )


def _definition(found: Any) -> Mapping[str, Any]:
    return json.loads(found) if isinstance(found, str) else dict(found)
