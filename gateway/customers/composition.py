"""One customer from several services at once; what a service does not give is marked, not hidden.

Every part is asked at the same time with 2 s to answer. The answers' bytes are put together as
they came. A part that could not be had says so in `state`; the view itself is then still 200, and
`partial` is true.
"""

from collections.abc import Sequence
from concurrent.futures import Executor, Future
from contextvars import copy_context
from dataclasses import dataclass
from uuid import UUID

import orjson

from chassis import budgets
from chassis.clients import Clients
from chassis.errors import NotFound, Unavailable
from chassis.identity.actor import Actor
from gateway.customers.parts import PARTS, Part

_OK, _FORBIDDEN, _NOT_FOUND = 200, 403, 404


@dataclass(frozen=True, slots=True)
class Filled:
    """A part's answer: `state` is ok, forbidden or unavailable; `data` is JSON text."""

    part: Part
    state: str
    data: bytes = b"null"


def compose(
    clients: Clients,
    executor: Executor,
    *,
    actor: Actor,
    contact_id: UUID,
    parts: Sequence[Part] = PARTS,
) -> bytes:
    """Return the view's JSON. Raises NotFound when the contact is absent or not visible."""
    asked: list[Future[Filled | None]] = [
        executor.submit(copy_context().run, _ask, clients, part, actor, contact_id)
        for part in parts
    ]
    filled = [answer for answer in (future.result() for future in asked) if answer is not None]
    members = [f'"id":"{contact_id}"'.encode()]
    members += [
        orjson.dumps(one.part.name)
        + b':{"state":"'
        + one.state.encode()
        + b'","data":'
        + one.data
        + b"}"
        for one in filled
    ]
    partial = any(one.state == "unavailable" for one in filled)
    members.append(b'"partial":true' if partial else b'"partial":false')
    return b"{" + b",".join(members) + b"}"


def _ask(clients: Clients, part: Part, actor: Actor, contact_id: UUID) -> Filled | None:
    """Ask for one part; None when this installation has no such service. Raises NotFound."""
    try:
        answer = clients.get(
            part.service,
            part.path.format(id=contact_id),
            actor=actor,
            query={name: value.format(id=contact_id) for name, value in part.query.items()},
            timeout=budgets.COMPOSED_READ_TIMEOUT,
        )
    except Unavailable:
        return Filled(part, "unavailable")
    except LookupError:
        return None
    if answer.status == _NOT_FOUND and part.decisive:
        raise NotFound
    if answer.status == _FORBIDDEN:
        return Filled(part, "forbidden")
    return Filled(part, "ok", answer.body) if answer.status == _OK else Filled(part, "unavailable")
