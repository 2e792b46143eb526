"""Every service's audit as one list, the newest first.

Each service is asked at the same time for its own next entries; the order is by moment, then
service, then position, so a page goes on exactly where the one before ended. A service that is down
is named, not waited for; its entries of that time are then missing from the pages in between.
"""

import base64
import binascii
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Executor
from contextvars import copy_context
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson

from chassis import budgets
from chassis.clients import Clients
from chassis.errors import FieldError, Invalid, Unavailable
from chassis.identity.actor import Actor

_ALL = 2**62
_UTC = "+00:00"
Entry = dict[str, Any]
OwnEntries = Callable[[Mapping[str, Any]], list[Entry]]


@dataclass(frozen=True, slots=True)
class Place:
    """The last entry of a page."""

    at: str
    service: str
    position: int

    @classmethod
    def read(cls, cursor: str) -> "Place":
        """Read a cursor. Raises Invalid."""
        try:
            at, service, position = orjson.loads(base64.urlsafe_b64decode(cursor.encode()))
            datetime.fromisoformat(at)
            return cls(str(at), str(service), int(position))
        except (ValueError, TypeError, binascii.Error):
            raise Invalid("invalid_query", FieldError("cursor", "invalid_cursor")) from None

    def write(self) -> str:
        """Write the cursor."""
        value = orjson.dumps([self.at, self.service, self.position])
        return base64.urlsafe_b64encode(value).decode()

    def begin_at(self, service: str) -> Mapping[str, str]:
        """Say where a service goes on: services of the same moment follow by name."""
        below = self.position if service == self.service else _ALL * (service > self.service)
        return {"until": self.at, "below": str(below)}


def merged(
    services: Iterable[str],
    ask: Callable[[str, Mapping[str, str]], list[Entry] | None],
    executor: Executor,
    *,
    filters: Mapping[str, str],
    limit: int,
    place: Place | None,
) -> dict[str, Any]:
    """Return a page. `ask` answers None for a service that cannot be asked now."""
    asked = {
        service: executor.submit(
            copy_context().run,
            ask,
            service,
            {**filters, "limit": str(limit + 1), **(place.begin_at(service) if place else {})},
        )
        for service in services
    }
    answers = {service: future.result() for service, future in asked.items()}
    found = [entry for entries in answers.values() for entry in entries or ()]
    # three keys in three directions: stable sorts, the least one first
    found.sort(key=lambda entry: int(entry["position"]), reverse=True)
    found.sort(key=lambda entry: str(entry["service"]))
    found.sort(key=lambda entry: _moment(entry["at"]), reverse=True)
    page = found[:limit]
    last = page[-1] if len(found) > limit else None
    return {
        "items": page,
        "next_cursor": _place_of(last).write() if last else None,
        "missing": sorted(service for service, entries in answers.items() if entries is None),
    }


def asking(clients: Clients, actor: Actor, own: tuple[str, OwnEntries]) -> Any:
    """Return how a service is asked: the gateway itself directly, the others over their route."""
    name, read_own = own

    def ask(service: str, query: Mapping[str, str]) -> list[Entry] | None:
        if service == name:
            return read_own(query)
        try:
            answer = clients.get(
                service,
                "/api/v1/audit-entries",
                actor=actor,
                query=query,
                timeout=budgets.COMPOSED_READ_TIMEOUT,
            )
        except LookupError:  # a service that is not installed
            return []
        except Unavailable:
            return None
        entries: list[Entry] | None = answer.json()["items"] if answer.ok else None
        return entries

    return ask


def _place_of(entry: Entry) -> Place:
    return Place(_moment(entry["at"]).isoformat(), str(entry["service"]), int(entry["position"]))


def _moment(value: Any) -> datetime:
    if isinstance(value, datetime):
        return value
    return datetime.fromisoformat(str(value).replace("Z", _UTC))
